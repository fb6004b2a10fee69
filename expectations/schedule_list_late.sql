/*
rule: schedule_list_late
family: schedule
severity: warning
title: {zh: 名单填报日期晚于截止日, en: Roster dated after lists were due}
why: {zh: 方案规定了名单报送截止日；晚报的名单可能没有公示, en: "The plan says when lists are due; one made later may never have been posted"}
mend: {zh: 核实是否公示；补办或说明, en: "Make sure that it was posted; post it, or say why not"}
source: plan's schedule
examples:
  - name: the day after
    given:
      plan_step: [{step: list, last_day: 2023-01-14, lists_due: true}]
      raw_file: [{file: f, area_code: A}]
      raw_row:
        - {file: f, sheet: s, row_no: 2, role: title, cells: ["填报单位：东湖村", "填报日期：2023年1月15日"]}
        - {file: f, sheet: s, row_no: 30, role: footer, cells: ["填表日期: 2023-1-15"]}
    finds: 1
  - name: on the day, a step at which no list is due, and a date in a person's row
    given:
      plan_step: [{step: list, last_day: 2023-01-14, lists_due: true}, {step: notice, last_day: 2023-01-10, lists_due: false}]
      raw_file: [{file: f, area_code: A}]
      raw_row:
        - {file: f, sheet: s, row_no: 2, role: title, cells: ["填报日期：2023年1月14日"]}
        - {file: f, sheet: s, row_no: 5, role: person, cells: ["填报日期：2023年1月16日"]}
    finds: 0
  - name: a date left open, and one that is no date
    given:
      plan_step: [{step: list, last_day: 2023-01-14, lists_due: true}]
      raw_file: [{file: f, area_code: A}]
      raw_row:
        - {file: f, sheet: s, row_no: 2, role: title, cells: ["填报日期：    年  月  日"]}
        - {file: f, sheet: t, row_no: 2, role: title, cells: ["填报日期：2023年2月30日"]}
    finds: 0
*/
with dated as (
    select file, sheet, row_no, regexp_extract(array_to_string(cells, ' '), '(填报|填表|制表|上报)(日期|时间) *[:：] *(20[0-9]{2})[年./-] *([0-9]{1,2})[月./-] *([0-9]{1,2})', ['a', 'b', 'year', 'month', 'day']) as said
    from raw_row
    where role <> 'person'
),

made as (
    select file, sheet, min(row_no) as row_no, max(try_cast(said.year || '-' || said.month || '-' || said.day as date)) as day
    from dated
    group by file, sheet
)

select
    file.area_code, made.file, made.sheet, made.row_no, step.step as field,
    made.day::varchar as observed,
    '≤ ' || step.last_day as expected,
    0 as money_fen
from made
join raw_file as file on file.file = made.file
join plan_step as step on step.lists_due
where made.day > step.last_day
