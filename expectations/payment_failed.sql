/*
rule: payment_failed
family: payment
severity: warning
title: {zh: "发放失败（退票），尚未补发", en: "Payment failed and was not made again"}
why: {zh: "银行退回，钱没有到本人账户", en: "The bank sent it back: the money has not reached the person"}
mend: {zh: "按退票原因核实账户，重新审定后补发", en: "Check the account by the reason given, have it approved again and pay again"}
source: steps of payment - results come back, failures are checked and paid again, wrong ones recovered
examples:
  - name: an account that is no more
    given: {core_paid: [{file: f, sheet: s, row_no: 7, area_code: A, payee_key: "990681198001010016", verdict: failed, due_fen: 50000, failed_fen: 50000, reason: 账户已销户}]}
    finds: 1
    shows: [{row_no: 7, observed: "99*************016: 账户已销户", expected: "500.00", money_fen: 50000}]
  - name: no reason given
    given: {core_paid: [{file: f, sheet: s, row_no: 7, area_code: A, payee_key: "990681198001010016", verdict: failed, due_fen: 50000, failed_fen: 50000}]}
    finds: 1
    shows: [{observed: "99*************016: —"}]
  - name: paid again
    given: {core_paid: [{file: f, sheet: s, row_no: 7, area_code: A, payee_key: p, verdict: paid, state: paid_again, reason: 账户已销户}]}
    finds: 0
*/
select
    area_code, file, sheet, row_no, 'account' as field,
    mask_id(payee_key) || ': ' || coalesce(reason, '—') as observed,
    yuan(due_fen) as expected,
    failed_fen as money_fen
from core_paid
where verdict = 'failed'
