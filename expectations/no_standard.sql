/*
rule: no_standard
family: eligibility
severity: warning
title: {zh: 方案中没有适用的标准, en: No standard of the plan is for this row}
why: {zh: 名单列有此人，但所属类别（或条件）在本年方案中没有标准，未核定金额, en: "The roster lists the person, but no standard of this year is for the category or its conditions: nothing is awarded"}
mend: {zh: 核对类别和年度；确应发放的，请在方案文件中写明标准, en: "Check category and year; if something is due, the plan file must say what"}
source: plan's standards
examples:
  - name: a category without a standard this year
    given: {core_claim: [{outcome: no_standard, row_no: 4, claimed_fen: 20000}]}
    finds: 1
  - name: awarded, or counted with the household
    given: {core_claim: [{outcome: awarded, row_no: 4, claimed_fen: 20000, computed_fen: 20000}, {outcome: in_household, row_no: 5}]}
    finds: 0
*/
select area_code, file, sheet, row_no, 'category' as field, yuan(claimed_fen) as observed, '—' as expected, claimed_fen as money_fen
from core_claim
where outcome = 'no_standard'
