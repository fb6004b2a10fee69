/*
core_gap: one reason why a stated figure is not the computed one: stated − computed, in fen, with the places it covers.
Reasons are sought where figures are finest: an area's line; a line that no area states; a section, the total or an
area for those of its lines of which nothing is stated. There the gap is places × the rate in force, then a stated rate that is
another, then unexplained. An amount without a count tells its places when it is a whole number of them.
A line that gives no money, counted or unpriced, has none to state. What is left between a stated figure and the stated figures below it is the plan's own arithmetic. Where amounts vary
the money is the gap, and places need not be met. `level` says at which node the reason arises.
*/
create or replace table core_gap as
with worth as (
    select
        standard.standard_id,
        standard.varies,
        coalesce(sum(component.value_fen), 0)::bigint as rate_fen,
        case when coalesce(sum(component.value_fen), 0) = 0 and not standard.varies then 0 end as nothing_fen
    from plan_standard as standard
    left join plan_component as component on component.standard_id = standard.standard_id
    group by standard.standard_id, standard.varies
),

present_area as (
    select distinct area_code from raw_file where status <> 'refused'
),

-- Lines whose amounts are stated by area: what such a table leaves out is stated as nothing.
has_leaf as (
    select distinct standard_id from plan_stated where level = 'area_line' and stated_fen is not null
),

-- A count alone stands for its amount at the rate in force.
figure as (
    select
        stated.*,
        worth.rate_fen,
        worth.varies,
        worth.nothing_fen,
        coalesce(
            stated.stated_fen,
            case when not worth.varies then stated.stated_count * worth.rate_fen end
        ) as meant_fen
    from out_reconciliation as stated
    join worth on worth.standard_id = stated.standard_id
),

leaf as (
    select
        figure.area_code, figure.section, figure.standard_id, figure.rate_fen, figure.varies, figure.firmness,
        case when figure.stated_fen is null then coalesce(figure.stated_count, 0) else figure.stated_count end
            as stated_count,
        coalesce(figure.meant_fen, case when figure.stated_count is null then 0 else figure.computed_fen end)
            as stated_fen,
        figure.computed_count,
        figure.computed_fen
    from figure
    left join has_leaf on has_leaf.standard_id = figure.standard_id
    where figure.level = 'area_line' and (has_leaf.standard_id is not null or figure.stated_count is not null)
),

-- Awards of areas of which a line says nothing count as they are.
by_area as (
    select
        standard_id,
        sum(stated_fen - computed_fen)::bigint as gap_fen,
        case when count(stated_count) = count(*) then sum(stated_count - computed_count) end as gap_count
    from leaf
    group by standard_id
),

line as (
    select
        figure.section, figure.standard_id, figure.rate_fen, figure.varies, figure.firmness,
        figure.stated_count, figure.computed_count, figure.computed_fen, figure.meant_fen,
        figure.computed_fen + by_area.gap_fen as below_fen,
        coalesce(figure.stated_count, figure.computed_count + by_area.gap_count) as count_known,
        coalesce(figure.meant_fen, figure.computed_fen + by_area.gap_fen, figure.nothing_fen) as fen_known
    from figure
    left join by_area on by_area.standard_id = figure.standard_id
    where figure.level = 'line'
),

section as (
    select section, stated_count, stated_fen from out_reconciliation where level = 'section'
),

-- The parts of a stated whole. A part of which nothing is stated has an unknown amount.
part as (
    select
        'section' as level, null as area_code, line.section, line.rate_fen, line.varies, line.computed_count, line.computed_fen,
        line.count_known, line.fen_known
    from line
    union all
    select
        'total', null, null, line.rate_fen, line.varies, line.computed_count, line.computed_fen,
        line.count_known, line.fen_known
    from line
    join section on section.section = line.section
    where section.stated_fen is null
    union all
    select 'total', null, null, null, false, 0, 0, stated_count, stated_fen
    from section
    where stated_fen is not null
    union all
    select
        'area', area.area_code, null, worth.rate_fen, worth.varies,
        coalesce(figure.computed_count, 0), coalesce(figure.computed_fen, 0),
        case when leaf.area_code is not null then leaf.stated_count when has_leaf.standard_id is not null then 0 end,
        case
            when leaf.area_code is not null then leaf.stated_fen
            when has_leaf.standard_id is not null then 0
            else worth.nothing_fen
        end
    from out_reconciliation as area
    cross join worth
    left join figure
        on figure.level = 'area_line' and figure.area_code = area.area_code and figure.standard_id = worth.standard_id
    left join leaf on leaf.area_code = area.area_code and leaf.standard_id = worth.standard_id
    left join has_leaf on has_leaf.standard_id = worth.standard_id
    where area.level = 'area' and area.stated_fen is not null
),

whole as (
    select
        whole.level,
        whole.area_code,
        whole.section,
        whole.firmness,
        count(*) filter (part.fen_known is null) > 0 as has_open,
        whole.stated_fen - coalesce(sum(part.fen_known), 0)::bigint as open_stated_fen,
        case
            when count(*) filter (part.fen_known is not null and part.count_known is null) = 0
                then whole.stated_count - coalesce(sum(part.count_known) filter (part.fen_known is not null), 0)
        end as open_stated_count,
        coalesce(sum(part.computed_fen) filter (part.fen_known is null), 0)::bigint as open_computed_fen,
        coalesce(sum(part.computed_count) filter (part.fen_known is null), 0)::bigint as open_computed_count,
        coalesce(bool_or(part.varies) filter (part.fen_known is null), false) as varies,
        case
            when min(part.rate_fen) filter (part.fen_known is null)
                = max(part.rate_fen) filter (part.fen_known is null)
                then min(part.rate_fen) filter (part.fen_known is null)
        end as rate_fen
    from out_reconciliation as whole
    join part
        on part.level = whole.level and part.section is not distinct from whole.section
        and part.area_code is not distinct from whole.area_code
    where whole.level in ('section', 'total', 'area') and whole.stated_fen is not null
    group by whole.level, whole.area_code, whole.section, whole.firmness, whole.stated_fen, whole.stated_count
),

finest as (
    select
        'area_line' as level, leaf.area_code, section, standard_id, rate_fen, varies, firmness,
        stated_count, computed_count, stated_fen, computed_fen, present_area.area_code is null as is_missing
    from leaf
    left join present_area on present_area.area_code = leaf.area_code
    union all
    select
        'line', null, section, standard_id, rate_fen, varies, firmness,
        stated_count, computed_count, meant_fen, computed_fen, false
    from line
    where below_fen is null and meant_fen is not null
    union all
    select
        whole.level, whole.area_code, section, null, rate_fen, varies, firmness,
        open_stated_count, open_computed_count, open_stated_fen, open_computed_fen,
        whole.level = 'area' and present_area.area_code is null
    from whole
    left join present_area on present_area.area_code = whole.area_code
    where has_open
),

gap as (
    select
        *,
        stated_fen - computed_fen as gap_fen,
        case
            when stated_count is not null then stated_count - computed_count
            when not varies and rate_fen > 0 and (stated_fen - computed_fen) % rate_fen = 0
                then (stated_fen - computed_fen) // rate_fen
        end as places
    from finest
),

by_places as (
    select
        *,
        case
            when varies or (is_missing and (stated_count is null or rate_fen is null)) then gap_fen
            when places is null and firmness = 'at_most' and gap_fen > 0 then gap_fen
            else coalesce(places * rate_fen, 0)
        end as places_fen
    from gap
),

by_rate as (
    select
        *,
        case
            when varies or (is_missing and (stated_count is null or rate_fen is null)) then 0
            when stated_count is not null and rate_fen is not null then stated_fen - stated_count * rate_fen
            when rate_fen = 0 or places = 0 then gap_fen - places_fen
            else 0
        end as other_rate_fen
    from by_places
),

reason as (
    select
        level, area_code, section, standard_id,
        case
            when is_missing then 'missing_area'
            when case when varies then gap_fen else coalesce(places, gap_fen) end > 0 then 'short_of_plan'
            else 'above_plan'
        end as cause,
        places,
        places_fen as amount_fen
    from by_rate
    where places_fen <> 0 or (places <> 0 and not varies)
    union all
    select level, area_code, section, standard_id, 'rate_differs', null, other_rate_fen
    from by_rate
    where other_rate_fen <> 0
    union all
    select level, area_code, section, standard_id, 'unexplained', null, gap_fen - places_fen - other_rate_fen
    from by_rate
    where gap_fen - places_fen - other_rate_fen <> 0
    union all
    select 'line', null, section, standard_id, 'plan_arithmetic', null, meant_fen - below_fen
    from line
    where meant_fen <> below_fen
    union all
    -- What an area's own total has beside its lines stays there: the plan's totals know nothing of it.
    select level, area_code, section, null, 'plan_arithmetic', null, open_stated_fen
    from whole
    where not has_open and open_stated_fen <> 0
)

select level, area_code, section, standard_id, cause, places::bigint as places, amount_fen::bigint as amount_fen
from reason
