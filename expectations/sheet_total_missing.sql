/*
rule: sheet_total_missing
family: totals
severity: error
title: {zh: 名单没有合计行, en: List without a total}
why: {zh: 没有合计就无法知道名单是否完整, en: Without a total nobody can tell whether the list is whole}
mend: {zh: 在名单末尾补合计行（人数、金额）, en: Add a total row (persons and amount) at the foot}
source: "law: a missing total is a finding"
examples:
  - name: a list with rows and no total
    given: {core_claim: [{outcome: sheet_total_missing, row_no: null, claimed_fen: -50000}]}
    finds: 1
  - name: a wrong total is another rule
    given: {core_claim: [{outcome: sheet_total, row_no: 3, claimed_fen: -50000}]}
    finds: 0
*/
select
    area_code, file, sheet, row_no, 'total' as field, standard_id,
    '—' as observed,
    yuan(-claimed_fen) as expected,
    0 as money_fen -- nothing is misstated, only unconfirmed
from core_claim
where outcome = 'sheet_total_missing'
