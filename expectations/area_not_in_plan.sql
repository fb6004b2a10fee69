/*
rule: area_not_in_plan
family: plan
severity: error
title: {zh: 发放到方案没有的地区, en: Awarded in an area the plan does not have}
why: {zh: 该地区不在方案的地区表中，分配表里没有它的位置, en: "The area is not among the plan's, so the distribution table has no place for it"}
mend: {zh: 在 areas.csv 中增加该地区，或更正名单的地区, en: "Add the area to areas.csv, or correct the roster's area"}
source: plan's areas
examples:
  - name: an unknown area
    given:
      plan_area: [{area_code: A}]
      core_award: [{standard_id: s, row_no: 1, area_code: B, status: awarded, amount_fen: 100}]
    finds: 1
  - name: the plan's own, and a row not paid
    given:
      plan_area: [{area_code: A}]
      core_award: [{standard_id: s, row_no: 1, area_code: A, status: awarded}, {standard_id: s, row_no: 2, area_code: B, status: duplicate}]
    finds: 0
*/
select
    award.area_code, award.file, award.sheet, award.row_no, 'area' as field, award.standard_id,
    award.area_code as observed,
    'areas.csv' as expected,
    award.amount_fen as money_fen
from core_award as award
anti join plan_area as area using (area_code)
where award.status = 'awarded'
