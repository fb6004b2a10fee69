/*
rule: number_damaged
family: identity
severity: error
title: {zh: 身份证号被表格软件截断, en: Identity number cut short by a spreadsheet}
why: {zh: "单元格是数字格式，只保留前 15 位，后 3 位已丢失，无法推算", en: "The cell is a number: fifteen digits are kept, the last three are lost and cannot be worked out"}
mend: {zh: "单元格先设为文本再按身份证原件重新填写；建议号码（如有）取自同名且前 15 位相同的唯一一人，须核对", en: "Format the cell as text and type the number again from the card. A suggested number belongs to the only person of the same name and first fifteen digits, and has to be checked"}
source: "GB 11643-1999; 15 digits of a spreadsheet number"
examples:
  - name: kept as a number
    given:
      core_rejected: [{id_no: "990105194912310000", reasons: id_damaged}]
      core_refusal: [{reason: id_damaged, field: id_no, stood: "990105194912310000"}]
    finds: 1
  - name: last year's roster has one number that fits
    given:
      core_rejected: [{id_no: "990105194912310000", reasons: id_damaged}]
      core_refusal: [{reason: id_damaged, field: id_no, stood: "990105194912310000", suggested: 99010519491231004X, basis: 2022 ▸ f ▸ s ▸ 9}]
    finds: 1
    shows: [{expected: "相符号码一个 one number fits: 99*************04X ← 2022 ▸ f ▸ s ▸ 9"}]
  - name: a number of ten digits was never longer
    given:
      core_rejected: [{id_no: "9901051949", reasons: id_length}]
      core_refusal: [{reason: id_length, field: id_no, stood: "9901051949"}]
    finds: 0
  - name: one row, while its neighbours and the same row of another sheet or file are no part of it
    given:
      core_rejected:
        - {file: f, sheet: s, row_no: 4, area_code: A, claimed_fen: 5000}
        - {file: f, sheet: s, row_no: 5, area_code: B}
        - {file: f, sheet: t, row_no: 4, area_code: B}
        - {file: g, sheet: s, row_no: 4, area_code: B}
      core_refusal: [{file: f, sheet: s, row_no: 4, reason: id_damaged, field: id_no, stood: "990105194912310000"}]
    finds: 1
    shows: [{area_code: A, money_fen: 5000, expected: "18"}]
*/
select
    rejected.area_code, refusal.file, refusal.sheet, refusal.row_no, 'id_no' as field,
    mask_id(refusal.stood) as observed,
    case
        when refusal.suggested is null then '18'
        else '相符号码一个 one number fits: ' || mask_id(refusal.suggested) || ' ← ' || refusal.basis
    end as expected,
    rejected.claimed_fen as money_fen
from core_refusal as refusal
join core_rejected as rejected
    on rejected.file = refusal.file and rejected.sheet = refusal.sheet and rejected.row_no = refusal.row_no
where refusal.reason = 'id_damaged'
