/*
rule: title_other_year
family: ingest
severity: warning
title: {zh: 标题写的是另一年度, en: The title names another year}
why: {zh: 可能报错了文件，用的是往年名单, en: "The wrong file may have been sent, with an earlier year's people"}
mend: {zh: 核对是否本年名单；是则更正标题, en: "Make sure that it is this year's roster; correct the title if it is"}
source: plan's year
examples:
  - name: last year's title
    given:
      plan_setting: [{year: 2023}]
      raw_file: [{file: f, area_code: A}]
      raw_sheet: [{file: f, sheet: s, title: 甲镇2022年春节慰问花名册, status: read}]
    finds: 1
  - name: this year's, both years, no year, and a sheet that is no roster
    given:
      plan_setting: [{year: 2023}]
      raw_file: [{file: f, area_code: A}]
      raw_sheet:
        - {file: f, sheet: s, title: 甲镇2023年春节慰问花名册, status: read}
        - {file: f, sheet: t, title: 2022年低保户 2023年春节慰问, status: read}
        - {file: f, sheet: u, title: 春节慰问花名册, status: read}
        - {file: f, sheet: v, title: 2021年说明, status: unread}
    finds: 0
*/
select
    file.area_code, sheet.file, sheet.sheet, 'title' as field,
    regexp_extract(sheet.title, '(20[0-9]{2}) *年', 1) as observed,
    setting.year::varchar as expected,
    0 as money_fen
from raw_sheet as sheet
join raw_file as file on file.file = sheet.file
cross join plan_setting as setting
where sheet.status = 'read'
    and regexp_matches(sheet.title, '20[0-9]{2} *年')
    and not contains(sheet.title, setting.year::varchar)
