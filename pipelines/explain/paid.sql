-- What became of the cash due to those listed at some places, themselves or their household: one row a payee × area.
with mine as (
    select id_no, household_key from core_person where list_contains(?::varchar[], place(file, sheet, row_no))
)

select
    area.name_zh, area.name_en, paid.verdict, paid.state, paid.due_fen, paid.paid_fen, paid.recovered_fen, paid.reason,
    place(paid.file, paid.sheet, paid.row_no) as place
from core_paid as paid
left join plan_area as area on area.area_code = paid.area_code
where paid.payee_key in (select id_no from mine union select household_key from mine)
order by area.area_no, paid.payee_key
