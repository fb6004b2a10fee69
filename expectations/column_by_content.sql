/*
rule: column_by_content
family: ingest
severity: note
title: {zh: 按内容识别的列, en: Column read by what stands in it}
why: {zh: 表头写的是别的内容或没有写，但单元格本身足以证明，已按内容读取, en: "Its heading says something else, or nothing; its cells leave no doubt, and it was read by them"}
mend: {zh: 请核对；如不对，在 columns.csv 写明该列的含义, en: "Look at it; where it is wrong, say in columns.csv what the column means"}
source: ingest
examples:
  - name: names and numbers have changed places
    given:
      raw_column:
        - {file: f, sheet: s, col_no: 2, header: 姓名, field: id_no, how: content}
        - {file: f, sheet: s, col_no: 3, header: 身份证号, field: name, how: content}
    finds: 2
  - name: by its heading, and by the analyst's word
    given:
      raw_column:
        - {file: f, sheet: s, col_no: 2, header: 姓名, field: name, how: synonym}
        - {file: f, sheet: s, col_no: 3, header: 号码, field: id_no, how: override}
    finds: 0
  - name: the second table of a sheet, told by its own header row and the file's area
    given:
      raw_file: [{file: f, area_code: A}, {file: g, area_code: B}]
      raw_table:
        - {file: f, sheet: s, table_no: 1, header_row: 3}
        - {file: f, sheet: s, table_no: 2, header_row: 20}
        - {file: f, sheet: t, table_no: 2, header_row: 5}
        - {file: g, sheet: s, table_no: 2, header_row: 7}
      raw_column: [{file: f, sheet: s, table_no: 2, col_no: 2, header: 姓名, field: id_no, how: content}]
    finds: 1
    shows: [{area_code: A, row_no: 20, cell: B20, observed: 姓名, expected: id_no}]
*/
select
    file.area_code, raw.file, raw.sheet, tab.header_row as row_no,
    column_letters(raw.col_no) || tab.header_row as cell,
    raw.field,
    raw.header as observed,
    raw.field as expected,
    0 as money_fen
from raw_column as raw
left join raw_table as tab on tab.file = raw.file and tab.sheet = raw.sheet and tab.table_no = raw.table_no
left join raw_file as file on file.file = raw.file
where raw.how = 'content'
