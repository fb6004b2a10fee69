/*
rule: household_size
family: household
severity: warning
title: {zh: 所列成员多于家庭人口, en: More members listed than the household has}
why: {zh: 一户列出的人数超过家庭人口栏，人口或成员必有一错, en: "A household's rows are more than its stated size: one of the two is wrong"}
mend: {zh: 核对户口簿, en: Compare with the household register}
source: household registration
examples:
  - name: three listed, two stated
    given:
      raw_column: [{file: f, sheet: s, table_no: 1, col_no: 1, header: 家庭人口, field: hh_size}]
      raw_row:
        - {file: f, sheet: s, table_no: 1, row_no: 1, role: person, cells: ["2"]}
        - {file: f, sheet: s, table_no: 1, row_no: 2, role: person, cells: [""]}
        - {file: f, sheet: s, table_no: 1, row_no: 3, role: person, cells: [""]}
      core_person:
        - {file: f, sheet: s, row_no: 1, id_no: p, household_no: 1}
        - {file: f, sheet: s, row_no: 2, id_no: q, household_no: 1}
        - {file: f, sheet: s, row_no: 3, id_no: r, household_no: 1}
    finds: 1
  - name: as many as stated, one of them listed again, and another household below
    given:
      raw_column: [{file: f, sheet: s, table_no: 1, col_no: 1, header: 家庭人口, field: hh_size}]
      raw_row:
        - {file: f, sheet: s, table_no: 1, row_no: 1, role: person, cells: ["2"]}
        - {file: f, sheet: s, table_no: 1, row_no: 4, role: person, cells: ["3"]}
      core_person:
        - {file: f, sheet: s, row_no: 1, id_no: p, household_no: 1}
        - {file: f, sheet: s, row_no: 2, id_no: q, household_no: 1}
        - {file: f, sheet: s, row_no: 3, id_no: q, household_no: 1}
        - {file: f, sheet: s, row_no: 4, id_no: r, household_no: 2}
        - {file: f, sheet: t, row_no: 1, id_no: u, household_no: 1}
        - {file: f, sheet: t, row_no: 2, id_no: v, household_no: 1}
        - {file: g, sheet: s, row_no: 1, id_no: w, household_no: 1}
        - {file: g, sheet: s, row_no: 2, id_no: x, household_no: 1}
    finds: 0
  - name: another file's, sheet's or row's size, and another figure of this row
    given:
      raw_column:
        - {file: f, sheet: s, table_no: 1, col_no: 1, header: 保障人口, field: covered}
        - {file: f, sheet: t, table_no: 1, col_no: 1, header: 家庭人口, field: hh_size}
        - {file: g, sheet: s, table_no: 1, col_no: 1, header: 家庭人口, field: hh_size}
        - {file: h, sheet: s, table_no: 1, col_no: 1, header: 家庭人口, field: hh_size}
      raw_row:
        - {file: f, sheet: s, table_no: 1, row_no: 1, role: person, cells: ["1"]}
        - {file: f, sheet: t, table_no: 1, row_no: 1, role: person, cells: ["1"]}
        - {file: g, sheet: s, table_no: 1, row_no: 1, role: person, cells: ["1"]}
        - {file: h, sheet: s, table_no: 1, row_no: 9, role: person, cells: ["1"]}
      core_person:
        - {file: f, sheet: s, row_no: 1, id_no: p, household_no: 1}
        - {file: f, sheet: s, row_no: 2, id_no: q, household_no: 1}
        - {file: h, sheet: s, row_no: 1, id_no: p, household_no: 1}
        - {file: h, sheet: s, row_no: 2, id_no: q, household_no: 1}
    finds: 0
*/
with listed as (
    select
        person.file, person.sheet, person.household_no,
        min(person.area_code) as area_code,
        min(person.row_no) as row_no,
        count(distinct person.id_no) as persons,
        max(size.number) as stated
    from core_person as person
    left join core_cell as size
        on size.file = person.file and size.sheet = person.sheet and size.row_no = person.row_no and size.subject = 'hh_size'
    group by person.file, person.sheet, person.household_no
)

select area_code, file, sheet, row_no, 'hh_size' as field, stated::varchar as observed, '≥ ' || persons as expected, 0 as money_fen
from listed
where persons > stated
