/*
rule: overlap_upper
family: duplicates
severity: warning
title: {zh: 与上级或其他部门的慰问重复, en: Also visited by a higher government or another department}
why: {zh: 原则上不与上级和其他部门的慰问重复, en: In principle a household is not visited twice by different governments}
mend: {zh: 与上级核对，换成其他困难户或注明理由, en: "Settle with the higher government: choose another household or give the reason"}
source: plan's no-overlap clause
examples:
  - name: on the upper roster too
    given:
      plan_list: [{list: general, pays: true}, {list: upper, pays: false}]
      core_award: [{standard_id: s, row_no: 1, unit_key: p, household_key: p, status: awarded, amount_fen: 30000}]
      core_person: [{row_no: 1, list: general, id_no: p, household_key: p}, {row_no: 2, list: upper, id_no: p, household_key: p}]
    finds: 1
  - name: another member of the household, alone on the upper roster
    given:
      plan_list: [{list: general, pays: true}, {list: upper, pays: false}]
      core_award: [{standard_id: s, row_no: 1, unit_key: p, household_key: p, status: awarded}]
      core_person: [{row_no: 1, list: general, id_no: p, household_key: p}, {row_no: 2, list: general, id_no: m, household_key: p}, {row_no: 3, list: upper, id_no: m, household_key: m}]
    finds: 1
  - name: on a list of the higher government beside the rosters
    given:
      plan_list: [{list: general, pays: true}]
      core_award: [{standard_id: s, row_no: 1, unit_key: p, household_key: p, status: awarded, amount_fen: 30000}]
      core_person: [{row_no: 1, list: general, id_no: p, household_key: p}]
      core_listed: [{kind: upper_level, source: upper_level.csv, row_no: 2, id_no: p}]
    finds: 1
  - name: on a list of another kind
    given:
      plan_list: [{list: general, pays: true}]
      core_award: [{standard_id: s, row_no: 1, unit_key: p, household_key: p, status: awarded, amount_fen: 30000}]
      core_person: [{row_no: 1, list: general, id_no: p, household_key: p}]
      core_listed: [{kind: deceased, source: deceased.csv, row_no: 2, id_no: p}]
    finds: 0
  - name: on our own roster only
    given:
      plan_list: [{list: general, pays: true}, {list: upper, pays: false}]
      core_award: [{standard_id: s, row_no: 1, unit_key: p, household_key: p, status: awarded}]
      core_person: [{row_no: 1, list: general, id_no: p, household_key: p}, {row_no: 2, list: upper, id_no: q, household_key: q}]
    finds: 0
*/
-- Every number of ours (members and heads) against every number of theirs.
with listed as (
    select person.id_no, person.household_key, list.pays, place(person.file, person.sheet, person.row_no) as place
    from core_person as person
    join plan_list as list on list.list = person.list
),

upper_number as (
    select number, min(place) as upper_place
    from (
        select id_no as number, place from listed where not pays
        union all
        select household_key, place from listed where not pays
        union all
        select id_no, source || ' ▸ ' || row_no from core_listed where kind = 'upper_level'
    )
    group by number
),

our_number as (
    select household_key, id_no as number from listed where pays
    union
    select household_key, household_key from listed where pays
)

select
    award.area_code, award.file, award.sheet, award.row_no, 'id_no' as field, award.standard_id,
    mask_id(award.unit_key) as observed,
    min(upper_number.upper_place) as expected,
    award.amount_fen as money_fen
from core_award as award
join our_number on our_number.household_key = award.household_key
join upper_number on upper_number.number = our_number.number
where award.status = 'awarded'
group by award.area_code, award.file, award.sheet, award.row_no, award.standard_id, award.unit_key, award.amount_fen
