/*
rule: value_converted
family: ingest
severity: note
title: {zh: 按规则换算的单元格, en: Cells read by a rule}
why: {zh: "原文与采用值不同，逐格记录在 core_conversion", en: "What stands in the cell is not literally what was used; core_conversion keeps both, cell by cell"}
mend: {zh: 如换算有误，在 corrections.csv 更正或请乡镇重报, en: "Where the reading is wrong, correct it in corrections.csv or ask the town to submit again"}
source: domain practice
examples:
  - name: two amounts in 万 and one in words
    given:
      core_conversion:
        - {row_no: 1, field: cash, stood: 0.17万, became: "1,700.00", how: ten_thousand}
        - {row_no: 2, field: cash, stood: 0.17万, became: "1,700.00", how: ten_thousand}
        - {row_no: 3, field: cash, stood: 壹仟柒佰元整, became: "1,700.00", how: amount_words}
    finds: 2
  - name: notation, and what has rules of its own
    given:
      core_conversion:
        - {row_no: 1, field: cash, stood: 100元, became: "100.00", how: notation}
        - {row_no: 2, field: id_no, stood: "990105491231002", became: 99010519491231004X, how: old_number}
        - {row_no: 3, field: account, stood: 6.2E+18, how: damaged}
        - {row_no: 4, field: birth, stood: "1953-02-30", how: no_such_day}
    finds: 0
  - name: it is told by the file's area, at the first of its cells
    given:
      raw_file: [{file: f, area_code: A}, {file: g, area_code: B}]
      core_conversion:
        - {file: f, sheet: s, row_no: 5, field: cash, stood: 0.17万, became: "1,700.00", how: ten_thousand}
        - {file: f, sheet: s, row_no: 4, field: cash, stood: 0.18万, became: "1,800.00", how: ten_thousand}
    finds: 1
    shows: [{area_code: A, row_no: 4, observed: ten_thousand; × 2}]
*/
select
    min(raw.area_code) as area_code, conversion.file, conversion.sheet, min(conversion.row_no) as row_no,
    conversion.field,
    conversion.how || '; × ' || count(*) as observed,
    0 as money_fen
from core_conversion as conversion
left join raw_file as raw on raw.file = conversion.file
where conversion.how not in ('notation', 'old_number', 'damaged', 'no_such_day', 'not_a_date')
group by conversion.file, conversion.sheet, conversion.field, conversion.how
