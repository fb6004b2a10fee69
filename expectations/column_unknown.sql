/*
rule: column_unknown
family: ingest
severity: note
title: {zh: 未识别的列, en: Column not recognised}
why: {zh: 内容原样保留，但没有使用, en: Its content is kept as it stands and not used}
mend: {zh: 如该列有用，请改用通行的列名，或在 columns.csv 写明它的含义, en: "If the column matters give it a usual heading, or say in columns.csv what it means"}
source: ingest
examples:
  - name: an unknown heading, near to a known one
    given: {raw_column: [{file: f, sheet: s, col_no: 9, header: 身分证号码, field: null, suggestion: id_no}]}
    finds: 1
  - name: a column that is filled and has no heading
    given: {raw_column: [{file: f, sheet: s, col_no: 9, header: "", field: null}]}
    finds: 1
  - name: a known one, and one that is known to name nothing
    given:
      raw_column:
        - {file: f, sheet: s, col_no: 2, header: 姓名, field: name, how: synonym}
        - {file: f, sheet: s, col_no: 3, header: 年龄, field: null, how: synonym}
        - {file: f, sheet: s, col_no: 4, header: 去年金额, field: null, how: override}
    finds: 0
  - name: it is told by the file's area
    given:
      raw_file: [{file: f, area_code: A}, {file: g, area_code: B}]
      raw_column: [{file: f, sheet: s, col_no: 9, header: 血型, field: null}]
    finds: 1
    shows: [{area_code: A}]
  - name: the second table of a sheet, told by its own header row
    given:
      raw_table:
        - {file: f, sheet: s, table_no: 1, header_row: 3}
        - {file: f, sheet: s, table_no: 2, header_row: 20}
        - {file: f, sheet: t, table_no: 2, header_row: 5}
        - {file: g, sheet: s, table_no: 2, header_row: 7}
      raw_column: [{file: f, sheet: s, table_no: 2, col_no: 9, header: 血型, field: null}]
    finds: 1
    shows: [{row_no: 20, cell: I20, observed: 血型}]
*/
select
    file.area_code, raw.file, raw.sheet, tab.header_row as row_no,
    column_letters(raw.col_no) || tab.header_row as cell,
    raw.header as observed,
    raw.suggestion as expected,
    0 as money_fen
from raw_column as raw
left join raw_table as tab on tab.file = raw.file and tab.sheet = raw.sheet and tab.table_no = raw.table_no
left join raw_file as file on file.file = raw.file
where raw.field is null and raw.how is null
