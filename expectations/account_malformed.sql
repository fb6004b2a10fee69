/*
rule: account_malformed
family: identity
severity: warning
title: {zh: 银行账号不像账号, en: Account number that cannot be one}
why: {zh: 账号一般为 10 至 25 位数字；号码不全会被银行退回, en: "An account has 10 to 25 digits; the bank sends incomplete ones back"}
mend: {zh: 对照存折或社保卡补全, en: Complete it from the passbook or card}
source: bank practice
examples:
  - name: too short, too long, letters
    given:
      core_person:
        - {row_no: 1, account: "629999068"}
        - {row_no: 2, account: "62999906819383249601234567"}
        - {row_no: 3, account: 6299990681O38324960}
    finds: 3
  - name: a card, a passbook with dashes, none, and cash
    given:
      core_person:
        - {row_no: 1, account: "6299990681938324960"}
        - {row_no: 2, account: 81-0123-4567890}
        - {row_no: 3, account: null}
        - {row_no: 4, account: 现金}
        - {row_no: 5, account: ""}
    finds: 0
*/
select
    area_code, file, sheet, row_no, 'account' as field,
    '****' || right(account, 4) as observed,
    '10–25' as expected,
    coalesce(claimed_cash_fen + claimed_goods_fen, 0) as money_fen
from core_person
where regexp_matches(account, '[0-9]') and not regexp_full_match(replace(account, '-', ''), '[0-9]{10,25}')
