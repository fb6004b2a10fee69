/*
rule: listed_unsound
family: ingest
severity: warning
title: {zh: 对照名单中的号码无法比对, en: A number of a list compared with cannot be compared}
why: {zh: 不是 18 位公民身份号码，此人比对不到, en: It has not the 18 characters of an identity number; this person escapes the comparison}
mend: {zh: 补全对照名单中的号码, en: Complete the number in that list}
source: lists
examples:
  - name: too short
    given: {core_listed: [{kind: deceased, source: d.csv, row_no: 2, id_no: "9901051949"}]}
    finds: 1
  - name: a number
    given: {core_listed: [{kind: deceased, source: d.csv, row_no: 2, id_no: 99010519491231004X}]}
    finds: 0
*/
select source as file, row_no, 'id_no' as field, mask_id(id_no) as observed, '18' as expected, 0 as money_fen
from core_listed
where not regexp_full_match(id_no, '[0-9]{17}[0-9X]')
