/*
rule: counts_compared
family: plan
severity: warning
title: {zh: 两处应当一致的数不一致, en: Two counts one would expect to agree do not}
why: {zh: 方案或报告中同一批对象出现两个不同的数, en: The plan or report gives two different counts of what seems to be one group}
mend: {zh: 请报告单位说明口径, en: Ask the reporting office what each of them counts}
source: plan's comparisons
examples:
  - name: 1 against 2
    given:
      plan_comparison: [{comparison_no: 1, side: one, standard_id: a}, {comparison_no: 1, side: other, standard_id: b}]
      core_award: [{standard_id: a, row_no: 1, status: awarded}, {standard_id: b, row_no: 1, status: awarded}, {standard_id: b, row_no: 2, status: awarded}]
    finds: 1
  - name: two parts against a whole
    given:
      plan_comparison: [{comparison_no: 1, side: one, standard_id: a}, {comparison_no: 1, side: other, standard_id: b}, {comparison_no: 1, side: other, standard_id: c}]
      core_award: [{standard_id: a, row_no: 1, status: awarded}, {standard_id: a, row_no: 2, status: awarded}, {standard_id: b, row_no: 1, status: awarded}, {standard_id: c, row_no: 1, status: awarded}]
    finds: 0
*/
with counted as (
    select
        comparison.comparison_no,
        min(comparison.clause) as clause,
        count(award.standard_id) filter (comparison.side = 'one') as one_count,
        count(award.standard_id) filter (comparison.side = 'other') as other_count
    from plan_comparison as comparison
    left join core_award as award on award.standard_id = comparison.standard_id and award.status = 'awarded'
    group by comparison.comparison_no
)

select 'count' as field, one_count || ' ≠ ' || other_count as observed, clause as expected, 0 as money_fen
from counted
where one_count <> other_count
