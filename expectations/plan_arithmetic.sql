/*
rule: plan_arithmetic
family: plan
severity: error
title: {zh: 方案自身的数字加不起来, en: "The plan's own figures do not add up"}
why: {zh: 方案或分配表列明的分项之和与其合计不一致, en: Stated parts do not come to the stated whole}
mend: {zh: 请方案制定单位核对并更正, en: Ask the plan's author to correct the figures}
source: plan's stated figures
examples:
  - name: a section a yuan above its lines
    given: {core_gap: [{level: section, section: s, cause: plan_arithmetic, amount_fen: 100}]}
    finds: 1
  - name: places not filled are no arithmetic
    given: {core_gap: [{level: area_line, section: s, cause: short_of_plan, amount_fen: 100}]}
    finds: 0
*/
select
    area_code, standard_id, 'amount' as field,
    coalesce(standard_id, section, level) as observed,
    yuan(amount_fen) as expected,
    abs(amount_fen) as money_fen
from core_gap
where cause in ('plan_arithmetic', 'unexplained')
