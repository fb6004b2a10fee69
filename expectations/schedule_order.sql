/*
rule: schedule_order
family: schedule
severity: error
title: {zh: 步骤先后颠倒, en: Step begins before the one it must follow has ended}
why: {zh: 例如公示未满就发放, en: "Money paid before the notice has ended, for example"}
mend: {zh: 调整日期, en: Move the dates}
source: plan's schedule
examples:
  - name: visits during the notice
    given:
      plan_step:
        - {step: notice, first_day: 2023-01-11, last_day: 2023-01-13}
        - {step: visit, first_day: 2023-01-13, last_day: 2023-01-14, after: notice}
    finds: 1
  - name: visits after the notice
    given:
      plan_step:
        - {step: notice, first_day: 2023-01-11, last_day: 2023-01-13}
        - {step: visit, first_day: 2023-01-14, last_day: 2023-01-14, after: notice}
    finds: 0
*/
select
    step.step as field,
    step.first_day::varchar as observed,
    '> ' || earlier.step || ' ' || earlier.last_day as expected,
    0 as money_fen
from plan_step as step
join plan_step as earlier on earlier.step = step.after
where step.first_day <= earlier.last_day
