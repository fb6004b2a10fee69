/*
rule: identity_disability
family: identity
severity: warning
title: {zh: 残疾人证号与身份证号不符或类别等级无效, en: Disability certificate is not the person's or names no kind or grade}
why: {zh: 残疾人证号为 20 位：前 18 位即本人身份证号，第 19 位为类别（1–7），第 20 位为等级（1–4）, en: "A certificate has twenty characters: the holder's identity number, the kind (1 to 7) and the grade (1 to 4)"}
mend: {zh: 核对残疾人证原件, en: Compare with the certificate}
source: national numbering of disability certificates
examples:
  - name: another person's, a kind that does not exist, a grade that does not exist
    given:
      raw_column: [{file: f, sheet: s, table_no: 1, col_no: 1, header: 残疾证号, field: disability}]
      raw_row:
        - {file: f, sheet: s, table_no: 1, row_no: 1, role: person, cells: [99010519491231004X43]}
        - {file: f, sheet: s, table_no: 1, row_no: 2, role: person, cells: [99010519491231004X83]}
        - {file: f, sheet: s, table_no: 1, row_no: 3, role: person, cells: [99010519491231004X45]}
      core_person:
        - {file: f, sheet: s, row_no: 1, id_no: "440524188001010014"}
        - {file: f, sheet: s, row_no: 2, id_no: 99010519491231004X}
        - {file: f, sheet: s, row_no: 3, id_no: 99010519491231004X}
    finds: 3
  - name: the person's own, a second issue, and a grade in words
    given:
      raw_column: [{file: f, sheet: s, table_no: 1, col_no: 1, header: 残疾证号, field: disability}]
      raw_row:
        - {file: f, sheet: s, table_no: 1, row_no: 1, role: person, cells: [99010519491231004x11]}
        - {file: f, sheet: s, table_no: 1, row_no: 2, role: person, cells: [99010519491231004X74B1]}
        - {file: f, sheet: s, table_no: 1, row_no: 3, role: person, cells: [肢体二级]}
      core_person:
        - {file: f, sheet: s, row_no: 1, id_no: 99010519491231004X}
        - {file: f, sheet: s, row_no: 2, id_no: 99010519491231004X}
        - {file: f, sheet: s, row_no: 3, id_no: 99010519491231004X}
    finds: 0
  - name: some other number in another column
    given:
      raw_column: [{file: f, sheet: s, table_no: 1, col_no: 1, header: 标准, field: standard}]
      raw_row: [{file: f, sheet: s, table_no: 1, row_no: 1, role: person, cells: ["44052418800101001499"]}]
      core_person: [{file: f, sheet: s, row_no: 1, id_no: 99010519491231004X}]
    finds: 0
*/
select
    person.area_code, person.file, person.sheet, person.row_no, 'disability' as field,
    mask_id(left(card.text, 18)) || ' ' || substr(card.text, 19) as observed,
    'id_no + 1–7 + 1–4' as expected,
    0 as money_fen
from core_cell as card
join core_person as person using (file, sheet, row_no)
where card.subject = 'disability'
    and regexp_matches(card.text, '^[0-9]{17}[0-9X][0-9]')
    and not (left(card.text, 18) = person.id_no and regexp_full_match(substr(card.text, 19), '[1-7][1-4](B[0-9]*)?'))
