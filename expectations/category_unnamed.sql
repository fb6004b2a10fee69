/*
rule: category_unnamed
severity: warning
title: {zh: 方案未写明对象名称的项目, en: A line whose category the plan does not name}
why: {zh: 有金额无名称，须由制定单位补正；总额仍计入, en: It has an amount but no name; the total counts it and the author must complete it}
mend: {zh: 请方案制定单位补写名称和人数, en: "Ask the plan's author for name and headcount"}
source: plan's open questions
examples:
  - name: unnamed
    given: {plan_standard: [{standard_id: s, named: false, clause: §3}]}
    finds: 1
  - name: named
    given: {plan_standard: [{standard_id: s, named: true}]}
    finds: 0
*/
with given as (
    select standard_id, sum(amount_fen)::bigint as amount_fen from out_allocation group by standard_id
)

select standard.standard_id, standard.clause as observed, coalesce(given.amount_fen, 0) as money_fen
from plan_standard as standard
left join given on given.standard_id = standard.standard_id
where not standard.named
