/*
rule: account_shared
family: duplicates
severity: warning
title: {zh: 多户共用一个账号, en: One account for unrelated people}
why: {zh: 三户以上填同一账号：钱会进同一人手里, en: "Three households or more name one account: all their money goes to whoever holds it"}
mend: {zh: 核对各人存折；确由他人代领的须有委托, en: "Compare with each person's passbook; whoever draws for another needs a mandate"}
source: relief is paid into the person's own account
examples:
  - name: three households, one account
    given:
      core_person:
        - {file: f, sheet: s, row_no: 1, id_no: p, household_key: p, area_code: A, account: "6299990681938324960"}
        - {file: f, sheet: s, row_no: 2, id_no: q, household_key: q, area_code: A, account: "6299990681938324960"}
        - {file: f, sheet: s, row_no: 3, id_no: r, household_key: r, area_code: A, account: "6299990681938324960"}
    finds: 2
  - name: one person as a member of a household, alone, and in another town
    given:
      core_person:
        - {file: f, sheet: s, row_no: 1, id_no: p, household_key: h, area_code: A, account: "6299990681938324960"}
        - {file: f, sheet: s, row_no: 2, id_no: p, household_key: p, area_code: B, account: "6299990681938324960"}
        - {file: f, sheet: s, row_no: 3, id_no: p, household_key: k, area_code: B, account: "6299990681938324960"}
    finds: 0
  - name: one household of three
    given:
      core_person:
        - {file: f, sheet: s, row_no: 1, id_no: p, household_key: h, area_code: A, account: "6299990681938324960"}
        - {file: f, sheet: s, row_no: 2, id_no: q, household_key: h, area_code: B, account: "6299990681938324960"}
        - {file: f, sheet: s, row_no: 3, id_no: r, household_key: h, area_code: B, account: "6299990681938324960"}
    finds: 0
  - name: a couple, one person listed twice, accounts of one's own, a cell that is no account, an institution
    given:
      core_person:
        - {file: f, sheet: s, row_no: 1, id_no: p, household_key: p, area_code: A, account: "6299990681938324960"}
        - {file: f, sheet: s, row_no: 2, id_no: q, household_key: q, area_code: A, account: "6299990681938324960"}
        - {file: f, sheet: s, row_no: 3, id_no: p, household_key: p, area_code: A, account: "6299990681938324960"}
        - {file: f, sheet: s, row_no: 4, id_no: r, household_key: r, area_code: A, account: "6299990681938324961"}
        - {file: f, sheet: s, row_no: 5, id_no: u, household_key: u, area_code: A, account: 现金领取}
        - {file: f, sheet: s, row_no: 6, id_no: v, household_key: v, area_code: A, account: 现金领取}
        - {file: f, sheet: s, row_no: 7, id_no: w, household_key: w, area_code: A, account: 现金领取}
        - {file: f, sheet: s, row_no: 8, id_no: A/甲院, household_key: A/甲院, area_code: B, account: "6299990681938324961"}
    finds: 0
*/
with several as (
    select account from core_person group by account having count(*) > 1
),

banked as (
    select *, replace(replace(account, ' ', ''), '-', '') as number
    from core_person
    semi join several using (account)
    where not contains(id_no, '/')
),

shared as (
    select number, min_by(household_key, (file, sheet, row_no)) as first_household, min(place(file, sheet, row_no)) as first_place
    from banked
    where regexp_full_match(number, '[0-9]{8,}')
    group by number
    having count(distinct id_no) >= 3 and count(distinct household_key) >= 3
)

select
    area_code, file, sheet, row_no, 'account' as field,
    '****' || right(number, 4) as observed,
    first_place as expected,
    coalesce(claimed_cash_fen + claimed_goods_fen, 0) as money_fen
from banked
join shared using (number)
where household_key <> first_household
