/*
rule: row_refused
family: ingest
severity: error
title: {zh: 该行无法接收, en: Row refused}
why: {zh: 缺少姓名、类别、地区或金额无法识别，不能确定发给谁、发多少, en: "Name, category or area is missing, or an amount cannot be read: it is not certain who gets what"}
mend: {zh: 补全该行后重报, en: Complete the row and submit again}
source: domain practice
examples:
  - name: a name is missing
    given: {core_rejected: [{reasons: name_missing}], core_refusal: [{reason: name_missing}]}
    finds: 1
  - name: amount cannot be read
    given:
      core_rejected: [{reasons: id_length; amount_unreadable}]
      core_refusal: [{reason: id_length}, {reason: amount_unreadable, field: cash, stood: 约100}]
    finds: 1
    shows: [{observed: amount_unreadable; 约100}]
  - name: identity problems have their own rules
    given:
      core_rejected: [{row_no: 1, reasons: id_check_digit}, {row_no: 2, reasons: id_length}]
      core_refusal: [{row_no: 1, reason: id_check_digit}, {row_no: 2, reason: id_length}]
    finds: 0
  - name: a cell that may hold a name or a long number, which is not shown
    given:
      core_rejected: [{row_no: 1}, {row_no: 2}]
      core_refusal:
        - {row_no: 1, reason: category_unknown, field: category, stood: 张三}
        - {row_no: 2, reason: amount_unreadable, field: cash, stood: "99010519491231"}
    finds: 2
    shows: [{row_no: 1, observed: category_unknown}, {row_no: 2, observed: amount_unreadable}]
  - name: one row, while its neighbours and the same row of another sheet or file are no part of it
    given:
      core_rejected:
        - {file: f, sheet: s, row_no: 4, area_code: A, claimed_fen: 5000}
        - {file: f, sheet: s, row_no: 5, area_code: B}
        - {file: f, sheet: t, row_no: 4, area_code: B}
        - {file: g, sheet: s, row_no: 4, area_code: B}
      core_refusal: [{file: f, sheet: s, row_no: 4, reason: name_missing, field: name}]
    finds: 1
    shows: [{area_code: A, money_fen: 5000}]
*/
select
    rejected.area_code, refusal.file, refusal.sheet, refusal.row_no, refusal.field,
    -- Of the cell only what belongs to an amount is shown: names and long numbers may have slipped into it.
    refusal.reason || case
        when refusal.reason = 'amount_unreadable' and not regexp_matches(refusal.stood, '[0-9]{6}')
            then '; ' || left(regexp_replace(refusal.stood, '[^-0-9.,+/¥￥元万角分折约 ]', '*', 'g'), 40)
        else ''
    end as observed,
    rejected.claimed_fen as money_fen
from core_refusal as refusal
join core_rejected as rejected
    on rejected.file = refusal.file and rejected.sheet = refusal.sheet and rejected.row_no = refusal.row_no
where refusal.reason in ('name_missing', 'amount_unreadable', 'category_unknown', 'area_unknown')
