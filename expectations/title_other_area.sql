/*
rule: title_other_area
family: ingest
severity: warning
title: {zh: 标题写的是另一个地区, en: The title names another area}
why: {zh: 文件算给一个地区，其中一张表的标题却是另一地区：人会记到别的镇, en: "The file belongs to one area and the title of this sheet names another: people may be counted in the wrong town"}
mend: {zh: 各地区分开报送，或更正标题, en: "Send each area's sheets apart, or correct the title"}
source: plan's areas
examples:
  - name: a neighbour's sheet in the file
    given:
      plan_area: [{area_code: A, name_zh: 甲镇}, {area_code: B, name_zh: 乙镇}]
      raw_file: [{file: f, area_code: A}]
      raw_sheet: [{file: f, sheet: s, title: 乙镇春节慰问花名册, status: read}]
    finds: 1
  - name: its own name, both names, a longer name that holds another, and a sheet not read
    given:
      plan_area: [{area_code: A, name_zh: 甲镇}, {area_code: B, name_zh: 乙镇}, {area_code: C, name_zh: 东甲镇}]
      raw_file: [{file: f, area_code: A}, {file: g, area_code: C}]
      raw_sheet:
        - {file: f, sheet: s, title: 甲镇春节慰问花名册, status: read}
        - {file: f, sheet: t, title: 甲镇（原乙镇）春节慰问花名册, status: read}
        - {file: f, sheet: u, title: 乙镇, status: unread}
        - {file: g, sheet: s, title: 东甲镇春节慰问花名册, status: read}
    finds: 0
*/
select
    sheet_file.area_code, sheet.file, sheet.sheet, 'title' as field,
    min(other.name_zh) as observed,
    own.name_zh as expected,
    0 as money_fen
from raw_sheet as sheet
join raw_file as sheet_file on sheet_file.file = sheet.file
join plan_area as own on own.area_code = sheet_file.area_code
join plan_area as other on contains(sheet.title, other.name_zh)
where sheet.status = 'read' and not contains(sheet.title, own.name_zh)
group by sheet_file.area_code, sheet.file, sheet.sheet, own.name_zh
