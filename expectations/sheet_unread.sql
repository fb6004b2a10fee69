/*
rule: sheet_unread
family: ingest
severity: error
title: {zh: 工作表没有可识别的表头, en: Sheet without a recognisable header}
why: {zh: 该表的行没有计入, en: None of its rows is counted}
mend: {zh: 表头须含姓名、身份证号等列名, en: Give it a header row with 姓名 (name) and 身份证号 (identity number)}
source: ingest
examples:
  - name: unread
    given: {raw_sheet: [{file: f, sheet: s, status: unread, rows: 12}]}
    finds: 1
  - name: read, or empty
    given: {raw_sheet: [{file: f, sheet: s, status: read, rows: 12}, {file: f, sheet: t, status: empty}]}
    finds: 0
  - name: it is told by the file's area
    given:
      raw_file: [{file: f, area_code: A}, {file: g, area_code: B}]
      raw_sheet: [{file: f, sheet: s, status: unread, rows: 12}]
    finds: 1
    shows: [{area_code: A, observed: 12 rows}]
*/
select file.area_code, sheet.file, sheet.sheet, sheet.rows || ' rows' as observed, 0 as money_fen
from raw_sheet as sheet
left join raw_file as file on file.file = sheet.file
where sheet.status = 'unread'
