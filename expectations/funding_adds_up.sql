/*
rule: funding_adds_up
family: funding
severity: error
title: {zh: 各级出资之和不等于分配数, en: The payers together do not pay what is allocated}
why: {zh: 每一笔分配都要有出资方，逐分相等, en: "Every allocated fen must have a payer, and no fen two"}
mend: {zh: 检查方案的出资条款；条款无误则请报告, en: "Check the plan's payers; if they are right, report this"}
source: "law: fen are conserved"
examples:
  - name: a fen lost, a component nobody pays, and money paid for nothing
    given:
      out_allocation:
        - {area_code: A, standard_id: s, component: cash, amount_fen: 10001}
        - {area_code: A, standard_id: s, component: gift, amount_fen: 500}
      out_funding:
        - {area_code: A, standard_id: s, component: cash, payer: city, amount_fen: 5000}
        - {area_code: A, standard_id: s, component: cash, payer: town, amount_fen: 5000}
        - {area_code: B, standard_id: s, component: cash, payer: town, amount_fen: 1}
    finds: 3
  - name: halves of an odd sum; goods without a price need no payer
    given:
      out_allocation:
        - {area_code: A, standard_id: s, component: cash, amount_fen: 10001}
        - {area_code: A, standard_id: s, component: rice, amount_fen: null}
      out_funding:
        - {area_code: A, standard_id: s, component: cash, payer: city, amount_fen: 5001}
        - {area_code: A, standard_id: s, component: cash, payer: town, amount_fen: 5000}
    finds: 0
*/
with paid as (
    select area_code, standard_id, component, sum(amount_fen)::bigint as fen from out_funding group by area_code, standard_id, component
)

select
    area_code, standard_id, component as field,
    yuan(coalesce(paid.fen, 0)) as observed,
    yuan(coalesce(allocation.amount_fen, 0)) as expected,
    abs(coalesce(paid.fen, 0) - coalesce(allocation.amount_fen, 0)) as money_fen
from out_allocation as allocation
full join paid using (area_code, standard_id, component)
where coalesce(paid.fen, 0) <> coalesce(allocation.amount_fen, 0)
