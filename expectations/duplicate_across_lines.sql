/*
rule: duplicate_across_lines
family: duplicates
severity: error
title: {zh: 同一人在不可并存的项目中重复享受, en: Person listed under lines that exclude each other}
why: {zh: 除方案允许并存的项目外，一人只享受一项, en: Except where the plan lets lines stand together one person draws one line}
mend: {zh: 核实应享受的项目，在其余项目中删除, en: Settle which line applies and delete the row from the others}
source: plan's stacking clause
examples:
  - name: a line lost to another
    given:
      plan_standard: [{standard_id: s, group_id: s}, {standard_id: t, group_id: t}]
      core_award:
        - {standard_id: s, row_no: 1, stack_key: p, status: awarded}
        - {standard_id: t, row_no: 2, stack_key: p, status: excluded, amount_fen: 10000}
    finds: 1
  - name: two lines that were both awarded without leave
    given:
      plan_standard: [{standard_id: s, group_id: s}, {standard_id: t, group_id: t}]
      core_award:
        - {standard_id: s, row_no: 1, stack_key: p, status: awarded}
        - {standard_id: t, row_no: 2, stack_key: p, status: awarded}
    finds: 1
  - name: two lines that may stand together
    given:
      plan_standard: [{standard_id: s, group_id: s}, {standard_id: t, group_id: t}]
      plan_stacking: [{group_a: s, group_b: t}, {group_a: t, group_b: s}]
      core_award:
        - {standard_id: s, row_no: 1, stack_key: p, status: awarded}
        - {standard_id: t, row_no: 2, stack_key: p, status: awarded}
    finds: 0
  - name: two items of one standard
    given:
      plan_standard: [{standard_id: s, group_id: g}, {standard_id: t, group_id: g}]
      core_award:
        - {standard_id: s, row_no: 1, stack_key: p, status: awarded}
        - {standard_id: t, row_no: 2, stack_key: p, status: awarded}
    finds: 0
  - name: where the highest stands, a lower one is no mistake
    given:
      plan_standard: [{standard_id: s, group_id: s}, {standard_id: t, group_id: t}]
      core_award:
        - {standard_id: s, row_no: 1, stack_key: p, status: awarded}
        - {standard_id: t, row_no: 2, stack_key: p, status: outranked}
    finds: 0
  - name: what is held instead, and of two held without leave the one worth less is named
    given:
      plan_standard: [{standard_id: s, group_id: s}, {standard_id: t, group_id: t}]
      core_award:
        - {standard_id: s, file: f, sheet: s, row_no: 1, stack_key: p, unit_key: p, status: awarded, amount_fen: 20000}
        - {standard_id: t, file: f, sheet: s, row_no: 2, stack_key: p, unit_key: p, status: awarded, amount_fen: 30000}
    finds: 1
    shows: [{standard_id: t, row_no: 2, expected: f ▸ s ▸ 1, money_fen: 30000}]
  - name: of two worth the same the later group is named, once
    given:
      plan_standard: [{standard_id: s, group_id: s}, {standard_id: t, group_id: t}]
      core_award:
        - {standard_id: s, file: f, sheet: s, row_no: 1, stack_key: p, unit_key: p, status: awarded, amount_fen: 20000}
        - {standard_id: t, file: f, sheet: s, row_no: 2, stack_key: p, unit_key: p, status: awarded, amount_fen: 20000}
    finds: 1
    shows: [{standard_id: t, row_no: 2}]
  - name: excluded by something that no longer stands, beside items of its own standard, and by another person's award
    given:
      plan_standard: [{standard_id: s, group_id: s}, {standard_id: t, group_id: t}, {standard_id: u, group_id: t}]
      core_award:
        - {standard_id: s, file: f, sheet: s, row_no: 1, stack_key: p, status: over_quota}
        - {standard_id: t, file: f, sheet: s, row_no: 2, stack_key: p, status: excluded}
        - {standard_id: u, file: f, sheet: s, row_no: 3, stack_key: p, status: awarded}
        - {standard_id: s, file: f, sheet: s, row_no: 4, stack_key: q, status: awarded}
    finds: 0
  - name: leave to stand with a third does not help
    given:
      plan_standard: [{standard_id: s, group_id: s}, {standard_id: t, group_id: t}]
      plan_stacking: [{group_a: t, group_b: u}, {group_a: u, group_b: s}]
      core_award:
        - {standard_id: s, file: f, sheet: s, row_no: 1, stack_key: p, status: awarded, amount_fen: 20000}
        - {standard_id: t, file: f, sheet: s, row_no: 2, stack_key: p, status: excluded, amount_fen: 30000}
    finds: 1
*/
with grouped as (
    select award.*, standard.group_id
    from core_award as award
    join plan_standard as standard on standard.standard_id = award.standard_id
),

clash as (
    select other.*, min(place(held.file, held.sheet, held.row_no)) as held_place
    from grouped as other
    join grouped as held
        on held.stack_key = other.stack_key and held.group_id <> other.group_id and held.status = 'awarded'
    left join plan_stacking as stacking
        on stacking.group_a = other.group_id and stacking.group_b = held.group_id
    where stacking.group_a is null
        and (
            other.status = 'excluded'
            or (other.status = 'awarded' and (other.amount_fen, other.group_id) > (held.amount_fen, held.group_id))
        )
    group by all
)

select
    area_code, file, sheet, row_no, 'id_no' as field, standard_id,
    mask_id(unit_key) as observed,
    coalesce(outranked_by, held_place) as expected,
    amount_fen as money_fen
from clash
