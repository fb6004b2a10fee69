/*
core_claim: one thing a town claimed and what came of it: each person row of a list that pays, by standard; each total
of a sheet (or of a table, where several stand on a sheet) that differs from its rows; each lump sum of the plan. claimed − refused − duplicates … = computed holds row by
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

claimed_row as (
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

total_row as (
    select total.file, total.sheet, total.row_no, total.stated_fen
    from core_sheet_total as total
    left join plan_list as list on list.list = total.list
    where role = 'total' and coalesce(list.pays, true)
),

-- Several tables on a sheet, each with a total of its own, are compared table by table; else a sheet has one total.
split_sheet as (
    select total_row.file, total_row.sheet
    from total_row
    join raw_row using (file, sheet, row_no)
    group by total_row.file, total_row.sheet
    having count(distinct raw_row.table_no) > 1
),

table_row as (
    select raw_row.file, raw_row.sheet, raw_row.row_no, raw_row.table_no
    from raw_row
    join split_sheet using (file, sheet)
    where raw_row.role in ('person', 'total')
),

person_row as (
    select claimed_row.*, coalesce(table_row.table_no, 0) as part_no
    from claimed_row
    left join table_row using (file, sheet, row_no)
),

part as (
    select file, sheet, 0 as table_no, null::bigint as last_row
    from raw_sheet
    anti join split_sheet using (file, sheet)
    union all
    select file, sheet, table_no, max(row_no) from table_row group by file, sheet, table_no
),

-- It belongs to a line or section only when all its rows do.
part_rows as (
    select
        part.file,
        part.sheet,
        part.table_no,
        min(part.last_row) as last_row,
        min(file.area_code) as area_code,
        case
            when count(distinct standard_id) = 1 and count(*) = count(standard_id) then min(standard_id)
        end as standard_id,
        case when count(distinct section) = 1 and count(*) = count(section) then min(section) end as section,
        count(person_row.file) as row_count,
        coalesce(sum(claimed_fen), 0)::bigint as rows_fen
    from part
    join raw_file as file on file.file = part.file
    anti join silent_sheet on silent_sheet.file = part.file and silent_sheet.sheet = part.sheet
    left join person_row
        on person_row.file = part.file and person_row.sheet = part.sheet and person_row.part_no = part.table_no
    group by part.file, part.sheet, part.table_no
),

-- Of a sheet its last total; of one table among several the one that is right, else its first: a grand total may follow.
part_total as (
    select
        part_rows.file, part_rows.sheet, part_rows.table_no, total_row.row_no, total_row.stated_fen,
        row_number() over (
            partition by part_rows.file, part_rows.sheet, part_rows.table_no
            order by
                total_row.stated_fen is null,
                part_rows.table_no > 0 and total_row.stated_fen <> part_rows.rows_fen,
                case when part_rows.table_no > 0 then total_row.row_no else -total_row.row_no end
        ) as turn
    from total_row
    left join table_row using (file, sheet, row_no)
    join part_rows
        on part_rows.file = total_row.file and part_rows.sheet = total_row.sheet
        and part_rows.table_no = coalesce(table_row.table_no, 0)
),

sheet_gap as (
    select
        part_rows.*,
        coalesce(part_total.row_no, part_rows.last_row) as row_no,
        coalesce(part_total.stated_fen, 0) - part_rows.rows_fen as gap_fen,
        case
            when part_total.stated_fen is null then 'sheet_total_missing'
            when exists (
                select 1
                from core_sheet_total as part
                where part.role = 'subtotal' and part.file = part_rows.file and part.sheet = part_rows.sheet
                    and part.stated_fen = part_total.stated_fen - part_rows.rows_fen
            ) then 'subtotal_in_total'
            else 'sheet_total'
        end as cause
    from part_rows
    left join part_total
        on part_total.file = part_rows.file and part_total.sheet = part_rows.sheet
        and part_total.table_no = part_rows.table_no and part_total.turn = 1
)

select
    file, sheet, row_no, part_no, area_code, section, standard_id, outcome,
    claimed_fen::bigint as claimed_fen, computed_fen::bigint as computed_fen
from person_row
union all
select file, sheet, row_no, table_no, area_code, section, standard_id, cause, gap_fen, 0
from sheet_gap
where gap_fen <> 0 or (cause = 'sheet_total_missing' and row_count > 0)
union all
select file, sheet, row_no, 0, area_code, section, standard_id, 'lump', 0, amount_fen
from core_award
where file = 'plan.yaml' and status = 'awarded'
