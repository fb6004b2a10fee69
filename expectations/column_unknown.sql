/*
rule: column_unknown
family: ingest
severity: note
title: {zh: 未识别的列, en: Column not recognised}
why: {zh: 内容原样保留，但没有使用, en: Its content is kept as it stood and not used}
mend: {zh: 如该列有用，请改用通行的列名, en: If the column matters give it a usual heading}
source: ingest
examples:
  - name: an unknown heading
    given: {raw_column: [{file: f, sheet: s, col_no: 9, header: 血型, field: null}]}
    finds: 1
  - name: a known one
    given: {raw_column: [{file: f, sheet: s, col_no: 2, header: 姓名, field: name}]}
    finds: 0
  - name: it is told by the file's area
    given:
      raw_file: [{file: f, area_code: A}, {file: g, area_code: B}]
      raw_column: [{file: f, sheet: s, col_no: 9, header: 血型, field: null}]
    finds: 1
    shows: [{area_code: A}]
*/
select file.area_code, raw.file, raw.sheet, raw.header as observed, 0 as money_fen
from raw_column as raw
left join raw_file as file on file.file = raw.file
where raw.field is null
