/*
One standard as tried on some rows: each candidate award at one of the rows, and each standard that no row came under,
with the condition that failed. Awarded ones first, then by line.
*/
with mine as (
    select * from core_person where list_contains(?::varchar[], place(file, sheet, row_no))
),

judged as (
    select
        award.standard_id, award.status as verdict, award.because, award.outranked_by,
        place(award.file, award.sheet, award.row_no) as place,
        award.file, award.sheet, award.row_no, award.area_code, award.amount_fen
    from core_award as award
    where list_contains(?::varchar[], place(award.file, award.sheet, award.row_no))
),

-- A standard whose category and list a row has, but none of its flags.
near as (
    select distinct beneficiary.standard_id
    from mine
    join plan_beneficiary as beneficiary on beneficiary.list = mine.list and beneficiary.category = mine.category
    join plan_flag as flag on flag.standard_id = beneficiary.standard_id
),

missed as (
    select
        standard.standard_id,
        case when near.standard_id is null then 'category' else 'flag' end as verdict,
        standard.clause || case
            when near.standard_id is null
                then ': ' || coalesce((
                    select string_agg(distinct category, ', ' order by category)
                    from plan_beneficiary as b where b.standard_id = standard.standard_id
                ), '—')
            else ': ' || (
                select string_agg(flag, ' | ' order by flag) from plan_flag as f where f.standard_id = standard.standard_id
            )
        end as because
    from plan_standard as standard
    left join near on near.standard_id = standard.standard_id
    where standard.standard_id not in (select standard_id from judged)
)

select
    standard.standard_id, standard.name_zh, standard.name_en, standard.clause, standard.per,
    tried.verdict, tried.because, tried.outranked_by, tried.place, tried.file, tried.sheet, tried.row_no,
    area.name_zh as area_zh, tried.amount_fen
from (
    select * from judged
    union all by name
    select * from missed
) as tried
join plan_standard as standard on standard.standard_id = tried.standard_id
left join plan_area as area on area.area_code = tried.area_code
order by tried.verdict <> 'awarded', tried.place is null, standard.line_no, tried.place
