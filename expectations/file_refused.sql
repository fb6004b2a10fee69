/*
rule: file_refused
family: ingest
severity: error
title: {zh: 文件无法读取, en: File could not be read}
why: {zh: 该文件的名单没有计入, en: Nothing of this file is counted}
mend: {zh: 按说明处理后重新放入文件夹, en: Do as the message says and put the file back}
source: ingest
examples:
  - name: an encrypted workbook
    given: {raw_file: [{file: f, status: refused, problem: encrypted, detail_zh: 有密码}]}
    finds: 1
  - name: a workbook read
    given: {raw_file: [{file: f, status: read, problem: null}]}
    finds: 0
*/
select area_code, file, problem as observed, detail_zh || ' / ' || detail_en as expected, 0 as money_fen
from raw_file
where status = 'refused'
