/*
rule: schedule_length
family: schedule
severity: error
title: {zh: 期限天数不足, en: Step shorter than the plan asks}
why: {zh: 公示等步骤必须满规定天数, en: A public notice and the like must last as long as the plan says}
mend: {zh: 提前开始或推后结束, en: Begin earlier or end later}
source: plan's schedule
examples:
  - name: two days of three
    given: {plan_step: [{step: notice, first_day: 2023-01-12, last_day: 2023-01-13, days: 3}]}
    finds: 1
  - name: three days
    given: {plan_step: [{step: notice, first_day: 2023-01-11, last_day: 2023-01-13, days: 3}]}
    finds: 0
*/
select
    step as field,
    (last_day - first_day + 1)::varchar as observed,
    '≥ ' || days as expected,
    0 as money_fen
from plan_step
where last_day - first_day + 1 < days
