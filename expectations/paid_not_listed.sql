/*
rule: paid_not_listed
family: payment
severity: error
title: {zh: "发给了不在应发名单上的人", en: "Paid to somebody not on the list"}
why: {zh: "身份证号、账号、姓名都与应发名单不符", en: "Neither number nor account nor name is that of anybody due"}
mend: {zh: "核实收款人：名单遗漏的补入名册，误发的追回", en: "Check who was paid: add who was left out of the rosters, recover what was paid by mistake"}
source: steps of payment - results come back, failures are checked and paid again, wrong ones recovered
examples:
  - name: a stranger was paid
    given: {core_paid: [{file: f, sheet: s, row_no: 7, area_code: A, payee_key: "990681198001010016", verdict: not_on_list, paid_fen: 50000, not_on_list_fen: 50000, returned_fen: 20000}]}
    finds: 1
    shows: [{row_no: 7, observed: "99*************016: 500.00", money_fen: 30000}]
  - name: a stranger known by name alone
    given: {core_paid: [{file: f, sheet: s, row_no: 7, area_code: A, payee_key: 阿卜杜拉·买买提江, verdict: not_on_list, paid_fen: 50000, not_on_list_fen: 50000}]}
    finds: 1
    shows: [{observed: "*********: 500.00"}]
  - name: a payment to a stranger that failed, and one that was recovered
    given:
      core_paid:
        - {file: f, sheet: s, row_no: 7, area_code: A, payee_key: p, verdict: not_on_list}
        - {file: f, sheet: s, row_no: 8, area_code: A, payee_key: q, verdict: recovered, paid_fen: 1, not_on_list_fen: 1, returned_fen: 1}
    finds: 0
  - name: nobody's row, but an award was looked at and refused
    given:
      core_paid: [{file: f, sheet: s, row_no: 7, area_code: A, payee_key: p, verdict: not_on_list, paid_fen: 50000, not_on_list_fen: 50000}]
      core_award:
        - {file: g, sheet: s, row_no: 3, standard_id: x, unit_key: p, status: excluded}
        - {file: g, sheet: s, row_no: 4, standard_id: x, unit_key: p, status: excluded}
    finds: 1
    shows: [{expected: "在名册，不应发 on the roster, not awarded"}]
*/
with listed as (
    select distinct unit_key from core_award
)

select
    nullif(paid.area_code, '') as area_code, paid.file, paid.sheet, paid.row_no, 'amount' as field,
    mask_id(paid.payee_key) || ': ' || yuan(paid.paid_fen) as observed,
    case when listed.unit_key is null then '—' else '在名册，不应发 on the roster, not awarded' end as expected,
    paid.not_on_list_fen - paid.returned_fen as money_fen
from core_paid as paid
left join listed on listed.unit_key = paid.payee_key
where paid.not_on_list_fen > paid.returned_fen
