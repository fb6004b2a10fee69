/*
rule: payment_file_total
family: payment
severity: error
title: {zh: "发放文件的总数与明细不符", en: "Total of a paid file unlike its lines"}
why: {zh: "总笔数或总金额与逐行之和不一致，文件可能缺行", en: "Count or amount stated is not that of the lines: some may be missing"}
mend: {zh: "向银行或经办人核对，换用完整的文件", en: "Ask the bank or whoever made it for the whole file"}
source: steps of payment - results come back, failures are checked and paid again, wrong ones recovered
examples:
  - name: a count, an amount, both
    given:
      core_paid_total:
        - {file: f, sheet: s, row_no: 1, about: all, area_code: A, stated_count: 3, listed_count: 2, stated_fen: 60000, listed_fen: 60000}
        - {file: g, sheet: s, row_no: 1, about: all, stated_fen: 60000, listed_count: 2, listed_fen: 50000}
        - {file: h, sheet: s, row_no: 1, about: paid, stated_count: 3, stated_fen: 60000, listed_count: 1, listed_fen: 70000}
    finds: 3
    shows: [{file: f, area_code: A, observed: 3 / 600.00, expected: 2 / 600.00, money_fen: 0}, {file: g, observed: — / 600.00, expected: 2 / 500.00, money_fen: 10000}]
  - name: a count and no amount that agree
    given: {core_paid_total: [{file: f, sheet: s, row_no: 1, about: all, stated_count: 3, listed_count: 3, listed_fen: 1}]}
    finds: 0
  - name: a count alone that differs
    given: {core_paid_total: [{file: f, sheet: s, row_no: 1, about: all, stated_count: 3, listed_count: 2, listed_fen: 1}]}
    finds: 1
    shows: [{observed: 3 / —, money_fen: 0}]
*/
select
    area_code, file, sheet, row_no, 'total' as field,
    coalesce(stated_count::varchar, '—') || ' / ' || yuan(stated_fen) as observed,
    listed_count || ' / ' || yuan(listed_fen) as expected,
    coalesce(abs(stated_fen - listed_fen), 0) as money_fen
from core_paid_total
where stated_count <> listed_count or stated_fen <> listed_fen
