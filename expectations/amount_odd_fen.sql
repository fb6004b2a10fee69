/*
rule: amount_odd_fen
family: amounts
severity: note
title: {zh: 列报金额带角分, en: Claimed amount with jiao and fen}
why: {zh: 慰问标准都是整元，带角分多为公式折算, en: "Standards are whole yuan; a fraction usually comes from a formula"}
mend: {zh: 核对金额, en: Check the amount}
source: domain practice
examples:
  - name: a hundred yuan and a half
    given: {core_person: [{claimed_cash_fen: 10050, claimed_goods_fen: 0}]}
    finds: 1
  - name: half a yuan of goods
    given: {core_person: [{claimed_cash_fen: 10000, claimed_goods_fen: 50}]}
    finds: 1
  - name: whole yuan, and no amounts
    given: {core_person: [{row_no: 1, claimed_cash_fen: 10000, claimed_goods_fen: 0}, {row_no: 2, claimed_cash_fen: null}]}
    finds: 0
*/
select
    area_code, file, sheet, row_no, 'amount' as field,
    yuan(claimed_cash_fen + claimed_goods_fen) as observed,
    '—' as expected,
    (claimed_cash_fen + claimed_goods_fen) % 100 as money_fen
from core_person
where (claimed_cash_fen + claimed_goods_fen) % 100 <> 0
