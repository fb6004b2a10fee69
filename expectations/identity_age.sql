/*
rule: identity_age
family: identity
severity: warning
title: {zh: 年龄栏与身份证号不符, en: Age column disagrees with the identity number}
why: {zh: 相差超过两岁（已容许虚岁和填报时间差），可能录错人, en: "They differ by more than two years, which nominal ages and an earlier listing day allow for; the row may describe somebody else"}
mend: {zh: 核对身份证原件，更正年龄或号码, en: Compare with the card and correct the age or the number}
source: GB 11643-1999
examples:
  - name: three years more, and three years less
    given: &given
      plan_setting: [{reference_day: 2023-01-22}]
      raw_column: [{file: f, sheet: s, table_no: 1, col_no: 2, header: 年龄, field: null}]
      raw_row:
        - {file: f, sheet: s, table_no: 1, row_no: 5, role: person, cells: [赵某, "76"]}
        - {file: f, sheet: s, table_no: 1, row_no: 6, role: person, cells: [钱某, 70岁]}
      core_person:
        - {file: f, sheet: s, row_no: 5, birth_date: 1949-12-31}
        - {file: f, sheet: s, row_no: 6, birth_date: 1949-12-31}
    finds: 2
  - name: a nominal age
    given:
      <<: *given
      raw_row:
        - {file: f, sheet: s, table_no: 1, row_no: 5, role: person, cells: [赵某, "75"]}
        - {file: f, sheet: s, table_no: 1, row_no: 6, role: person, cells: [钱某, "71"]}
    finds: 0
  - name: the age of another row is another person's, and a household's size is no age
    given:
      <<: *given
      raw_column: [{file: f, sheet: s, table_no: 1, col_no: 2, header: 家庭人口, field: hh_size}]
    finds: 0
*/
select
    person.area_code, person.file, person.sheet, person.row_no, 'age' as field,
    stated.number::varchar as observed,
    age_on(person.birth_date, setting.reference_day)::varchar as expected,
    0 as money_fen
from core_cell as stated
join core_person as person using (file, sheet, row_no)
cross join plan_setting as setting
where stated.subject = 'age' and abs(stated.number - age_on(person.birth_date, setting.reference_day)) > 2
