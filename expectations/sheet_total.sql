/*
rule: sheet_total
family: totals
severity: error
title: {zh: 合计与明细之和不符, en: Sheet total is not the sum of its rows}
why: {zh: 合计是手工填写的，或漏加、多加了行, en: "The total was typed by hand, or rows were left out or added twice"}
mend: {zh: 重新求和并更正合计, en: Sum the rows again and correct the total}
source: reconciliation practice
examples:
  - name: a typed total 900 yuan too high
    given: {core_claim: [{outcome: sheet_total, row_no: 9, claimed_fen: 90000}]}
    finds: 1
  - name: a subtotal added again has its own rule
    given: {core_claim: [{outcome: subtotal_in_total, row_no: 9, claimed_fen: 90000}]}
    finds: 0
  - name: person rows are no totals
    given: {core_claim: [{outcome: awarded, row_no: 9, claimed_fen: 10000, computed_fen: 10000}]}
    finds: 0
  - name: the total is told, not a subtotal below it
    given:
      core_claim: [{file: f, sheet: s, outcome: sheet_total, row_no: 9, claimed_fen: 90000}]
      core_sheet_total:
        - {file: f, sheet: s, row_no: 9, role: total, stated_fen: 190000}
        - {file: f, sheet: s, row_no: 10, role: subtotal, stated_fen: 500}
    finds: 1
    shows: [{observed: "1,900.00", expected: "1,000.00", money_fen: 90000}]
*/
select
    claim.area_code, claim.file, claim.sheet, claim.row_no, 'total' as field, claim.standard_id,
    yuan(total.stated_fen) as observed,
    yuan(total.stated_fen - claim.claimed_fen) as expected,
    abs(claim.claimed_fen) as money_fen
from core_claim as claim
left join core_sheet_total as total
    on total.file = claim.file and total.sheet = claim.sheet and total.row_no = claim.row_no
where claim.outcome = 'sheet_total'
