/*
core_claim: one thing a town claimed and what came of it: each person row, and each sheet total that differs from its rows.
claimed − refused − duplicates … = computed holds row by row, so every bridge built from it adds up. Money in fen.
*/
create or replace table core_claim as
with accepted as (
    select
        person.file, person.sheet, person.row_no, person.area_code, standard.section, standard.standard_id,
        coalesce(award.status, 'no_standard') as outcome,
        person.claimed_cash_fen + person.claimed_goods_fen as claimed_fen,
        case when award.status = 'awarded' then award.amount_fen else 0 end as computed_fen
    from core_person as person
    left join plan_standard as standard on standard.list = person.list and standard.category = person.category
    left join core_award as award
        on award.standard_id = standard.standard_id
        and award.file = person.file and award.sheet = person.sheet and award.row_no = person.row_no
),

refused as (
    select
        rejected.file, rejected.sheet, rejected.row_no, rejected.area_code, standard.section, standard.standard_id,
        'refused' as outcome, rejected.claimed_fen, 0 as computed_fen
    from core_rejected as rejected
    left join plan_standard as standard on standard.list = rejected.list and standard.category = rejected.category
),

person_row as (
    select * from accepted
    union all
    select * from refused
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
    left join person_row on person_row.file = sheet.file and person_row.sheet = sheet.sheet
    group by sheet.file, sheet.sheet
),

sheet_total as (
    select file, sheet, max(row_no) as row_no, max_by(stated_fen, row_no) as stated_fen
    from core_sheet_total
    where role = 'total'
    group by file, sheet
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

select file, sheet, row_no, area_code, section, standard_id, outcome, claimed_fen, computed_fen::bigint as computed_fen
from person_row
union all
select file, sheet, row_no, area_code, section, standard_id, cause, gap_fen, 0
from sheet_gap
where gap_fen <> 0 or (cause = 'sheet_total_missing' and row_count > 0)
