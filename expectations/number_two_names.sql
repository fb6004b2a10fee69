/*
rule: number_two_names
family: identity
severity: error
title: {zh: 同一身份证号对应不同姓名, en: One identity number under two names}
why: {zh: 号码只属于一人：两行必有一行录错，可能冒领, en: "A number belongs to one person: one of the rows is wrong, and money may go to the wrong one"}
mend: {zh: 核对身份证原件，更正姓名或号码, en: Compare with the card and correct the name or the number}
source: GB 11643-1999
examples:
  - name: another name on the second listing
    given:
      core_person:
        - {file: f, sheet: s, row_no: 1, id_no: 99010519491231004X, name: 赵某}
        - {file: f, sheet: s, row_no: 2, id_no: 99010519491231004X, name: 钱某}
        - {file: f, sheet: s, row_no: 3, id_no: "440524188001010014", name: 孙某}
    finds: 1
  - name: the same name with blanks, a note and another name dot
    given:
      core_person:
        - {file: f, sheet: s, row_no: 1, id_no: 99010519491231004X, name: 阿某·木某}
        - {file: f, sheet: s, row_no: 2, id_no: 99010519491231004X, name: 阿某•木某（户主）}
    finds: 0
*/
with several as (
    select id_no from core_person group by id_no having count(*) > 1
),

named as (
    select *, regexp_replace(regexp_replace(name, '[(（].*', ''), '[^\p{L}]', '', 'g') as bare_name
    from core_person
    semi join several using (id_no)
),

listed as (
    select
        *,
        first_value(bare_name) over one_number as first_name,
        first_value(place(file, sheet, row_no)) over one_number as first_place
    from named
    window one_number as (partition by id_no order by file, sheet, row_no)
)

select
    area_code, file, sheet, row_no, 'name' as field,
    mask_id(id_no) as observed,
    first_place as expected,
    coalesce(claimed_cash_fen + claimed_goods_fen, 0) as money_fen
from listed
where bare_name <> first_name
