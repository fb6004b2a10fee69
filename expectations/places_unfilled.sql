/*
rule: places_unfilled
family: quotas
severity: warning
title: {zh: 名额未用完, en: Places not filled}
why: {zh: 该地区上报的少于方案给的名额, en: The area listed fewer than the plan gives it}
mend: {zh: 补报；确无对象的请说明, en: "List the rest, or say that there is nobody"}
source: plan's quota clause
examples:
  - name: three of four
    given:
      plan_area: [{area_code: A}]
      plan_quota: [{standard_id: s, scope: area, places: 2}]
      core_award: [{standard_id: s, row_no: 1, area_code: A, status: awarded}]
    finds: 1
  - name: all filled
    given:
      plan_area: [{area_code: A}]
      plan_quota: [{standard_id: s, scope: area, places: 1}]
      core_award: [{standard_id: s, row_no: 1, area_code: A, status: awarded}]
    finds: 0
  - name: another town, and another line
    given:
      plan_area: [{area_code: A}]
      plan_quota: [{standard_id: s, scope: area, places: 1}]
      core_award: [{standard_id: s, row_no: 1, area_code: B, status: awarded}, {standard_id: t, row_no: 1, area_code: A, status: awarded}]
    finds: 1
*/
with filled as (
    select area_code, standard_id, count(*) as awards from core_award where status = 'awarded' group by area_code, standard_id
)

select
    area.area_code, quota.standard_id, 'count' as field,
    coalesce(filled.awards, 0)::varchar as observed,
    quota.places || ' (' || quota.clause || ')' as expected,
    0 as money_fen
from plan_quota as quota
cross join plan_area as area
left join filled on filled.area_code = area.area_code and filled.standard_id = quota.standard_id
where quota.scope = 'area' and coalesce(filled.awards, 0) < quota.places
