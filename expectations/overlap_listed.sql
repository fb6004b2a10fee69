/*
rule: overlap_listed
family: duplicates
severity: warning
title: {zh: 同一人（户）享受多项，方案未规定是否并发, en: "One person or household under several standards, where the plan is silent on stacking"}
why: {zh: 暂按并发计算，逐一列出供决定, en: For now the amounts add; each case is listed for a decision}
mend: {zh: 请决定保留哪几项，并写入方案的并发规定, en: Decide which stand and write it into the plan's stacking}
source: plan's open questions
examples:
  - name: two standards added for want of a rule
    given:
      plan_setting: [{stacking_otherwise: add, stacking_clause: silent}]
      plan_standard: [{standard_id: s, group_id: s}, {standard_id: t, group_id: t}]
      plan_stacking: [{group_a: s, group_b: t, clause: silent}, {group_a: t, group_b: s, clause: silent}]
      core_award:
        - {standard_id: s, row_no: 1, stack_key: p, status: awarded, amount_fen: 70000}
        - {standard_id: t, row_no: 2, stack_key: p, status: awarded, amount_fen: 20000}
    finds: 1
  - name: the plan says that the two add
    given:
      plan_setting: [{stacking_otherwise: add, stacking_clause: silent}]
      plan_standard: [{standard_id: s, group_id: s}, {standard_id: t, group_id: t}]
      plan_stacking: [{group_a: s, group_b: t, clause: §1.5}, {group_a: t, group_b: s, clause: §1.5}]
      core_award:
        - {standard_id: s, row_no: 1, stack_key: p, status: awarded}
        - {standard_id: t, row_no: 2, stack_key: p, status: awarded}
    finds: 0
  - name: a plan that is not silent
    given:
      plan_setting: [{stacking_otherwise: exclusive, stacking_clause: §6}]
      plan_standard: [{standard_id: s, group_id: s}, {standard_id: t, group_id: t}]
      core_award:
        - {standard_id: s, row_no: 1, stack_key: p, status: awarded}
        - {standard_id: t, row_no: 2, stack_key: p, status: awarded}
    finds: 0
  - name: what is held, and what it comes to
    given:
      plan_setting: [{stacking_otherwise: add, stacking_clause: silent}]
      plan_standard: [{standard_id: s, group_id: s}, {standard_id: t, group_id: t}, {standard_id: u, group_id: s}]
      plan_stacking: [{group_a: s, group_b: t, clause: silent}, {group_a: t, group_b: s, clause: silent}]
      core_award:
        - {standard_id: s, row_no: 1, stack_key: p, status: awarded, amount_fen: 70000}
        - {standard_id: t, row_no: 2, stack_key: p, status: awarded, amount_fen: 20000}
        - {standard_id: t, row_no: 3, stack_key: p, status: duplicate, amount_fen: 20000}
        - {standard_id: t, row_no: 4, stack_key: q, status: awarded, amount_fen: 20000}
        - {standard_id: s, row_no: 5, stack_key: r, status: awarded, amount_fen: 20000}
        - {standard_id: u, row_no: 6, stack_key: r, status: awarded, amount_fen: 20000}
    finds: 1
    shows: [{expected: s + t, money_fen: 90000}]
  - name: silent only on other pairs
    given:
      plan_setting: [{stacking_otherwise: add, stacking_clause: silent}]
      plan_standard: [{standard_id: s, group_id: s}, {standard_id: t, group_id: t}]
      plan_stacking:
        - {group_a: s, group_b: u, clause: silent}
        - {group_a: u, group_b: t, clause: silent}
        - {group_a: t, group_b: s, clause: silent}
        - {group_a: s, group_b: s, clause: silent}
        - {group_a: t, group_b: t, clause: silent}
      core_award:
        - {standard_id: s, row_no: 1, stack_key: p, status: awarded}
        - {standard_id: t, row_no: 2, stack_key: p, status: awarded}
    finds: 0
*/
with held as (
    select award.*, standard.group_id
    from core_award as award
    join plan_standard as standard on standard.standard_id = award.standard_id
    where award.status = 'awarded'
),

-- People who hold two groups only because the plan says nothing against it.
by_default as (
    select distinct one.stack_key
    from held as one
    join held as other on other.stack_key = one.stack_key and other.group_id > one.group_id
    join plan_stacking as stacking on stacking.group_a = one.group_id and stacking.group_b = other.group_id
    join plan_setting as setting
        on setting.stacking_otherwise = 'add' and setting.stacking_clause = stacking.clause
)

select
    min_by(area_code, (file, sheet, row_no)) as area_code,
    min_by(file, (file, sheet, row_no)) as file,
    min_by(sheet, (file, sheet, row_no)) as sheet,
    min_by(row_no, (file, sheet, row_no)) as row_no,
    'id_no' as field,
    mask_id(stack_key) as observed,
    string_agg(standard_id, ' + ' order by standard_id) as expected,
    sum(amount_fen)::bigint as money_fen
from held
semi join by_default using (stack_key)
group by stack_key
