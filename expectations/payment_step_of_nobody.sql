/*
rule: payment_step_of_nobody
family: payment
severity: warning
title: {zh: "steps.csv 的一行与应发名单无关", en: "Line of steps.csv that is about nobody due"}
why: {zh: "该身份证号或地区没有应发的现金，这一步没有记到任何人名下", en: "No cash is due to that number, or in that area: the step is kept of nobody"}
mend: {zh: "核对身份证号或地区；家庭应写户主的身份证号", en: "Check the number or area; of a household it is the head's number"}
source: steps of payment - results come back, failures are checked and paid again, wrong ones recovered
examples:
  - name: a number and an area that nothing is due to, a number in another area
    given:
      core_due: [{payee_key: p, area_code: A, due_fen: 1}]
      core_payment_step:
        - {line_no: 2, payee_key: "990681198001010016", state: verified}
        - {line_no: 3, area_code: B, state: approved}
        - {line_no: 4, area_code: B, payee_key: p, state: verified}
    finds: 3
    shows: [{file: paid/steps.csv, row_no: 2, observed: "99*************016"}, {row_no: 3, area_code: B, observed: —}]
  - name: a payee, an area, and everybody
    given:
      core_due: [{payee_key: p, area_code: A, due_fen: 1}, {payee_key: q, area_code: A, due_fen: 1}]
      core_payment_step: [{line_no: 2, payee_key: p, state: verified}, {line_no: 3, area_code: A, state: sent}, {line_no: 4, state: sent}]
    finds: 0
*/
select
    step.area_code,
    'paid/steps.csv' as file, '' as sheet, step.line_no as row_no, 'what' as field,
    coalesce(mask_id(step.payee_key), '—') as observed,
    0 as money_fen
from core_payment_step as step
left join core_due as due
    on due.payee_key = coalesce(step.payee_key, due.payee_key)
    and due.area_code = coalesce(step.area_code, due.area_code)
where due.payee_key is null
