/*
rule: duplicate_across_lines
severity: error
title: {zh: 同一人在不可并存的项目中重复享受, en: Person listed under lines that exclude each other}
why: {zh: 除方案允许并存的项目外，一人只享受一项, en: Except where the plan lets lines stand together one person draws one line}
mend: {zh: 核实应享受的项目，在其余项目中删除, en: Settle which line applies and delete the row from the others}
source: plan's stacking clause
examples:
  - name: a line lost to another
    given:
      core_award:
        - {standard_id: s, row_no: 1, unit_key: p, status: awarded}
        - {standard_id: t, row_no: 2, unit_key: p, status: excluded, claimed_fen: 10000}
    finds: 1
  - name: two lines that were both awarded without leave
    given:
      core_award:
        - {standard_id: s, row_no: 1, unit_key: p, status: awarded}
        - {standard_id: t, row_no: 2, unit_key: p, status: awarded}
    finds: 1
  - name: two lines that may stand together
    given:
      plan_stacking: [{standard_a: s, standard_b: t}, {standard_a: t, standard_b: s}]
      core_award:
        - {standard_id: s, row_no: 1, unit_key: p, status: awarded}
        - {standard_id: t, row_no: 2, unit_key: p, status: awarded}
    finds: 0
*/
with clash as (
    select other.*, min(place(held.file, held.sheet, held.row_no)) as held_place
    from core_award as other
    join core_award as held
        on held.unit_key = other.unit_key and held.standard_id <> other.standard_id and held.status = 'awarded'
    left join plan_stacking as stacking
        on stacking.standard_a = other.standard_id and stacking.standard_b = held.standard_id
    where stacking.standard_a is null
        and (
            other.status = 'excluded'
            or (other.status = 'awarded' and (other.amount_fen, other.standard_id) > (held.amount_fen, held.standard_id))
        )
    group by all
)

select
    area_code, file, sheet, row_no, 'id_no' as field, standard_id,
    mask_id(unit_key) as observed,
    coalesce(outranked_by, held_place) as expected,
    claimed_fen as money_fen
from clash
