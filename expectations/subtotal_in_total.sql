/*
rule: subtotal_in_total
family: totals
severity: error
title: {zh: 小计被重复计入合计, en: A subtotal is counted again in the total}
why: {zh: 合计比明细之和多出的数恰为某个小计, en: The total exceeds its rows by exactly one of the sheet's subtotals}
mend: {zh: 合计只加明细行，不加小计行, en: Let the total add the person rows only}
source: reconciliation practice
examples:
  - name: the excess is a subtotal
    given: {core_claim: [{outcome: subtotal_in_total, row_no: 9, claimed_fen: 90000}]}
    finds: 1
  - name: another excess
    given: {core_claim: [{outcome: sheet_total, row_no: 9, claimed_fen: 90000}]}
    finds: 0
  - name: the total is told, not the subtotal
    given:
      core_claim: [{file: f, sheet: s, outcome: subtotal_in_total, row_no: 9, claimed_fen: 90000}]
      core_sheet_total:
        - {file: f, sheet: s, row_no: 9, role: total, stated_fen: 190000}
        - {file: f, sheet: s, row_no: 10, role: subtotal, stated_fen: 90000}
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
where claim.outcome = 'subtotal_in_total'
