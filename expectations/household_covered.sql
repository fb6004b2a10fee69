/*
rule: household_covered
family: household
severity: error
title: {zh: 保障人数多于家庭人口, en: More people covered than live in the household}
why: {zh: 按人计发时会多发, en: "Where relief goes by head, too much would be paid"}
mend: {zh: 核对户口簿，更正家庭人口或保障人数, en: "Compare with the household register and correct one of the two"}
source: household registration
examples:
  - name: three of two
    given:
      raw_column:
        - {file: f, sheet: s, table_no: 1, col_no: 1, header: 家庭人口, field: hh_size}
        - {file: f, sheet: s, table_no: 1, col_no: 2, header: 保障人口, field: covered}
      raw_row: [{file: f, sheet: s, table_no: 1, row_no: 5, role: person, cells: [2人, "3"]}]
      core_person: [{file: f, sheet: s, row_no: 5}]
    finds: 1
  - name: two of two, and a blank
    given:
      raw_column:
        - {file: f, sheet: s, table_no: 1, col_no: 1, header: 家庭人口, field: hh_size}
        - {file: f, sheet: s, table_no: 1, col_no: 2, header: 保障人口, field: covered}
      raw_row:
        - {file: f, sheet: s, table_no: 1, row_no: 5, role: person, cells: ["2", "2"]}
        - {file: f, sheet: s, table_no: 1, row_no: 6, role: person, cells: ["", "4"]}
      core_person: [{file: f, sheet: s, row_no: 5}, {file: f, sheet: s, row_no: 6}]
    finds: 0
*/
select
    person.area_code, person.file, person.sheet, person.row_no, 'covered' as field,
    covered.number::varchar as observed,
    '≤ ' || size.number as expected,
    0 as money_fen
from core_person as person
join core_cell as covered using (file, sheet, row_no)
join core_cell as size using (file, sheet, row_no)
where covered.subject = 'covered' and size.subject = 'hh_size' and covered.number > size.number
