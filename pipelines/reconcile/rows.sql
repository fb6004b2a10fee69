/*
The rows behind steps of a bridge: their amount_fen adds up to the step (of_level, of_node, of_cause). Parameters: the
levels, nodes and causes asked for, as three lists of one length.
Before `computed` a row is a claim (a person's row by standard, or what a typed total has beside its rows); after it, a
stated figure with the part of its gap that has this cause. The levels themselves: what was claimed, what was computed
(of a payer, what it pays of an area's component), the stated figure. Identity numbers masked. Money in fen.
*/
with asked as (
    select
        unnest(?::varchar[]) as of_level,
        unnest(?::varchar[]) as of_node,
        unnest(?::varchar[]) as of_cause
),

claim as (
    select
        *,
        case when outcome = 'awarded' then 'amount_differs' else outcome end as cause,
        outcome in ('awarded', 'lump') as is_award,
        computed_fen <> claimed_fen or outcome not in ('awarded', 'in_household') as is_change
    from core_claim
),

claim_at as (
    select 'total' as level, '' as node, claim.* from claim
    union all
    select 'section', section, claim.* from claim where section is not null
    union all
    select 'line', standard_id, claim.* from claim where standard_id is not null
    union all
    select 'area', area_code, claim.* from claim where area_code is not null
    union all
    select 'area_line', area_code || '/' || standard_id, claim.* from claim
    union all
    select 'sheet', sheet.node, claim.*
    from claim
    join core_sheet_figure as sheet
        on sheet.file = claim.file and sheet.sheet = claim.sheet and sheet.part_no = claim.part_no
),

told_claim as (
    select
        asked.*,
        claim_at.* exclude (level, node),
        case asked.of_cause
            when 'claimed' then claim_at.claimed_fen
            when 'computed' then claim_at.computed_fen
            else claim_at.computed_fen - claim_at.claimed_fen
        end as amount_fen
    from asked
    join claim_at
        on claim_at.level = asked.of_level and claim_at.node = asked.of_node
        and (
            asked.of_cause = 'claimed'
            or (asked.of_cause = 'computed' and claim_at.is_award)
            or (asked.of_cause = claim_at.cause and claim_at.is_change)
        )
),

person as (
    select file, sheet, row_no, id_no, null as reasons from core_person
    union all
    select file, sheet, row_no, id_no, reasons from core_rejected
),

gap_at as (
    select 'total' as of_level, '' as of_node, core_gap.* from core_gap where level <> 'area'
    union all
    select 'section', section, core_gap.* from core_gap
    union all
    select 'line', standard_id, core_gap.* from core_gap
    union all
    select 'area', area_code, core_gap.* from core_gap
    union all
    select 'area_line', area_code || '/' || standard_id, core_gap.* from core_gap
    union all
    select 'payer', payer, core_payer_gap.* exclude (payer) from core_payer_gap
),

told_gap as (
    select
        gap_at.*,
        case gap_at.level
            when 'area_line' then gap_at.area_code || '/' || gap_at.standard_id
            when 'payer' then gap_at.of_node
            else coalesce(gap_at.standard_id, gap_at.section, gap_at.area_code, '')
        end as node
    from asked
    join gap_at
        on gap_at.of_level = asked.of_level and gap_at.of_node = asked.of_node and gap_at.cause = asked.of_cause
)

select
    claim.of_level, claim.of_node, claim.of_cause,
    claim.file,
    claim.sheet,
    claim.row_no,
    claim.area_code,
    claim.standard_id,
    null as level,
    null as node,
    null as component,
    mask_id(person.id_no) as who,
    claim.outcome,
    claim.claimed_fen,
    claim.computed_fen,
    null::bigint as stated_fen,
    null::bigint as places,
    claim.amount_fen,
    award.because,
    person.reasons,
    award.outranked_by
from told_claim as claim
left join person
    on person.file = claim.file and person.sheet = claim.sheet and person.row_no = claim.row_no
    and claim.outcome not in ('sheet_total', 'subtotal_in_total', 'sheet_total_missing')
left join core_award as award
    on award.file = claim.file and award.sheet = claim.sheet and award.row_no = claim.row_no
    and award.standard_id = claim.standard_id
    and award.status = case claim.outcome when 'lump' then 'awarded' else claim.outcome end
union all
select
    gap.of_level, gap.of_node, gap.cause,
    null, null, null, gap.area_code, gap.standard_id, gap.level, gap.node, null, null, gap.cause,
    null, figure.computed_fen, figure.stated_fen, gap.places, gap.amount_fen, figure.clause, null, null
from told_gap as gap
left join out_reconciliation as figure on figure.level = gap.level and figure.node = gap.node
union all
select
    asked.*,
    null, null, null, paid.area_code, paid.standard_id, 'area_line', paid.area_code || '/' || paid.standard_id,
    paid.component, null, 'computed', null, paid.amount_fen, null, null, paid.amount_fen, payer.clause, null, null
from asked
join out_funding as paid on asked.of_level = 'payer' and asked.of_cause = 'computed' and asked.of_node = paid.payer
left join plan_payer as payer on payer.standard_id = paid.standard_id and payer.payer = paid.payer
union all
select
    asked.*,
    null, null, null, figure.area_code, figure.standard_id, figure.level, figure.node, null, null, 'stated',
    null, figure.computed_fen, figure.stated_fen, figure.stated_count, figure.stated_fen, figure.clause, null, null
from asked
join out_reconciliation as figure
    on asked.of_cause = 'stated' and asked.of_level = figure.level and asked.of_node = figure.node
where figure.stated_fen is not null and figure.level <> 'sheet'
order by of_level, of_node, of_cause, file, sheet, row_no, standard_id, level, node, component
