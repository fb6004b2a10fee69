/*
rule: identity_birth
family: identity
severity: warning
title: {zh: 出生年月与身份证号不符, en: Birth column disagrees with the identity number}
why: {zh: 两者必有一错，可能录错行或录错人, en: One of the two is wrong; the row may describe somebody else}
mend: {zh: 核对身份证原件，更正出生年月或号码, en: Compare with the card and correct whichever is wrong}
source: GB 11643-1999
examples:
  - name: another month
    given: {core_person: [{birth_date: 1949-12-31, stated_birth: 1949-11}]}
    finds: 1
  - name: same month, day not given
    given: {core_person: [{birth_date: 1949-12-31, stated_birth: 1949-12}]}
    finds: 0
  - name: no birth column
    given: {core_person: [{birth_date: 1949-12-31, stated_birth: null}]}
    finds: 0
*/
select
    area_code, file, sheet, row_no, 'birth' as field,
    left(stated_birth, 4) as observed,
    '≠ id_no' as expected,
    0 as money_fen
from core_person
where stated_birth is not null and stated_birth <> left(birth_date::varchar, length(stated_birth))
