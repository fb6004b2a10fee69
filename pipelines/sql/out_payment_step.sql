/*
out_payment_step: the steps from the cash due to what was paid out, taken back and left, in all and per area. Levels
carry is_level; between two levels the changes add up to the difference exactly: due − failed − not_yet − not_known −
short = right; right + twice + over + not_on_list = paid_out; due − paid_out + recovered = balance. Money in fen.
*/
create or replace table out_payment_step as
with node as (
    select 'total' as level, '' as node, * from core_paid
    union all
    select 'area', area_code, * from core_paid
),

step as (
    select level, node, 10 as step_no, 'due' as cause, true as is_level, due_fen as fen, due_fen as counted from node
    union all
    select level, node, 20, 'failed', false, -failed_fen, failed_fen from node
    union all
    select level, node, 21, 'not_yet', false, -not_yet_fen, not_yet_fen from node
    union all
    select level, node, 22, 'not_known', false, -not_known_fen, not_known_fen from node
    union all
    select level, node, 23, 'short', false, -short_fen, short_fen from node
    union all
    select level, node, 30, 'right', true, least(due_fen, paid_fen), least(due_fen, paid_fen) from node
    union all
    select level, node, 40, 'twice', false, twice_fen, twice_fen from node
    union all
    select level, node, 41, 'over', false, over_fen, over_fen from node
    union all
    select level, node, 42, 'not_on_list', false, not_on_list_fen, not_on_list_fen from node
    union all
    select level, node, 50, 'paid_out', true, paid_fen, paid_fen from node
    union all
    select level, node, 60, 'recovered', false, -recovered_fen, recovered_fen from node
    union all
    select
        level, node, 70, 'balance', true, due_fen - paid_fen + recovered_fen,
        abs(due_fen - paid_fen + recovered_fen)
    from node
)

select
    level,
    node,
    step_no::bigint as step_no,
    cause,
    is_level,
    count(*) filter (counted <> 0) as payees,
    sum(fen)::bigint as amount_fen
from step
group by level, node, step_no, cause, is_level
-- levels always stand; a change of nothing is left out
having is_level or sum(fen) <> 0
