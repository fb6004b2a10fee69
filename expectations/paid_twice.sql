/*
rule: paid_twice
family: payment
severity: error
title: {zh: "同一人重复发放", en: "Paid twice"}
why: {zh: "应发一次，回盘或签领表显示发了两次以上", en: "Due once, and the files say it was paid twice or more often"}
mend: {zh: "核实后追回多发的部分，用负数金额或「追回」记入发放结果", en: "Check, recover what is too much, and enter it as a negative amount or as recovered"}
source: steps of payment - results come back, failures are checked and paid again, wrong ones recovered
examples:
  - name: one payee so judged
    given: {core_paid: [{file: f, sheet: s, row_no: 7, area_code: A, payee_key: "990681198001010016", verdict: twice, paid_fen: 90000, due_fen: 50000, twice_fen: 40000, returned_fen: 10000}]}
    finds: 1
    shows: [{row_no: 7, observed: "99*************016: 900.00", expected: "500.00", money_fen: 30000}]
  - name: another verdict
    given: {core_paid: [{file: f, sheet: s, row_no: 7, area_code: A, payee_key: p, verdict: recovered, paid_fen: 100000, due_fen: 50000, twice_fen: 50000, returned_fen: 50000}]}
    finds: 0
*/
select
    nullif(area_code, '') as area_code, file, sheet, row_no, 'amount' as field,
    mask_id(payee_key) || ': ' || yuan(paid_fen) as observed,
    yuan(due_fen) as expected,
    twice_fen - returned_fen as money_fen
from core_paid
where verdict = 'twice'
