/*
rule: goods_not_priced
family: plan
severity: warning
title: {zh: 物资未定价, en: Goods without a price}
why: {zh: 方案没有列明价值，只计数量，不计入金额, en: The plan states no value; they are counted in kind and stand in no amount}
mend: {zh: 在方案文件中填写单价, en: Set their value in the plan file}
source: plan's open questions
examples:
  - name: flour without a value
    given: {out_allocation: [{area_code: A, standard_id: s, component: flour, kind: goods, awards: 3, quantity: 75, unit: kg, amount_fen: null}]}
    finds: 1
  - name: priced goods, and awards only counted
    given:
      out_allocation:
        - {area_code: A, standard_id: s, component: daily, kind: goods, awards: 3, quantity: 3, amount_fen: 30000}
        - {area_code: A, standard_id: t, component: counted, kind: counted, awards: 3, amount_fen: null}
    finds: 0
*/
select
    area_code, standard_id, component as field,
    quantity || ' ' || unit as observed,
    '—' as expected,
    0 as money_fen
from out_allocation
where kind = 'goods' and amount_fen is null
