/*
rule: hidden_data
family: ingest
severity: warning
title: {zh: 隐藏的工作表、行或列中有数据, en: "Data in a hidden sheet, rows or columns"}
why: {zh: 隐藏部分照样读取计算；报送单位可能并不想报, en: "What is hidden is read and counted all the same; the town may not have meant to send it"}
mend: {zh: 取消隐藏；不报的删除, en: "Unhide it; delete what is not meant"}
source: ingest
examples:
  - name: a hidden sheet, hidden rows, a hidden column
    given:
      raw_file: [{file: f, area_code: A}]
      raw_sheet:
        - {file: f, sheet: s, hidden: true, rows: 12, status: read}
        - {file: f, sheet: t, hidden: false, hidden_rows: 5-7, rows: 12, status: read}
        - {file: f, sheet: u, hidden: false, hidden_columns: D, rows: 12, status: read}
    finds: 3
  - name: nothing hidden, a hidden empty sheet, and one that was not read
    given:
      raw_file: [{file: f, area_code: A}]
      raw_sheet:
        - {file: f, sheet: s, hidden: false, rows: 12, status: read}
        - {file: f, sheet: t, hidden: true, rows: 0, status: empty}
        - {file: f, sheet: u, hidden: true, rows: 3, status: unread}
    finds: 0
*/
select
    file.area_code, sheet.file, sheet.sheet, 'hidden' as field,
    concat_ws(' ', case when sheet.hidden then sheet.tab end, sheet.hidden_rows, sheet.hidden_columns) as observed,
    '—' as expected,
    0 as money_fen
from raw_sheet as sheet
join raw_file as file on file.file = sheet.file
where sheet.status = 'read' and (sheet.hidden or sheet.hidden_rows is not null or sheet.hidden_columns is not null)
