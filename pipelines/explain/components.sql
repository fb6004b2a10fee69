-- What one award gave.
select
    given.component, given.kind, given.quantity, given.amount_fen,
    coalesce(component.name_zh, '现金') as name_zh,
    coalesce(component.name_en, 'Cash') as name_en,
    coalesce(component.unit, '元') as unit
from core_component as given
left join plan_component as component
    on component.standard_id = given.standard_id and component.component = given.component
where given.standard_id = ? and given.file = ? and given.sheet = ? and given.row_no = ?
order by given.component
