/*
rule: allocation_adds_up
family: totals
severity: error
title: {zh: 分配数不等于应发数, en: The allocation is not the sum of the awards}
why: {zh: 每个地区、每个项目的分配应逐分等于核定的应发, en: "Each area's line must be allocated what its awards come to, to the fen"}
mend: {zh: 这是程序缺陷，请保留文件并报告, en: "This is a defect of the product: keep the files and report it"}
source: "law: fen are conserved"
examples:
  - name: a yuan lost, a line allocated that nobody was awarded, an award not allocated
    given:
      core_award:
        - {standard_id: s, row_no: 1, area_code: A, status: awarded, amount_fen: 10000}
        - {standard_id: s, row_no: 2, area_code: C, status: awarded, amount_fen: 10000}
      out_allocation:
        - {area_code: A, standard_id: s, component: cash, amount_fen: 9900}
        - {area_code: B, standard_id: s, component: cash, amount_fen: 100}
    finds: 3
  - name: cash and goods of two awards, another line, and a row not paid
    given:
      core_award:
        - {standard_id: s, row_no: 1, area_code: A, status: awarded, amount_fen: 10000}
        - {standard_id: s, row_no: 2, area_code: A, status: awarded, amount_fen: 10000}
        - {standard_id: s, row_no: 3, area_code: A, status: duplicate, amount_fen: 10000}
        - {standard_id: t, row_no: 4, area_code: A, status: awarded, amount_fen: 500}
      out_allocation:
        - {area_code: A, standard_id: s, component: cash, amount_fen: 15000}
        - {area_code: A, standard_id: s, component: gift, amount_fen: 5000}
        - {area_code: A, standard_id: s, component: rice, amount_fen: null}
        - {area_code: A, standard_id: t, component: cash, amount_fen: 500}
    finds: 0
*/
with awarded as (
    select area_code, standard_id, sum(amount_fen)::bigint as fen from core_award where status = 'awarded' group by area_code, standard_id
),

allocated as (
    select area_code, standard_id, sum(amount_fen)::bigint as fen from out_allocation group by area_code, standard_id
)

select
    area_code, standard_id, 'amount' as field,
    yuan(coalesce(allocated.fen, 0)) as observed,
    yuan(coalesce(awarded.fen, 0)) as expected,
    abs(coalesce(allocated.fen, 0) - coalesce(awarded.fen, 0)) as money_fen
from awarded
full join allocated using (area_code, standard_id)
where coalesce(allocated.fen, 0) <> coalesce(awarded.fen, 0)
