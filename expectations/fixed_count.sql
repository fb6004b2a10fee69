/*
rule: fixed_count
family: quotas
severity: error
title: {zh: 人（户）数与方案规定的确数不符, en: Not the exact number the plan sets}
why: {zh: 方案写明确切的人（户）数, en: The plan sets an exact number}
mend: {zh: 补报或核减到规定的数, en: List as many as the plan says}
source: plan's quota clause
examples:
  - name: ninety-nine of a hundred
    given:
      plan_quota: [{standard_id: s, scope: plan, places: 2}]
      core_award: [{standard_id: s, row_no: 1, status: awarded}]
    finds: 1
  - name: nobody listed
    given: {plan_quota: [{standard_id: s, scope: plan, places: 1}]}
    finds: 1
  - name: exactly
    given:
      plan_quota: [{standard_id: s, scope: plan, places: 1}]
      core_award: [{standard_id: s, row_no: 1, status: awarded}, {standard_id: s, row_no: 2, status: over_quota}]
    finds: 0
  - name: a second one beyond the place does not fill it
    given:
      plan_quota: [{standard_id: s, scope: plan, places: 3}]
      core_award:
        - {standard_id: s, row_no: 1, status: awarded}
        - {standard_id: s, row_no: 2, status: ineligible}
        - {standard_id: s, row_no: 3, status: duplicate}
    finds: 1
    shows: [{observed: "1"}]
*/
with counted as (
    select standard_id, count(*) as awards from core_award where status = 'awarded' group by standard_id
)

select
    quota.standard_id, 'count' as field,
    coalesce(counted.awards, 0)::varchar as observed,
    quota.places || ' (' || quota.clause || ')' as expected,
    0 as money_fen
from plan_quota as quota
left join counted on counted.standard_id = quota.standard_id
where quota.scope = 'plan' and coalesce(counted.awards, 0) <> quota.places
