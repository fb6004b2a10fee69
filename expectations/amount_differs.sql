/*
rule: amount_differs
family: amounts
severity: error
title: {zh: 列报金额与标准不符, en: Claimed amount is not the standard}
why: {zh: 按方案标准发放，多报少报都不采用, en: The standard of the plan is paid whatever the row claims}
mend: {zh: 按方案标准更正金额, en: Correct the amount to the plan's standard}
source: plan's standards
examples:
  - name: twice the standard
    given: {core_claim: [{outcome: awarded, computed_fen: 10000, claimed_fen: 20000}]}
    finds: 1
  - name: nothing claimed is different too
    given: {core_claim: [{outcome: awarded, computed_fen: 10000, claimed_fen: 0}]}
    finds: 1
  - name: as the plan says
    given: {core_claim: [{outcome: awarded, computed_fen: 10000, claimed_fen: 10000}]}
    finds: 0
  - name: yuan and ten thousand yuan confused has its own rule
    given: {core_claim: [{row_no: 1, outcome: awarded, computed_fen: 50000, claimed_fen: 5}, {row_no: 2, outcome: awarded, computed_fen: 10000, claimed_fen: 100000000}]}
    finds: 0
  - name: a row not paid is reported elsewhere
    given: {core_claim: [{outcome: duplicate, computed_fen: 0, claimed_fen: 20000}]}
    finds: 0
*/
select
    area_code, file, sheet, row_no, 'cash' as field, standard_id,
    yuan(claimed_fen) as observed,
    yuan(computed_fen) as expected,
    abs(claimed_fen - computed_fen) as money_fen
from core_claim
where outcome = 'awarded' and claimed_fen <> computed_fen
    -- yuan taken for ten thousand yuan has its own rule
    and not (claimed_fen = computed_fen * 10000 or computed_fen = claimed_fen * 10000)
