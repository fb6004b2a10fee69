/*
rule: row_unread
family: ingest
severity: error
title: {zh: 表头以上有人员, en: People above the header}
why: {zh: 表头以上的行没有列名可依，其中含身份证号的行没有计入, en: "Rows above the header have no headings to be read by; those with an identity number are not counted"}
mend: {zh: 把表头移到这些行之上, en: Move the header above these rows}
source: ingest
examples:
  - name: a person above the header
    given: {raw_row: [{file: f, sheet: s, row_no: 2, role: unread}], raw_sheet: [{file: f, sheet: s, status: read}]}
    finds: 1
  - name: a sheet without any header has a rule of its own
    given: {raw_row: [{file: f, sheet: s, row_no: 2, role: unread}], raw_sheet: [{file: f, sheet: s, status: unread}]}
    finds: 0
  - name: told by its own sheet and the file's area
    given:
      raw_file: [{file: f, area_code: A}, {file: g, area_code: B}]
      raw_row: [{file: f, sheet: s, row_no: 2, role: unread}]
      raw_sheet: [{file: f, sheet: s, status: read}, {file: f, sheet: t, status: read}, {file: g, sheet: s, status: read}]
    finds: 1
    shows: [{area_code: A, sheet: s, row_no: 2}]
*/
select file.area_code, raw.file, raw.sheet, raw.row_no, 0 as money_fen
from raw_row as raw
join raw_sheet as sheet on sheet.file = raw.file and sheet.sheet = raw.sheet
left join raw_file as file on file.file = raw.file
where raw.role = 'unread' and sheet.status <> 'unread'
