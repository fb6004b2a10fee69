/*
rule: age_eligible
family: eligibility
severity: error
title: {zh: 未达到年龄条件, en: Below the age the standard asks for}
why: {zh: 按身份证号计算，基准日未满规定周岁, en: By the identity number the person has not completed that many years on the reference day}
mend: {zh: 核对身份证号；未满年龄的从名单删除, en: Check the number; take people under the age off the list}
source: plan's age condition
examples:
  - name: ninety-nine on the day
    given:
      plan_setting: [{reference_day: 2023-01-22}]
      plan_standard: [{standard_id: s, min_age: 100}]
      plan_beneficiary: [{standard_id: s, list: l, category: c}]
      core_person: [{list: l, category: c, birth_date: 1923-01-23, claimed_cash_fen: 30000}]
    finds: 1
  - name: another band of ages took the row
    given:
      plan_setting: [{reference_day: 2023-01-22}]
      plan_standard: [{standard_id: s, min_age: 100}, {standard_id: t, max_age: 99}]
      plan_beneficiary: [{standard_id: s, list: l, category: c}, {standard_id: t, list: l, category: c}]
      core_person: [{file: f, row_no: 3, list: l, category: c, birth_date: 1923-01-23}]
      core_award: [{standard_id: t, file: f, row_no: 3, status: awarded}]
    finds: 0
  - name: a hundred on the day
    given:
      plan_setting: [{reference_day: 2023-01-22}]
      plan_standard: [{standard_id: s, min_age: 100}]
      plan_beneficiary: [{standard_id: s, list: l, category: c}]
      core_person: [{list: l, category: c, birth_date: 1923-01-22}]
    finds: 0
  - name: above the greatest age; other categories, lists and standards are not asked
    given:
      plan_setting: [{reference_day: 2023-01-22}]
      plan_standard: [{standard_id: s, max_age: 59}, {standard_id: t, min_age: 100}, {standard_id: u}]
      plan_beneficiary:
        - {standard_id: s, list: l, category: c}
        - {standard_id: t, list: l, category: d}
        - {standard_id: t, list: m, category: c}
        - {standard_id: u, list: l, category: c}
      core_person: [{file: f, sheet: s, row_no: 3, list: l, category: c, birth_date: 1963-01-22}]
    finds: 1
    shows: [{standard_id: s, observed: "60", expected: " ≤ 59"}]
  - name: of the greatest age; the award that takes the row is this very row's
    given:
      plan_setting: [{reference_day: 2023-01-22}]
      plan_standard: [{standard_id: s, max_age: 59}]
      plan_beneficiary: [{standard_id: s, list: l, category: c}]
      core_person:
        - {file: f, sheet: s, row_no: 3, list: l, category: c, birth_date: 1963-01-23}
        - {file: f, sheet: s, row_no: 4, list: l, category: c, birth_date: 1960-01-23}
      core_award:
        - {standard_id: t, file: g, sheet: s, row_no: 4, status: awarded}
        - {standard_id: t, file: f, sheet: t, row_no: 4, status: awarded}
        - {standard_id: t, file: f, sheet: s, row_no: 5, status: awarded}
    finds: 1
*/
select
    person.area_code, person.file, person.sheet, person.row_no, 'id_no' as field, standard.standard_id,
    age_on(person.birth_date, setting.reference_day)::varchar as observed,
    coalesce('≥ ' || standard.min_age, '') || coalesce(' ≤ ' || standard.max_age, '') as expected,
    coalesce(person.claimed_cash_fen + person.claimed_goods_fen, 0) as money_fen
from core_person as person
join plan_beneficiary as beneficiary on beneficiary.list = person.list and beneficiary.category = person.category
join plan_standard as standard
    on standard.standard_id = beneficiary.standard_id
    and (standard.min_age is not null or standard.max_age is not null)
cross join plan_setting as setting
-- the row may be under another age band of the same category
anti join (select file, sheet, row_no from core_award where status = 'awarded') as awarded
    on awarded.file = person.file and awarded.sheet = person.sheet and awarded.row_no = person.row_no
where age_on(person.birth_date, setting.reference_day) < standard.min_age
    or age_on(person.birth_date, setting.reference_day) > standard.max_age
