/*
out_upper_fund: one fund of upper-level money of this year: granted, used, and left where it is more than its standards
come to. Money in fen.
*/
create or replace table out_upper_fund as
with fund as (
    select fund_no, min(payer) as payer, min(amount_fen) as granted_fen
    from plan_upper_fund
    group by fund_no
),

used as (
    select fund_no, sum(amount_fen)::bigint as used_fen
    from out_upper_share
    group by fund_no
)

select
    fund.fund_no,
    fund.payer,
    fund.granted_fen,
    coalesce(used.used_fen, 0) as used_fen,
    fund.granted_fen - coalesce(used.used_fen, 0) as left_fen
from fund
left join used on used.fund_no = fund.fund_no
