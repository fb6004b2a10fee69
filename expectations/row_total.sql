/*
rule: row_total
family: totals
severity: error
title: {zh: 本行合计不等于现金加物资, en: "A row's total is not its cash and goods"}
why: {zh: 分栏与合计必有一错；计算只采用分栏, en: One of the three is wrong; only the parts are used}
mend: {zh: 更正本行的金额, en: "Correct the row's amounts"}
source: arithmetic
examples:
  - name: 300 and 200 are not 400
    given:
      raw_column: [{file: f, sheet: s, table_no: 1, col_no: 1, header: 合计金额, field: amount}]
      raw_row: [{file: f, sheet: s, table_no: 1, row_no: 5, role: person, cells: ["400"]}]
      core_person: [{file: f, sheet: s, row_no: 5, claimed_cash_fen: 30000, claimed_goods_fen: 20000}]
    finds: 1
  - name: 300 and 200 are 500; a rate is no total
    given:
      raw_column:
        - {file: f, sheet: s, table_no: 1, col_no: 1, header: 合计金额, field: amount}
        - {file: f, sheet: s, table_no: 1, col_no: 2, header: 标准, field: standard}
      raw_row: [{file: f, sheet: s, table_no: 1, row_no: 5, role: person, cells: ["1,500.00", "100"]}]
      core_person: [{file: f, sheet: s, row_no: 5, claimed_cash_fen: 130000, claimed_goods_fen: 20000}]
    finds: 0
  - name: a total row, a sum of another sheet, file or table, and of two columns the first
    given:
      raw_column:
        - {file: f, sheet: s, table_no: 1, col_no: 1, header: 合计金额, field: amount}
        - {file: f, sheet: s, table_no: 1, col_no: 2, header: 应发金额, field: amount}
        - {file: f, sheet: s, table_no: 2, col_no: 2, header: 合计金额, field: amount}
        - {file: f, sheet: t, table_no: 1, col_no: 2, header: 合计金额, field: amount}
        - {file: g, sheet: s, table_no: 1, col_no: 2, header: 合计金额, field: amount}
      raw_row:
        - {file: f, sheet: s, table_no: 1, row_no: 5, role: person, cells: ["100", "200"]}
        - {file: f, sheet: s, table_no: 1, row_no: 6, role: total, cells: ["900", "900"]}
      core_person:
        - {file: f, sheet: s, row_no: 5, claimed_cash_fen: 10000, claimed_goods_fen: 0}
        - {file: f, sheet: s, row_no: 6, claimed_cash_fen: 10000, claimed_goods_fen: 0}
    finds: 0
*/
select
    person.area_code, person.file, person.sheet, person.row_no, 'amount' as field,
    yuan(stated.number) as observed,
    yuan(person.claimed_cash_fen) || ' + ' || yuan(person.claimed_goods_fen) as expected,
    abs(stated.number - person.claimed_cash_fen - person.claimed_goods_fen) as money_fen
from core_person as person
join core_cell as stated using (file, sheet, row_no)
where stated.subject = 'amount' and stated.number <> person.claimed_cash_fen + person.claimed_goods_fen
