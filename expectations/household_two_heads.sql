/*
rule: household_two_heads
family: household
severity: warning
title: {zh: 一户有两个户主, en: Two heads in one household}
why: {zh: 可能两户录成一户，按户发放会少发一份, en: "Two households may have been run into one, which would then draw a single share"}
mend: {zh: 分成两户，或更正与户主关系, en: Split them into two households or correct the relation}
source: household registration
examples:
  - name: two people called head in one block
    given:
      raw_column: [{file: f, sheet: s, table_no: 1, col_no: 1, header: 与户主关系, field: relation}]
      raw_row:
        - {file: f, sheet: s, table_no: 1, row_no: 1, role: person, cells: [户主]}
        - {file: f, sheet: s, table_no: 1, row_no: 2, role: person, cells: [本 人]}
        - {file: f, sheet: s, table_no: 1, row_no: 3, role: person, cells: [子]}
      core_person:
        - {file: f, sheet: s, row_no: 1, id_no: p, household_no: 1, household_key: h}
        - {file: f, sheet: s, row_no: 2, id_no: q, household_no: 1, household_key: h}
        - {file: f, sheet: s, row_no: 3, id_no: r, household_no: 1, household_key: h}
    finds: 1
  - name: one head each, and one person listed twice
    given:
      raw_column: [{file: f, sheet: s, table_no: 1, col_no: 1, header: 与户主关系, field: relation}]
      raw_row:
        - {file: f, sheet: s, table_no: 1, row_no: 1, role: person, cells: [户主]}
        - {file: f, sheet: s, table_no: 1, row_no: 2, role: person, cells: [户主]}
        - {file: f, sheet: s, table_no: 1, row_no: 3, role: person, cells: [户主]}
        - {file: f, sheet: s, table_no: 1, row_no: 4, role: person, cells: [配偶]}
      core_person:
        - {file: f, sheet: s, row_no: 1, id_no: p, household_no: 1, household_key: p}
        - {file: f, sheet: s, row_no: 2, id_no: q, household_no: 2, household_key: q}
        - {file: f, sheet: s, row_no: 3, id_no: q, household_no: 2, household_key: q}
        - {file: f, sheet: s, row_no: 4, id_no: r, household_no: 1, household_key: p}
    finds: 0
*/
with head as (
    select
        person.*,
        first_value(person.id_no) over one_household as first_id,
        first_value(place(person.file, person.sheet, person.row_no)) over one_household as first_place
    from core_person as person
    join core_cell as cell using (file, sheet, row_no)
    where cell.subject = 'relation' and cell.text in ('户主', '本人', '户主本人')
    window one_household as (partition by person.file, person.sheet, person.household_key order by person.row_no)
)

select area_code, file, sheet, row_no, 'relation' as field, mask_id(id_no) as observed, first_place as expected, 0 as money_fen
from head
where id_no <> first_id
