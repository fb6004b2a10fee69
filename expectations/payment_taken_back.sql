/*
rule: payment_taken_back
family: payment
severity: warning
title: {zh: "发放后又退回或收回，尚未补发", en: "Paid, then returned or taken back, and not paid again"}
why: {zh: "应发的钱曾经发出，又被银行退回或冲正、追回，本人手里少于应发", en: "The money went out and came back: the bank returned or reversed it, or it was recovered, so that less than is due has stayed"}
mend: {zh: "核实退回原因和账户后补发；追回有误的予以纠正", en: "Check why it came back and the account, then pay again; where it was wrongly recovered put that right"}
source: steps of payment - results come back, failures are checked and paid again, wrong ones recovered
examples:
  - name: all of it came back, a part
    given:
      core_paid:
        - {file: f, sheet: s, row_no: 7, area_code: A, payee_key: "990681198001010016", verdict: taken_back, due_fen: 50000, paid_fen: 50000, recovered_fen: 50000}
        - {file: f, sheet: s, row_no: 8, area_code: A, payee_key: "990681198001010016", verdict: taken_back, due_fen: 50000, paid_fen: 100000, recovered_fen: 60000}
    finds: 2
    shows:
      - {row_no: 7, area_code: A, observed: "99*************016: 0.00", expected: "500.00", money_fen: 50000}
      - {row_no: 8, observed: "99*************016: 400.00", money_fen: 10000}
  - name: paid twice and once taken back
    given: {core_paid: [{file: f, sheet: s, row_no: 7, area_code: A, payee_key: p, verdict: recovered, due_fen: 50000, paid_fen: 100000, recovered_fen: 50000}]}
    finds: 0
*/
select
    area_code, file, sheet, row_no, 'amount' as field,
    mask_id(payee_key) || ': ' || yuan(paid_fen - recovered_fen) as observed,
    yuan(due_fen) as expected,
    due_fen - paid_fen + recovered_fen as money_fen
from core_paid
where verdict = 'taken_back'
