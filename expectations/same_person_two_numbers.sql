/*
rule: same_person_two_numbers
family: duplicates
severity: warning
title: {zh: 疑为同一人以不同号码重复享受（未决定的照发）, en: Probably one person awarded under several numbers (paid until decided)}
why: {zh: 姓名、出生日期、村或账号等表明几行是同一人，号码却不同；未作决定前各行照发, en: "Name, birth, village or account say that the rows are one person, yet the numbers differ; until somebody decides every row is paid"}
mend: {zh: 在工作簿「待判重复」表中选择保留、不发或均属实，再运行 warm decide, en: "Choose keep, drop or both genuine in the workbook's sheet of duplicates to judge, then run `warm decide`"}
source: one person draws a line once
examples:
  - name: two numbers of one cluster, the one with less money is named, with what it draws in all
    given:
      core_duplicate: [{cluster: D-A, kind: digit}, {cluster: D-A, kind: birth_village}, {cluster: D-B, kind: phone}]
      core_cluster:
        - {cluster: D-A, file: f, sheet: s, row_no: 1}
        - {cluster: D-A, file: f, sheet: s, row_no: 2}
      core_person:
        - {file: f, sheet: s, row_no: 1, id_no: '990601195001010034', area_code: A}
        - {file: f, sheet: s, row_no: 2, id_no: '990601195001010018', area_code: A}
      core_award:
        - {standard_id: s, file: f, sheet: s, row_no: 1, status: awarded, amount_fen: 10000}
        - {standard_id: t, file: f, sheet: s, row_no: 1, status: awarded, amount_fen: 5000}
        - {standard_id: s, file: f, sheet: s, row_no: 2, status: awarded, amount_fen: 20000}
    finds: 1
    shows:
      - {row_no: 1, area_code: A, observed: 'birth_village; digit: 99*************034', expected: 'D-A: f ▸ s ▸ 2', money_fen: 15000}
  - name: of two worth the same the later is named
    given:
      core_duplicate: [{cluster: D-A, kind: digit}]
      core_cluster:
        - {cluster: D-A, file: f, sheet: s, row_no: 1}
        - {cluster: D-A, file: f, sheet: s, row_no: 2}
      core_person: [{file: f, sheet: s, row_no: 1, id_no: a}, {file: f, sheet: s, row_no: 2, id_no: b}]
      core_award:
        - {standard_id: s, file: f, sheet: s, row_no: 1, status: awarded, amount_fen: 10000}
        - {standard_id: s, file: f, sheet: s, row_no: 2, status: awarded, amount_fen: 10000}
    finds: 1
    shows: [{row_no: 2}]
  - name: a number that draws two lines counts with both
    given:
      core_duplicate: [{cluster: D-A, kind: digit}]
      core_cluster:
        - {cluster: D-A, file: f, sheet: s, row_no: 1}
        - {cluster: D-A, file: f, sheet: s, row_no: 2}
        - {cluster: D-A, file: f, sheet: s, row_no: 3}
      core_person:
        - {file: f, sheet: s, row_no: 1, id_no: a}
        - {file: f, sheet: s, row_no: 2, id_no: a}
        - {file: f, sheet: s, row_no: 3, id_no: b}
      core_award:
        - {standard_id: s, file: f, sheet: s, row_no: 1, status: awarded, amount_fen: 10000}
        - {standard_id: t, file: f, sheet: s, row_no: 2, status: awarded, amount_fen: 10000}
        - {standard_id: s, file: f, sheet: s, row_no: 3, status: awarded, amount_fen: 15000}
    finds: 1
    shows: [{row_no: 3, money_fen: 15000}]
  - name: only one of them is awarded
    given:
      core_duplicate: [{cluster: D-A, kind: digit}]
      core_cluster:
        - {cluster: D-A, file: f, sheet: s, row_no: 1}
        - {cluster: D-A, file: f, sheet: s, row_no: 2}
      core_person: [{file: f, sheet: s, row_no: 1, id_no: a}, {file: f, sheet: s, row_no: 2, id_no: b}]
      core_award:
        - {standard_id: s, file: f, sheet: s, row_no: 1, status: awarded, amount_fen: 10000}
        - {standard_id: s, file: f, sheet: s, row_no: 2, status: decided, amount_fen: 10000}
    finds: 0
  - name: one number, whose repeats are settled already
    given:
      core_duplicate: [{cluster: D-A, kind: same_number}]
      core_cluster:
        - {cluster: D-A, file: f, sheet: s, row_no: 1}
        - {cluster: D-A, file: f, sheet: s, row_no: 2}
      core_person: [{file: f, sheet: s, row_no: 1, id_no: a}, {file: f, sheet: s, row_no: 2, id_no: a}]
      core_award:
        - {standard_id: s, file: f, sheet: s, row_no: 1, status: awarded, amount_fen: 10000}
        - {standard_id: t, file: f, sheet: s, row_no: 2, status: awarded, amount_fen: 10000}
    finds: 0
  - name: decided that both are genuine
    given:
      core_duplicate: [{cluster: D-A, kind: digit}]
      core_decision:
        - {cluster: D-A, file: f, sheet: s, row_no: 1, decision: both_genuine}
        - {cluster: D-A, file: f, sheet: s, row_no: 2, decision: both_genuine}
      core_cluster:
        - {cluster: D-A, file: f, sheet: s, row_no: 1}
        - {cluster: D-A, file: f, sheet: s, row_no: 2}
      core_person: [{file: f, sheet: s, row_no: 1, id_no: a}, {file: f, sheet: s, row_no: 2, id_no: b}]
      core_award:
        - {standard_id: s, file: f, sheet: s, row_no: 1, status: awarded, amount_fen: 10000}
        - {standard_id: s, file: f, sheet: s, row_no: 2, status: awarded, amount_fen: 10000}
    finds: 0
  - name: a decision on one of three leaves the other two to be judged
    given:
      core_duplicate: [{cluster: D-A, kind: digit}]
      core_decision: [{cluster: D-A, file: f, sheet: s, row_no: 3, decision: drop}]
      core_cluster:
        - {cluster: D-A, file: f, sheet: s, row_no: 1}
        - {cluster: D-A, file: f, sheet: s, row_no: 2}
        - {cluster: D-A, file: f, sheet: s, row_no: 3}
      core_person:
        - {file: f, sheet: s, row_no: 1, id_no: a}
        - {file: f, sheet: s, row_no: 2, id_no: b}
        - {file: f, sheet: s, row_no: 3, id_no: c}
      core_award:
        - {standard_id: s, file: f, sheet: s, row_no: 1, status: awarded, amount_fen: 10000}
        - {standard_id: s, file: f, sheet: s, row_no: 2, status: awarded, amount_fen: 10000}
        - {standard_id: s, file: f, sheet: s, row_no: 3, status: decided, amount_fen: 10000}
    finds: 1
    shows: [{row_no: 2}]
*/
with drawn as (
    select file, sheet, row_no, sum(amount_fen)::bigint as amount_fen
    from core_award
    where status = 'awarded'
    group by file, sheet, row_no
),

-- The number that draws most stands first, else the one listed before.
member as (
    select
        cluster.cluster, person.area_code, person.id_no, drawn.*,
        sum(drawn.amount_fen) over one_number as number_fen,
        min(place(file, sheet, row_no)) over one_number as number_place
    from core_cluster as cluster
    join drawn using (file, sheet, row_no)
    join core_person as person using (file, sheet, row_no)
    anti join core_decision as decision using (file, sheet, row_no)
    window one_number as (partition by cluster.cluster, person.id_no)
),

ranked as (
    select
        *,
        dense_rank() over (one_cluster order by number_fen desc, number_place) as turn,
        first_value(place(file, sheet, row_no)) over (one_cluster order by number_fen desc, number_place) as first_place
    from member
    window one_cluster as (partition by cluster)
),

kind as (
    select cluster, string_agg(distinct kind, '; ' order by kind) as kinds
    from core_duplicate
    group by cluster
)

select
    area_code, file, sheet, row_no, 'id_no' as field,
    kind.kinds || ': ' || mask_id(id_no) as observed,
    ranked.cluster || ': ' || first_place as expected,
    amount_fen as money_fen
from ranked
join kind using (cluster)
where turn > 1
