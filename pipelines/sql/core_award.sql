/*
core_award: one candidate award (unit as listed × standard), with its status and the reason; losers stay.
Order of judgement: ineligible → duplicate (the person listed again) or in_household (another member) → excluded or outranked (another standard stands) →
over_quota → awarded. On a limited number of places the earlier area, file, sheet and row come first. Money in fen.
*/
create or replace table core_award as
with judged as (
    select
        candidate.*,
        standard.min_age,
        standard.max_age,
        case
            when not candidate.eligible then 'ineligible'
            when candidate.turn > 1 and candidate.repeated then 'duplicate'
            when candidate.turn > 1 then 'in_household'
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
        max(places) filter (scope = 'area') as each_area,
        max(places) filter (scope = 'group') as each_group,
        max(places) filter (scope = 'groups') as groups_each_area,
        max(places) filter (scope = 'plan') as in_all,
        min(clause) as quota_clause
    from plan_quota
    group by standard_id
),

-- Each limit counts only those within the limits before it: groups of an area, places of a group, of the area, in all.
grouped as (
    select
        judged.*, quota.* exclude (standard_id),
        min(place_no) over (partition by judged.standard_id, area_code, group_name, verdict) as group_place
    from judged
    left join quota on quota.standard_id = judged.standard_id
),

group_placed as (
    select *, dense_rank() over (partition by standard_id, area_code, verdict order by group_place) as group_turn
    from grouped
),

in_group_placed as (
    select
        *,
        group_turn > coalesce(groups_each_area, group_turn) as beyond_groups,
        row_number() over (
            partition by standard_id, area_code, group_name, verdict, group_turn > coalesce(groups_each_area, group_turn)
            order by place_no
        ) as in_group
    from group_placed
),

in_area_placed as (
    select
        *,
        beyond_groups or in_group > coalesce(each_group, in_group) as beyond_group,
        row_number() over (
            partition by standard_id, area_code, verdict, beyond_groups or in_group > coalesce(each_group, in_group)
            order by place_no
        ) as in_area
    from in_group_placed
),

placed as (
    select
        *,
        beyond_group or in_area > coalesce(each_area, in_area) as beyond_area,
        row_number() over (
            partition by standard_id, verdict, beyond_group or in_area > coalesce(each_area, in_area)
            order by place_no
        ) as in_plan
    from in_area_placed
),

decided as (
    select
        *,
        case
            when verdict = 'awarded' and (beyond_area or in_plan > coalesce(in_all, in_plan)) then 'over_quota'
            else verdict
        end as status,
        case
            when beyond_groups then group_turn || ' > ' || groups_each_area || ' (groups)'
            when beyond_group then in_group || ' > ' || each_group || ' (group)'
            when beyond_area then in_area || ' > ' || each_area || ' (area)'
            else in_plan || ' > ' || in_all
        end as beyond,
        case
            when age is null then ''
            when min_age is not null or max_age is not null
                then ': age ' || age || ' on ' || reference_day
                    || coalesce(', from ' || min_age, '') || coalesce(', to ' || max_age, '')
            else ''
        end as age_words
    from placed
)

select
    standard_id,
    file,
    sheet,
    row_no,
    section,
    area_code,
    unit_key,
    stack_key,
    household_key,
    status,
    amount_fen,
    case
        when status in ('awarded', 'ineligible') then clause || age_words
        when status in ('duplicate', 'in_household') then clause || ': listing ' || turn || ' of the same unit'
        when status in ('excluded', 'outranked') then stacking_clause || ': ' || outranked_group || ' stands'
        else quota_clause || ': ' || beyond
    end as because,
    case
        when status in ('duplicate', 'in_household') then first_place
        when status in ('excluded', 'outranked') then outranked_place
    end as outranked_by
from decided
