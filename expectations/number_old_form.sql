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
    given: {core_conversion: [{field: id_no, stood: "110105491231002", became: 11010519491231002X, how: old_number}]}
    finds: 1
  - name: eighteen, in full-width figures
    given: {core_conversion: [{field: id_no, stood: １１010519491231002X, became: 11010519491231002X, how: notation}]}
    finds: 0
*/
select
    raw.area_code, conversion.file, conversion.sheet, conversion.row_no, conversion.field,
    mask_id(conversion.stood) as observed,
    mask_id(conversion.became) as expected,
    0 as money_fen
from core_conversion as conversion
left join raw_file as raw on raw.file = conversion.file
where conversion.how = 'old_number'
