/*
out_upper_share: one area × standard × component (with an amount) of the standards under a fund of upper-level money,
and what the fund pays of it. The fund is spread in proportion to the amounts, never beyond them; odd fen go to the
largest remainder, then in the order of areas, lines and components. Fen; products are too large for 64 bits.
*/
create or replace table out_upper_share as
with cell as (
    select
        allocation.area_code,
        allocation.standard_id,
        allocation.component,
        fund.fund_no,
        fund.payer,
        area.area_no,
        standard.line_no,
        allocation.amount_fen::hugeint as amount_fen,
        fund.amount_fen::hugeint as granted_fen,
        sum(allocation.amount_fen) over (partition by fund.fund_no) as whole_fen
    from out_allocation as allocation
    join plan_upper_fund as fund on fund.standard_id = allocation.standard_id
    join plan_standard as standard on standard.standard_id = allocation.standard_id
    left join plan_area as area on area.area_code = allocation.area_code
    where allocation.amount_fen > 0
),

part as (
    select
        *,
        least(granted_fen, whole_fen) as used_fen,
        least(granted_fen, whole_fen) * amount_fen // whole_fen as floor_fen,
        least(granted_fen, whole_fen) * amount_fen % whole_fen as remainder
    from cell
),

ranked as (
    select
        *,
        used_fen - sum(floor_fen) over (partition by fund_no) as odd_fen,
        row_number() over (
            partition by fund_no
            order by remainder desc, area_no nulls last, area_code, line_no, standard_id, component
        ) as turn
    from part
)

select
    area_code,
    standard_id,
    component,
    fund_no,
    payer,
    (floor_fen + case when turn <= odd_fen then 1 else 0 end)::bigint as amount_fen
from ranked
