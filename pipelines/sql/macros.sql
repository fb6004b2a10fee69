-- Words the other files use. Kept in the ledger, so that checks run in any DuckDB shell too.
-- mask_id: the one way an identity number is shown outside papers meant for it: first two and last three.
create or replace macro mask_id(id_no) as
    case when length(id_no) >= 8 then left(id_no, 2) || repeat('*', 13) || right(id_no, 3) else repeat('*', length(id_no)) end;
create or replace macro yuan(fen) as
    case when fen is null then '—'
         else case when fen < 0 then '-' else '' end
             || format('{:,}', abs(fen) // 100) || '.' || lpad((abs(fen) % 100)::varchar, 2, '0')
    end;
create or replace macro place(file, sheet, row_no) as file || ' ▸ ' || sheet || ' ▸ ' || row_no;
create or replace macro column_letters(col_no) as
    case when col_no > 26 then chr(64 + ((col_no - 1) // 26)::int) else '' end || chr(65 + ((col_no - 1) % 26)::int);
-- age_on: completed years on a day; someone born on 29 February turns a year older on 1 March of common years.
create or replace macro age_on(birth, day) as
    year(day) - year(birth) - case when (month(day), day(day)) < (month(birth), day(birth)) then 1 else 0 end;
-- fen_of: the amount a cell states in yuan (1,280.50元, ￥100, 100/人); null where it is no amount. Digits only, no float.
create or replace macro fen_of(text) as
    case when regexp_full_match(text, '[￥¥]?[0-9,]{1,12}(\.[0-9]{1,2})?元?(/[人户月年])?')
         then try_cast(replace(regexp_extract(text, '([0-9,]+)', 1), ',', '') as bigint) * 100
             + coalesce(try_cast(rpad(nullif(regexp_extract(text, '\.([0-9]+)', 1), ''), 2, '0') as bigint), 0)
    end;
