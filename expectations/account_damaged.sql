/*
rule: account_damaged
family: ingest
severity: warning
title: {zh: 银行账号或户主身份证号被表格软件截断, en: Account or head's identity number cut short by a spreadsheet}
why: {zh: "单元格是数字格式，只保留前 15 位；本系统不采用残缺号码", en: "The cell is a number: only fifteen digits are kept. A number that is not whole is not used"}
mend: {zh: 单元格先设为文本再重新填写, en: Format the cell as text and type the number again}
source: 15 digits of a spreadsheet number
examples:
  - name: an account in scientific notation
    given: {core_conversion: [{field: account, stood: 6.21700E+18, became: null, how: damaged}]}
    finds: 1
  - name: an account with blanks in it
    given: {core_conversion: [{field: account, stood: 6217 0000 0000 0000 001, became: "6217000000000000001", how: notation}]}
    finds: 0
  - name: it is told by the file's area
    given:
      raw_file: [{file: f, area_code: A}, {file: g, area_code: B}]
      core_conversion: [{file: f, sheet: s, row_no: 4, field: account, stood: 6.21700E+18, how: damaged}]
    finds: 1
    shows: [{area_code: A, file: f, row_no: 4, observed: "****"}]
*/
select
    raw.area_code, conversion.file, conversion.sheet, conversion.row_no, conversion.field,
    '****' as observed,
    0 as money_fen
from core_conversion as conversion
left join raw_file as raw on raw.file = conversion.file
where conversion.how = 'damaged'
