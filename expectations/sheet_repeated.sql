/*
rule: sheet_repeated
family: duplicates
severity: error
title: {zh: 两张表列的是同一批人, en: Two sheets list the very same people}
why: {zh: 同一名单、同一类别的两张表人员完全相同，是重复粘贴, en: "Two sheets of one list and category have the same people throughout: one was pasted twice"}
mend: {zh: 删除其中一张；若应为另一批人，请补报, en: "Delete one of them; if it should have been other people, list those"}
source: plan's lines are counted in persons
examples:
  - name: three people pasted into a second sheet, in another order
    given:
      raw_file: [{file: f, sha256: x}]
      core_person: &six
        - {file: f, sheet: s, row_no: 1, list: l, category: c, id_no: p}
        - {file: f, sheet: s, row_no: 2, list: l, category: c, id_no: q}
        - {file: f, sheet: s, row_no: 3, list: l, category: c, id_no: r}
        - {file: f, sheet: t, row_no: 1, list: l, category: c, id_no: r}
        - {file: f, sheet: t, row_no: 2, list: l, category: c, id_no: p}
        - {file: f, sheet: t, row_no: 3, list: l, category: c, id_no: q}
    finds: 1
  - name: pasted into a second file
    given:
      raw_file: [{file: f, sha256: x}, {file: g, sha256: y}]
      core_person:
        - {file: f, sheet: s, row_no: 1, list: l, category: c, id_no: p}
        - {file: f, sheet: s, row_no: 2, list: l, category: c, id_no: q}
        - {file: f, sheet: s, row_no: 3, list: l, category: c, id_no: r}
        - {file: g, sheet: s, row_no: 1, list: l, category: c, id_no: r}
        - {file: g, sheet: s, row_no: 2, list: l, category: c, id_no: p}
        - {file: g, sheet: s, row_no: 3, list: l, category: c, id_no: q}
    finds: 1
  - name: a whole file sent twice has its own rule, and so have two people listed again
    given:
      raw_file: [{file: f, sha256: x}, {file: g, sha256: x}]
      core_person:
        - {file: f, sheet: s, row_no: 1, list: l, category: c, id_no: p}
        - {file: f, sheet: s, row_no: 2, list: l, category: c, id_no: q}
        - {file: f, sheet: s, row_no: 3, list: l, category: c, id_no: r}
        - {file: g, sheet: s, row_no: 1, list: l, category: c, id_no: p}
        - {file: g, sheet: s, row_no: 2, list: l, category: c, id_no: q}
        - {file: g, sheet: s, row_no: 3, list: l, category: c, id_no: r}
        - {file: f, sheet: t, row_no: 1, list: l, category: c, id_no: u}
        - {file: f, sheet: t, row_no: 2, list: l, category: c, id_no: v}
        - {file: f, sheet: u, row_no: 1, list: l, category: c, id_no: u}
        - {file: f, sheet: u, row_no: 2, list: l, category: c, id_no: v}
    finds: 0
  - name: the same people in another list, or under another category
    given:
      raw_file: [{file: f, sha256: x}]
      core_person:
        - {file: f, sheet: s, row_no: 1, list: l, category: c, id_no: p}
        - {file: f, sheet: s, row_no: 2, list: l, category: c, id_no: q}
        - {file: f, sheet: s, row_no: 3, list: l, category: c, id_no: r}
        - {file: f, sheet: t, row_no: 1, list: m, category: c, id_no: p}
        - {file: f, sheet: t, row_no: 2, list: m, category: c, id_no: q}
        - {file: f, sheet: t, row_no: 3, list: m, category: c, id_no: r}
        - {file: f, sheet: u, row_no: 1, list: l, category: d, id_no: p}
        - {file: f, sheet: u, row_no: 2, list: l, category: d, id_no: q}
        - {file: f, sheet: u, row_no: 3, list: l, category: d, id_no: r}
    finds: 0
*/
with people as (
    select
        person.file, person.sheet, person.list, person.category,
        any_value(person.area_code) as area_code,
        any_value(file.sha256) as sha256,
        count(*) as persons,
        sum(coalesce(person.claimed_cash_fen + person.claimed_goods_fen, 0))::bigint as claimed_fen,
        md5(string_agg(person.id_no, ' ' order by person.id_no)) as who
    from core_person as person
    join raw_file as file on file.file = person.file
    group by person.file, person.sheet, person.list, person.category
)

select
    copy.area_code, copy.file, copy.sheet, 'id_no' as field,
    copy.persons::varchar as observed,
    min(first.file || ' ▸ ' || first.sheet) as expected,
    copy.claimed_fen as money_fen
from people as copy
join people as first on first.who = copy.who and first.list = copy.list and first.category = copy.category
where copy.persons >= 3
    and (first.file, first.sheet) < (copy.file, copy.sheet)
    and (first.file = copy.file or first.sha256 <> copy.sha256)
group by copy.area_code, copy.file, copy.sheet, copy.persons, copy.claimed_fen
