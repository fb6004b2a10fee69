/*
rule: file_repeated
family: duplicates
severity: error
title: {zh: 同一文件报送了两次, en: One file sent twice}
why: {zh: 两个文件内容完全相同，名单会重复计算, en: Two files have the very same content; their people are listed twice}
mend: {zh: 删除其中一个；若应为另一份名单，请补报, en: "Take one of them out; if it should have been another roster, ask for that"}
source: ingest
examples:
  - name: a copy under another name
    given: {raw_file: [{file: a.xlsx, sha256: x, status: read}, {file: b.xlsx, sha256: x, status: read}]}
    finds: 1
  - name: other content, and a copy that was refused
    given:
      raw_file:
        - {file: a.xlsx, sha256: x, status: read}
        - {file: b.xlsx, sha256: y, status: read}
        - {file: c.xlsx, sha256: y, status: refused}
    finds: 0
*/
select copy.area_code, copy.file, 'file' as field, left(copy.sha256, 12) as observed, min(first.file) as expected, 0 as money_fen
from raw_file as copy
join raw_file as first on first.sha256 = copy.sha256 and first.file < copy.file
where copy.status <> 'refused' and first.status <> 'refused'
group by copy.area_code, copy.file, copy.sha256
