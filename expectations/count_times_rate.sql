/*
rule: count_times_rate
family: amounts
severity: error
title: {zh: 人数 × 标准不等于金额, en: Count times rate is not the amount}
why: {zh: 本行自己的三个数就对不上, en: "The row's own three figures do not agree"}
mend: {zh: 核对人数、标准和金额, en: "Check count, rate and amount"}
source: arithmetic
examples:
  - name: three at 100 are not 400
    given: &given
      raw_column:
        - {file: f, sheet: s, table_no: 1, col_no: 1, header: 保障人口, field: covered}
        - {file: f, sheet: s, table_no: 1, col_no: 2, header: 标准, field: standard}
      raw_row: [{file: f, sheet: s, table_no: 1, row_no: 5, role: person, cells: ["3", "100"]}]
      core_person: [{file: f, sheet: s, row_no: 5, claimed_cash_fen: 40000}]
    finds: 1
  - name: three at 100 are 300
    given: {<<: *given, core_person: [{file: f, sheet: s, row_no: 5, claimed_cash_fen: 30000}]}
    finds: 0
  - name: nothing claimed in the row, which lists a member
    given: {<<: *given, core_person: [{file: f, sheet: s, row_no: 5, claimed_cash_fen: 0}]}
    finds: 0
  - name: a size is no count
    given:
      <<: *given
      raw_column:
        - {file: f, sheet: s, table_no: 1, col_no: 1, header: 家庭人口, field: hh_size}
        - {file: f, sheet: s, table_no: 1, col_no: 2, header: 标准, field: standard}
    finds: 0
  - name: nor is an age a rate
    given:
      <<: *given
      raw_column:
        - {file: f, sheet: s, table_no: 1, col_no: 1, header: 保障人口, field: covered}
        - {file: f, sheet: s, table_no: 1, col_no: 2, header: 年龄, field: null}
    finds: 0
*/
select
    person.area_code, person.file, person.sheet, person.row_no, 'cash' as field,
    yuan(person.claimed_cash_fen) as observed,
    counted.number || ' × ' || yuan(rate.number) || ' = ' || yuan(counted.number * rate.number) as expected,
    abs(person.claimed_cash_fen - counted.number * rate.number) as money_fen
from core_person as person
join core_cell as counted using (file, sheet, row_no)
join core_cell as rate using (file, sheet, row_no)
where counted.subject = 'covered' and rate.subject = 'standard' and person.claimed_cash_fen > 0
    and person.claimed_cash_fen <> counted.number * rate.number
