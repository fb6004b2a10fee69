/*
rule: payment_account_differs
family: payment
severity: warning
title: {zh: "账号与名册不符", en: "Account unlike the roster"}
why: {zh: "钱发进了名册上没有的账户", en: "The money went into an account that the roster does not have"}
mend: {zh: "核对账户；确已换卡的更正名册", en: "Check the account; where the card is new correct the roster"}
source: steps of payment - results come back, failures are checked and paid again, wrong ones recovered
examples:
  - name: another account
    given:
      core_payment: [{file: f, sheet: s, row_no: 7, account: "6299990000000001234", amount_fen: 50000}, {file: f, sheet: s, row_no: 8, account: "6299990000000001234"}, {file: f, sheet: t, row_no: 7}, {file: g, sheet: s, row_no: 7}]
      core_payment_match: [{file: f, sheet: s, row_no: 7, area_code: A, matched_by: name, account_listed: "6299990000000005678"}, {file: f, sheet: s, row_no: 8, matched_by: account}]
    finds: 1
    shows: [{row_no: 7, area_code: A, observed: "****1234", expected: "****5678", money_fen: 50000}]
  - name: the account on the roster
    given:
      core_payment: [{file: f, sheet: s, row_no: 8, account: "6299990000000001234"}]
      core_payment_match: [{file: f, sheet: s, row_no: 8, area_code: A, matched_by: account}]
    finds: 0
*/
select
    nullif(match.area_code, '') as area_code, match.file, match.sheet, match.row_no, 'account' as field,
    '****' || right(payment.account, 4) as observed,
    '****' || right(match.account_listed, 4) as expected,
    payment.amount_fen as money_fen
from core_payment_match as match
join core_payment as payment
    on payment.file = match.file and payment.sheet = match.sheet and payment.row_no = match.row_no
where match.account_listed is not null
