/*
rule: group_missing
family: quotas
severity: error
title: {zh: 按单位分配名额，但没有填单位, en: "Places go by enterprise or group, and the row names none"}
why: {zh: 不知占用哪个单位的名额，名额无法核对, en: "It is not known whose place the person takes, so places cannot be counted"}
mend: {zh: 补填企业或小组, en: Write the enterprise or group into the row}
source: plan's quota clause
examples:
  - name: no enterprise, by either kind of limit
    given:
      plan_quota: [{standard_id: s, scope: group, places: 2}, {standard_id: t, scope: groups, places: 2}]
      core_candidate: [{standard_id: s, row_no: 1, group_name: null}, {standard_id: t, row_no: 2, group_name: ""}]
    finds: 2
  - name: an enterprise named, and places that go by area
    given:
      plan_quota: [{standard_id: s, scope: group, places: 2}, {standard_id: s, scope: groups, places: 2}, {standard_id: t, scope: area, places: 2}]
      core_candidate: [{standard_id: s, row_no: 1, group_name: 纺织厂}, {standard_id: t, row_no: 2, group_name: null}]
    finds: 0
  - name: both limits on one standard are one finding
    given:
      plan_quota: [{standard_id: s, scope: group, places: 2}, {standard_id: s, scope: groups, places: 2}]
      core_candidate: [{standard_id: s, row_no: 1, group_name: null}]
    finds: 1
*/
select
    area_code, file, sheet, row_no, 'group' as field, standard_id,
    '—' as observed,
    clause as expected,
    amount_fen as money_fen
from core_candidate
semi join (select standard_id from plan_quota where scope in ('group', 'groups')) as limited using (standard_id)
where coalesce(group_name, '') = ''
