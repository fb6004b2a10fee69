/*
rule: listed_institution
family: eligibility
severity: warning
title: {zh: 在机构集中供养，又列在分散名单上, en: "Living in an institution, and paid as one living at home"}
why: {zh: 机构已统一发放或供养，个人名单再发即为重复, en: The institution is provided for as such; a payment to the person may be a second one}
mend: {zh: 核实供养方式，只保留一处, en: Settle where the person is cared for and keep one of the two}
source: lists/institutions
examples:
  - name: a resident on the general list
    given:
      plan_standard: [{standard_id: s, per: person}]
      core_listed: [{kind: institution, source: institutions.csv, row_no: 2, id_no: p}]
      core_person: [{file: f, sheet: s, row_no: 1, id_no: p}]
      core_award: [{standard_id: s, file: f, sheet: s, row_no: 1, status: awarded, amount_fen: 10000}]
    finds: 1
  - name: the institution itself, a row not paid, and a person on another list
    given:
      plan_standard: [{standard_id: s, per: person}, {standard_id: i, per: institution}]
      core_listed:
        - {kind: institution, source: institutions.csv, row_no: 2, id_no: p}
        - {kind: institution, source: institutions.csv, row_no: 3, id_no: A/甲院}
        - {kind: upper_level, source: upper_level.csv, row_no: 2, id_no: q}
      core_person:
        - {file: f, sheet: s, row_no: 1, id_no: p}
        - {file: f, sheet: s, row_no: 2, id_no: A/甲院}
        - {file: f, sheet: s, row_no: 3, id_no: q}
      core_award:
        - {standard_id: s, file: f, sheet: s, row_no: 1, status: duplicate}
        - {standard_id: i, file: f, sheet: s, row_no: 2, status: awarded}
        - {standard_id: s, file: f, sheet: s, row_no: 3, status: awarded}
    finds: 0
*/
with resident as (
    select id_no, min(source || ' ▸ ' || row_no) as place from core_listed where kind = 'institution' group by id_no
)

select
    award.area_code, award.file, award.sheet, award.row_no, 'id_no' as field, award.standard_id,
    mask_id(person.id_no) as observed,
    resident.place as expected,
    award.amount_fen as money_fen
from core_award as award
join plan_standard as standard on standard.standard_id = award.standard_id and standard.per <> 'institution'
join core_person as person on person.file = award.file and person.sheet = award.sheet and person.row_no = award.row_no
join resident on resident.id_no = person.id_no
where award.status = 'awarded'
