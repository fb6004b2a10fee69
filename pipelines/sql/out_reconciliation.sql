/*
out_reconciliation: one node of the budget (total, section, line, area, area's line, payer) or one sheet a town sent:
what was stated beside what was computed, who stated it, when and where. Every node of the plan is there even when
nothing was awarded. At a level the plan states in full, a missing figure differs from whatever was computed (null is
distinct). Where amounts may vary within an allotment, counts are places to share it out on and need not be met.
A payer's count is the awards it pays a share of. A sheet's stated figure is the total its town typed, its computed one
what its rows were awarded, and only the amounts are held against each other. It is what the towns claim, the beginning
of the bridge: a sheet that differs has findings, and the books of the plan may balance all the same. Money in fen.
*/
create or replace table out_reconciliation as
with leaf as (
    select area.area_code, standard.section, standard.standard_id, standard.varies
    from plan_area as area
    cross join plan_standard as standard
),

computed as (
    select
        leaf.area_code,
        leaf.section,
        leaf.standard_id,
        leaf.varies,
        coalesce(sum(award.amount_fen), 0)::bigint as computed_fen,
        count(award.standard_id) as computed_count
    from leaf
    left join core_award as award
        on award.area_code = leaf.area_code and award.standard_id = leaf.standard_id and award.status = 'awarded'
    group by leaf.area_code, leaf.section, leaf.standard_id, leaf.varies
),

node as (
    select
        case
            when standard_id is not null and area_code is not null then 'area_line'
            when standard_id is not null then 'line'
            when section is not null then 'section'
            when area_code is not null then 'area'
            else 'total'
        end as level,
        case
            when standard_id is not null and area_code is not null then area_code || '/' || standard_id
            else coalesce(standard_id, section, area_code, '')
        end as node,
        area_code,
        section,
        standard_id,
        bool_or(varies) as varies,
        sum(computed_count)::bigint as computed_count,
        sum(computed_fen)::bigint as computed_fen
    from computed
    group by grouping sets (
        (), (section), (section, standard_id), (area_code), (area_code, section, standard_id)
    )
),

pays as (
    select plan_payer.payer, bool_or(computed.varies) as varies, sum(computed.computed_count)::bigint as computed_count
    from plan_payer
    join computed on computed.standard_id = plan_payer.standard_id
    group by plan_payer.payer
),

paid as (
    select payer, sum(amount_fen)::bigint as paid_fen from out_funding group by payer
),

every_node as (
    select * from node
    union all
    select 'payer', pays.payer, null, null, null, pays.varies, pays.computed_count, coalesce(paid.paid_fen, 0)
    from pays
    left join paid on paid.payer = pays.payer
)

select
    node.level,
    node.node,
    node.area_code,
    node.section,
    node.standard_id,
    null::varchar as file,
    null::varchar as sheet,
    stated.stated_count,
    node.computed_count,
    stated.stated_fen,
    node.computed_fen,
    node.computed_fen - stated.stated_fen as difference_fen,
    (
        stated.stated_fen is null or stated.stated_fen = node.computed_fen
        or (stated.firmness = 'at_most' and node.computed_fen < stated.stated_fen)
    )
    and (
        stated.stated_count is null or node.varies or stated.stated_count = node.computed_count
        or (stated.firmness = 'at_most' and node.computed_count < stated.stated_count)
    )
    and (full_level.level is null or stated.stated_fen is not null or stated.stated_count is not null) as agrees,
    stated.stated_by_zh,
    stated.stated_by_en,
    stated.stated_on,
    stated.firmness,
    stated.clause
from every_node as node
left join plan_stated as stated on stated.level = node.level and stated.node = node.node
left join plan_level as full_level on full_level.level = node.level
-- an area's line that nobody stated and nobody was awarded is no figure
where node.level <> 'area_line' or stated.node is not null or node.computed_count > 0
union all
select
    'sheet', sheet.node, sheet.area_code, null, null, sheet.file, sheet.sheet,
    sheet.stated_count, sheet.computed_count, sheet.stated_fen, sheet.computed_fen,
    sheet.computed_fen - sheet.stated_fen,
    coalesce(sheet.computed_fen = sheet.stated_fen, true),
    case when sheet.total_row is not null then area.name_zh end,
    case when sheet.total_row is not null then area.name_en end,
    sheet.stated_on,
    case when sheet.total_row is not null then 'exact' end,
    place(sheet.file, sheet.sheet, sheet.total_row)
from core_sheet_figure as sheet
left join plan_area as area on area.area_code = sheet.area_code
