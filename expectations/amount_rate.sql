/*
rule: amount_rate
family: amounts
severity: warning
title: {zh: 标准栏与方案标准不同, en: Rate column is not a rate of the plan}
why: {zh: 名单写的标准不是该类别的任何标准，可能用了往年的标准, en: "The rate written is none that the plan gives this category: perhaps an earlier year's"}
mend: {zh: 按本年方案更正标准, en: "Correct it to this year's plan"}
source: plan's standards
examples:
  - name: the goods alone
    given: &given
      plan_beneficiary: [{standard_id: s, list: l, category: c}]
      plan_component: [{standard_id: s, component: cash, kind: cash, value_fen: 30000}, {standard_id: s, component: gift, kind: goods, value_fen: 20000}]
      raw_column: [{file: f, sheet: s, table_no: 1, col_no: 1, header: 标准（元）, field: standard}]
      raw_row: [{file: f, sheet: s, table_no: 1, row_no: 5, role: person, cells: [200元]}]
      core_person: [{file: f, sheet: s, row_no: 5, list: l, category: c}]
    finds: 0
  - name: a rate the plan does not have
    given: {<<: *given, raw_row: [{file: f, sheet: s, table_no: 1, row_no: 5, role: person, cells: ["250"]}]}
    finds: 1
  - name: cash and goods together
    given: {<<: *given, raw_row: [{file: f, sheet: s, table_no: 1, row_no: 5, role: person, cells: ["500.00"]}]}
    finds: 0
  - name: words, a size, and a category without standards
    given:
      <<: *given
      raw_column:
        - {file: f, sheet: s, table_no: 1, col_no: 1, header: 标准（元）, field: standard}
        - {file: f, sheet: s, table_no: 1, col_no: 2, header: 家庭人口, field: hh_size}
      raw_row:
        - {file: f, sheet: s, table_no: 1, row_no: 5, role: person, cells: [按方案, "3"]}
        - {file: f, sheet: s, table_no: 1, row_no: 6, role: person, cells: ["250", "3"]}
        - {file: f, sheet: s, table_no: 1, row_no: 7, role: person, cells: ["250", "3"]}
      core_person:
        - {file: f, sheet: s, row_no: 5, list: l, category: c}
        - {file: f, sheet: s, row_no: 6, list: l, category: d}
        - {file: f, sheet: s, row_no: 7, list: m, category: c}
    finds: 0
*/
with rate as (
    select standard_id, sum(value_fen)::bigint as rate_fen from plan_component group by standard_id
    union
    select standard_id, value_fen from plan_component
),

due as (
    select beneficiary.list, beneficiary.category, list(distinct rate.rate_fen) as rates, string_agg(distinct yuan(rate.rate_fen), ' | ') as words
    from plan_beneficiary as beneficiary
    join rate on rate.standard_id = beneficiary.standard_id
    group by beneficiary.list, beneficiary.category
)

select
    person.area_code, person.file, person.sheet, person.row_no, 'standard' as field,
    yuan(stated.number) as observed,
    due.words as expected,
    0 as money_fen
from core_person as person
join core_cell as stated using (file, sheet, row_no)
join due on due.list = person.list and due.category = person.category
where stated.subject = 'standard' and not list_contains(due.rates, stated.number)
