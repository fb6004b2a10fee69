/*
out_payment: one area × payer: cash due, paid out and left. Each sum of an area is split between its payers as the
area's cash funding is, odd fen to the largest remainder, then to the earlier payer; where an area has none, as the
plan's. What is derived (right, paid out, balance, to recover) is added up payer by payer, so that the table adds up
both ways. Area '' is that of lines that name none. Money in fen.
*/
create or replace table out_payment as
with payer as (
    select payer, min(payer_no) as payer_no from plan_payer group by payer
),

funded as (
    select funding.area_code, funding.payer, sum(funding.amount_fen) as fen
    from out_funding as funding
    join out_allocation as allocation
        on allocation.area_code = funding.area_code and allocation.standard_id = funding.standard_id
        and allocation.component = funding.component
    where allocation.kind = 'cash'
    group by funding.area_code, funding.payer
),

area as (
    select distinct area_code from core_paid
),

-- A plan that funds no cash leaves all of it to its first payer.
weight as (
    select
        area.area_code,
        payer.payer,
        payer.payer_no,
        case
            when sum(coalesce(own.fen, 0)) over one_area > 0 then coalesce(own.fen, 0)
            when sum(coalesce(whole.fen, 0)) over one_area > 0 then coalesce(whole.fen, 0)
            when row_number() over (partition by area.area_code order by payer.payer_no, payer.payer) = 1 then 1
            else 0
        end as weight
    from area
    cross join payer
    left join funded as own on own.area_code = area.area_code and own.payer = payer.payer
    left join (select payer, sum(fen) as fen from funded group by payer) as whole on whole.payer = payer.payer
    window one_area as (partition by area.area_code)
),

amount as (
    select area_code, part, sum(fen) as fen
    from (
        select
            area_code, due_fen, failed_fen, not_yet_fen, not_known_fen, short_fen, twice_fen, over_fen,
            not_on_list_fen, returned_fen, recovered_fen - returned_fen as right_returned_fen
        from core_paid
    ) unpivot (fen for part in (
        due_fen, failed_fen, not_yet_fen, not_known_fen, short_fen, twice_fen, over_fen, not_on_list_fen,
        returned_fen, right_returned_fen
    ))
    group by area_code, part
),

divided as (
    select
        amount.area_code,
        amount.part,
        weight.payer,
        weight.payer_no,
        amount.fen,
        amount.fen * weight.weight // sum(weight.weight) over one_part as floor_fen,
        amount.fen * weight.weight % sum(weight.weight) over one_part as remainder
    from amount
    join weight on weight.area_code = amount.area_code
    window one_part as (partition by amount.area_code, amount.part)
),

ranked as (
    select
        *,
        fen - sum(floor_fen) over (partition by area_code, part) as odd_fen,
        row_number() over (partition by area_code, part order by remainder desc, payer_no, payer) as turn
    from divided
),

shared as (
    select area_code, payer, part, floor_fen + case when turn <= odd_fen then 1 else 0 end as fen
    from ranked
),

wide as (
    select
        area_code,
        payer,
        sum(fen) filter (part = 'due_fen') as due_fen,
        sum(fen) filter (part = 'failed_fen') as failed_fen,
        sum(fen) filter (part = 'not_yet_fen') as not_yet_fen,
        sum(fen) filter (part = 'not_known_fen') as not_known_fen,
        sum(fen) filter (part = 'short_fen') as short_fen,
        sum(fen) filter (part = 'twice_fen') as twice_fen,
        sum(fen) filter (part = 'over_fen') as over_fen,
        sum(fen) filter (part = 'not_on_list_fen') as not_on_list_fen,
        sum(fen) filter (part = 'returned_fen') as returned_fen,
        sum(fen) filter (part = 'right_returned_fen') as right_returned_fen
    from shared
    group by area_code, payer
),

derived as (
    select
        *,
        due_fen - failed_fen - not_yet_fen - not_known_fen - short_fen as right_fen,
        twice_fen + over_fen + not_on_list_fen as excess_fen,
        returned_fen + right_returned_fen as recovered_fen
    from wide
)

select
    area_code,
    payer,
    due_fen::bigint as due_fen,
    failed_fen::bigint as failed_fen,
    not_yet_fen::bigint as not_yet_fen,
    not_known_fen::bigint as not_known_fen,
    short_fen::bigint as short_fen,
    right_fen::bigint as right_fen,
    twice_fen::bigint as twice_fen,
    over_fen::bigint as over_fen,
    not_on_list_fen::bigint as not_on_list_fen,
    (right_fen + excess_fen)::bigint as paid_out_fen,
    recovered_fen::bigint as recovered_fen,
    (due_fen - right_fen - excess_fen + recovered_fen)::bigint as balance_fen,
    (excess_fen - returned_fen)::bigint as to_recover_fen
from derived
-- a payer with no part in the area has no row, but one payer has each sum
where due_fen <> 0 or right_fen + excess_fen <> 0 or recovered_fen <> 0
    or failed_fen <> 0 or not_yet_fen <> 0 or not_known_fen <> 0 or short_fen <> 0
