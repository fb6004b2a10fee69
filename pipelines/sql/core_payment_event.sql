/*
core_payment_event: one step of one payee's money in one area, in order of day: what steps.csv says of its area or of
the payee, and what each paid line did; and whether it may follow the step before. A step that nobody noted is not
asked for: only one that stands after what it has to come before is out of order. On one day the steps of the bureau
come before the lines; a check of a failure comes between it and the payment made again. Lines without a day come last.
*/
create or replace table core_payment_event as
with rank (state, turn) as (
    values
        ('to_pay', 1), ('notice', 2), ('notice_ended', 3), ('approved', 4), ('sent', 5), ('paid', 6), ('failed', 6),
        ('verified', 7), ('paid_again', 8), ('recovered', 9)
),

-- The transitions. Steps before the bank go forward, one or several at a time, and to the bank.
legal (before, state) as (
    select one.state, other.state
    from rank as one
    join rank as other on other.turn > one.turn
    where one.turn < 6 and other.turn < 7
    union all
    select state, 'paid_again' from rank where turn < 6
    union all
    values
        ('sent', 'sent'),
        ('paid', 'paid'), ('paid', 'failed'), ('paid', 'sent'), ('paid', 'recovered'),
        ('failed', 'failed'), ('failed', 'verified'), ('failed', 'sent'), ('failed', 'paid_again'),
        ('verified', 'verified'), ('verified', 'sent'), ('verified', 'failed'), ('verified', 'paid_again'),
        ('paid_again', 'paid'), ('paid_again', 'failed'), ('paid_again', 'sent'), ('paid_again', 'recovered'),
        ('recovered', 'recovered'), ('recovered', 'sent'), ('recovered', 'paid'), ('recovered', 'failed'),
        ('recovered', 'paid_again')
),

line as (
    select
        match.payee_key,
        match.area_code,
        match.outcome,
        payment.outcome in ('failed', 'returned') as is_failure,
        payment.paid_on as day,
        payment.order_no,
        payment.file, payment.sheet, payment.row_no,
        coalesce(bool_or(payment.outcome in ('failed', 'returned')) over earlier, false) as failed_before,
        coalesce(sum(
            case match.outcome when 'paid' then payment.amount_fen when 'recovered' then -payment.amount_fen else 0 end
        ) over earlier, 0) as held_before,
        case when match.outcome = 'recovered' then payment.amount_fen else 0 end as back_fen
    from core_payment as payment
    join core_payment_match as match
        on match.file = payment.file and match.sheet = payment.sheet and match.row_no = payment.row_no
    where match.outcome in ('paid', 'failed', 'recovered')
    window earlier as (
        partition by match.payee_key, match.area_code
        order by payment.order_no rows between unbounded preceding and 1 preceding
    )
),

payee as (
    select payee_key, area_code, true as listed from core_due
    union
    select payee_key, area_code, false from core_payment_match where matched_by = 'nobody'
),

troubled as (
    select distinct payee_key, area_code from line where is_failure
),

-- A payment that the bank returned has failed, unless another stands. Failures checked all over an area are those of
-- its payees that had one.
event as (
    select
        payee.payee_key, payee.area_code, step.state, step.day, 0 as order_no,
        'paid/steps.csv' as file, '' as sheet, step.line_no as row_no
    from core_payment_step as step
    join payee
        on payee.listed
        and payee.area_code = coalesce(step.area_code, payee.area_code)
        and payee.payee_key = coalesce(step.payee_key, payee.payee_key)
    left join troubled on troubled.payee_key = payee.payee_key and troubled.area_code = payee.area_code
    where step.state <> 'verified' or step.payee_key is not null or troubled.payee_key is not null
    union all
    select
        payee_key, area_code,
        case
            when outcome = 'paid' and failed_before and held_before <= 0 then 'paid_again'
            when is_failure and held_before - back_fen <= 0 then 'failed'
            else outcome
        end,
        day, order_no, file, sheet, row_no
    from line
),

ordered as (
    select
        event.payee_key,
        event.area_code,
        row_number() over one_payee as event_no,
        event.state,
        event.day,
        lag(event.state) over one_payee as before,
        lag(event.day) over one_payee as day_before,
        event.file, event.sheet, event.row_no
    from event
    join rank on rank.state = event.state
    window one_payee as (
        partition by event.payee_key, event.area_code
        order by event.day nulls last, rank.turn, event.order_no, event.file, event.row_no
    )
)

select
    ordered.payee_key,
    ordered.area_code,
    ordered.event_no,
    ordered.state,
    ordered.day,
    ordered.before,
    ordered.day_before,
    case
        when ordered.before is null then ordered.state not in ('verified', 'recovered')
        else legal.state is not null
    end as legal,
    ordered.file,
    ordered.sheet,
    ordered.row_no
from ordered
left join legal on legal.before = ordered.before and legal.state = ordered.state
