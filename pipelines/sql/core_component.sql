/*
core_component: one award × component given. Goods issued once per household reach its first member as goods and the
others as cash of the same value; so do priced goods in areas that hand out cash. A null amount is goods without a
price: counted in kind, never as 0. Money in fen.
*/
create or replace table core_component as
with part as (
    select
        award.standard_id, award.file, award.sheet, award.row_no, award.area_code,
        component.component,
        component.kind,
        component.quantity,
        case
            when standard.varies and component.kind = 'cash'
                then award.amount_fen - sum(coalesce(component.value_fen, 0)) over one_award + component.value_fen
            else component.value_fen
        end as value_fen,
        component.once_per_household,
        row_number() over (
            partition by award.standard_id, award.household_key, component.component order by candidate.place_no
        ) as set_no,
        delivery.how
    from core_award as award
    join core_candidate as candidate using (standard_id, file, sheet, row_no)
    join plan_standard as standard on standard.standard_id = award.standard_id
    join plan_component as component on component.standard_id = award.standard_id
    left join plan_delivery as delivery on delivery.area_code = award.area_code
    where award.status = 'awarded'
    window one_award as (partition by award.standard_id, award.file, award.sheet, award.row_no)
),

handed_out as (
    select
        *,
        kind = 'goods' and value_fen is not null
        and ((once_per_household and set_no > 1) or coalesce(how = 'cash', false)) as as_cash
    from part
)

select
    standard_id, file, sheet, row_no, area_code,
    case when as_cash then 'cash' else component end as component,
    case when as_cash then 'cash' else kind end as kind,
    sum(case when kind = 'goods' and not as_cash then quantity else 0 end)::bigint as quantity,
    sum(value_fen)::bigint as amount_fen
from handed_out
group by 1, 2, 3, 4, 5, 6, 7
