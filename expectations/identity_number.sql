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
    given:
      core_rejected: [{id_no: "9901051949", reasons: id_length}]
      core_refusal: [{reason: id_length, field: id_no, stood: "9901051949"}]
    finds: 1
  - name: no number at all, and no name either
    given:
      core_rejected: [{id_no: null, reasons: name_missing; id_missing}]
      core_refusal: [{reason: id_missing, field: id_no}, {reason: name_missing, field: name}]
    finds: 1
  - name: the thirty-first of February, a bank account, a phone number
    given:
      core_rejected:
        - {row_no: 1, id_no: "990105194902310021", reasons: id_birth_date}
        - {row_no: 2, id_no: "6200000000000000000", reasons: id_is_account}
        - {row_no: 3, id_no: "13800000000", reasons: id_is_phone}
      core_refusal:
        - {row_no: 1, reason: id_birth_date, field: id_no, stood: "990105194902310021"}
        - {row_no: 2, reason: id_is_account, field: id_no, stood: "6200000000000000000"}
        - {row_no: 3, reason: id_is_phone, field: id_no, stood: "13800000000"}
    finds: 3
  - name: the name stands where the number should
    given:
      core_rejected: [{id_no: 赵某, name: "990105194912310021", reasons: name_and_number_swapped}]
      core_refusal: [{reason: name_and_number_swapped, field: id_no, stood: 赵某, suggested: 99010519491231004X, basis: f ▸ s ▸ C4}]
    finds: 1
  - name: a wrong check digit and a number cut short have their own rules
    given:
      core_rejected:
        - {row_no: 1, id_no: "990105194912310021", reasons: id_check_digit}
        - {row_no: 2, id_no: "990105194912310000", reasons: id_damaged}
      core_refusal: [{row_no: 1, reason: id_check_digit}, {row_no: 2, reason: id_damaged}]
    finds: 0
*/
select
    rejected.area_code, refusal.file, refusal.sheet, refusal.row_no, 'id_no' as field,
    refusal.reason || coalesce('; ' || mask_id(refusal.stood), '') as observed,
    coalesce('建议核对 to be checked: ' || mask_id(refusal.suggested) || ' ← ' || refusal.basis, '18') as expected,
    rejected.claimed_fen as money_fen
from core_refusal as refusal
join core_rejected as rejected
    on rejected.file = refusal.file and rejected.sheet = refusal.sheet and rejected.row_no = refusal.row_no
where refusal.reason in (
    'id_missing', 'id_length', 'id_characters', 'id_birth_date', 'id_is_account', 'id_is_phone',
    'name_and_number_swapped'
)
