/*
out_allocation: one area × standard × component (cash, each good, or `counted` where the plan states no amount) that is
awarded at least once. A null amount is goods without a price, or awards only counted: reported, never taken as 0. Fen.
*/
create or replace table out_allocation as
with given as (
    select
        part.area_code,
        standard.section,
        part.standard_id,
        part.component,
        part.kind,
        count(*) as awards,
        sum(part.quantity)::bigint as quantity,
        sum(part.amount_fen)::bigint as amount_fen
    from core_component as part
    join plan_standard as standard on standard.standard_id = part.standard_id
    group by part.area_code, standard.section, part.standard_id, part.component, part.kind
),

counted as (
    select award.area_code, award.section, award.standard_id, count(*) as awards
    from core_award as award
    join plan_standard as standard on standard.standard_id = award.standard_id
    where award.status = 'awarded' and standard.counted_only
    group by award.area_code, award.section, award.standard_id
)

select
    given.area_code, given.section, given.standard_id, given.component, given.kind, given.awards, given.quantity,
    coalesce(component.unit, '元') as unit,
    given.amount_fen
from given
left join plan_component as component
    on component.standard_id = given.standard_id and component.component = given.component and component.kind = 'goods'
union all
select area_code, section, standard_id, 'counted', 'counted', awards, awards, '人户', null
from counted
