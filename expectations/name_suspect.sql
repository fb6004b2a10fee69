/*
rule: name_suspect
family: identity
severity: warning
title: {zh: 姓名不像姓名, en: Name that does not look like one}
why: {zh: 含数字、字母、问号或方框，或只有一个字：可能错列，或生僻字没有打出来, en: "It has digits, letters, question marks or boxes, or one character only: a shifted column, or a rare character that could not be typed"}
mend: {zh: 按身份证填写完整姓名；生僻字请用输入法补全, en: Write the whole name as on the card; rare characters too}
source: domain practice
examples:
  - name: a number, pinyin, a box, one character
    given:
      core_person:
        - {row_no: 1, id_no: p, name: "138"}
        - {row_no: 2, id_no: p, name: 赵MIAO}
        - {row_no: 3, id_no: p, name: 钱■}
        - {row_no: 4, id_no: p, name: 孙}
    finds: 4
  - name: two characters, a name with a dot, an institution
    given:
      core_person:
        - {row_no: 1, id_no: p, name: 赵某}
        - {row_no: 2, id_no: p, name: 阿某·木某}
        - {row_no: 3, id_no: 990681001000/第1敬老院, name: 第1敬老院}
    finds: 0
*/
select
    area_code, file, sheet, row_no, 'name' as field,
    repeat('*', length(name)::int) as observed,
    '—' as expected,
    0 as money_fen
from core_person
where not contains(id_no, '/') and (length(name) < 2 or regexp_matches(name, '[0-9A-Za-z?？■□*＊#]'))
