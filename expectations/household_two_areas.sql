/*
rule: household_two_areas
family: household
severity: warning
title: {zh: 一户的成员列在两个地区, en: One household in two areas}
why: {zh: 同一户主名下的人分列两地，可能两地各发一份, en: "People under one head are listed in two areas, and each may pay the household"}
mend: {zh: 两地核实居住地，由一方申报, en: The two towns settle where the household lives; one of them lists it}
source: plan's lines are counted in households
examples:
  - name: the head here, a child there
    given:
      plan_list: [{list: l, pays: true}]
      core_person:
        - {file: f, sheet: s, row_no: 1, list: l, area_code: A, id_no: h, household_key: h}
        - {file: g, sheet: s, row_no: 1, list: l, area_code: B, id_no: c, household_key: h}
    finds: 1
  - name: in one area, one person repeated (which has its own rule), and a roster only compared with
    given:
      plan_list: [{list: l, pays: true}, {list: upper, pays: false}]
      core_person:
        - {file: f, sheet: s, row_no: 1, list: l, area_code: A, id_no: h, household_key: h}
        - {file: f, sheet: s, row_no: 2, list: l, area_code: A, id_no: c, household_key: h}
        - {file: e, sheet: s, row_no: 1, list: l, area_code: B, id_no: h, household_key: h}
        - {file: h, sheet: s, row_no: 1, list: upper, area_code: C, id_no: d, household_key: h}
    finds: 0
*/
with divided as (
    select household_key from core_person group by household_key having count(distinct area_code) > 1
),

settled as (
    select person.*
    from core_person as person
    semi join divided using (household_key)
    join plan_list as list on list.list = person.list and list.pays
    -- a person listed in two areas is a repeat, not a divided household
    anti join core_person as same on same.id_no = person.id_no and same.area_code <> person.area_code
),

listed as (
    select
        *,
        first_value(area_code) over one_household as first_area,
        first_value(place(file, sheet, row_no)) over one_household as first_place
    from settled
    window one_household as (partition by household_key order by file, sheet, row_no)
)

select
    area_code, file, sheet, row_no, 'household' as field,
    mask_id(household_key) as observed,
    first_place as expected,
    coalesce(claimed_cash_fen + claimed_goods_fen, 0) as money_fen
from listed
where area_code <> first_area
