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

told_claim as (
    select
        asked.*,
        claim.* exclude (of_level, of_node),
        case asked.of_cause
            when 'claimed' then claim.claimed_fen
            when 'computed' then claim.computed_fen
            else claim.computed_fen - claim.claimed_fen
        end as amount_fen
    from asked
    join bridge_claim as claim
        on claim.of_level = asked.of_level and claim.of_node = asked.of_node
        and (
            asked.of_cause = 'claimed'
            or (asked.of_cause = 'computed' and claim.outcome in ('awarded', 'lump'))
            or (asked.of_cause = claim.cause and claim.is_change)
        )
),

person as (
    select file, sheet, row_no, id_no, null as reasons from core_person
    union all
    select file, sheet, row_no, id_no, reasons from core_rejected
),

told_gap as (
    select
        gap.*,
        case gap.level
            when 'area_line' then gap.area_code || '/' || gap.standard_id
            when 'payer' then gap.of_node
            else coalesce(gap.standard_id, gap.section, gap.area_code, '')
        end as node
    from asked
    join bridge_gap as gap
        on gap.of_level = asked.of_level and gap.of_node = asked.of_node and gap.cause = asked.of_cause
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
