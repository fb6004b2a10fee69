/*
rule: area_missing
family: ingest
severity: error
title: {zh: 地区没有上报名单, en: Area without a roster}
why: {zh: 分配表列有该地区，但没有读到它的名单, en: The distribution table names the area but no roster of it was read}
mend: {zh: 催报；或修好该地区打不开的文件, en: "Ask for the roster, or mend the area's unreadable file"}
source: plan's areas
examples:
  - name: stated and silent
    given: {plan_area: [{area_code: A, name_zh: 甲镇}], plan_stated: [{level: area, area_code: A, stated_fen: 500}]}
    finds: 1
  - name: stated and read
    given: {plan_area: [{area_code: A}], plan_stated: [{level: area, area_code: A}], raw_file: [{file: f, area_code: A, status: read}]}
    finds: 0
  - name: another area was read, and this one's file was refused
    given:
      plan_area: [{area_code: A, name_zh: 甲镇}, {area_code: B, name_zh: 乙镇}]
      plan_stated: [{level: area, area_code: A, stated_fen: 500}, {level: area_line, area_code: B, stated_fen: 500}]
      raw_file: [{file: f, area_code: B, status: read}, {file: g, area_code: A, status: refused}]
    finds: 1
  - name: only single lines of it are stated
    given:
      plan_area: [{area_code: A, name_zh: 甲镇}]
      plan_stated: [{level: area_line, area_code: A, stated_fen: 500}]
    finds: 0
*/
select area.area_code, area.name_zh as observed, stated.stated_fen as money_fen
from plan_area as area
join plan_stated as stated on stated.level = 'area' and stated.area_code = area.area_code
where not exists (
    select 1 from raw_file as file where file.area_code = area.area_code and file.status <> 'refused'
)
