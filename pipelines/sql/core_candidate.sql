/*
core_candidate: one unit as listed × standard it falls under. A person's listing is a row; a household's is its rows in
one sheet, standing at the first; a lump sum is listed by the plan itself. `place_no` puts listings in order of area,
file, sheet and row; of one unit under one standard the first counts. `repeated` says that the very person was listed
before, not another member of the household. `dropped` is a decision that the row is not paid: such a row is listed for
itself, stands for no household and is nobody's first listing. Money in fen.
*/
create or replace table core_candidate as
with worth as (
    select standard_id, coalesce(sum(value_fen), 0)::bigint as amount_fen
    from plan_component
    group by standard_id
),

sheet_order as (
    select
        sheet.file,
        sheet.sheet,
        10000000 * row_number() over (order by area.area_no, sheet.file, sheet.sheet_no) as sheet_place
    from raw_sheet as sheet
    join raw_file as file on file.file = sheet.file
    left join plan_area as area on area.area_code = file.area_code
),

asks_flag as (
    select distinct standard_id from plan_flag
),

has_flag as (
    select distinct asked.standard_id, has.file, has.sheet, has.row_no
    from plan_flag as asked
    join core_flag as has on has.flag = asked.flag
),

-- Every accepted row under every standard whose category, list and flags it has.
matched as (
    select
        standard.*,
        person.* exclude (area_code),
        person.area_code as person_area,
        sheet_order.sheet_place + person.row_no as place_no,
        age_on(person.birth_date, setting.reference_day) as age,
        case standard.per
            when 'person' then person.id_no
            when 'household' then person.household_key
            else person.area_code || '/' || person.name
        end as unit_key,
        decision.said as dropped,
        case setting.stacking_within when 'household' then person.household_key else person.id_no end as stack_key
    from core_person as person
    join plan_beneficiary as beneficiary
        on beneficiary.list = person.list and beneficiary.category = person.category
    join plan_standard as standard on standard.standard_id = beneficiary.standard_id
    join sheet_order on sheet_order.file = person.file and sheet_order.sheet = person.sheet
    cross join plan_setting as setting
    left join asks_flag on asks_flag.standard_id = standard.standard_id
    left join has_flag
        on has_flag.standard_id = standard.standard_id
        and has_flag.file = person.file and has_flag.sheet = person.sheet and has_flag.row_no = person.row_no
    left join (
        select file, sheet, row_no, 'decision: ' || who || ', ' || day || ': ' || why as said
        from core_decision
        where decision = 'drop'
    ) as decision
        on decision.file = person.file and decision.sheet = person.sheet and decision.row_no = person.row_no
    where asks_flag.standard_id is null or has_flag.standard_id is not null
),

aged as (
    select
        *,
        coalesce(age >= min_age, min_age is null) and coalesce(age <= max_age, max_age is null) as eligible
    from matched
),

-- Of a household's rows in one sheet the first stands for it, an eligible one before others.
household as (
    select
        *,
        sum(claimed_cash_fen) over one_listing as listed_cash_fen,
        row_number() over (one_listing order by eligible desc, row_no) as member_no
    from aged
    where per = 'household' and dropped is null
    window one_listing as (partition by standard_id, unit_key, file, sheet, household_no)
),

listed as (
    select *, claimed_cash_fen as listed_cash_fen from aged where per <> 'household' or dropped is not null
    union all
    select * exclude (member_no) from household where member_no = 1
),

unit as (
    select
        listed.standard_id, file, sheet, row_no, section, line_no, group_id, listed.clause,
        person_area as area_code, unit_key, stack_key, household_key, id_no, group_name,
        case
            when varies then coalesce(listed_cash_fen, norm.value_fen) + worth.amount_fen - norm.value_fen
            else coalesce(worth.amount_fen, 0)
        end::bigint as amount_fen,
        age, eligible, dropped, place_no
    from listed
    left join worth on worth.standard_id = listed.standard_id
    left join plan_component as norm on norm.standard_id = listed.standard_id and norm.component = 'cash'
    union all
    select
        standard.standard_id, 'plan.yaml', '', line_no as row_no, section, line_no, group_id, standard.clause,
        standard.area_code, standard.standard_id, standard.standard_id, standard.standard_id, '', null,
        worth.amount_fen, null, true, null, line_no as place_no
    from plan_standard as standard
    join worth on worth.standard_id = standard.standard_id
    where standard.per = 'lump'
)

select
    * exclude (id_no),
    coalesce(min(place_no) filter (dropped is null) over (partition by standard_id, unit_key), place_no)
        as first_place_no,
    coalesce(min(place_no) filter (dropped is null) over (partition by standard_id, unit_key, id_no) < place_no, false)
        as repeated
from unit
