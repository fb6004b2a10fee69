/*
rule: schedule_lunar
family: schedule
severity: warning
title: {zh: 公历日期与所附农历不符, en: Solar date and lunar date do not agree}
why: {zh: 方案可能沿用了往年的农历日期, en: The plan may carry the lunar dates of an earlier year}
mend: {zh: 以公历为准，请制定单位更正农历, en: The solar date counts; ask the author to correct the lunar one}
source: calendar
examples:
  - name: a lunar date of another year
    given: {plan_step: [{step: visit, first_day: 2023-01-14, lunar_said: 十二月初三, lunar_is: 十二月廿三, lunar_fits: "2013"}]}
    finds: 1
  - name: they agree
    given: {plan_step: [{step: visit, first_day: 2023-01-14, lunar_said: 十二月廿三, lunar_is: 十二月廿三}]}
    finds: 0
  - name: no lunar date given
    given: {plan_step: [{step: visit, first_day: 2023-01-14, lunar_said: null, lunar_is: 十二月廿三}]}
    finds: 0
*/
select
    step as field,
    first_day || ' ' || lunar_said || coalesce(' → ' || nullif(lunar_fits, ''), '') as observed,
    lunar_is as expected,
    0 as money_fen
from plan_step
where lunar_said <> lunar_is
