/*
core_payer_gap: one payer's part of one reason of `core_gap`, for payers whose amount is stated; then what is left.
A reason is split by the shares in force where it arises (largest remainder, then the earlier payer): of a figure that
has standards of other shares below it nobody has a part. Splits are of the figure before and after the reason, so that
they add up to the split of the stated figure. Payers' figures may be drawn from the lines by area, the lines, the
sections or the total: of the plan's own arithmetic they have a part down to where the stated payers add up.
What is left is shared otherwise than the plan says; with one payer alone it is the plan's own arithmetic. Money in fen.
*/
create or replace table core_payer_gap as
with reason as (
    select
        gap.*,
        row_number() over (order by gap.level, gap.area_code, gap.section, gap.standard_id, gap.cause) as gap_no,
        case
            when gap.cause <> 'plan_arithmetic' then 0
            when gap.level = 'line' then 1
            when gap.level = 'section' then 2
            else 3
        end as tier,
        case when gap.cause <> 'plan_arithmetic' and gap.standard_id is not null then figure.computed_fen else 0 end
        + coalesce(sum(gap.amount_fen) over (
            partition by gap.level, gap.area_code, gap.section, gap.standard_id, gap.cause = 'plan_arithmetic'
            order by case gap.cause when 'unexplained' then 3 when 'rate_differs' then 2 else 1 end, gap.cause
            rows between unbounded preceding and 1 preceding
        ), 0) as before_fen
    from core_gap as gap
    left join out_reconciliation as figure
        on figure.level = gap.level and figure.standard_id = gap.standard_id
        and figure.area_code is not distinct from gap.area_code
    where gap.level <> 'area'
),

in_scope as (
    select
        reason.gap_no, reason.before_fen, reason.amount_fen,
        payer.payer, payer.payer_no, payer.share_num, payer.share_den, standard.standard_id,
        count(distinct standard.standard_id) over (partition by reason.gap_no) as standards
    from reason
    join plan_standard as standard
        on standard.standard_id = coalesce(reason.standard_id, standard.standard_id)
        and standard.section = coalesce(reason.section, standard.section)
    join plan_payer as payer on payer.standard_id = standard.standard_id
),

sharing as (
    select
        gap_no, before_fen, amount_fen, payer, payer_no,
        min(share_num) as share_num,
        min(share_den) as share_den,
        count(*) = standards and min(share_num) = max(share_num) and min(share_den) = max(share_den) as alike
    from in_scope
    group by gap_no, before_fen, amount_fen, payer, payer_no, standards
),

-- What upper-level money pays first is not in the shares.
shared_alike as (
    select gap_no from sharing group by gap_no having bool_and(alike)
    except
    select in_scope.gap_no from in_scope semi join plan_upper_fund as fund on fund.standard_id = in_scope.standard_id
),

moment as (
    select gap_no, payer, payer_no, share_num, share_den, -1 as sign, before_fen as whole_fen from sharing
    union all
    select gap_no, payer, payer_no, share_num, share_den, 1, before_fen + amount_fen from sharing
),

floored as (
    select
        moment.*,
        abs(whole_fen) * share_num // share_den as floor_fen,
        abs(whole_fen) * share_num % share_den as remainder
    from moment
    semi join shared_alike on shared_alike.gap_no = moment.gap_no
),

ranked as (
    select
        *,
        abs(whole_fen) - sum(floor_fen) over (partition by gap_no, sign) as odd_fen,
        row_number() over (partition by gap_no, sign order by remainder desc, payer_no) as turn
    from floored
),

part as (
    select
        ranked.gap_no,
        ranked.payer,
        reason.tier,
        sum(
            ranked.sign * sign(ranked.whole_fen)::bigint
            * (ranked.floor_fen + case when ranked.turn <= ranked.odd_fen then 1 else 0 end)
        )::bigint as part_fen
    from ranked
    join reason on reason.gap_no = ranked.gap_no
    group by ranked.gap_no, ranked.payer, reason.tier
),

stated_payer as (
    select node as payer, stated_fen - computed_fen as gap_fen
    from out_reconciliation
    where level = 'payer' and stated_fen is not null
),

tier as (
    select unnest([0, 1, 2, 3]) as tier
),

left_over as (
    select
        stated_payer.payer,
        tier.tier,
        stated_payer.gap_fen - coalesce(sum(part.part_fen), 0) as left_fen
    from stated_payer
    cross join tier
    left join part on part.payer = stated_payer.payer and part.tier <= tier.tier
    group by stated_payer.payer, tier.tier, stated_payer.gap_fen
),

drawn_from as (
    select coalesce(min(tier), 0) as tier
    from (select tier from left_over group by tier having sum(left_fen) = 0)
)

select
    part.payer, reason.level, reason.area_code, reason.section, reason.standard_id, reason.cause, reason.places,
    part.part_fen as amount_fen
from part
join reason on reason.gap_no = part.gap_no
join stated_payer on stated_payer.payer = part.payer
join drawn_from on part.tier <= drawn_from.tier
union all
select
    left_over.payer, 'payer', null, null, null,
    case when (select count(distinct payer) from plan_payer) = 1 then 'plan_arithmetic' else 'share_differs' end,
    null,
    left_over.left_fen::bigint
from left_over
join drawn_from on drawn_from.tier = left_over.tier
where left_over.left_fen <> 0
