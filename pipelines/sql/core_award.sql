/*
core_award: one candidate award (unit as listed × standard), with its status and the reason; losers stay.
Order of judgement: decided (dropped by decision) → ineligible → duplicate (the person listed again) or in_household (another member) → excluded or outranked (another standard stands) →
over_quota → awarded. On a limited number of places the earlier area, file, sheet and row come first. Money in fen.
*/
create or replace table core_award as
with judged as (
    select
        candidate.*,
        standard.min_age,
        standard.max_age,
        case
            when candidate.dropped is not null then 'decided'
            when not candidate.eligible then 'ineligible'
            when candidate.place_no > candidate.first_place_no and candidate.repeated then 'duplicate'
            when candidate.place_no > candidate.first_place_no then 'in_household'
            when not holding.held and setting.stacking_otherwise = 'highest' then 'outranked'
            when not holding.held then 'excluded'
            else 'awarded'
        end as verdict,
        holding.outranked_group,
        holding.outranked_place,
        setting.reference_day,
        setting.stacking_clause
    from core_candidate as candidate
    join plan_standard as standard on standard.standard_id = candidate.standard_id
    left join core_holding as holding
        on holding.stack_key = candidate.stack_key and holding.group_id = candidate.group_id
    cross join plan_setting as setting
),

quota as (
    select
        standard_id,
        coalesce(max(places) filter (scope = 'groups'), 1000000) as groups_each_area,
        coalesce(max(places) filter (scope = 'group'), 1000000) as each_group,
        coalesce(max(places) filter (scope = 'area'), 1000000) as each_area,
        coalesce(max(places) filter (scope = 'plan'), 1000000) as in_all,
        min(clause) as quota_clause
    from plan_quota
    group by standard_id
),

-- Each limit counts only those within the limits before it: groups of an area, places of a group, of the area, in all.
contested as (
    select
        judged.standard_id, place_no, area_code, group_name, quota.* exclude (standard_id),
        min(place_no) over (partition by judged.standard_id, area_code, group_name) as group_place
    from judged
    join quota on quota.standard_id = judged.standard_id
    where verdict = 'awarded'
),

by_groups as (
    select *, dense_rank() over (partition by standard_id, area_code order by group_place) as group_turn
    from contested
),

by_group as (
    select
        *,
        row_number() over (
            partition by standard_id, area_code, group_name, group_turn > groups_each_area order by place_no
        ) as group_no
    from by_groups
),

by_area as (
    select
        *,
        group_turn > groups_each_area or group_no > each_group as beyond_group,
        row_number() over (
            partition by standard_id, area_code, group_turn > groups_each_area or group_no > each_group
            order by place_no
        ) as area_no
    from by_group
),

by_plan as (
    select
        *,
        row_number() over (partition by standard_id, beyond_group or area_no > each_area order by place_no) as plan_no
    from by_area
),

beyond as (
    select
        standard_id,
        place_no,
        quota_clause || ': ' || case
            when group_turn > groups_each_area then group_turn || ' > ' || groups_each_area || ' (groups)'
            when group_no > each_group then group_no || ' > ' || each_group || ' (group)'
            when area_no > each_area then area_no || ' > ' || each_area || ' (area)'
            else plan_no || ' > ' || in_all
        end as words
    from by_plan
    where beyond_group or area_no > each_area or plan_no > in_all
)

select
    judged.standard_id,
    judged.file,
    judged.sheet,
    judged.row_no,
    judged.section,
    judged.area_code,
    judged.unit_key,
    judged.stack_key,
    judged.household_key,
    judged.place_no,
    case when beyond.words is null then judged.verdict else 'over_quota' end as status,
    judged.amount_fen,
    case
        when verdict = 'decided' then judged.dropped
        when beyond.words is not null then beyond.words
        when verdict in ('excluded', 'outranked') then stacking_clause || ': ' || outranked_group || ' stands'
        when verdict in ('duplicate', 'in_household') then judged.clause || ': listed before'
        when judged.age is not null and (min_age is not null or max_age is not null)
            then judged.clause || ': age ' || judged.age || ' on ' || reference_day
                || coalesce(', from ' || min_age, '') || coalesce(', to ' || max_age, '')
        else judged.clause
    end as because,
    case
        when verdict in ('excluded', 'outranked') then outranked_place
        when verdict in ('duplicate', 'in_household') then place(first.file, first.sheet, first.row_no)
    end as outranked_by
from judged
left join beyond on beyond.standard_id = judged.standard_id and beyond.place_no = judged.place_no
left join core_candidate as first
    on first.standard_id = judged.standard_id and first.place_no = nullif(judged.first_place_no, judged.place_no)
