/*
core_sheet_figure: one sheet that claims something (or each table on it, where several have totals of their own): the
total its town typed beside what its rows were awarded. Rows and the total's difference from them claim exactly what was
typed, so the typed total is a row that states their sum. Persons are as typed, which need not be awards. Money in fen.
*/
create or replace table core_sheet_figure as
with part as (
    select
        file,
        sheet,
        part_no,
        min(area_code) as area_code,
        sum(claimed_fen)::bigint as claimed_fen,
        count(*) filter (outcome = 'awarded') as computed_count,
        sum(computed_fen)::bigint as computed_fen
    from core_claim
    where outcome <> 'lump'
    group by file, sheet, part_no
),

-- A sheet's last total; of one table among several its first, for a grand total may follow.
typed as (
    select
        part.file, part.sheet, part.part_no, total.row_no, total.stated_persons,
        row_number() over (
            partition by part.file, part.sheet, part.part_no
            order by case when part.part_no > 0 then total.row_no else -total.row_no end
        ) as turn
    from part
    join core_sheet_total as total
        on total.file = part.file and total.sheet = part.sheet and total.stated_fen = part.claimed_fen
    left join raw_row as raw on raw.file = total.file and raw.sheet = total.sheet and raw.row_no = total.row_no
    where total.role = 'total' and part.part_no in (0, raw.table_no)
),

-- A form line such as 填表日期：2023年1月5日, above the table or below it.
dated as (
    select
        file, sheet, row_no,
        regexp_extract(
            array_to_string(cells, ' '),
            '(20\d\d)\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})', ['year', 'month', 'day']
        ) as said
    from raw_row
    where role in ('title', 'footer', 'note') and regexp_matches(array_to_string(cells, ' '), '填|报|制表|日期|盖章')
),

filled as (
    select
        file, sheet, row_no,
        try_cast(said.year || '-' || lpad(said.month, 2, '0') || '-' || lpad(said.day, 2, '0') as date) as day
    from dated
),

filled_on as (
    select file, sheet, arg_min(day, row_no) as day
    from filled
    where day is not null
    group by file, sheet
)

select
    part.file,
    part.sheet,
    part.part_no,
    part.file || ' ▸ ' || part.sheet || case when part.part_no > 0 then ' ▸ #' || part.part_no else '' end as node,
    part.area_code,
    typed.row_no as total_row,
    typed.stated_persons as stated_count,
    case when typed.row_no is not null then part.claimed_fen end as stated_fen,
    part.computed_count,
    part.computed_fen,
    case when typed.row_no is not null then filled_on.day end as stated_on
from part
left join typed
    on typed.file = part.file and typed.sheet = part.sheet and typed.part_no = part.part_no and typed.turn = 1
left join filled_on on filled_on.file = part.file and filled_on.sheet = part.sheet
