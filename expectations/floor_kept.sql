/*
rule: floor_kept
family: amounts
severity: error
title: {zh: 低于方案规定的最低标准, en: Below the floor the plan sets}
why: {zh: 方案规定每户（人）不低于某数, en: The plan sets the least one award may come to}
mend: {zh: 提高标准或核对金额, en: Raise the standard or check the amount}
source: plan's floor clause
examples:
  - name: 480 where the floor is 500
    given: {plan_standard: [{standard_id: s, floor_fen: 50000}], core_award: [{standard_id: s, status: awarded, amount_fen: 48000}]}
    finds: 1
  - name: at the floor
    given: {plan_standard: [{standard_id: s, floor_fen: 50000}], core_award: [{standard_id: s, status: awarded, amount_fen: 50000}]}
    finds: 0
*/
select
    award.area_code, award.file, award.sheet, award.row_no, 'amount' as field, award.standard_id,
    yuan(award.amount_fen) as observed,
    '≥ ' || yuan(standard.floor_fen) as expected,
    standard.floor_fen - award.amount_fen as money_fen
from core_award as award
join plan_standard as standard on standard.standard_id = award.standard_id
where award.status = 'awarded' and award.amount_fen < standard.floor_fen
