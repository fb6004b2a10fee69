/*
core_component: one award × component given. Goods issued once per household reach its first member as goods and the
others as cash of the same value; so do priced goods in areas that hand out cash. A null amount is goods without a
price: counted in kind, never as 0. Money in fen.
*/
create or replace table core_component as
with other_goods as (
    select standard_id, coalesce(sum(value_fen), 0)::bigint as goods_fen
    from plan_component
    where kind = 'goods'
    group by standard_id
),

-- The award of each household that gets the one set of goods.
first_set as (
    select standard_id, household_key, min(place_no) as place_no
    from core_award
    where status = 'awarded'
    group by standard_id, household_key
),

part as (
    select
        award.standard_id, award.place_no, award.file, award.sheet, award.row_no, award.area_code,
        component.component,
        component.kind,
        component.quantity,
        case
            when standard.varies and component.kind = 'cash' then award.amount_fen - coalesce(other_goods.goods_fen, 0)
            else component.value_fen
        end as value_fen,
        component.kind = 'goods' and component.value_fen is not null and (
            (component.once_per_household and first_set.place_no < award.place_no)
            or coalesce(delivery.how = 'cash', false)
        ) as as_cash
    from core_award as award
    join plan_standard as standard on standard.standard_id = award.standard_id
    join plan_component as component on component.standard_id = award.standard_id
    left join other_goods on other_goods.standard_id = award.standard_id
    left join first_set
        on first_set.standard_id = case when component.once_per_household then award.standard_id end
        and first_set.household_key = award.household_key
    left join plan_delivery as delivery on delivery.area_code = award.area_code
    where award.status = 'awarded'
)

select
    standard_id,
    any_value(file) as file,
    any_value(sheet) as sheet,
    any_value(row_no) as row_no,
    any_value(area_code) as area_code,
    case when as_cash then 'cash' else component end as component,
    case when as_cash then 'cash' else kind end as kind,
    sum(case when kind = 'goods' and not as_cash then quantity else 0 end)::bigint as quantity,
    sum(value_fen)::bigint as amount_fen
from part
group by standard_id, place_no, 6, 7
