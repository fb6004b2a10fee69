/*
rule: schedule_working_days
family: schedule
severity: error
title: {zh: 工作日天数不足, en: Fewer working days than the plan asks}
why: {zh: 公示等步骤须满规定的工作日，节假日不算，调休上班日算, en: "A public notice must last so many working days: holidays do not count, weekend days worked in exchange do"}
mend: {zh: 提前开始或推后结束, en: Begin earlier or end later}
source: plan's schedule; public holidays as announced each year
examples:
  - name: four working days of five
    given: {plan_step: [{step: notice, first_day: 2023-01-19, last_day: 2023-01-29, working_days: 5, working_is: 4}]}
    finds: 1
  - name: five of five, and a step that asks for none
    given:
      plan_step:
        - {step: notice, first_day: 2023-01-16, last_day: 2023-01-20, working_days: 5, working_is: 5}
        - {step: visit, first_day: 2023-01-21, last_day: 2023-01-21, working_days: null, working_is: 0}
    finds: 0
*/
select step as field, working_is::varchar as observed, '≥ ' || working_days as expected, 0 as money_fen
from plan_step
where working_is < working_days
