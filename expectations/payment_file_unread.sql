/*
rule: payment_file_unread
family: payment
severity: error
title: {zh: "发放文件无法读取或找不到表头", en: "Paid file that cannot be read"}
why: {zh: "其中的发放结果没有计入", en: "Nothing in it is counted"}
mend: {zh: "按说明处理后重新放入", en: "Do as the message says and put the file back"}
source: steps of payment - results come back, failures are checked and paid again, wrong ones recovered
examples:
  - name: refused, without a header, read, empty
    given:
      core_paid_sheet:
        - {file: f, sheet: "", status: refused, detail_zh: 有密码, detail_en: locked}
        - {file: g, sheet: s, status: unread, area_code: A, detail_zh: 无表头, detail_en: no header}
    finds: 2
    shows: [{file: f, observed: refused, expected: 有密码 / locked}, {file: g, sheet: s, area_code: A, observed: unread}]
  - name: read, empty
    given: {core_paid_sheet: [{file: h, sheet: s, status: read}, {file: h, sheet: t, status: empty}]}
    finds: 0
*/
select
    area_code, file, sheet, 'file' as field,
    status as observed,
    detail_zh || ' / ' || detail_en as expected,
    0 as money_fen
from core_paid_sheet
where status in ('refused', 'unread')
