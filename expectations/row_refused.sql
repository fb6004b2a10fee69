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
    given: {core_rejected: [{reasons: name_missing}]}
    finds: 1
  - name: amount cannot be read
    given: {core_rejected: [{reasons: id_length; amount_unreadable}]}
    finds: 1
  - name: identity problems have their own rules
    given: {core_rejected: [{reasons: id_check_digit}, {reasons: id_length}]}
    finds: 0
*/
select
    area_code, file, sheet, row_no,
    case
        when reasons like '%name_missing%' then 'name'
        when reasons like '%amount_unreadable%' then 'amount'
        when reasons like '%category_unknown%' then 'category'
    end as field,
    reasons as observed,
    claimed_fen as money_fen
from core_rejected
where regexp_matches(reasons, '(name_missing|amount_unreadable|category_unknown|area_unknown)')
