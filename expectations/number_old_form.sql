/*
rule: number_old_form
family: identity
severity: warning
title: {zh: 15 位旧身份证号, en: Identity number in its old form of 15 digits}
why: {zh: "已按规则换算为 18 位；一代证 2013 年起停用，旧号码可能已变更", en: "It was converted to 18 characters by the rule; the old cards ended in 2013, and the number may have changed since"}
mend: {zh: 按二代身份证更正为 18 位, en: Correct it from the present card}
source: GB 11643-1999
examples:
  - name: fifteen digits
    given: {core_conversion: [{field: id_no, stood: "990105491231002", became: 99010519491231004X, how: old_number}]}
    finds: 1
  - name: eighteen, in full-width figures
    given: {core_conversion: [{field: id_no, stood: ９９010519491231004X, became: 99010519491231004X, how: notation}]}
    finds: 0
  - name: it is told by the file's area
    given:
      raw_file: [{file: f, area_code: A}, {file: g, area_code: B}]
      core_conversion: [{file: f, sheet: s, row_no: 4, field: id_no, stood: "990105491231002", became: "99010519491231004X", how: old_number}]
    finds: 1
    shows: [{area_code: A, file: f, row_no: 4, observed: "99*************002"}]
*/
select
    raw.area_code, conversion.file, conversion.sheet, conversion.row_no, conversion.field,
    mask_id(conversion.stood) as observed,
    mask_id(conversion.became) as expected,
    0 as money_fen
from core_conversion as conversion
left join raw_file as raw on raw.file = conversion.file
where conversion.how = 'old_number'
