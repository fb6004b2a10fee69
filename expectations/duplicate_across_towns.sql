/*
rule: duplicate_across_towns
family: duplicates
severity: error
title: {zh: 同一项目在两个地区重复列报, en: Person listed under one line in two areas}
why: {zh: 一人只能在一地享受，按地区顺序在前者保留, en: "A person draws a line in one area only; the area first in the plan's order keeps it"}
mend: {zh: 两地核实居住地，由一方删除, en: The two towns settle where the person lives; one deletes the row}
source: plan's lines are counted in persons
examples:
  - name: the same person in two towns
    given:
      core_award:
        - {standard_id: s, row_no: 1, area_code: A, unit_key: p, status: awarded, amount_fen: 10000}
        - {standard_id: s, row_no: 2, area_code: B, unit_key: p, status: duplicate, amount_fen: 10000}
    finds: 1
  - name: twice in one town it is another rule
    given:
      core_award:
        - {standard_id: s, row_no: 1, area_code: A, unit_key: p, status: awarded}
        - {standard_id: s, row_no: 2, area_code: A, unit_key: p, status: duplicate}
    finds: 0
*/
select
    area_code, file, sheet, row_no, 'id_no' as field, standard_id,
    mask_id(unit_key) as observed,
    outranked_by as expected,
    amount_fen as money_fen
from core_repeat
where area_code <> first_area
