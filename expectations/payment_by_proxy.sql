/*
rule: payment_by_proxy
family: payment
severity: note
title: {zh: "由他人代领", en: "Signed for by somebody else"}
why: {zh: "代领须有委托；有的方案不许代领", en: "A proxy needs a mandate, and some plans allow none"}
mend: {zh: "附委托书；方案不许代领的由本人重新签领", en: "Keep the mandate; where the plan allows no proxy the person signs anew"}
source: steps of payment - results come back, failures are checked and paid again, wrong ones recovered
examples:
  - name: a proxy, and a person of her own
    given:
      core_payment:
        - {file: f, sheet: s, row_no: 7, area_code: A, proxy: 王某, amount_fen: 50000}
        - {file: f, sheet: s, row_no: 8, area_code: A}
    finds: 1
    shows: [{row_no: 7, area_code: A, observed: "**", money_fen: 50000}]
  - name: signed by nobody else
    given: {core_payment: [{file: f, sheet: s, row_no: 7, area_code: A}]}
    finds: 0
*/
select
    area_code, file, sheet, row_no, 'proxy' as field,
    repeat('*', length(proxy)::int) as observed,
    amount_fen as money_fen
from core_payment
where proxy is not null
