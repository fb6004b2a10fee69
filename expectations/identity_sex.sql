/*
rule: identity_sex
family: identity
severity: warning
title: {zh: 性别与身份证号不符, en: Sex column disagrees with the identity number}
why: {zh: 号码第 17 位单数为男、双数为女，两者必有一错, en: "The 17th digit is odd for men, even for women: one of the two is wrong"}
mend: {zh: 核对身份证原件，更正性别或号码, en: Compare with the card and correct whichever is wrong}
source: GB 11643-1999
examples:
  - name: an even sequence with 男
    given: {core_person: [{id_no: 99010519491231004X, sex: 男}]}
    finds: 1
  - name: an even sequence with 女
    given: {core_person: [{id_no: 99010519491231004X, sex: 女}]}
    finds: 0
  - name: no sex column
    given: {core_person: [{id_no: 99010519491231004X, sex: null}]}
    finds: 0
  - name: an odd sequence with 女, then with 男
    given: {core_person: [{row_no: 1, id_no: "440524188001010014", sex: 女}, {row_no: 2, id_no: "440524188001010014", sex: 男}]}
    finds: 1
    shows: [{row_no: 1, expected: 男}]
  - name: of sequences that end in 3 and in 4
    given:
      core_person:
        - {row_no: 1, id_no: "440524188001010030", sex: 男}
        - {row_no: 2, id_no: "440524188001010041", sex: 男}
    finds: 1
    shows: [{row_no: 2, expected: 女}]
*/
select
    area_code, file, sheet, row_no, 'sex' as field,
    sex as observed,
    case when substr(id_no, 17, 1)::int % 2 = 1 then '男' else '女' end as expected,
    0 as money_fen
from core_person
where sex in ('男', '女') and sex <> case when substr(id_no, 17, 1)::int % 2 = 1 then '男' else '女' end
