/*
rule: birth_unreadable
family: identity
severity: warning
title: {zh: 出生日期无法识别, en: Birth column cannot be read}
why: {zh: "没有这一天，或不是日期，无法与身份证号核对", en: "There is no such day, or it is no date: it cannot be compared with the identity number"}
mend: {zh: 按身份证更正出生日期, en: Correct it from the card}
source: domain practice
examples:
  - name: the thirtieth of February
    given: {core_conversion: [{field: birth, stood: "1953-02-30", became: null, how: no_such_day}]}
    finds: 1
  - name: a date written with dots, and an age
    given: {core_conversion: [{row_no: 1, field: birth, stood: 1953.2.3, became: "1953-02-03", how: notation}, {row_no: 2, field: birth, stood: 70岁, how: age}]}
    finds: 0
  - name: it is told by the file's area
    given:
      raw_file: [{file: f, area_code: A}, {file: g, area_code: B}]
      core_conversion: [{file: f, sheet: s, row_no: 4, field: birth, stood: 七月半, how: not_a_date}]
    finds: 1
    shows: [{area_code: A, file: f, row_no: 4, observed: not_a_date}]
*/
select
    raw.area_code, conversion.file, conversion.sheet, conversion.row_no, conversion.field,
    conversion.how as observed,
    0 as money_fen
from core_conversion as conversion
left join raw_file as raw on raw.file = conversion.file
where conversion.how in ('no_such_day', 'not_a_date')
