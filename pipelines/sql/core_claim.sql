/*
core_claim: one thing a town claimed and what came of it: each person row of a list that pays, by standard; each sheet
total that differs from its rows; each lump sum of the plan. claimed − refused − duplicates … = computed holds row by
row, so every bridge built from it adds up. A row under several standards claims of each what it gives, and the rest of
its claim where it lost, else at its first line. Money in fen.
*/
create or replace table core_claim as
with paying_person as (
    select
        person.*,
        person.claimed_cash_fen + person.claimed_goods_fen as row_fen
    from core_person as person
    join plan_list as list on list.list = person.list and list.pays
),

held as (
    select
        award.standard_id, award.file, award.sheet, award.row_no, award.section, award.status,
        case when award.status = 'awarded' then award.amount_fen else 0 end as own_fen,
        row_number() over (one_row order by award.status = 'awarded', standard.line_no) as turn,
        sum(case when award.status = 'awarded' then award.amount_fen else 0 end) over one_row as all_fen
    from core_award as award
    join plan_standard as standard on standard.standard_id = award.standard_id
    window one_row as (partition by award.file, award.sheet, award.row_no)
),

accepted as (
    select
        person.file, person.sheet, person.row_no, person.area_code,
        held.section,
        held.standard_id,
        held.status as outcome,
        held.own_fen
        + case when held.turn = 1 then coalesce(person.row_fen, held.all_fen) - held.all_fen else 0 end as claimed_fen,
        held.own_fen as computed_fen
    from paying_person as person
    join held using (file, sheet, row_no)
),

-- Rows under no standard of their own: members of a household that was listed at another row, or nothing applies.
standing_alone as (
    select
        person.file, person.sheet, person.row_no, person.area_code,
        min(standard.section) as section,
        min(standard.standard_id) as standard_id,
        case when min(standard.standard_id) is null then 'no_standard' else 'in_household' end as outcome,
        coalesce(person.row_fen, 0) as claimed_fen,
        0 as computed_fen
    from paying_person as person
    anti join held using (file, sheet, row_no)
    left join plan_beneficiary as beneficiary
        on beneficiary.list = person.list and beneficiary.category = person.category
    left join plan_standard as standard
        on standard.standard_id = beneficiary.standard_id and standard.per = 'household'
    group by person.file, person.sheet, person.row_no, person.area_code, person.row_fen
),

refused as (
    select
        rejected.file, rejected.sheet, rejected.row_no, rejected.area_code,
        case when count(distinct standard.section) = 1 then min(standard.section) end as section,
        case when count(distinct standard.standard_id) = 1 then min(standard.standard_id) end as standard_id,
        'refused' as outcome,
        rejected.claimed_fen,
        0 as computed_fen
    from core_rejected as rejected
    left join plan_list as list on list.list = rejected.list
    left join plan_beneficiary as beneficiary
        on beneficiary.list = rejected.list and beneficiary.category = rejected.category
    left join plan_standard as standard on standard.standard_id = beneficiary.standard_id
    where coalesce(list.pays, true)
    group by rejected.file, rejected.sheet, rejected.row_no, rejected.area_code, rejected.claimed_fen
),

person_row as (
    select * from accepted
    union all
    select * from standing_alone
    union all
    select * from refused
),

-- A sheet that lists people and no amounts claims what the plan gives, and needs no total of amounts.
silent_sheet as (
    select file, sheet
    from paying_person
    group by file, sheet
    having count(row_fen) = 0
),

-- A sheet belongs to a line or section only when all its rows do.
sheet_rows as (
    select
        sheet.file,
        sheet.sheet,
        min(file.area_code) as area_code,
        case
            when count(distinct standard_id) = 1 and count(*) = count(standard_id) then min(standard_id)
        end as standard_id,
        case when count(distinct section) = 1 and count(*) = count(section) then min(section) end as section,
        count(person_row.file) as row_count,
        coalesce(sum(claimed_fen), 0)::bigint as rows_fen
    from raw_sheet as sheet
    join raw_file as file on file.file = sheet.file
    anti join silent_sheet on silent_sheet.file = sheet.file and silent_sheet.sheet = sheet.sheet
    left join person_row on person_row.file = sheet.file and person_row.sheet = sheet.sheet
    group by sheet.file, sheet.sheet
),

sheet_total as (
    select total.file, total.sheet, max(row_no) as row_no, max_by(stated_fen, row_no) as stated_fen
    from core_sheet_total as total
    left join plan_list as list on list.list = total.list
    where role = 'total' and coalesce(list.pays, true)
    group by total.file, total.sheet
),

sheet_gap as (
    select
        sheet_rows.*,
        sheet_total.row_no,
        coalesce(sheet_total.stated_fen, 0) - sheet_rows.rows_fen as gap_fen,
        case
            when sheet_total.stated_fen is null then 'sheet_total_missing'
            when exists (
                select 1
                from core_sheet_total as part
                where part.role = 'subtotal' and part.file = sheet_rows.file and part.sheet = sheet_rows.sheet
                    and part.stated_fen = sheet_total.stated_fen - sheet_rows.rows_fen
            ) then 'subtotal_in_total'
            else 'sheet_total'
        end as cause
    from sheet_rows
    left join sheet_total using (file, sheet)
)

select
    file, sheet, row_no, area_code, section, standard_id, outcome,
    claimed_fen::bigint as claimed_fen, computed_fen::bigint as computed_fen
from person_row
union all
select file, sheet, row_no, area_code, section, standard_id, cause, gap_fen, 0
from sheet_gap
where gap_fen <> 0 or (cause = 'sheet_total_missing' and row_count > 0)
union all
select file, sheet, row_no, area_code, section, standard_id, 'lump', 0, amount_fen
from core_award
where file = 'plan.yaml' and status = 'awarded'
