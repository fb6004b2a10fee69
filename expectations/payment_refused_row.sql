/*
rule: payment_refused_row
family: payment
severity: error
title: {zh: "发放文件有无法识别的行", en: "Line of a paid file that cannot be read"}
why: {zh: "没有姓名、账号和身份证号，或金额不是金额；该行没有计入", en: "It names nobody, or its amount is no amount; it is not counted"}
mend: {zh: "更正该行后重新放入", en: "Correct the line and put the file back"}
source: steps of payment - results come back, failures are checked and paid again, wrong ones recovered
examples:
  - name: no amount, nobody named
    given:
      core_payment_refused:
        - {file: f, sheet: s, row_no: 7, area_code: A, reason: amount_unreadable, field: amount, stood: 五百多}
        - {file: f, sheet: s, row_no: 8, area_code: A, reason: payee_missing, field: name}
    finds: 2
    shows: [{row_no: 7, field: amount, observed: 五百*, expected: amount_unreadable}, {row_no: 8, observed: —}]
  - name: an account in the column of amounts is not shown
    given: {core_payment_refused: [{file: f, sheet: s, row_no: 7, reason: amount_unreadable, field: amount, stood: "账号6299 9900 0000 0001 234"}]}
    finds: 1
    shows: [{observed: "…"}]
  - name: nor is a name
    given: {core_payment_refused: [{file: f, sheet: s, row_no: 7, reason: amount_unreadable, field: amount, stood: 孙小明}]}
    finds: 1
    shows: [{observed: "***"}]
  - name: lines that are payments
    given: {core_payment: [{file: f, sheet: s, row_no: 7}]}
    finds: 0
*/
select
    area_code, file, sheet, row_no, field,
    coalesce(told_amount(stood), '—') as observed,
    reason as expected,
    0 as money_fen
from core_payment_refused
