/*
rule: overlap_listed
severity: warning
title: {zh: 同一人（户）享受多项，方案未规定是否并发, en: "One person or household under several standards, where the plan is silent on stacking"}
why: {zh: 暂按并发计算，逐一列出供决定, en: For now the amounts add; each case is listed for a decision}
mend: {zh: 请决定保留哪几项，并写入方案的并发规定, en: Decide which stand and write it into the plan's stacking}
source: plan's open questions
examples:
  - name: two standards added
    given:
      plan_setting: [{stacking_otherwise: add}]
      core_award:
        - {standard_id: s, row_no: 1, stack_key: p, status: awarded, amount_fen: 70000}
        - {standard_id: t, row_no: 2, stack_key: p, status: awarded, amount_fen: 20000}
    finds: 1
  - name: a plan that is not silent
    given:
      plan_setting: [{stacking_otherwise: exclusive}]
      core_award:
        - {standard_id: s, row_no: 1, stack_key: p, status: awarded}
        - {standard_id: t, row_no: 2, stack_key: p, status: awarded}
    finds: 0
  - name: one standard
    given:
      plan_setting: [{stacking_otherwise: add}]
      core_award: [{standard_id: s, row_no: 1, stack_key: p, status: awarded}]
    finds: 0
*/
select
    min_by(award.area_code, award.row_no) as area_code,
    min_by(award.file, award.row_no) as file,
    min_by(award.sheet, award.row_no) as sheet,
    min(award.row_no) as row_no,
    'id_no' as field,
    mask_id(award.stack_key) as observed,
    string_agg(award.standard_id, ' + ' order by award.standard_id) as expected,
    sum(award.amount_fen)::bigint as money_fen
from core_award as award
cross join plan_setting as setting
where setting.stacking_otherwise = 'add' and award.status = 'awarded'
group by award.stack_key
having count(distinct award.standard_id) > 1
