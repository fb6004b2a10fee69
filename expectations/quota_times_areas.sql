/*
rule: quota_times_areas
family: quotas
severity: warning
title: {zh: 每地名额 × 地区数与列明人数不等, en: Places an area times areas is not the stated headcount}
why: {zh: 方案两处说法不一致：名额填满也不是列明的数, en: "The plan says two things: with every place filled the headcount is another"}
mend: {zh: 请制定单位明确名额或人数, en: "Ask the plan's author which of the two holds"}
source: plan's quota clause and stated figures
examples:
  - name: one place in each of two areas, three stated
    given:
      plan_area: [{area_code: A}, {area_code: B}]
      plan_quota: [{standard_id: s, scope: area, places: 1}]
      plan_stated: [{level: line, node: s, standard_id: s, stated_count: 3}]
    finds: 1
  - name: two stated; a limit of another kind; an area's own figure
    given:
      plan_area: [{area_code: A}, {area_code: B}]
      plan_quota: [{standard_id: s, scope: area, places: 1}, {standard_id: t, scope: plan, places: 1}]
      plan_stated:
        - {level: line, node: s, standard_id: s, stated_count: 2}
        - {level: line, node: t, standard_id: t, stated_count: 3}
        - {level: area_line, node: A/s, area_code: A, standard_id: s, stated_count: 1}
    finds: 0
*/
with areas as (
    select count(*) as number from plan_area
)

select
    quota.standard_id, 'count' as field,
    quota.places || ' × ' || areas.number || ' = ' || quota.places * areas.number as observed,
    stated.stated_count::varchar as expected,
    0 as money_fen
from plan_quota as quota
join plan_stated as stated on stated.standard_id = quota.standard_id and stated.level = 'line'
cross join areas
where quota.scope = 'area' and quota.places * areas.number <> stated.stated_count
