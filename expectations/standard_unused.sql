/*
rule: standard_unused
family: plan
severity: note
title: {zh: 方案列有标准，但无人享受, en: A standard that nobody draws}
why: {zh: 名单中没有人适用此项；可能漏报，也可能类别名称没有对上, en: "No row of the rosters falls under it: people may have been left out, or their category is called otherwise"}
mend: {zh: 核对是否漏报，或在方案文件中补写名册所用的类别名称, en: "See whether anybody was left out, or add the name the rosters use to the plan file"}
source: plan's standards
examples:
  - name: nobody under it, and one who lost it
    given:
      plan_standard: [{standard_id: s, clause: §1}, {standard_id: t, clause: §2}]
      core_award: [{standard_id: t, status: ineligible}]
    finds: 2
  - name: somebody
    given: {plan_standard: [{standard_id: s}], core_award: [{standard_id: s, status: awarded}]}
    finds: 0
*/
select standard.standard_id, 'count' as field, '0' as observed, standard.clause as expected, 0 as money_fen
from plan_standard as standard
anti join (select standard_id from core_award where status = 'awarded') as awarded using (standard_id)
