/*
rule: age_implausible
family: identity
severity: warning
title: {zh: 出生日期不合常理, en: Birth date that can hardly be true}
why: {zh: 按身份证号，基准日尚未出生或已超过 115 岁；可能号码录错，或本人早已去世, en: "By the number the person is not yet born on the reference day, or over 115: a mistyped number, or somebody long dead"}
mend: {zh: 核对身份证原件和本人是否健在, en: "Compare with the card, and make sure that the person is alive"}
source: GB 11643-1999
examples:
  - name: born after the day, and a hundred and sixteen
    given:
      plan_setting: [{reference_day: 2023-01-22}]
      core_person: [{row_no: 1, birth_date: 2023-01-23}, {row_no: 2, birth_date: 1907-01-22}]
    finds: 2
  - name: born that day, a hundred and fifteen, and an institution
    given:
      plan_setting: [{reference_day: 2023-01-22}]
      core_person: [{row_no: 1, birth_date: 2023-01-22}, {row_no: 2, birth_date: 1907-01-23}, {row_no: 3, birth_date: null}]
    finds: 0
*/
select
    person.area_code, person.file, person.sheet, person.row_no, 'id_no' as field,
    age_on(person.birth_date, setting.reference_day)::varchar as observed,
    '0–115' as expected,
    coalesce(person.claimed_cash_fen + person.claimed_goods_fen, 0) as money_fen
from core_person as person
cross join plan_setting as setting
where age_on(person.birth_date, setting.reference_day) < 0
    or age_on(person.birth_date, setting.reference_day) > 115
