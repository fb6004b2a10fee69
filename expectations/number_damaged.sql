/*
rule: number_damaged
family: ingest
severity: error
title: {zh: 长号码被表格软件改坏, en: A long number damaged by the spreadsheet}
why: {zh: 以数值保存的号码只留 15 位，后几位变成 0 或别的数，无法还原, en: "Stored as a number it keeps fifteen digits; the last ones have become zeros or others, and nothing can bring them back"}
mend: {zh: 把该列设为文本，从原件重新录入, en: Format the column as text and type the numbers again from the originals}
source: ingest
examples:
  - name: an identity number and an account stored as numbers
    given:
      raw_file: [{file: f, area_code: A}]
      raw_column:
        - {file: f, sheet: s, table_no: 1, col_no: 2, header: 身份证号, field: id_no}
        - {file: f, sheet: s, table_no: 1, col_no: 3, header: 银行账号, field: account}
      raw_row: [{file: f, sheet: s, table_no: 1, row_no: 5, role: person, cells: [赵某, "110105194912310000", "6299990681938324000"], cell_types: snn}]
    finds: 2
  - name: written out with an exponent
    given:
      raw_file: [{file: f, area_code: A}]
      raw_column: [{file: f, sheet: s, table_no: 1, col_no: 2, header: 身份证号, field: id_no}]
      raw_row: [{file: f, sheet: s, table_no: 1, row_no: 5, role: person, cells: [赵某, 1.10105E+17], cell_types: ss}]
    finds: 1
  - name: stored as text, a short number, an amount, a footer
    given:
      raw_file: [{file: f, area_code: A}]
      raw_column:
        - {file: f, sheet: s, table_no: 1, col_no: 1, header: 身份证号, field: id_no}
        - {file: f, sheet: s, table_no: 1, col_no: 2, header: 银行账号, field: account}
        - {file: f, sheet: s, table_no: 1, col_no: 3, header: 合计, field: amount}
        - {file: f, sheet: s, table_no: 2, col_no: 3, header: 银行账号, field: account}
        - {file: f, sheet: t, table_no: 1, col_no: 3, header: 银行账号, field: account}
        - {file: g, sheet: s, table_no: 1, col_no: 3, header: 银行账号, field: account}
      raw_row:
        - {file: f, sheet: s, table_no: 1, row_no: 5, role: person, cells: ["110105194912310025", "990681001234567", "6299990681938324000"], cell_types: snn}
        - {file: f, sheet: s, table_no: 1, row_no: 9, role: footer, cells: ["110105194912310000", "", ""], cell_types: n--}
    finds: 0
*/
with long as (
    select file, sheet, table_no, col_no, field
    from raw_column
    where field in ('id_no', 'head_id', 'account', 'cert_no')
)

select
    file.area_code, raw.file, raw.sheet, raw.row_no, long.field,
    '…' || right(raw.cells[long.col_no], 3) as observed,
    'text' as expected,
    0 as money_fen
from raw_row as raw
join long on long.file = raw.file and long.sheet = raw.sheet and long.table_no = raw.table_no
join raw_file as file on file.file = raw.file
where raw.role = 'person'
    and (
        (substr(raw.cell_types, long.col_no, 1) = 'n' and length(raw.cells[long.col_no]) > 15)
        or regexp_full_match(raw.cells[long.col_no], '[0-9.]+[eE]\+?[0-9]+')
    )
