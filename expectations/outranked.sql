/*
rule: outranked
family: duplicates
severity: note
title: {zh: 符合多项，按最高标准执行, en: Several standards met; the highest stands}
why: {zh: 方案规定就高不重复，未采用的标准列出备查, en: The plan pays the highest only; what was outranked stays on record}
mend: {zh: 无须处理, en: Nothing to do}
source: plan's stacking clause
examples:
  - name: a lower standard
    given: {core_award: [{standard_id: s, status: outranked, amount_fen: 60000, outranked_by: f ▸ s ▸ 3}]}
    finds: 1
  - name: the standard that stands
    given: {core_award: [{standard_id: s, status: awarded, amount_fen: 60000}]}
    finds: 0
*/
select
    area_code, file, sheet, row_no, 'id_no' as field, standard_id,
    mask_id(unit_key) as observed,
    outranked_by as expected,
    amount_fen as money_fen
from core_award
where status = 'outranked'
