/*
rule: stated_count_rate
family: plan
severity: warning
title: {zh: 列明人数 × 标准与列明金额不等, en: Stated count times the standard is not the stated amount}
why: {zh: 方案或分配表的这一行自身对不上, en: "This line of the plan, or of the distribution table, does not agree with itself"}
mend: {zh: 请制定单位更正人数或金额, en: "Ask the plan's author to correct count or amount"}
source: plan's stated figures
examples:
  - name: a line, and an area's line
    given: &given
      plan_standard: [{standard_id: s}, {standard_id: t, varies: true}, {standard_id: u, floor_fen: 100}, {standard_id: v}]
      plan_component:
        - {standard_id: s, component: cash, value_fen: 30000}
        - {standard_id: s, component: gift, value_fen: 20000}
        - {standard_id: t, component: cash, value_fen: 30000}
        - {standard_id: u, component: cash, value_fen: 30000}
        - {standard_id: v, component: cash, value_fen: 100}
        - {standard_id: v, component: rice, value_fen: null}
      plan_stated:
        - {level: line, node: s, standard_id: s, stated_count: 2, stated_fen: 90000, firmness: exact}
        - {level: area_line, node: A/s, area_code: A, standard_id: s, stated_count: 2, stated_fen: 110000, firmness: exact}
    finds: 2
  - name: they agree; amounts may vary; a floor; a price is missing; about; at most
    given:
      <<: *given
      plan_stated:
        - {level: line, node: s, standard_id: s, stated_count: 2, stated_fen: 100000, firmness: exact}
        - {level: line, node: t, standard_id: t, stated_count: 2, stated_fen: 100000, firmness: exact}
        - {level: line, node: u, standard_id: u, stated_count: 2, stated_fen: 100000, firmness: exact}
        - {level: line, node: v, standard_id: v, stated_count: 2, stated_fen: 100000, firmness: exact}
        - {level: area_line, node: A/s, area_code: A, standard_id: s, stated_count: 2, stated_fen: 110000, firmness: about}
        - {level: area_line, node: B/s, area_code: B, standard_id: s, stated_count: 2, stated_fen: 110000, firmness: at_most}
        - {level: area_line, node: C/s, area_code: C, standard_id: s, stated_count: null, stated_fen: 110000, firmness: exact}
    finds: 0
*/
with worth as (
    select standard_id, sum(value_fen)::bigint as fen from plan_component group by standard_id having count(value_fen) = count(*)
)

select
    stated.area_code, stated.standard_id, 'amount' as field,
    stated.stated_count || ' × ' || yuan(worth.fen) || ' = ' || yuan(stated.stated_count * worth.fen) as observed,
    yuan(stated.stated_fen) as expected,
    abs(stated.stated_fen - stated.stated_count * worth.fen) as money_fen
from plan_stated as stated
join plan_standard as standard on standard.standard_id = stated.standard_id
join worth on worth.standard_id = stated.standard_id
-- a floor has its own rule
where stated.firmness = 'exact' and not standard.varies and standard.floor_fen is null
    and stated.stated_count * worth.fen <> stated.stated_fen
