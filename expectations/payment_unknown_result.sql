/*
rule: payment_unknown_result
family: payment
severity: warning
title: {zh: "发放结果空白或不明", en: "Result blank or not known"}
why: {zh: "不能判断钱是否到账，不按成功计", en: "Nobody can tell whether the money arrived; it is not counted as paid"}
mend: {zh: "向银行核实后填写成功或失败", en: "Ask the bank, and write whether it succeeded"}
source: steps of payment - results come back, failures are checked and paid again, wrong ones recovered
examples:
  - name: blank, and a word nobody knows
    given:
      core_payment:
        - {file: f, sheet: s, row_no: 7, area_code: A, outcome: unknown, amount_fen: 50000}
        - {file: f, sheet: s, row_no: 8, area_code: A, outcome: unknown, result: 挂账, amount_fen: 50000}
    finds: 2
    shows: [{row_no: 7, observed: —, money_fen: 50000}, {row_no: 8, observed: 挂账}]
  - name: a word that no bank uses may be a name or an account
    given: {core_payment: [{file: f, sheet: s, row_no: 7, outcome: unknown, result: "转给王小明 6217 0000 1234 5678"}]}
    finds: 1
    shows: [{observed: "…"}]
  - name: known results
    given: {core_payment: [{file: f, sheet: s, row_no: 7, outcome: paid}, {file: f, sheet: s, row_no: 8, outcome: failed}]}
    finds: 0
*/
select
    area_code, file, sheet, row_no, 'result' as field,
    coalesce(told_reason(result), '—') as observed,
    amount_fen as money_fen
from core_payment
where outcome = 'unknown'
