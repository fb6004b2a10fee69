/*
out_purchase: one area × item of goods to buy, over all standards. A null amount says that some of it has no price. Fen.
*/
create or replace table out_purchase as
select
    area_code,
    component,
    sum(quantity)::bigint as quantity,
    min(unit) as unit,
    case when count(amount_fen) = count(*) then sum(amount_fen)::bigint end as amount_fen
from out_allocation
where kind = 'goods'
group by area_code, component
