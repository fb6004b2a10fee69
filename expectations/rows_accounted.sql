/*
rule: rows_accounted
family: ingest
severity: error
title: {zh: 有行没有去向, en: A row is not accounted for}
why: {zh: 名单中每个人员行都必须被接收或被拒收, en: Every person row must end accepted or refused}
mend: {zh: 这是程序缺陷，请保留文件并报告, en: "This is a defect of the product: keep the file and report it"}
source: "law: rows are conserved"
examples:
  - name: a person row that went nowhere
    given: {raw_row: [{file: f, sheet: s, row_no: 4, role: person}]}
    finds: 1
  - name: accepted and refused rows
    given:
      raw_row: [{file: f, sheet: s, row_no: 4, role: person}, {file: f, sheet: s, row_no: 5, role: person}, {file: f, sheet: s, row_no: 6, role: footer}]
      core_person: [{file: f, sheet: s, row_no: 4}]
      core_rejected: [{file: f, sheet: s, row_no: 5}]
    finds: 0
  - name: settled in another file, another sheet, another row
    given:
      raw_row: [{file: f, sheet: s, row_no: 4, role: person}]
      core_person: [{file: g, sheet: s, row_no: 4}, {file: f, sheet: t, row_no: 4}, {file: f, sheet: s, row_no: 5}]
    finds: 1
*/
with settled as (
    select file, sheet, row_no from core_person
    union all
    select file, sheet, row_no from core_rejected
)

select raw.file, raw.sheet, raw.row_no, raw.role as observed, 0 as money_fen
from raw_row as raw
left join settled on settled.file = raw.file and settled.sheet = raw.sheet and settled.row_no = raw.row_no
where raw.role = 'person' and settled.file is null
