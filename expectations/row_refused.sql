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
  - name: identity problems have their own rules
    given:
      core_rejected: [{row_no: 1, reasons: id_check_digit}, {row_no: 2, reasons: id_length}]
      core_refusal: [{row_no: 1, reason: id_check_digit}, {row_no: 2, reason: id_length}]
    finds: 0
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
