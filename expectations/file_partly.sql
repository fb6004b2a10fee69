/*
rule: file_partly
family: ingest
severity: error
title: {zh: 文件只读取了一部分, en: File read in part only}
why: {zh: 没有读到的部分不计入, en: What could not be read is not counted}
mend: {zh: 按说明处理后重新放入文件夹, en: Do as the message says and put the file back}
source: ingest
examples:
  - name: a workbook without rows
    given: {raw_file: [{file: f, status: partly, problem: no_rows, detail_zh: 空, detail_en: empty}]}
    finds: 1
  - name: read whole, refused whole, or a sheet without header, which has its own rule
    given:
      raw_file:
        - {file: f, status: read}
        - {file: g, status: refused, problem: encrypted}
        - {file: h, status: partly, problem: no_header}
    finds: 0
*/
select area_code, file, problem as observed, detail_zh || ' / ' || detail_en as expected, 0 as money_fen
from raw_file
where status = 'partly' and problem <> 'no_header'
