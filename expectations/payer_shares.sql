/*
rule: payer_shares
family: funding
severity: error
title: {zh: 出资份额之和不为一, en: Shares of the payers do not come to the whole}
why: {zh: 份额多了会重复出资，少了会有钱没人出, en: "With more than the whole money is asked for twice, with less nobody pays the rest"}
mend: {zh: 更正方案的出资份额, en: "Correct the plan's shares"}
source: plan's payers
examples:
  - name: a half and a third, and a standard without payer
    given:
      plan_standard: [{standard_id: s}, {standard_id: t}]
      plan_payer:
        - {standard_id: s, payer: city, share_num: 3, share_den: 6}
        - {standard_id: s, payer: town, share_num: 2, share_den: 6}
    finds: 2
  - name: two thirds and a third, and one who pays all
    given:
      plan_standard: [{standard_id: s}, {standard_id: t}]
      plan_payer:
        - {standard_id: s, payer: city, share_num: 2, share_den: 3}
        - {standard_id: s, payer: town, share_num: 1, share_den: 3}
        - {standard_id: t, payer: city, share_num: 1, share_den: 1}
    finds: 0
  - name: each standard has shares of its own
    given:
      plan_standard: [{standard_id: s}, {standard_id: t}]
      plan_payer: [{standard_id: s, payer: city, share_num: 1, share_den: 1}, {standard_id: t, payer: city, share_num: 1, share_den: 2}]
    finds: 1
    shows: [{standard_id: t, observed: 1/2}]
*/
with shared as (
    select standard_id, sum(share_num)::bigint as num, max(share_den) as den from plan_payer group by standard_id
)

select
    standard.standard_id, 'payer' as field,
    coalesce(shared.num, 0) || '/' || coalesce(shared.den, 1) as observed,
    '1' as expected,
    0 as money_fen
from plan_standard as standard
left join shared on shared.standard_id = standard.standard_id
where coalesce(shared.num, 0) <> coalesce(shared.den, 1)
