/*
rule: amount_varies
family: amounts
severity: note
title: {zh: 金额与一般标准不同（方案允许）, en: "Amount differs from the norm, as the plan allows"}
why: {zh: 方案只规定一般标准，允许在额度内调剂，需列出, en: The plan sets a norm and lets it vary within the allotment; variations are listed}
mend: {zh: 核对是否确需调剂, en: Check that the variation is meant}
source: plan's norm clause
examples:
  - name: 400 where 300 is the norm
    given:
      plan_standard: [{standard_id: s, varies: true}]
      plan_component: [{standard_id: s, component: cash, value_fen: 30000}]
      core_award: [{standard_id: s, status: awarded, amount_fen: 40000}]
    finds: 1
  - name: the norm
    given:
      plan_standard: [{standard_id: s, varies: true}]
      plan_component: [{standard_id: s, component: cash, value_fen: 30000}]
      core_award: [{standard_id: s, status: awarded, amount_fen: 30000}]
    finds: 0
  - name: a standard that may not vary
    given:
      plan_standard: [{standard_id: s, varies: false}, {standard_id: t, varies: true}]
      plan_component: [{standard_id: s, component: cash, value_fen: 30000}]
      core_award: [{standard_id: s, status: awarded, amount_fen: 40000}]
    finds: 0
*/
with norm as (
    select standard_id, sum(value_fen)::bigint as norm_fen from plan_component group by standard_id
)

select
    award.area_code, award.file, award.sheet, award.row_no, 'amount' as field, award.standard_id,
    yuan(award.amount_fen) as observed,
    yuan(norm.norm_fen) as expected,
    abs(award.amount_fen - norm.norm_fen) as money_fen
from core_award as award
join plan_standard as standard on standard.standard_id = award.standard_id and standard.varies
join norm on norm.standard_id = award.standard_id
where award.status = 'awarded' and award.amount_fen <> norm.norm_fen
