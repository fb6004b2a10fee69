/*
out_funding: one area × standard × component × payer. Shares are split at this grain; odd fen go to the largest
remainder, then to the earlier payer of the plan. The shares of a standard have one denominator. Money in fen.
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
        allocation.amount_fen as whole_fen,
        allocation.amount_fen * payer.share_num // payer.share_den as floor_fen,
        allocation.amount_fen * payer.share_num % payer.share_den as remainder
    from out_allocation as allocation
    join plan_payer as payer on payer.standard_id = allocation.standard_id
    where allocation.amount_fen is not null
),

ranked as (
    select
        *,
        whole_fen - sum(floor_fen) over (partition by area_code, standard_id, component) as odd_fen,
        row_number() over (
            partition by area_code, standard_id, component order by remainder desc, payer_no
        ) as turn
    from part
)

select
    area_code,
    section,
    standard_id,
    component,
    payer,
    floor_fen + case when turn <= odd_fen then 1 else 0 end as amount_fen
from ranked
