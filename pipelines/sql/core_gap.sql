/*
core_gap: one reason why a stated figure is not the computed one: stated − computed, in fen, with the places it covers.
The finest stated figure (an area's line, else the line) is compared with the awards; what is left over between a stated
figure and the stated figures below it is the plan's own arithmetic. `level` says at which node the reason arises.
*/
create or replace table core_gap as
with worth as (
    select standard_id, coalesce(sum(value_fen), 0)::bigint as amount_fen
    from plan_component
    group by standard_id
),

present_area as (
    select distinct area_code from raw_file where status <> 'refused'
),

has_leaf as (
    select distinct standard_id from plan_stated where level = 'area_line' and stated_fen is not null
),

leaf as (
    select
        figure.area_code, figure.section, figure.standard_id,
        coalesce(figure.stated_fen, 0) as stated_fen,
        coalesce(figure.stated_fen, 0) - figure.computed_fen as gap_fen,
        coalesce(figure.stated_count, 0) - figure.computed_count as gap_count
    from out_reconciliation as figure
    join has_leaf using (standard_id)
    where figure.level = 'area_line'
),

line as (
    select
        figure.section,
        figure.standard_id,
        has_leaf.standard_id is not null as has_leaf,
        coalesce(sum(leaf.stated_fen), figure.computed_fen)::bigint as below_fen,
        coalesce(figure.stated_fen, sum(leaf.stated_fen), figure.computed_fen)::bigint as stated_fen,
        coalesce(figure.stated_count - figure.computed_count, 0) as gap_count
    from out_reconciliation as figure
    left join leaf on leaf.standard_id = figure.standard_id
    left join has_leaf on has_leaf.standard_id = figure.standard_id
    where figure.level = 'line'
    group by
        figure.section, figure.standard_id, has_leaf.standard_id,
        figure.computed_fen, figure.stated_fen, figure.stated_count, figure.computed_count
),

section as (
    select
        figure.section,
        sum(line.stated_fen)::bigint as below_fen,
        coalesce(figure.stated_fen, sum(line.stated_fen))::bigint as stated_fen
    from out_reconciliation as figure
    join line on line.section = figure.section
    where figure.level = 'section'
    group by figure.section, figure.stated_fen
),

total as (
    select
        sum(section.stated_fen)::bigint as below_fen,
        coalesce(min(figure.stated_fen), sum(section.stated_fen))::bigint as stated_fen
    from out_reconciliation as figure
    cross join section
    where figure.level = 'total'
),

-- What an area's stated total has beside its own lines; the plan's totals know nothing of it.
area as (
    select
        figure.area_code,
        figure.stated_fen - figure.computed_fen - coalesce(sum(leaf.gap_fen), 0) as gap_fen
    from out_reconciliation as figure
    left join leaf on leaf.area_code = figure.area_code
    where figure.level = 'area' and figure.stated_fen is not null
    group by figure.area_code, figure.stated_fen, figure.computed_fen
),

-- Awards missing or too many at the finest stated figure.
counted as (
    select 'area_line' as level, area_code, section, standard_id, gap_fen, gap_count from leaf
    union all
    select 'line', null, section, standard_id, stated_fen - below_fen, gap_count from line where not has_leaf
),

by_count as (
    select
        counted.*,
        case
            when counted.area_code is not null and present_area.area_code is null then 'missing_area'
            when counted.gap_count > 0 or (standard.varies and counted.gap_fen > 0) then 'short_of_plan'
            else 'above_plan'
        end as cause,
        case
            when standard.varies then counted.gap_fen
            else counted.gap_count * coalesce(worth.amount_fen, 0)
        end as explained_fen
    from counted
    join plan_standard as standard using (standard_id)
    left join worth using (standard_id)
    left join present_area on present_area.area_code = counted.area_code
),

reason as (
    select level, area_code, section, standard_id, cause, gap_count as places, explained_fen as amount_fen
    from by_count
    union all
    select level, area_code, section, standard_id, 'unexplained', null, gap_fen - explained_fen
    from by_count
    union all
    select 'line', null, section, standard_id, 'plan_arithmetic', null, stated_fen - below_fen from line where has_leaf
    union all
    select 'section', null, section, null, 'plan_arithmetic', null, stated_fen - below_fen from section
    union all
    select 'total', null, null, null, 'plan_arithmetic', null, stated_fen - below_fen from total
    union all
    select 'area', area_code, null, null, 'plan_arithmetic', null, gap_fen from area
)

select level, area_code, section, standard_id, cause, places::bigint as places, amount_fen::bigint as amount_fen
from reason
where amount_fen <> 0
