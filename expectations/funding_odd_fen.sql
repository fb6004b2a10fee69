/*
rule: funding_odd_fen
family: funding
severity: note
title: {zh: 按份额分不尽的零头, en: Odd fen that the shares leave}
why: {zh: 零头归余数最大者，再按方案顺序；各级应知道谁多出了一分, en: "They go to the largest remainder, then to the earlier payer; each payer should know who pays the fen more"}
mend: {zh: 无须处理, en: Nothing to do}
source: plan's payers
examples:
  - name: thirds of a hundred yuan
    given:
      plan_payer:
        - {standard_id: s, payer: city, share_num: 2, share_den: 3}
        - {standard_id: s, payer: town, share_num: 1, share_den: 3}
      out_allocation: [{area_code: A, standard_id: s, component: cash, amount_fen: 10000}]
      out_funding:
        - {area_code: A, standard_id: s, component: cash, payer: city, amount_fen: 6667}
        - {area_code: A, standard_id: s, component: cash, payer: town, amount_fen: 3333}
    finds: 2
  - name: halves of a hundred yuan
    given:
      plan_payer:
        - {standard_id: s, payer: city, share_num: 1, share_den: 2}
        - {standard_id: s, payer: town, share_num: 1, share_den: 2}
      out_allocation:
        - {area_code: A, standard_id: s, component: cash, amount_fen: 10000}
        - {area_code: A, standard_id: s, component: gift, amount_fen: 10001}
        - {area_code: B, standard_id: s, component: cash, amount_fen: 10001}
        - {area_code: A, standard_id: t, component: cash, amount_fen: 10001}
      out_funding:
        - {area_code: A, standard_id: s, component: cash, payer: city, amount_fen: 5000}
        - {area_code: A, standard_id: s, component: cash, payer: town, amount_fen: 5000}
    finds: 0
  - name: another payer's share says nothing
    given:
      plan_payer:
        - {standard_id: s, payer: city, share_num: 3, share_den: 3}
        - {standard_id: s, payer: town, share_num: 1, share_den: 3}
        - {standard_id: t, payer: city, share_num: 1, share_den: 3}
      out_allocation: [{area_code: A, standard_id: s, component: cash, amount_fen: 10000}]
      out_funding: [{area_code: A, standard_id: s, component: cash, payer: city, amount_fen: 10000}]
    finds: 0
  - name: upper-level money leaves an even rest, then an odd one
    given:
      plan_payer:
        - {standard_id: s, payer: province, share_num: 0, share_den: 2}
        - {standard_id: s, payer: city, share_num: 1, share_den: 2}
        - {standard_id: s, payer: town, share_num: 1, share_den: 2}
      out_allocation:
        - {area_code: A, standard_id: s, component: cash, amount_fen: 10001}
        - {area_code: A, standard_id: s, component: gift, amount_fen: 10000}
        - {area_code: B, standard_id: s, component: cash, amount_fen: 10000}
        - {area_code: A, standard_id: t, component: cash, amount_fen: 10000}
      out_upper_share:
        - {area_code: A, standard_id: s, component: cash, payer: province, amount_fen: 1001}
        - {area_code: A, standard_id: s, component: gift, payer: province, amount_fen: 1002}
        - {area_code: B, standard_id: s, component: cash, payer: province, amount_fen: 1003}
        - {area_code: A, standard_id: t, component: cash, payer: province, amount_fen: 1003}
      out_funding:
        - {area_code: A, standard_id: s, component: cash, payer: province, amount_fen: 1001}
        - {area_code: A, standard_id: s, component: cash, payer: city, amount_fen: 4500}
        - {area_code: A, standard_id: s, component: gift, payer: city, amount_fen: 4499}
        - {area_code: B, standard_id: s, component: cash, payer: city, amount_fen: 4500}
    finds: 1
    shows: [{area_code: B, expected: 89.97 × 1/2}]
*/
select
    allocation.area_code, allocation.standard_id, 'payer' as field,
    payer.payer || ' ' || yuan(funding.amount_fen) as observed,
    yuan(allocation.amount_fen - coalesce(upper.amount_fen, 0)) || ' × ' || payer.share_num || '/' || payer.share_den as expected,
    1 as money_fen
from out_funding as funding
join out_allocation as allocation
    on allocation.area_code = funding.area_code and allocation.standard_id = funding.standard_id
    and allocation.component = funding.component
join plan_payer as payer on payer.standard_id = funding.standard_id and payer.payer = funding.payer
left join out_upper_share as upper
    on upper.area_code = funding.area_code and upper.standard_id = funding.standard_id
    and upper.component = funding.component
where (allocation.amount_fen - coalesce(upper.amount_fen, 0)) * payer.share_num % payer.share_den <> 0
