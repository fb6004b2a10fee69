/*
rule: payment_file_unread
family: payment
severity: error
title: {zh: "发放文件无法读取、无内容、重复或找不到表头", en: "Paid file that is not read"}
why: {zh: "其中的发放结果没有计入", en: "Nothing in it is counted: it cannot be read, is empty, has no header, or is there twice"}
mend: {zh: "按说明处理后重新放入", en: "Do as the message says and put the file back"}
source: steps of payment - results come back, failures are checked and paid again, wrong ones recovered
examples:
  - name: refused, without a header
    given:
      core_paid_sheet:
        - {file: f, sheet: "", status: refused, detail_zh: 有密码, detail_en: locked}
        - {file: g, sheet: s, status: unread, area_code: A, detail_zh: 无表头, detail_en: no header}
    finds: 2
    shows: [{file: f, observed: refused, expected: 有密码 / locked}, {file: g, sheet: s, area_code: A, observed: unread}]
  - name: nothing in any of its sheets
    given: {core_paid_sheet: [{file: f, sheet: t, status: empty}, {file: f, sheet: s, status: empty, detail_zh: 空, detail_en: nothing}]}
    finds: 1
    shows: [{file: f, sheet: s, observed: empty, expected: 空 / nothing}]
  - name: read, with an empty sheet beside or before
    given: {core_paid_sheet: [{file: h, sheet: s, status: read}, {file: h, sheet: t, status: empty}, {file: h, sheet: a, status: empty}]}
    finds: 0
*/
with filled as (
    select distinct file from core_paid_sheet where status <> 'empty'
),

-- A file with nothing in it, told at the first of its sheets; an empty sheet beside others is nothing to tell.
empty as (
    select sheet.file, min(sheet.sheet) as sheet
    from core_paid_sheet as sheet
    left join filled on filled.file = sheet.file
    where filled.file is null
    group by sheet.file
)

select
    told.area_code, told.file, told.sheet, 'file' as field,
    told.status as observed,
    told.detail_zh || ' / ' || told.detail_en as expected,
    0 as money_fen
from core_paid_sheet as told
left join empty on empty.file = told.file and empty.sheet = told.sheet
where told.status in ('refused', 'unread') or empty.file is not null
