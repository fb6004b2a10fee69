/*
rule: sheet_persons
family: totals
severity: error
title: {zh: 合计人数与明细行数不符, en: Headcount of the total is not the number of rows}
why: {zh: 人数与金额须同时对上, en: Persons and money must both agree}
mend: {zh: 更正合计行的人数, en: Correct the headcount of the total row}
source: reconciliation practice
examples:
  - name: three said, two listed
    given:
      core_sheet_total: [{file: f, sheet: s, row_no: 9, role: total, stated_persons: 3}]
      core_person: [{file: f, sheet: s, row_no: 1}, {file: f, sheet: s, row_no: 2}]
    finds: 1
  - name: a refused row counts as listed
    given:
      core_sheet_total: [{file: f, sheet: s, row_no: 9, role: total, stated_persons: 2}]
      core_person: [{file: f, sheet: s, row_no: 1}]
      core_rejected: [{file: f, sheet: s, row_no: 2}]
    finds: 0
  - name: a subtotal counted again explains it
    given:
      core_sheet_total: [{file: f, sheet: s, row_no: 9, role: total, stated_persons: 3}]
      core_claim: [{file: f, sheet: s, outcome: subtotal_in_total, claimed_fen: 10000}]
      core_person: [{file: f, sheet: s, row_no: 1}, {file: f, sheet: s, row_no: 2}]
    finds: 0
  - name: no headcount on the total row
    given:
      core_sheet_total: [{file: f, sheet: s, row_no: 9, role: total, stated_persons: null}]
      core_person: [{file: f, sheet: s, row_no: 1}]
    finds: 0
  - name: people of another sheet or file, and another sheet's subtotal
    given:
      core_sheet_total: [{file: f, sheet: s, row_no: 9, role: total, stated_persons: 3}]
      core_claim:
        - {file: f, sheet: t, outcome: subtotal_in_total, claimed_fen: 10000}
        - {file: g, sheet: s, outcome: subtotal_in_total, claimed_fen: 10000}
        - {file: f, sheet: s, outcome: sheet_total, claimed_fen: 10000}
      core_person: [{file: f, sheet: s, row_no: 1}, {file: f, sheet: t, row_no: 1}, {file: f, sheet: t, row_no: 2}, {file: g, sheet: s, row_no: 1}]
    finds: 1
    shows: [{observed: "3", expected: "1"}]
  - name: two tables on a sheet, each with its headcount, and the sheet's
    given:
      raw_table: [{file: f, sheet: s, table_no: 1}, {file: f, sheet: s, table_no: 2}]
      raw_row: [{file: f, sheet: s, row_no: 1, table_no: 1}, {file: f, sheet: s, row_no: 2, table_no: 1}, {file: f, sheet: s, row_no: 5, table_no: 2}, {file: f, sheet: s, row_no: 6, table_no: 2}, {file: f, sheet: s, row_no: 7, table_no: 2}]
      core_person: [{file: f, sheet: s, row_no: 1}, {file: f, sheet: s, row_no: 5}]
      core_sheet_total:
        - {file: f, sheet: s, row_no: 2, role: total, stated_persons: 1}
        - {file: f, sheet: s, row_no: 6, role: total, stated_persons: 1}
        - {file: f, sheet: s, row_no: 7, role: total, stated_persons: 2}
    finds: 0
  - name: one of two tables says more than it lists
    given:
      raw_table: [{file: f, sheet: s, table_no: 1}, {file: f, sheet: s, table_no: 2}]
      raw_row: [{file: f, sheet: s, row_no: 1, table_no: 1}, {file: f, sheet: s, row_no: 2, table_no: 1}, {file: f, sheet: s, row_no: 5, table_no: 2}]
      core_person: [{file: f, sheet: s, row_no: 1}, {file: f, sheet: s, row_no: 5}]
      core_sheet_total: [{file: f, sheet: s, row_no: 2, role: total, stated_persons: 3}]
    finds: 1
  - name: three tables on a sheet, each with a headcount of its own
    given:
      raw_table: [{file: f, sheet: s, table_no: 1}, {file: f, sheet: s, table_no: 2}, {file: f, sheet: s, table_no: 3}]
      raw_row:
        - {file: f, sheet: s, row_no: 1, table_no: 1}
        - {file: f, sheet: s, row_no: 2, table_no: 1}
        - {file: f, sheet: s, row_no: 5, table_no: 2}
        - {file: f, sheet: s, row_no: 6, table_no: 2}
        - {file: f, sheet: s, row_no: 7, table_no: 2}
        - {file: f, sheet: s, row_no: 9, table_no: 3}
      core_person:
        - {file: f, sheet: s, row_no: 1}
        - {file: f, sheet: s, row_no: 5}
        - {file: f, sheet: s, row_no: 6}
        - {file: f, sheet: s, row_no: 9}
      core_sheet_total:
        - {file: f, sheet: s, row_no: 2, role: total, stated_persons: 1}
        - {file: f, sheet: s, row_no: 7, role: total, stated_persons: 2}
    finds: 0
*/
with person_row as (
    select file, sheet, row_no from core_person
    union all
    select file, sheet, row_no from core_rejected
),

listed as (
    select file, sheet, count(*) as persons from person_row group by file, sheet
),

-- Where several tables stand on a sheet, a total may be of one of them or of all.
listed_in_table as (
    select raw_row.file, raw_row.sheet, raw_row.table_no, count(*) as persons
    from raw_row
    join person_row using (file, sheet, row_no)
    join raw_table on raw_table.file = raw_row.file and raw_table.sheet = raw_row.sheet and raw_table.table_no = 2
    group by raw_row.file, raw_row.sheet, raw_row.table_no
)

select
    total.area_code, total.file, total.sheet, total.row_no, 'persons' as field,
    total.stated_persons::varchar as observed,
    coalesce(of_table.persons, listed.persons, 0)::varchar as expected,
    0 as money_fen
from core_sheet_total as total
left join listed on listed.file = total.file and listed.sheet = total.sheet
left join raw_row as raw on raw.file = total.file and raw.sheet = total.sheet and raw.row_no = total.row_no
left join listed_in_table as of_table
    on of_table.file = total.file and of_table.sheet = total.sheet and of_table.table_no = raw.table_no
left join core_claim as claim
    on claim.file = total.file and claim.sheet = total.sheet and claim.outcome = 'subtotal_in_total'
where total.role = 'total' and total.stated_persons <> coalesce(listed.persons, 0)
    and total.stated_persons <> coalesce(of_table.persons, listed.persons, 0)
    -- a subtotal counted again is one mistake, and has its own rule
    and claim.file is null
