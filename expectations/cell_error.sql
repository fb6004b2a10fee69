/*
rule: cell_error
family: ingest
severity: warning
title: {zh: 单元格是公式错误, en: A cell shows a formula error}
why: {zh: "人员行或合计行中有 #REF!、#N/A 等，该值没有读到"  , en: "A person or total row has #REF!, #N/A or the like; that value was not read"}
mend: {zh: 修好公式或直接填值, en: Mend the formula or type the value}
source: ingest
examples:
  - name: in a person's row, and in a total
    given:
      raw_file: [{file: f, area_code: A}]
      raw_row:
        - {file: f, sheet: s, row_no: 5, role: person, cells: [赵某, "#REF!"], cell_types: se}
        - {file: f, sheet: s, row_no: 9, role: total, cells: [合计, "#N/A"], cell_types: se}
    finds: 2
  - name: in a note, and none
    given:
      raw_file: [{file: f, area_code: A}]
      raw_row:
        - {file: f, sheet: s, row_no: 5, role: person, cells: [赵某, "100"], cell_types: sn}
        - {file: f, sheet: s, row_no: 9, role: note, cells: ["#REF!"], cell_types: e}
    finds: 0
*/
select
    file.area_code, raw.file, raw.sheet, raw.row_no, raw.role as field,
    raw.cells[strpos(raw.cell_types, 'e')] as observed,
    '—' as expected,
    0 as money_fen
from raw_row as raw
join raw_file as file on file.file = raw.file
where raw.role in ('person', 'subtotal', 'total') and contains(raw.cell_types, 'e')
