-- Words the other files use. Kept in the ledger, so that checks run in any DuckDB shell too.
-- mask_id: the one way an identity number is shown outside papers meant for it: first two and last three. A name is no
-- number, and hidden whole.
create or replace macro mask_id(id_no) as
    case when length(id_no) >= 8 and regexp_matches(id_no, '[0-9]') then left(id_no, 2) || repeat('*', 13) || right(id_no, 3) else repeat('*', length(id_no)) end;
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
-- told_reason: of what a bank wrote, the phrases banks use; the rest may hold names and accounts, and is … .
create or replace macro told_reason(text) as
    coalesce(
        nullif(array_to_string(regexp_extract_all(
            text,
            '(?:账号|帐号|账户名?|帐户|户名|姓名|身份证号?|证件号?码?|卡号?|收款人)?(?:与?(?:账号|账户名?|户名|姓名))?(?:已经?|被|状态)?'
            || '(?:不存在|不符|不一致|错误|有误|异常|不正常|销户|注销|冻结|止付|久悬|休眠|睡眠|未激活|挂失|只收不付|失效|过期|限额|超限'
            || '|余额不足|重复|退票|退汇|退回|失败|挂账|待处理|处理中|超时|死亡|已故)'
        ), '、'), ''),
        case when trim(text) <> '' then '…' end
    );
-- told_amount: of a cell that should hold an amount, only what belongs to one: names and long numbers may stand there.
create or replace macro told_amount(text) as
    case
        when regexp_matches(regexp_replace(text, '[^0-9]', '', 'g'), '[0-9]{7}') then '…'
        else left(regexp_replace(text, '[^-0-9.,+/¥￥元万角分折约一二三五六七八九十百 ]', '*', 'g'), 40)
    end;
