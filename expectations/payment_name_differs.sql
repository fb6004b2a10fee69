/*
rule: payment_name_differs
family: payment
severity: warning
title: {zh: "户名与名册不符", en: "Name unlike the roster"}
why: {zh: "身份证号或账号是名册上的人，姓名却不是", en: "The number or account is that of somebody on the roster, the name is not"}
mend: {zh: "核对账户持有人，以免发入他人账户", en: "Check whose account it is, lest somebody else is paid"}
source: steps of payment - results come back, failures are checked and paid again, wrong ones recovered
examples:
  - name: another name
    given:
      core_payment: [{file: f, sheet: s, row_no: 7, name: 王某某, amount_fen: 50000}, {file: f, sheet: s, row_no: 8, name: 赵某}, {file: f, sheet: t, row_no: 7, name: 赵}, {file: g, sheet: s, row_no: 7, name: 赵}]
      core_payment_match: [{file: f, sheet: s, row_no: 7, area_code: A, matched_by: account, name_listed: 赵某}, {file: f, sheet: s, row_no: 8, area_code: A, matched_by: account}]
    finds: 1
    shows: [{row_no: 7, area_code: A, observed: "***", expected: "**", money_fen: 50000}]
  - name: the name on the roster
    given:
      core_payment: [{file: f, sheet: s, row_no: 8, name: 赵某}]
      core_payment_match: [{file: f, sheet: s, row_no: 8, area_code: A, matched_by: account}]
    finds: 0
*/
select
    nullif(match.area_code, '') as area_code, match.file, match.sheet, match.row_no, 'name' as field,
    repeat('*', length(payment.name)::int) as observed,
    repeat('*', length(match.name_listed)::int) as expected,
    payment.amount_fen as money_fen
from core_payment_match as match
join core_payment as payment
    on payment.file = match.file and payment.sheet = match.sheet and payment.row_no = match.row_no
where match.name_listed is not null
