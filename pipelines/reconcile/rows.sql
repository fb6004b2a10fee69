/*
The rows behind one step of a bridge: their amount_fen adds up to it. Parameters: level, node, cause.
Before `computed` a row is a claim (a person's row by standard, or what a typed total has beside its rows); after it, a
stated figure with the part of its gap that has this cause. The levels themselves: what was claimed, what was computed
(of a payer, what it pays of an area's component), the stated figure. Identity numbers masked. Money in fen.
*/
with asked as (
    select ?::varchar as level, ?::varchar as node, ?::varchar as cause
),

claim as (
    select
        claim.*,
        case when claim.outcome = 'awarded' then 'amount_differs' else claim.outcome end as cause
    from core_claim as claim
    left join core_sheet_figure as sheet
        on sheet.file = claim.file and sheet.sheet = claim.sheet and sheet.part_no = claim.part_no
    join asked
        on asked.node = case asked.level
            when 'total' then ''
            when 'section' then claim.section
            when 'line' then claim.standard_id
            when 'area' then claim.area_code
            when 'area_line' then claim.area_code || '/' || claim.standard_id
            when 'sheet' then sheet.node
        end
),

told_claim as (
    select
        claim.*,
        case asked.cause
            when 'claimed' then claim.claimed_fen
            when 'computed' then claim.computed_fen
            else claim.computed_fen - claim.claimed_fen
        end as amount_fen
    from claim
    join asked
        on asked.cause = 'claimed'
        or (asked.cause = 'computed' and claim.outcome in ('awarded', 'lump'))
        or (
            asked.cause = claim.cause
            and (claim.computed_fen <> claim.claimed_fen or claim.outcome not in ('awarded', 'in_household'))
        )
),

person as (
    select file, sheet, row_no, id_no, null as reasons from core_person
    union all
    select file, sheet, row_no, id_no, reasons from core_rejected
),

gap as (
    select core_gap.*
    from core_gap
    join asked
        on asked.cause = core_gap.cause
        and asked.node = case asked.level
            when 'total' then case when core_gap.level <> 'area' then '' end
            when 'section' then core_gap.section
            when 'line' then core_gap.standard_id
            when 'area' then core_gap.area_code
            when 'area_line' then core_gap.area_code || '/' || core_gap.standard_id
        end
    union all
    select part.* exclude (payer)
    from core_payer_gap as part
    join asked on asked.level = 'payer' and asked.node = part.payer and asked.cause = part.cause
),

gap_at as (
    select
        gap.*,
        case gap.level
            when 'area_line' then gap.area_code || '/' || gap.standard_id
            when 'payer' then asked.node
            else coalesce(gap.standard_id, gap.section, gap.area_code, '')
        end as node
    from gap
    cross join asked
)

select
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
    null, null, null, gap_at.area_code, gap_at.standard_id, gap_at.level, gap_at.node, null, null, gap_at.cause,
    null, figure.computed_fen, figure.stated_fen, gap_at.places, gap_at.amount_fen, figure.clause, null, null
from gap_at
left join out_reconciliation as figure on figure.level = gap_at.level and figure.node = gap_at.node
union all
select
    null, null, null, paid.area_code, paid.standard_id, 'area_line', paid.area_code || '/' || paid.standard_id,
    paid.component, null, 'computed', null, paid.amount_fen, null, null, paid.amount_fen, payer.clause, null, null
from out_funding as paid
join asked on asked.level = 'payer' and asked.cause = 'computed' and asked.node = paid.payer
left join plan_payer as payer on payer.standard_id = paid.standard_id and payer.payer = paid.payer
union all
select
    null, null, null, figure.area_code, figure.standard_id, figure.level, figure.node, null, null, 'stated',
    null, figure.computed_fen, figure.stated_fen, figure.stated_count, figure.stated_fen, figure.clause, null, null
from out_reconciliation as figure
join asked on asked.cause = 'stated' and asked.level = figure.level and asked.node = figure.node
where figure.stated_fen is not null and figure.level <> 'sheet'
order by file, sheet, row_no, standard_id, level, node, component
