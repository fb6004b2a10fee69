/*
rule: person_in_two_households
family: duplicates
severity: warning
title: {zh: 同一人是两户的成员, en: One person counted in two households}
why: {zh: 除作为户主外，又列在另外两户名下：一户多报了一人, en: "Listed under the heads of two households, neither being the person: one of them counts a member too many"}
mend: {zh: 核实户籍，从其中一户删除, en: Settle where the person belongs and delete the row from the other household}
source: plan's lines are counted in households
examples:
  - name: a child under two heads
    given:
      core_person:
        - {file: f, sheet: s, row_no: 1, id_no: c, household_key: h}
        - {file: f, sheet: s, row_no: 2, id_no: c, household_key: k}
    finds: 1
  - name: a member who is also listed alone, and twice in one household
    given:
      core_person:
        - {file: f, sheet: s, row_no: 1, id_no: c, household_key: h}
        - {file: f, sheet: s, row_no: 2, id_no: c, household_key: c}
        - {file: f, sheet: s, row_no: 3, id_no: c, household_key: h}
        - {file: f, sheet: s, row_no: 4, id_no: d, household_key: k}
    finds: 0
*/
with member as (
    select
        *,
        first_value(household_key) over one_person as first_household,
        first_value(place(file, sheet, row_no)) over one_person as first_place
    from core_person
    where household_key <> id_no
    window one_person as (partition by id_no order by file, sheet, row_no)
)

select
    area_code, file, sheet, row_no, 'id_no' as field,
    mask_id(id_no) as observed,
    first_place as expected,
    coalesce(claimed_cash_fen + claimed_goods_fen, 0) as money_fen
from member
where household_key <> first_household
