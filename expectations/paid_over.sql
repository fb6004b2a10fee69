/*
rule: paid_over
family: payment
severity: error
title: {zh: "发放金额多于应发", en: "Paid more than due"}
why: {zh: "实发大于应发，差额须有依据", en: "More went out than the awards come to"}
mend: {zh: "核实金额，追回多发部分", en: "Check the amount and recover the difference"}
source: steps of payment - results come back, failures are checked and paid again, wrong ones recovered
examples:
  - name: one payee so judged
    given: {core_paid: [{file: f, sheet: s, row_no: 7, area_code: A, payee_key: "990681198001010016", verdict: over, paid_fen: 90000, due_fen: 50000, over_fen: 40000, returned_fen: 10000}]}
    finds: 1
    shows: [{row_no: 7, observed: "99*************016: 900.00", expected: "500.00", money_fen: 30000}]
  - name: another verdict
    given: {core_paid: [{file: f, sheet: s, row_no: 7, area_code: A, payee_key: p, verdict: recovered, paid_fen: 100000, due_fen: 50000, over_fen: 50000, returned_fen: 50000}]}
    finds: 0
*/
select
    nullif(area_code, '') as area_code, file, sheet, row_no, 'amount' as field,
    mask_id(payee_key) || ': ' || yuan(paid_fen) as observed,
    yuan(due_fen) as expected,
    over_fen - returned_fen as money_fen
from core_paid
where verdict = 'over'
