/*
rule: overlap_already_paid
family: duplicates
severity: warning
title: {zh: 以前已领取过的一次性待遇, en: Paid before what is paid once}
why: {zh: 对照名单所列的待遇只发一次，此人以前已领过, en: "What the list names is paid once only, and this person had it before"}
mend: {zh: 核实后删除；每年都发的，请撤下对照名单, en: "Verify and delete the row; if it is paid every year, do not compare with that list"}
source: lists/already_paid, or the plan's compare
examples:
  - name: a person on that list
    given:
      core_listed: [{kind: already_paid, source: a.csv, row_no: 2, id_no: p}, {kind: already_paid, source: b.csv, row_no: 9, id_no: p}]
      core_person: [{file: f, sheet: s, row_no: 1, id_no: p}]
      core_award: [{standard_id: s, file: f, sheet: s, row_no: 1, status: awarded, amount_fen: 10000}]
    finds: 1
  - name: a row not paid, and people on another list or on none
    given:
      core_listed: [{kind: already_paid, source: a.csv, row_no: 2, id_no: p}, {kind: deceased, source: d.csv, row_no: 2, id_no: q}]
      core_person:
        - {file: f, sheet: s, row_no: 1, id_no: p}
        - {file: f, sheet: s, row_no: 2, id_no: q}
        - {file: f, sheet: t, row_no: 1, id_no: r}
        - {file: g, sheet: s, row_no: 1, id_no: r}
      core_award:
        - {standard_id: s, file: f, sheet: s, row_no: 1, status: duplicate}
        - {standard_id: s, file: f, sheet: s, row_no: 2, status: awarded}
        - {standard_id: s, file: f, sheet: t, row_no: 1, status: awarded}
        - {standard_id: s, file: g, sheet: s, row_no: 1, status: awarded}
    finds: 0
*/
with paid as (
    select id_no, min(source || ' ▸ ' || row_no) as place from core_listed where kind = 'already_paid' group by id_no
)

select
    award.area_code, award.file, award.sheet, award.row_no, 'id_no' as field, award.standard_id,
    mask_id(person.id_no) as observed,
    paid.place as expected,
    award.amount_fen as money_fen
from core_award as award
join core_person as person on person.file = award.file and person.sheet = award.sheet and person.row_no = award.row_no
join paid on paid.id_no = person.id_no
where award.status = 'awarded'
