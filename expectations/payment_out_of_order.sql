/*
rule: payment_out_of_order
family: payment
severity: warning
title: {zh: "发放步骤先后不符", en: "Steps of payment out of order"}
why: {zh: "如公示未结束或未审定即发放、未失败即核实、未发即追回", en: "Such as paid before the notice ended or before approval, verified without a failure, recovered without a payment"}
mend: {zh: "核实日期；步骤确有颠倒的须说明", en: "Check the days; where steps were indeed taken in another order say why"}
source: steps of payment - results come back, failures are checked and paid again, wrong ones recovered
examples:
  - name: two people paid before approval, on one line each, told together by file
    given:
      core_payment_event:
        - {payee_key: p, area_code: A, event_no: 2, state: approved, day: 2023-01-18, before: paid, day_before: 2023-01-16, file: f, sheet: s, row_no: 4}
        - {payee_key: q, area_code: A, event_no: 2, state: approved, day: 2023-01-18, before: paid, day_before: 2023-01-16, file: f, sheet: s, row_no: 3}
    finds: 1
    shows: [{area_code: A, row_no: 3, observed: "成功 paid 2023-01-16 → 审定 approved 2023-01-18: 2"}]
  - name: verified without anything before, and a payment without a day
    given:
      core_payment_event:
        - {payee_key: p, area_code: A, event_no: 1, state: verified, day: 2023-01-18, file: f, sheet: s, row_no: 4}
        - {payee_key: q, area_code: A, event_no: 2, state: recovered, day: null, before: failed, day_before: null, file: f, sheet: s, row_no: 5}
    finds: 2
    shows: [{row_no: 4, observed: "— → 核实 verified 2023-01-18: 1"}, {row_no: 5, observed: "失败 failed → 追回 recovered: 1"}]
  - name: in order
    given: {core_payment_event: [{payee_key: p, area_code: A, event_no: 2, state: paid, before: approved, legal: true, file: f, sheet: s, row_no: 4}]}
    finds: 0
*/
with word (state, zh) as (
    values
        ('to_pay', '拟发'), ('notice', '公示'), ('notice_ended', '公示结束'), ('approved', '审定'), ('sent', '报盘'),
        ('paid', '成功'), ('failed', '失败'), ('verified', '核实'), ('paid_again', '补发'), ('recovered', '追回')
),

told as (
    select
        nullif(event.area_code, '') as area_code, event.file, event.sheet, event.row_no,
        coalesce(earlier.zh || ' ' || event.before || coalesce(' ' || event.day_before, ''), '—') || ' → '
        || later.zh || ' ' || event.state || coalesce(' ' || event.day, '') as words
    from core_payment_event as event
    join word as later on later.state = event.state
    left join word as earlier on earlier.state = event.before
    where not event.legal
)

select
    area_code, file, sheet,
    min(row_no) as row_no,
    words || ': ' || count(*) as observed,
    0 as money_fen
from told
group by area_code, file, sheet, words
