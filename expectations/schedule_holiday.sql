/*
rule: schedule_holiday
family: schedule
severity: warning
title: {zh: 公示全在节假日内, en: A step that must last some days lies wholly in a holiday}
why: {zh: 无人上班，群众无法反映意见, en: "Nobody is at work, so nobody can object"}
mend: {zh: 移到工作日, en: Move it to working days}
source: plan's schedule; public holidays as announced each year
examples:
  - name: a notice over the festival
    given: {plan_step: [{step: notice, first_day: 2023-01-21, last_day: 2023-01-23, days: 3, working_is: 0}]}
    finds: 1
  - name: a working day among them, and a visit, which may fall on a holiday
    given:
      plan_step:
        - {step: notice, first_day: 2023-01-20, last_day: 2023-01-22, days: 3, working_is: 1}
        - {step: visit, first_day: 2023-01-21, last_day: 2023-01-21, days: null, working_is: 0}
    finds: 0
*/
select step as field, first_day || ' – ' || last_day as observed, '≥ 1' as expected, 0 as money_fen
from plan_step
where days is not null and working_is = 0
