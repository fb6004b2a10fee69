/*
core_candidate: one accepted person row × standard it falls under.
Assumes every standard gives something (the plan's reader sees to it). `turn` numbers the rows of one person under one
standard; the first by area, file, sheet and row is the one that counts.
*/
create or replace table core_candidate as
with worth as (
    select standard_id, sum(value_fen)::bigint as amount_fen
    from plan_component
    group by standard_id
),

matched as (
    select
        standard.standard_id,
        person.file,
        person.sheet,
        person.row_no,
        standard.section,
        standard.line_no,
        standard.clause,
        person.area_code,
        person.id_no as unit_key,
        worth.amount_fen,
        person.claimed_cash_fen + person.claimed_goods_fen as claimed_fen,
        standard.min_age,
        age_on(person.birth_date, setting.reference_day) as age,
        setting.reference_day,
        area.area_no,
        sheet.sheet_no
    from core_person as person
    join plan_standard as standard on standard.list = person.list and standard.category = person.category
    join worth on worth.standard_id = standard.standard_id
    join plan_area as area on area.area_code = person.area_code
    join raw_sheet as sheet on sheet.file = person.file and sheet.sheet = person.sheet
    cross join plan_setting as setting
)

select
    * exclude (area_no, sheet_no),
    min_age is null or age >= min_age as eligible,
    row_number() over (
        partition by standard_id, unit_key order by area_no, file, sheet_no, row_no
    ) as turn,
    first_value(place(file, sheet, row_no)) over (
        partition by standard_id, unit_key order by area_no, file, sheet_no, row_no
    ) as first_place
from matched
