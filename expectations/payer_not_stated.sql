/*
rule: payer_not_stated
family: funding
severity: warning
title: {zh: 方案未写明出资方, en: The plan does not say who pays}
why: {zh: 这部分单列，不摊给任何一级, en: This money stands apart and is spread over nobody}
mend: {zh: 请制定单位明确出资方, en: "Ask the plan's author who pays"}
source: plan's open questions
examples:
  - name: a standard without payer
    given:
      plan_payer: [{standard_id: s, payer: open, stated: false}]
      out_funding: [{area_code: A, standard_id: s, component: cash, payer: open, amount_fen: 170000}]
    finds: 1
  - name: the district pays
    given:
      plan_payer: [{standard_id: s, payer: district, stated: true}]
      out_funding: [{area_code: A, standard_id: s, component: cash, payer: district, amount_fen: 170000}]
    finds: 0
  - name: only what the open payer pays, of the same standard
    given:
      plan_payer: [{standard_id: s, payer: open, stated: false}, {standard_id: t, payer: city, stated: false}]
      out_funding:
        - {area_code: A, standard_id: s, component: cash, payer: open, amount_fen: 100}
        - {area_code: A, standard_id: s, component: cash, payer: city, amount_fen: 7000}
    finds: 1
    shows: [{money_fen: 100}]
*/
select funding.standard_id, 'payer' as field, payer.clause as observed, sum(funding.amount_fen)::bigint as money_fen
from out_funding as funding
join plan_payer as payer on payer.standard_id = funding.standard_id and payer.payer = funding.payer
where not payer.stated
group by funding.standard_id, payer.clause
