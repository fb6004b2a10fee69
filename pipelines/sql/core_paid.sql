/*
core_paid: one payee × area: what was due beside what the files say was paid. Whatever is due and not paid is failed,
not known, not yet or short; whatever is paid and not due is twice, over or not on the list; so that
due − failed − not_yet − not_known − short = paid − twice − over − not_on_list. A sum that came back stands beside:
paid is what went out. Where less than is due is left of it, the verdict is taken_back. Of lines that did not pay the
last one counts, in order of day, file and row. Empty while no paid file has come in. Money in fen.
*/
create or replace table core_paid as
with line as (
    select
        match.payee_key, match.area_code, match.outcome,
        payment.outcome as said,
        payment.* exclude (area_code, outcome)
    from core_payment as payment
    join core_payment_match as match
        on match.file = payment.file and match.sheet = payment.sheet and match.row_no = payment.row_no
),

summed as (
    select
        payee_key,
        area_code,
        min(name) as name,
        count(*) as lines,
        count(*) filter (outcome = 'paid') as successes,
        coalesce(sum(amount_fen) filter (outcome = 'paid'), 0)::bigint as paid_fen,
        coalesce(sum(amount_fen) filter (outcome = 'recovered'), 0)::bigint as recovered_fen,
        count(*) filter (outcome = 'recovered') as recoveries,
        max_by(outcome, order_no) filter (outcome in ('failed', 'unknown')) as last_trouble,
        max_by(reason, order_no) filter (said in ('failed', 'returned')) as reason
    from line
    group by payee_key, area_code
),

beside as (
    select
        coalesce(due.payee_key, summed.payee_key) as payee_key,
        coalesce(due.area_code, summed.area_code) as area_code,
        coalesce(due.name, summed.name) as name,
        coalesce(due.due_fen, 0) as due_fen,
        coalesce(summed.paid_fen, 0) as paid_fen,
        coalesce(summed.recovered_fen, 0) as recovered_fen,
        coalesce(summed.lines, 0) as lines,
        coalesce(summed.successes, 0) as successes,
        coalesce(summed.recoveries, 0) as recoveries,
        summed.last_trouble,
        summed.reason,
        greatest(coalesce(due.due_fen, 0) - coalesce(summed.paid_fen, 0), 0) as unpaid_fen,
        greatest(coalesce(summed.paid_fen, 0) - coalesce(due.due_fen, 0), 0) as excess_fen
    from core_due as due
    full join summed on summed.payee_key = due.payee_key and summed.area_code = due.area_code
    where exists (select 1 from core_paid_sheet)
),

judged as (
    select
        *,
        case
            when due_fen > 0 and paid_fen > 0 and recoveries > 0 and paid_fen - recovered_fen < due_fen then 'taken_back'
            when recoveries > 0 and recovered_fen >= excess_fen and paid_fen >= due_fen then 'recovered'
            when due_fen = 0 then 'not_on_list'
            when excess_fen > 0 and successes > 1 and excess_fen >= due_fen then 'twice'
            when excess_fen > 0 then 'over'
            when paid_fen = due_fen then 'paid'
            when paid_fen > 0 then 'partly'
            when last_trouble = 'failed' then 'failed'
            when last_trouble = 'unknown' then 'not_known'
            else 'not_yet'
        end as verdict
    from beside
),

-- The line that a verdict stands on: the last that paid, failed, was not known, or was not signed.
telling as (
    select
        line.payee_key,
        line.area_code,
        max_by(line.file, line.order_no) as file,
        max_by(line.sheet, line.order_no) as sheet,
        max_by(line.row_no, line.order_no) as row_no
    from line
    join judged on judged.payee_key = line.payee_key and judged.area_code = line.area_code
    where line.outcome = case judged.verdict
        when 'failed' then 'failed'
        when 'not_known' then 'unknown'
        when 'not_yet' then 'not_signed'
        when 'recovered' then 'recovered'
        when 'taken_back' then 'recovered'
        else case when judged.paid_fen > 0 then 'paid' else line.outcome end
    end
    group by line.payee_key, line.area_code
),

-- What the lines say goes before a step of the bureau that was noted too late.
reached as (
    select
        payee_key,
        area_code,
        coalesce(
            max_by(state, event_no) filter (state in ('paid', 'failed', 'verified', 'paid_again', 'recovered')),
            max_by(state, event_no)
        ) as state
    from core_payment_event
    group by payee_key, area_code
)

select
    judged.payee_key,
    judged.area_code,
    judged.name,
    judged.verdict,
    coalesce(reached.state, 'to_pay') as state,
    due_fen,
    paid_fen,
    recovered_fen,
    lines,
    case when paid_fen = 0 and last_trouble = 'failed' then unpaid_fen else 0 end as failed_fen,
    case when paid_fen = 0 and last_trouble is null then unpaid_fen else 0 end as not_yet_fen,
    case when paid_fen = 0 and last_trouble = 'unknown' then unpaid_fen else 0 end as not_known_fen,
    case when paid_fen > 0 then unpaid_fen else 0 end as short_fen,
    case when due_fen > 0 and successes > 1 and excess_fen >= due_fen then excess_fen else 0 end as twice_fen,
    case when due_fen > 0 and not (successes > 1 and excess_fen >= due_fen) then excess_fen else 0 end as over_fen,
    case when due_fen = 0 then excess_fen else 0 end as not_on_list_fen,
    least(recovered_fen, excess_fen) as returned_fen,
    telling.file,
    telling.sheet,
    telling.row_no,
    told_reason(judged.reason) as reason
from judged
left join telling on telling.payee_key = judged.payee_key and telling.area_code = judged.area_code
left join reached on reached.payee_key = judged.payee_key and reached.area_code = judged.area_code
