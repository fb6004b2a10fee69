/*
rule: payee_other
family: eligibility
severity: warning
title: {zh: 收款人不是本人或户内成员, en: Payee who is neither the person nor of the household}
why: {zh: 钱会进别人账户；监护人、机构代领须有依据, en: "The money goes to somebody else; a guardian or institution drawing it needs a ground"}
mend: {zh: 改为本人账户，或附委托、监护证明, en: "Name the person's own account, or keep the mandate with the roster"}
source: relief is paid into the person's own account
examples:
  - name: a stranger's name
    given: {core_person: [{file: f, sheet: s, row_no: 1, household_key: h, name: 赵某, payee: 王某}]}
    finds: 1
  - name: a member of another household
    given:
      core_person:
        - {file: f, sheet: s, row_no: 1, household_key: h, name: 赵某, payee: 王某}
        - {file: f, sheet: s, row_no: 2, household_key: k, name: 王某}
    finds: 1
  - name: the person, a member of the household, nobody named
    given:
      core_person:
        - {file: f, sheet: s, row_no: 1, household_key: h, name: 赵某, payee: 赵某}
        - {file: f, sheet: s, row_no: 2, household_key: h, name: 赵小某, payee: 赵某}
        - {file: f, sheet: s, row_no: 3, household_key: k, name: 钱某, payee: null}
        - {file: f, sheet: s, row_no: 4, household_key: m, name: 孙某, payee: ""}
    finds: 0
*/
select
    person.area_code, person.file, person.sheet, person.row_no, 'payee' as field,
    repeat('*', length(person.payee)::int) as observed,
    '—' as expected,
    coalesce(person.claimed_cash_fen + person.claimed_goods_fen, 0) as money_fen
from core_person as person
anti join core_person as member on member.household_key = person.household_key and member.name = person.payee
where person.payee <> ''
