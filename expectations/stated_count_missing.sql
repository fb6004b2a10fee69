/*
rule: stated_count_missing
family: plan
severity: note
title: {zh: 方案只有金额没有人数, en: The plan states an amount without a headcount}
why: {zh: 人数只能由金额反推或由名单得出, en: The headcount can only be inferred from the amount or taken from the rosters}
mend: {zh: 请方案制定单位补写人数, en: "Ask the plan's author for the headcount"}
source: plan's stated figures
examples:
  - name: amount alone
    given: {plan_stated: [{level: line, standard_id: s, stated_fen: 490000, stated_count: null}]}
    finds: 1
  - name: both
    given: {plan_stated: [{level: line, standard_id: s, stated_fen: 490000, stated_count: 49}]}
    finds: 0
*/
select standard_id, 'count' as field, '—' as observed, clause as expected, stated_fen as money_fen
from plan_stated
where level = 'line' and stated_fen is not null and stated_count is null
