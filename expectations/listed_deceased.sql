/*
rule: listed_deceased
family: eligibility
severity: error
title: {zh: 已去世人员仍在名单上, en: "On the roster, and on the list of the deceased"}
why: {zh: 对照死亡名单，此人已去世，不应再发, en: The list of the deceased names this person; nothing is due}
mend: {zh: 核实后从名单删除；死亡名单有误的，请民政核对, en: Verify and delete the row; have the list corrected if it is the list that is wrong}
source: lists/deceased
examples:
  - name: a dead person's award
    given:
      plan_list: [{list: l, pays: true}]
      core_listed: [{kind: deceased, source: deceased.csv, row_no: 2, id_no: p}]
      core_person: [{file: f, sheet: s, row_no: 1, list: l, id_no: p}]
      core_award: [{standard_id: s, file: f, sheet: s, row_no: 1, status: awarded, amount_fen: 10000}]
    finds: 1
  - name: a dead member of a household, who draws nothing alone
    given:
      plan_list: [{list: l, pays: true}]
      core_listed: [{kind: deceased, source: deceased.csv, row_no: 2, id_no: p}, {kind: deceased, source: more.csv, row_no: 2, id_no: p}]
      core_person: [{file: f, sheet: s, row_no: 1, list: l, id_no: p}]
    finds: 1
  - name: the living, another kind of list, and a roster only compared with
    given:
      plan_list: [{list: l, pays: true}, {list: upper, pays: false}]
      core_listed: [{kind: deceased, source: deceased.csv, row_no: 2, id_no: p}, {kind: institution, source: i.csv, row_no: 2, id_no: q}]
      core_person: [{file: f, sheet: s, row_no: 1, list: l, id_no: q}, {file: f, sheet: s, row_no: 2, list: upper, id_no: p}]
    finds: 0
  - name: what is at stake is this row's own award
    given:
      plan_list: [{list: l, pays: true}]
      core_listed: [{kind: deceased, source: deceased.csv, row_no: 2, id_no: p}]
      core_person: [{file: f, sheet: s, row_no: 1, list: l, id_no: p}]
      core_award:
        - {standard_id: s, file: f, sheet: s, row_no: 1, status: awarded, amount_fen: 10000}
        - {standard_id: t, file: f, sheet: s, row_no: 1, status: excluded, amount_fen: 500}
        - {standard_id: s, file: g, sheet: s, row_no: 1, status: awarded, amount_fen: 70000}
        - {standard_id: s, file: f, sheet: t, row_no: 1, status: awarded, amount_fen: 80000}
        - {standard_id: s, file: f, sheet: s, row_no: 2, status: awarded, amount_fen: 90000}
    finds: 1
    shows: [{money_fen: 10000, expected: deceased.csv ▸ 2}]
*/
with deceased as (
    select id_no, min(source || ' ▸ ' || row_no) as place from core_listed where kind = 'deceased' group by id_no
),

award as (
    select file, sheet, row_no, sum(amount_fen)::bigint as amount_fen
    from core_award
    where status = 'awarded'
    group by file, sheet, row_no
)

select
    person.area_code, person.file, person.sheet, person.row_no, 'id_no' as field,
    mask_id(person.id_no) as observed,
    deceased.place as expected,
    coalesce(award.amount_fen, 0) as money_fen
from core_person as person
join deceased on deceased.id_no = person.id_no
join plan_list as list on list.list = person.list and list.pays
left join award on award.file = person.file and award.sheet = person.sheet and award.row_no = person.row_no
