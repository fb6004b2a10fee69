/*
core_cell: one filled cell of a person row in a column that decides nothing (relation, household size, rate…) and is
compared with what does. Cells as they stand, so a figure merged over a family is its first row's. Money in fen.
*/
create or replace table core_cell as
with meant as (
    select
        *,
        case
            when field in ('relation', 'hh_size', 'covered', 'standard', 'amount', 'disability') then field
            when regexp_full_match(header, '.*(年龄|周岁).*') then 'age'
        end as subject
    from raw_column
),

-- Of two columns with one meaning the first counts.
told as (
    select file, sheet, table_no, subject, min(col_no) as col_no
    from meant
    where subject is not null
    group by file, sheet, table_no, subject
),

filled as (
    select
        raw.file, raw.sheet, raw.row_no, told.subject,
        upper(translate(raw.cells[told.col_no], '０１２３４５６７８９．，（） 　', '0123456789.,()')) as text
    from told
    join raw_row as raw on raw.file = told.file and raw.sheet = told.sheet and raw.table_no = told.table_no
    where raw.role = 'person' and raw.cells[told.col_no] <> ''
)

select
    file, sheet, row_no, subject, text,
    case
        when subject in ('standard', 'amount') then fen_of(text)
        when subject in ('hh_size', 'covered', 'age') then try_cast(regexp_extract(text, '^\d+') as bigint)
    end as number
from filled
