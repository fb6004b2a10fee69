/*
rule: over_quota
severity: error
title: {zh: 超出名额, en: More people than places}
why: {zh: 方案规定了每个地区的名额，超出部分不发, en: The plan sets the places of each area; rows beyond them are not paid}
mend: {zh: 由镇确定人选，删除多报的行, en: The town chooses and deletes the rows beyond its places}
source: plan's quota clause
examples:
  - name: a second person on one place
    given:
      plan_quota: [{standard_id: s, area_code: A, places: 1}]
      core_award:
        - {standard_id: s, row_no: 1, area_code: A, unit_key: p, status: awarded}
        - {standard_id: s, row_no: 2, area_code: A, unit_key: q, status: over_quota, claimed_fen: 50000}
    finds: 1
  - name: one person on one place, another town's beside it
    given:
      plan_quota: [{standard_id: s, area_code: A, places: 1}, {standard_id: s, area_code: B, places: 1}]
      core_award:
        - {standard_id: s, row_no: 1, area_code: A, unit_key: p, status: awarded}
        - {standard_id: s, row_no: 1, area_code: B, unit_key: q, status: awarded}
    finds: 0
*/
with queued as (
    select
        award.*,
        quota.places,
        row_number() over (
            partition by award.standard_id, award.area_code
            order by award.status <> 'awarded', award.file, award.sheet, award.row_no
        ) as place_no
    from core_award as award
    join plan_quota as quota on quota.standard_id = award.standard_id and quota.area_code = award.area_code
    where award.status in ('awarded', 'over_quota')
)

select
    area_code, file, sheet, row_no, 'name' as field, standard_id,
    place_no::varchar as observed,
    '≤ ' || places as expected,
    claimed_fen as money_fen
from queued
where place_no > places
