/*
core_candidate: one unit as listed × standard it falls under. A person's listing is a row; a household's is its rows in
one sheet, standing at the first; a lump sum is listed by the plan itself. `turn` numbers the listings of one unit under
one standard in order of area, file, sheet and row: the first counts; `repeated` says that the very person was listed
before, not another member of the household. Money in fen.
*/
create or replace table core_candidate as
with worth as (
    select standard_id, coalesce(sum(value_fen), 0)::bigint as amount_fen
    from plan_component
    group by standard_id
),

-- Every accepted row under every standard whose category, list and flags it has.
matched as (
    select
        standard.*,
        person.* exclude (area_code),
        person.area_code as person_area,
        area.area_no,
        sheet.sheet_no,
        age_on(person.birth_date, setting.reference_day) as age,
        case standard.per
            when 'person' then person.id_no
            when 'household' then person.household_key
            else person.area_code || '/' || person.name
        end as unit_key,
        case setting.stacking_within when 'household' then person.household_key else person.id_no end as stack_key,
        case standard.per when 'household' then person.household_no else person.row_no end as listing
    from core_person as person
    join plan_beneficiary as beneficiary
        on beneficiary.list = person.list and beneficiary.category = person.category
    join plan_standard as standard on standard.standard_id = beneficiary.standard_id
    join plan_area as area on area.area_code = person.area_code
    join raw_sheet as sheet on sheet.file = person.file and sheet.sheet = person.sheet
    cross join plan_setting as setting
    where standard.standard_id not in (select standard_id from plan_flag)
        or exists (
            select 1
            from plan_flag as asked
            join core_flag as has on has.flag = asked.flag
            where asked.standard_id = standard.standard_id
                and has.file = person.file and has.sheet = person.sheet and has.row_no = person.row_no
        )
),

aged as (
    select
        *,
        coalesce(age >= min_age, min_age is null) and coalesce(age <= max_age, max_age is null) as eligible
    from matched
),

-- Of a household's rows the first stands for it, an eligible one before others.
listed as (
    select
        *,
        sum(claimed_cash_fen) over one_listing as listed_cash_fen,
        row_number() over (one_listing order by eligible desc, row_no) as member_no
    from aged
    window one_listing as (partition by standard_id, unit_key, file, sheet, listing)
),

unit as (
    select
        listed.standard_id, file, sheet, row_no, section, line_no, group_id, listed.clause,
        person_area as area_code, unit_key, stack_key, household_key, id_no, group_name,
        case
            when varies then coalesce(listed_cash_fen, norm.value_fen) + worth.amount_fen - norm.value_fen
            else coalesce(worth.amount_fen, 0)
        end::bigint as amount_fen,
        age, eligible,
        area_no, sheet_no
    from listed
    left join worth on worth.standard_id = listed.standard_id
    left join plan_component as norm on norm.standard_id = listed.standard_id and norm.component = 'cash'
    where member_no = 1
    union all
    select
        standard.standard_id, 'plan.yaml', '', line_no as row_no, section, line_no, group_id, standard.clause,
        standard.area_code, standard.standard_id, standard.standard_id, standard.standard_id, '', null,
        worth.amount_fen, null, true, area.area_no, 0
    from plan_standard as standard
    join worth on worth.standard_id = standard.standard_id
    join plan_area as area on area.area_code = standard.area_code
    where standard.per = 'lump'
)

select
    * exclude (area_no, sheet_no, id_no),
    row_number() over (order by area_no, file, sheet_no, row_no, line_no) as place_no,
    row_number() over one_unit as turn,
    row_number() over (
        partition by standard_id, unit_key, id_no order by area_no, file, sheet_no, row_no
    ) > 1 as repeated,
    first_value(place(file, sheet, row_no)) over one_unit as first_place
from unit
window one_unit as (partition by standard_id, unit_key order by area_no, file, sheet_no, row_no)
