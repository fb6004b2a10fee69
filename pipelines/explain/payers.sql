-- Who pays one standard, and in what share; upper-level money pays first, for the standard as a whole.
select
    payer.payer, payer.name_zh, payer.name_en, payer.share_num, payer.share_den,
    payer.share_num || '/' || payer.share_den as share,
    fund.amount_fen as first_fen
from plan_payer as payer
left join plan_upper_fund as fund on fund.standard_id = payer.standard_id and fund.payer = payer.payer
where payer.standard_id = ?
order by payer.payer_no
