/*
rule: identity_number
family: identity
severity: error
title: {zh: 身份证号缺失或格式不对, en: Identity number missing or malformed}
why: {zh: 没有有效号码就无法核对是否重复享受, en: Without a valid number nobody can tell whether a benefit is drawn twice}
mend: {zh: 按 18 位公民身份号码填写，单元格设为文本, en: "Write all 18 characters, in a cell formatted as text"}
source: GB 11643-1999
examples:
  - name: too short
    given: {core_rejected: [{id_no: "1101051949", reasons: id_length}]}
    finds: 1
  - name: no number at all
    given: {core_rejected: [{id_no: null, reasons: name_missing; id_missing}]}
    finds: 1
  - name: the thirty-first of February
    given: {core_rejected: [{id_no: "110105194902310021", reasons: id_birth_date}]}
    finds: 1
  - name: a wrong check digit has its own rule
    given: {core_rejected: [{id_no: "110105194912310021", reasons: id_check_digit}]}
    finds: 0
*/
select
    area_code, file, sheet, row_no, 'id_no' as field,
    coalesce(mask_id(id_no), '—') as observed,
    '18' as expected,
    claimed_fen as money_fen
from core_rejected
where regexp_matches(reasons, 'id_(missing|length|characters|birth_date)')
