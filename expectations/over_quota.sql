/*
rule: over_quota
family: quotas
severity: error
title: {zh: 超出名额, en: More people than places}
why: {zh: 方案规定了每个地区的名额，超出部分不发, en: The plan sets the places of each area; rows beyond them are not paid}
mend: {zh: 由镇确定人选，删除多报的行, en: The town chooses and deletes the rows beyond its places}
source: plan's quota clause
examples:
  - name: a second person on one place
    given:
      plan_quota: [{standard_id: s, scope: area, places: 1}]
      core_award:
        - {standard_id: s, row_no: 1, area_code: A, unit_key: p, status: awarded}
        - {standard_id: s, row_no: 2, area_code: A, unit_key: q, status: over_quota, amount_fen: 50000}
    finds: 1
  - name: two awarded on one place in all
    given:
      plan_quota: [{standard_id: s, scope: plan, places: 1}]
      core_award:
        - {standard_id: s, row_no: 1, area_code: A, unit_key: p, status: awarded}
        - {standard_id: s, row_no: 2, area_code: B, unit_key: q, status: awarded}
    finds: 1
  - name: one person on one place, another town's beside it
    given:
      plan_quota: [{standard_id: s, scope: area, places: 1}]
      core_award:
        - {standard_id: s, row_no: 1, area_code: A, unit_key: p, status: awarded}
        - {standard_id: s, row_no: 1, area_code: B, unit_key: q, status: awarded}
    finds: 0
  - name: one person in each of two towns, one place in each; another limit of the same number
    given:
      plan_quota: [{standard_id: s, scope: group, places: 1}]
      core_award:
        - {standard_id: s, row_no: 1, area_code: A, unit_key: p, status: awarded}
        - {standard_id: s, row_no: 2, area_code: A, unit_key: q, status: awarded}
    finds: 0
  - name: two of one town on two places, and on one in all
    given:
      plan_quota: [{standard_id: s, scope: area, places: 2}, {standard_id: t, scope: plan, places: 2}]
      core_award:
        - {standard_id: s, row_no: 1, area_code: A, unit_key: p, status: awarded}
        - {standard_id: s, row_no: 2, area_code: A, unit_key: q, status: awarded}
        - {standard_id: t, row_no: 1, area_code: A, unit_key: p, status: awarded}
        - {standard_id: t, row_no: 2, area_code: B, unit_key: q, status: awarded}
    finds: 0
*/
with queued as (
    select
        award.*,
        row_number() over (partition by standard_id, area_code order by file, sheet, row_no) as in_area,
        row_number() over (partition by standard_id order by area_code, file, sheet, row_no) as in_plan
    from core_award as award
    semi join plan_quota as limited using (standard_id)
    where status = 'awarded'
),

beyond as (
    select queued.* exclude (in_area, in_plan)
    from queued
    join plan_quota as quota on quota.standard_id = queued.standard_id
    where (quota.scope = 'area' and in_area > places) or (quota.scope = 'plan' and in_plan > places)
    union all
    select * from core_award where status = 'over_quota'
)

select
    area_code, file, sheet, row_no, 'name' as field, standard_id,
    mask_id(unit_key) as observed,
    because as expected,
    amount_fen as money_fen
from beyond
