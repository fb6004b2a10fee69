/*
rule: subtotal_differs
family: totals
severity: warning
title: {zh: 小计与所属明细之和不符, en: A subtotal is not the sum of its rows}
why: {zh: 上一个小计以来的各行（或以下各行）之和不是这个数, en: "Neither the rows since the subtotal before, nor all rows so far, nor those down to the next one come to it"}
mend: {zh: 重新求和并更正小计, en: Sum the rows again and correct the subtotal}
source: reconciliation practice
examples:
  - name: 200 listed, 300 said, above and below
    given:
      core_sheet_total: [{file: f, sheet: s, row_no: 3, role: subtotal, stated_fen: 30000}]
      core_person:
        - {file: f, sheet: s, row_no: 1, claimed_cash_fen: 10000, claimed_goods_fen: 0}
        - {file: f, sheet: s, row_no: 2, claimed_cash_fen: 10000, claimed_goods_fen: 0}
        - {file: f, sheet: s, row_no: 4, claimed_cash_fen: 10000, claimed_goods_fen: 0}
    finds: 1
  - name: of the rows above, one of them refused; of a whole village; of the rows below
    given:
      core_sheet_total:
        - {file: f, sheet: s, row_no: 3, role: subtotal, stated_fen: 20000}
        - {file: f, sheet: s, row_no: 5, role: subtotal, stated_fen: 10000}
        - {file: f, sheet: s, row_no: 6, role: subtotal, stated_fen: 30000}
        - {file: f, sheet: s, row_no: 7, role: total, stated_fen: 99900}
        - {file: f, sheet: t, row_no: 1, role: subtotal, stated_fen: 50000}
        - {file: f, sheet: t, row_no: 3, role: total, stated_fen: 50000}
      core_rejected: [{file: f, sheet: s, row_no: 2, claimed_fen: 10000}]
      core_person:
        - {file: f, sheet: s, row_no: 1, claimed_cash_fen: 8000, claimed_goods_fen: 2000}
        - {file: f, sheet: s, row_no: 4, claimed_cash_fen: 10000, claimed_goods_fen: 0}
        - {file: f, sheet: t, row_no: 2, claimed_cash_fen: 50000, claimed_goods_fen: 0}
    finds: 0
  - name: of a sheet that lists no amounts
    given:
      core_sheet_total: [{file: f, sheet: s, row_no: 3, role: subtotal, stated_fen: null}]
      core_person: [{file: f, sheet: s, row_no: 1, claimed_cash_fen: null}]
    finds: 0
*/
with line as (
    select file, sheet, row_no, coalesce(claimed_cash_fen + claimed_goods_fen, 0) as fen, null as role, null as stated_fen
    from core_person
    union all
    select file, sheet, row_no, claimed_fen, null, null from core_rejected
    union all
    select file, sheet, row_no, 0, role, stated_fen from core_sheet_total
),

counted as (
    select
        *,
        sum(fen) over down as so_far,
        count(role) over down - case when role is null then 0 else 1 end as block_above,
        count(role) over down as block_below
    from line
    window down as (partition by file, sheet order by row_no)
),

block as (
    select file, sheet, block_below as block, sum(fen)::bigint as fen from counted where role is null group by file, sheet, block_below
)

select
    part.area_code, part.file, part.sheet, part.row_no, 'subtotal' as field,
    yuan(part.stated_fen) as observed,
    yuan(coalesce(above.fen, 0)) as expected,
    abs(part.stated_fen - coalesce(above.fen, 0)) as money_fen
from core_sheet_total as part
join counted on counted.file = part.file and counted.sheet = part.sheet and counted.row_no = part.row_no
left join block as above on above.file = part.file and above.sheet = part.sheet and above.block = counted.block_above
left join block as below on below.file = part.file and below.sheet = part.sheet and below.block = counted.block_below
where part.role = 'subtotal'
    and part.stated_fen <> coalesce(above.fen, 0)
    and part.stated_fen <> coalesce(below.fen, 0)
    and part.stated_fen <> counted.so_far
