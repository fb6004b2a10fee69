/*
out_funding: one area × standard × component × payer. Upper-level money pays first; the shares split the rest at this
grain, odd fen go to the largest remainder, then to the earlier payer of the plan. The shares of a standard have one
denominator. Money in fen.
*/
create or replace table out_funding as
with part as (
    select
        allocation.area_code,
        allocation.section,
        allocation.standard_id,
        allocation.component,
        payer.payer,
        payer.payer_no,
        payer.share_num,
        payer.share_den,
        case when upper.payer = payer.payer then upper.amount_fen else 0 end as first_fen,
        (allocation.amount_fen - coalesce(upper.amount_fen, 0))::hugeint as rest_fen
    from out_allocation as allocation
    join plan_payer as payer on payer.standard_id = allocation.standard_id
    left join out_upper_share as upper
        on upper.area_code = allocation.area_code and upper.standard_id = allocation.standard_id
        and upper.component = allocation.component
    where allocation.amount_fen is not null
),

shared as (
    select
        *,
        rest_fen * share_num // share_den as floor_fen,
        rest_fen * share_num % share_den as remainder
    from part
),

ranked as (
    select
        *,
        rest_fen - sum(floor_fen) over (partition by area_code, standard_id, component) as odd_fen,
        row_number() over (
            partition by area_code, standard_id, component order by remainder desc, payer_no
        ) as turn
    from shared
)

select
    area_code,
    section,
    standard_id,
    component,
    payer,
    (first_fen + floor_fen + case when turn <= odd_fen then 1 else 0 end)::bigint as amount_fen
from ranked
