/*
rule: category_unnamed
family: plan
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
  - name: the money of this line and no other is at stake
    given:
      plan_standard: [{standard_id: s, named: false}, {standard_id: t, named: true}]
      out_allocation: [{area_code: A, standard_id: s, component: cash, amount_fen: 700}, {area_code: A, standard_id: t, component: cash, amount_fen: 900}]
    finds: 1
    shows: [{standard_id: s, money_fen: 700}]
*/
with given as (
    select standard_id, sum(amount_fen)::bigint as amount_fen from out_allocation group by standard_id
)

select standard.standard_id, standard.clause as observed, coalesce(given.amount_fen, 0) as money_fen
from plan_standard as standard
left join given on given.standard_id = standard.standard_id
where not standard.named
