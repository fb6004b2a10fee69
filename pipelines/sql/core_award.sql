/*
core_award: one candidate award (person row × standard), with its status and the reason; losers stay.
Order of judgement: ineligible → duplicate (same line twice) → excluded (another line stands) → over_quota → awarded.
Within an area's quota the earlier file, sheet and row come first. Money in fen.
*/
create or replace table core_award as
with judged as (
    select
        candidate.*,
        case
            when not candidate.eligible then 'ineligible'
            when candidate.turn > 1 then 'duplicate'
            when not holding.held then 'excluded'
            else 'awarded'
        end as verdict,
        holding.outranked_standard,
        holding.outranked_place
    from core_candidate as candidate
    left join core_holding as holding
        on holding.unit_key = candidate.unit_key and holding.standard_id = candidate.standard_id
),

placed as (
    select
        judged.*,
        quota.places,
        quota.clause as quota_clause,
        row_number() over (
            partition by judged.standard_id, judged.area_code, judged.verdict
            order by judged.file, judged.sheet, judged.row_no
        ) as place_no
    from judged
    left join plan_quota as quota
        on quota.standard_id = judged.standard_id and quota.area_code = judged.area_code
),

decided as (
    select
        *,
        case when verdict = 'awarded' and place_no > places then 'over_quota' else verdict end as status
    from placed
)

select
    decided.standard_id,
    file,
    sheet,
    row_no,
    section,
    area_code,
    unit_key,
    status,
    amount_fen,
    claimed_fen,
    case status
        when 'awarded' then clause || case when min_age is null then '' else ': age ' || age || ' ≥ ' || min_age || ' on ' || decided.reference_day end
        when 'ineligible' then clause || ': age ' || age || ' < ' || min_age || ' on ' || decided.reference_day
        when 'duplicate' then clause || ': row ' || turn || ' of the same person under the same line'
        when 'excluded' then setting.stacking_clause || ': excluded by ' || outranked_standard
        when 'over_quota' then quota_clause || ': place ' || place_no || ' of ' || places
    end as because,
    case status when 'duplicate' then first_place when 'excluded' then outranked_place end as outranked_by
from decided
cross join plan_setting as setting
