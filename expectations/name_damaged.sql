/*
rule: name_damaged
family: identity
severity: warning
title: {zh: 姓名中有缺字, en: A name with a hole in it}
why: {zh: "■、?、*、拼音、数字或造字码代替了打不出的字，银行和身份证都对不上", en: "■, ?, *, letters, figures or a private code stand for a character that could not be typed: neither bank nor card will agree"}
mend: {zh: 用支持 GB 18030 的输入法补全生僻字, en: Type the rare character with an input method that has all of GB 18030}
source: 民委发〔2016〕33号; GB 18030
examples:
  - name: a box, a question mark, a star, pinyin, a private code point, a character taken apart
    given:
      core_person:
        - {row_no: 1, name: 李■, id_no: x}
        - {row_no: 2, name: 王?明, id_no: x}
        - {row_no: 3, name: 张*三, id_no: x}
        - {row_no: 4, name: 李MIAO, id_no: x}
        - {row_no: 5, name: "赵\ue000", id_no: x}
        - {row_no: 6, name: 火+华, id_no: x}
      core_rejected: [{row_no: 7, name: □某}]
    finds: 7
  - name: rare characters, name dots, a foreign name
    given:
      core_person:
        - {row_no: 1, name: 𬭎䶮, id_no: x}
        - {row_no: 2, name: 阿不都·热合提, id_no: x}
        - {row_no: 3, name: Anna Lee, id_no: x}
    finds: 0
  - name: an institution may have a number in its name, and a swapped number is no name
    given:
      core_person: [{row_no: 1, name: 第2敬老院, id_no: 990681001000/第2敬老院}]
      core_rejected: [{row_no: 2, name: 99010519491231004X}]
    finds: 0
*/
with named as (
    select area_code, file, sheet, row_no, name
    from core_person
    where not contains(id_no, '/')
    union all
    select area_code, file, sheet, row_no, name
    from core_rejected
    where not regexp_matches(name, '[0-9]{6}')
)

select
    area_code, file, sheet, row_no, 'name' as field,
    regexp_replace(name, '[\p{L}]', '某', 'g') as observed,
    0 as money_fen
from named
where
    regexp_matches(name, '[■□▇█�?*+]|[\x{E000}-\x{F8FF}]|[\x{F0000}-\x{10FFFD}]')
    or regexp_matches(name, '[\p{Han}].*[A-Za-z0-9]|[A-Za-z0-9].*[\p{Han}]')
