/*
rule: identity_check_digit
family: identity
severity: error
title: {zh: 身份证号校验码不符, en: Check digit of the identity number is wrong}
why: {zh: 号码有一位录错或相邻两位颠倒，按此号码会发错人, en: A digit is mistyped or two are swapped; money would go to somebody else or to nobody}
mend: {zh: 核对身份证原件后更正号码, en: Compare with the card and correct the number}
source: GB 11643-1999; ISO 7064 MOD 11-2
examples:
  - name: the published specimen with a wrong last digit
    given: {core_rejected: [{id_no: "990105194912310021", claimed_fen: 10000}]}
    finds: 1
  - name: the published specimen
    given: {core_person: [{id_no: 99010519491231004X}]}
    finds: 0
  - name: a number too short has its own rule
    given: {core_rejected: [{id_no: "9901051949123"}]}
    finds: 0
  - name: a number cut short by a spreadsheet has its own rule
    given: {core_rejected: [{id_no: "990105194912310000", reasons: id_damaged}]}
    finds: 0
*/
with listed as (
    select
        file, sheet, row_no, area_code, id_no,
        coalesce(claimed_cash_fen + claimed_goods_fen, 0) as claimed_fen
    from core_person
    union all
    select file, sheet, row_no, area_code, id_no, claimed_fen
    from core_rejected
    where not contains(reasons, 'id_damaged')
),

numbered as (
    select * from listed where regexp_full_match(id_no, '[0-9]{17}[0-9X]')
),

summed as (
    select
        *,
        substr(id_no, 1, 1)::int * 7 + substr(id_no, 2, 1)::int * 9 + substr(id_no, 3, 1)::int * 10
        + substr(id_no, 4, 1)::int * 5 + substr(id_no, 5, 1)::int * 8 + substr(id_no, 6, 1)::int * 4
        + substr(id_no, 7, 1)::int * 2 + substr(id_no, 8, 1)::int * 1 + substr(id_no, 9, 1)::int * 6
        + substr(id_no, 10, 1)::int * 3 + substr(id_no, 11, 1)::int * 7 + substr(id_no, 12, 1)::int * 9
        + substr(id_no, 13, 1)::int * 10 + substr(id_no, 14, 1)::int * 5 + substr(id_no, 15, 1)::int * 8
        + substr(id_no, 16, 1)::int * 4 + substr(id_no, 17, 1)::int * 2 as weighted
    from numbered
)

select
    area_code, file, sheet, row_no, 'id_no' as field,
    mask_id(id_no) as observed,
    '…' || substr('10X98765432', weighted % 11 + 1, 1) as expected,
    claimed_fen as money_fen
from summed
where substr(id_no, 18, 1) <> substr('10X98765432', weighted % 11 + 1, 1)
