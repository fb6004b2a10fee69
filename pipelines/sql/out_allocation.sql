/*
out_allocation: one area × standard × component (cash, each good) that is awarded at least once. Money in fen.
*/
create or replace table out_allocation as
select
    award.area_code,
    award.section,
    award.standard_id,
    component.component,
    component.kind,
    count(*) as awards,
    sum(component.value_fen)::bigint as amount_fen
from core_award as award
join plan_component as component on component.standard_id = award.standard_id
where award.status = 'awarded'
group by award.area_code, award.section, award.standard_id, component.component, component.kind
