/*
rule: payment_not_yet
family: payment
severity: warning
title: {zh: "尚未发放", en: "Not yet paid"}
why: {zh: "应发的人没有回盘记录，签领表上也没有签字", en: "Due, and neither in a bank file nor signed for in a register"}
mend: {zh: "补收回盘文件或签领表；确未发放的尽快发放", en: "Get the missing file or register; pay what was not paid"}
source: steps of payment - results come back, failures are checked and paid again, wrong ones recovered
examples:
  - name: two people of an area
    given: {out_payment_step: [{level: area, node: A, step_no: 21, cause: not_yet, payees: 2, amount_fen: -60000}]}
    finds: 1
    shows: [{area_code: A, observed: "2", money_fen: 60000}]
  - name: in all, and other steps
    given:
      out_payment_step:
        - {level: total, node: "", step_no: 21, cause: not_yet, payees: 2, amount_fen: -60000}
        - {level: area, node: A, step_no: 20, cause: failed, payees: 2, amount_fen: -60000}
    finds: 0
*/
select
    nullif(node, '') as area_code, 'count' as field,
    payees::varchar as observed,
    '0' as expected,
    -amount_fen as money_fen
from out_payment_step
where level = 'area' and cause = 'not_yet'
