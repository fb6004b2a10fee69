/*
out_bridge: for each node, the steps from what the towns claimed to what was computed, and on to what was stated.
Levels reached carry is_level; between two levels the changes add up to the difference exactly. Nobody claims from a
payer, whose steps begin with what was computed; what a sheet states is what it claims, so its steps end there. Fen.
bridge_claim and bridge_gap: every claim and every reason of a gap at each node (of_level, of_node) that it moves; the
rows behind a step are asked of them too.
*/
create or replace view bridge_claim as
with claim as (
    select
        *,
        area_code || '/' || standard_id as area_line,
        case when outcome = 'awarded' then 'amount_differs' else outcome end as cause,
        computed_fen <> claimed_fen or outcome not in ('awarded', 'in_household') as is_change
    from core_claim
)

select 'total' as of_level, '' as of_node, claim.* from claim
union all
select 'section', section, claim.* from claim where section is not null
union all
select 'line', standard_id, claim.* from claim where standard_id is not null
union all
select 'area', area_code, claim.* from claim where area_code is not null
union all
select 'area_line', area_line, claim.* from claim where area_line is not null
union all
select 'sheet', sheet.node, claim.*
from claim
join core_sheet_figure as sheet
    on sheet.file = claim.file and sheet.sheet = claim.sheet and sheet.part_no = claim.part_no;

create or replace view bridge_gap as
select 'total' as of_level, '' as of_node, gap.* from core_gap as gap where gap.level <> 'area'
union all
select 'section', gap.section, gap.* from core_gap as gap where gap.section is not null
union all
select 'line', gap.standard_id, gap.* from core_gap as gap where gap.standard_id is not null
union all
select 'area', gap.area_code, gap.* from core_gap as gap where gap.area_code is not null
union all
select 'area_line', gap.area_code || '/' || gap.standard_id, gap.*
from core_gap as gap
where gap.area_code is not null and gap.standard_id is not null
union all
select 'payer', gap.payer, gap.* exclude (payer) from core_payer_gap as gap;

create or replace table out_bridge as
with step (cause, step_no) as (
    values
        ('claimed', 10),
        ('sheet_total', 20), ('subtotal_in_total', 21), ('sheet_total_missing', 22),
        ('refused', 30), ('decided', 35), ('ineligible', 40), ('duplicate', 50), ('excluded', 51), ('outranked', 52),
        ('over_quota', 60),
        ('in_household', 65), ('no_standard', 70), ('lump', 75), ('amount_differs', 80),
        ('computed', 100),
        ('missing_area', 110), ('short_of_plan', 120), ('above_plan', 130), ('rate_differs', 135), ('plan_arithmetic', 140),
        ('share_differs', 145), ('unexplained', 150),
        ('stated', 200)
),

movement as (
    select figure.level, figure.node, 'claimed' as cause, true as is_level,
        count(claim.outcome) filter (claim.outcome not in ('sheet_total', 'subtotal_in_total', 'sheet_total_missing')) as rows,
        coalesce(sum(claim.claimed_fen), 0) as amount_fen
    from out_reconciliation as figure
    left join bridge_claim as claim on claim.of_level = figure.level and claim.of_node = figure.node
    where figure.level <> 'payer'
    group by figure.level, figure.node
    union all
    select of_level, of_node, cause, false, count(*), sum(computed_fen - claimed_fen)
    from bridge_claim
    where is_change
    group by of_level, of_node, cause
    union all
    select level, node, 'computed', true, computed_count, computed_fen from out_reconciliation
    union all
    select of_level, of_node, cause, false, sum(places), sum(amount_fen)
    from bridge_gap
    group by of_level, of_node, cause
    union all
    select level, node, 'stated', true, stated_count, stated_fen
    from out_reconciliation
    where stated_fen is not null and level <> 'sheet'
)

select level, node, step_no::bigint as step_no, cause, is_level, movement.rows::bigint as rows, amount_fen::bigint as amount_fen
from movement
join step using (cause)
-- awards of areas or lines the plan does not have appear in the findings, not as nodes
join out_reconciliation using (level, node)
