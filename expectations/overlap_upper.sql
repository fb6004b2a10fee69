/*
rule: overlap_upper
severity: warning
title: {zh: 与上级或其他部门的慰问重复, en: Also visited by a higher government or another department}
why: {zh: 原则上不与上级和其他部门的慰问重复, en: In principle a household is not visited twice by different governments}
mend: {zh: 与上级核对，换成其他困难户或注明理由, en: "Settle with the higher government: choose another household or give the reason"}
source: plan's no-overlap clause
examples:
  - name: on the upper roster too
    given:
      plan_list: [{list: general, pays: true}, {list: upper, pays: false}]
      core_award: [{standard_id: s, row_no: 1, unit_key: p, household_key: p, status: awarded, amount_fen: 30000}]
      core_person: [{row_no: 1, list: general, id_no: p, household_key: p}, {row_no: 2, list: upper, id_no: p, household_key: p}]
    finds: 1
  - name: another member of the household, alone on the upper roster
    given:
      plan_list: [{list: general, pays: true}, {list: upper, pays: false}]
      core_award: [{standard_id: s, row_no: 1, unit_key: p, household_key: p, status: awarded}]
      core_person: [{row_no: 1, list: general, id_no: p, household_key: p}, {row_no: 2, list: general, id_no: m, household_key: p}, {row_no: 3, list: upper, id_no: m, household_key: m}]
    finds: 1
  - name: on our own roster only
    given:
      plan_list: [{list: general, pays: true}, {list: upper, pays: false}]
      core_award: [{standard_id: s, row_no: 1, unit_key: p, household_key: p, status: awarded}]
      core_person: [{row_no: 1, list: general, id_no: p, household_key: p}, {row_no: 2, list: upper, id_no: q, household_key: q}]
    finds: 0
*/
with upper_roster as (
    select person.id_no, person.household_key, min(place(person.file, person.sheet, person.row_no)) as upper_place
    from core_person as person
    join plan_list as list on list.list = person.list and not list.pays
    group by person.id_no, person.household_key
)

select
    award.area_code, award.file, award.sheet, award.row_no, 'id_no' as field, award.standard_id,
    mask_id(award.unit_key) as observed,
    min(upper_roster.upper_place) as expected,
    award.amount_fen as money_fen
from core_award as award
join core_person as member on member.household_key = award.household_key
join plan_list as paying on paying.list = member.list and paying.pays
join upper_roster
    on upper_roster.id_no = member.id_no or upper_roster.household_key = award.household_key
where award.status = 'awarded'
group by award.area_code, award.file, award.sheet, award.row_no, award.standard_id, award.unit_key, award.amount_fen
