/*
rule: household_no_head
family: household
severity: warning
title: {zh: 一户没有户主, en: A household without a head}
why: {zh: 关系栏都填了成员，没有户主行，表中也没有户主栏：不知属于哪一户, en: "Every row is a relative's, none the head's, and no column names the head: it is not certain whose household it is"}
mend: {zh: 补列户主，或增加户主姓名、户主身份证号两栏, en: "Add the head's row, or columns with the head's name and number"}
source: household registration
examples:
  - name: a spouse and a child of nobody
    given:
      raw_column: [{file: f, sheet: s, table_no: 1, col_no: 1, header: 与户主关系, field: relation}]
      raw_row:
        - {file: f, sheet: s, table_no: 1, row_no: 1, role: person, cells: [配偶]}
        - {file: f, sheet: s, table_no: 1, row_no: 2, role: person, cells: [子]}
      core_person:
        - {file: f, sheet: s, row_no: 1, household_no: 1}
        - {file: f, sheet: s, row_no: 2, household_no: 1}
    finds: 1
  - name: a head, in the second row, and relatives whose head has a column
    given:
      raw_column:
        - {file: f, sheet: s, table_no: 1, col_no: 1, header: 与户主关系, field: relation}
        - {file: f, sheet: t, table_no: 1, col_no: 1, header: 与户主关系, field: relation}
        - {file: f, sheet: t, table_no: 1, col_no: 2, header: 户主身份证号, field: head_id}
        - {file: f, sheet: u, table_no: 1, col_no: 1, header: 与户主关系, field: relation}
        - {file: f, sheet: u, table_no: 1, col_no: 2, header: 户主姓名, field: head_name}
      raw_row:
        - {file: f, sheet: s, table_no: 1, row_no: 1, role: person, cells: [配偶]}
        - {file: f, sheet: s, table_no: 1, row_no: 2, role: person, cells: [户主]}
        - {file: f, sheet: t, table_no: 1, row_no: 1, role: person, cells: [子, x]}
        - {file: f, sheet: u, table_no: 1, row_no: 1, role: person, cells: [子, 赵某]}
      core_person:
        - {file: f, sheet: s, row_no: 1, household_no: 1}
        - {file: f, sheet: s, row_no: 2, household_no: 1}
        - {file: f, sheet: t, row_no: 1, household_no: 1}
        - {file: f, sheet: u, row_no: 1, household_no: 1}
    finds: 0
  - name: a head's column in another sheet or another file
    given:
      raw_column:
        - {file: f, sheet: s, table_no: 1, col_no: 1, header: 与户主关系, field: relation}
        - {file: f, sheet: t, table_no: 1, col_no: 1, header: 户主, field: head_name}
        - {file: g, sheet: s, table_no: 1, col_no: 1, header: 户主, field: head_name}
      raw_row: [{file: f, sheet: s, table_no: 1, row_no: 1, role: person, cells: [配偶]}]
      core_person: [{file: f, sheet: s, row_no: 1, household_no: 1}]
    finds: 1
*/
with headed as (
    select distinct file, sheet from raw_column where field in ('head_name', 'head_id')
)

select
    min(person.area_code) as area_code, person.file, person.sheet, min(person.row_no) as row_no, 'relation' as field,
    string_agg(cell.text, '、' order by person.row_no) as observed,
    '户主' as expected,
    0 as money_fen
from core_person as person
join core_cell as cell using (file, sheet, row_no)
anti join headed on headed.file = person.file and headed.sheet = person.sheet
where cell.subject = 'relation'
group by person.file, person.sheet, person.household_no
having count(*) filter (cell.text in ('户主', '本人', '户主本人')) = 0
