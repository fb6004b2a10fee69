/*
rule: floor_total
family: plan
severity: warning
title: {zh: 人（户）数 × 最低标准与列明总额不等, en: Count × floor is not the stated amount}
why: {zh: 列明总额大于按最低标准计算的数，两个数都要看到，差额要有出处, en: The stated amount is above what the floor comes to; both figures and the gap between them must be seen}
mend: {zh: 请制定单位明确每户标准, en: "Ask the plan's author which amount a household gets"}
source: plan's floor clause and stated total
examples:
  - name: 104 households at 500 against 54,080
    given:
      plan_standard: [{standard_id: s, floor_fen: 50000}]
      plan_stated: [{level: line, standard_id: s, stated_count: 104, stated_fen: 5408000}]
    finds: 1
  - name: the floor gives the stated amount
    given:
      plan_standard: [{standard_id: s, floor_fen: 50000}]
      plan_stated: [{level: line, standard_id: s, stated_count: 104, stated_fen: 5200000}]
    finds: 0
*/
select
    stated.standard_id, 'amount' as field,
    stated.stated_count || ' × ' || yuan(standard.floor_fen) || ' = ' || yuan(stated.stated_count * standard.floor_fen) as observed,
    yuan(stated.stated_fen) as expected,
    abs(stated.stated_fen - stated.stated_count * standard.floor_fen) as money_fen
from plan_stated as stated
join plan_standard as standard on standard.standard_id = stated.standard_id
where stated.level = 'line' and stated.stated_count * standard.floor_fen <> stated.stated_fen
