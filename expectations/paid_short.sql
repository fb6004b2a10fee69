/*
rule: paid_short
family: payment
severity: error
title: {zh: "发放金额少于应发", en: "Paid less than due"}
why: {zh: "只发了一部分", en: "Only a part went out"}
mend: {zh: "补发差额，或说明依据", en: "Pay the rest, or say why not"}
source: steps of payment - results come back, failures are checked and paid again, wrong ones recovered
examples:
  - name: a part was paid
    given: {core_paid: [{file: f, sheet: s, row_no: 7, area_code: A, payee_key: "990681198001010016", verdict: partly, paid_fen: 30000, due_fen: 50000, short_fen: 20000}]}
    finds: 1
    shows: [{row_no: 7, observed: "99*************016: 300.00", expected: "500.00", money_fen: 20000}]
  - name: all of it was paid, nothing yet
    given:
      core_paid:
        - {area_code: A, payee_key: p, verdict: paid, paid_fen: 50000, due_fen: 50000}
        - {area_code: A, payee_key: q, verdict: not_yet, due_fen: 50000}
    finds: 0
*/
select
    nullif(area_code, '') as area_code, file, sheet, row_no, 'amount' as field,
    mask_id(payee_key) || ': ' || yuan(paid_fen) as observed,
    yuan(due_fen) as expected,
    short_fen as money_fen
from core_paid
where verdict = 'partly'
