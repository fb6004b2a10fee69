/*
rule: sheet_totals_disagree
family: totals
severity: error
title: {zh: 同一张表有两个不同的合计, en: Two totals of one table disagree}
why: {zh: 表头和表尾（或两处）的合计不同，不知以哪个为准, en: "The table states two totals, at the head and the foot perhaps, and nobody can tell which counts"}
mend: {zh: 只留一个合计并核对, en: Keep one total and check it}
source: reconciliation practice
examples:
  - name: one at the head, another at the foot
    given:
      raw_row: [{file: f, sheet: s, row_no: 2, table_no: 1, role: total}, {file: f, sheet: s, row_no: 9, table_no: 1, role: total}]
      core_sheet_total:
        - {file: f, sheet: s, row_no: 2, role: total, stated_fen: 10000}
        - {file: f, sheet: s, row_no: 9, role: total, stated_fen: 20000}
    finds: 1
  - name: the same twice, of two tables, of two sheets and files, a subtotal, and one unreadable
    given:
      raw_row:
        - {file: f, sheet: s, row_no: 2, table_no: 1, role: total}
        - {file: f, sheet: s, row_no: 9, table_no: 1, role: total}
        - {file: f, sheet: s, row_no: 12, table_no: 2, role: total}
        - {file: f, sheet: s, row_no: 8, table_no: 1, role: subtotal}
        - {file: f, sheet: s, row_no: 10, table_no: 1, role: total}
        - {file: f, sheet: t, row_no: 9, table_no: 1, role: total}
        - {file: g, sheet: s, row_no: 9, table_no: 1, role: total}
      core_sheet_total:
        - {file: f, sheet: s, row_no: 2, role: total, stated_fen: 10000}
        - {file: f, sheet: s, row_no: 9, role: total, stated_fen: 10000}
        - {file: f, sheet: s, row_no: 12, role: total, stated_fen: 20000}
        - {file: f, sheet: s, row_no: 8, role: subtotal, stated_fen: 4000}
        - {file: f, sheet: s, row_no: 10, role: total, stated_fen: null}
        - {file: f, sheet: t, row_no: 9, role: total, stated_fen: 70000}
        - {file: g, sheet: s, row_no: 9, role: total, stated_fen: 80000}
    finds: 0
*/
with placed as (
    select total.*, raw.table_no
    from core_sheet_total as total
    join raw_row as raw on raw.file = total.file and raw.sheet = total.sheet and raw.row_no = total.row_no
    where total.role = 'total' and total.stated_fen is not null
),

compared as (
    select *, first_value(stated_fen) over (partition by file, sheet, table_no order by row_no) as first_fen from placed
)

select
    area_code, file, sheet, row_no, 'total' as field,
    yuan(stated_fen) as observed,
    yuan(first_fen) as expected,
    abs(stated_fen - first_fen) as money_fen
from compared
where stated_fen <> first_fen
