/*
rule: counted_only
family: plan
severity: note
title: {zh: 只计数、未安排资金, en: Counted and not funded}
why: {zh: 方案列有对象但没有标准或另有资金, en: "The plan names them but states no amount, or another fund pays"}
mend: {zh: 如需安排资金，请在方案文件中写明标准, en: To fund them set an amount in the plan file}
source: plan's open questions
examples:
  - name: model workers, no amount
    given: {out_allocation: [{area_code: A, standard_id: s, component: counted, kind: counted, awards: 2, amount_fen: null}]}
    finds: 1
  - name: funded
    given: {out_allocation: [{area_code: A, standard_id: s, component: cash, kind: cash, awards: 2, amount_fen: 200}]}
    finds: 0
*/
select area_code, standard_id, 'count' as field, awards::varchar as observed, '—' as expected, 0 as money_fen
from out_allocation
where kind = 'counted'
