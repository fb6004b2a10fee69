/*
rule: duplicate_in_line
family: duplicates
severity: error
title: {zh: 同一地区同一项目重复列报, en: Person listed twice under one line in one area}
why: {zh: 一人一项只发一份，后列的一行不发, en: One person draws a line once; the later row is not paid}
mend: {zh: 删除重复行；如确为两人，更正身份证号, en: "Delete the repeated row; if they are two people, correct the number"}
source: plan's lines are counted in persons
examples:
  - name: the same person twice in one town
    given:
      core_award:
        - {standard_id: s, row_no: 1, area_code: A, unit_key: p, status: awarded, amount_fen: 10000}
        - {standard_id: s, row_no: 2, area_code: A, unit_key: p, status: duplicate, amount_fen: 10000}
    finds: 1
  - name: in two towns it is another rule
    given:
      core_award:
        - {standard_id: s, row_no: 1, area_code: A, unit_key: p, status: awarded}
        - {standard_id: s, row_no: 2, area_code: B, unit_key: p, status: duplicate}
    finds: 0
  - name: two people
    given:
      core_award:
        - {standard_id: s, row_no: 1, area_code: A, unit_key: p, status: awarded}
        - {standard_id: s, row_no: 2, area_code: A, unit_key: q, status: awarded}
    finds: 0
  - name: the listing that counts may stand below the one that does not
    given:
      core_award:
        - {standard_id: s, file: f, sheet: s, row_no: 1, area_code: A, unit_key: p, status: duplicate}
        - {standard_id: s, file: f, sheet: s, row_no: 2, area_code: A, unit_key: p, status: awarded}
    finds: 1
    shows: [{row_no: 1}]
*/
select
    area_code, file, sheet, row_no, 'id_no' as field, standard_id,
    mask_id(unit_key) as observed,
    outranked_by as expected,
    amount_fen as money_fen
from core_repeat
where area_code = first_area
