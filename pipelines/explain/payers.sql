-- Who pays one standard, and in what share.
select payer, name_zh, name_en, share_num, share_den, share_num || '/' || share_den as share
from plan_payer
where standard_id = ?
order by payer_no
