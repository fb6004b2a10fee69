/*
out_law: one law of the books and whether it held. A run with a broken law is not published.
*/
create or replace table out_law as
with fen as (
    select
        (select coalesce(sum(amount_fen), 0) from core_award where status = 'awarded') as awarded,
        (select coalesce(sum(amount_fen), 0) from out_allocation) as allocated,
        (select coalesce(sum(amount_fen), 0) from out_funding) as funded,
        (select count(*) from (
            select area_code, standard_id, component from out_allocation where amount_fen is not null
            except
            select area_code, standard_id, component from (
                select area_code, standard_id, component, sum(amount_fen) as funded_fen
                from out_funding group by all
            ) join out_allocation using (area_code, standard_id, component)
            where funded_fen = amount_fen
        )) as split_wrong,
        (select count(*) from (
            select area_code, standard_id, sum(amount_fen) as fen from core_award where status = 'awarded' group by all
        ) as award full join (
            select area_code, standard_id, sum(amount_fen) as fen from out_allocation group by all
        ) as allocation using (area_code, standard_id)
        where coalesce(award.fen, 0) <> coalesce(allocation.fen, 0)) as allocated_wrong
),

sheet_row as (
    select
        sheet.file, sheet.sheet, sheet.rows as read_rows,
        count(entry.row_no) as kept_rows,
        count(*) filter (entry.role = 'person') as person_rows
    from raw_sheet as sheet
    left join raw_row as entry on entry.file = sheet.file and entry.sheet = sheet.sheet
    group by sheet.file, sheet.sheet, sheet.rows
),

person_row as (
    select file, sheet, count(*) as rows
    from (select file, sheet from core_person union all select file, sheet from core_rejected)
    group by file, sheet
),

row_wrong as (
    select count(*) as sheets
    from sheet_row
    left join person_row on person_row.file = sheet_row.file and person_row.sheet = sheet_row.sheet
    where sheet_row.read_rows <> sheet_row.kept_rows or sheet_row.person_rows <> coalesce(person_row.rows, 0)
),

bridge as (
    select
        level,
        node,
        coalesce(sum(amount_fen) filter (not is_level and step_no < 100), 0)
        + max(amount_fen) filter (cause = 'claimed' or (level = 'payer' and cause = 'computed'))
        - max(amount_fen) filter (cause = 'computed') as to_computed,
        coalesce(sum(amount_fen) filter (not is_level and step_no > 100), 0)
        + max(amount_fen) filter (cause = 'computed') - max(amount_fen) filter (cause = 'stated') as to_stated
    from out_bridge
    group by level, node
),

bridge_wrong as (
    select count(*) as nodes from bridge where to_computed is distinct from 0 or coalesce(to_stated, 0) <> 0
),

-- Every row of a paid file is a payment, refused, or stands aside; every payment counts once.
paid_row as (
    select file, sheet, count(*) as payments, 0 as refused from core_payment group by file, sheet
    union all
    select file, sheet, 0, count(*) from core_payment_refused group by file, sheet
),

paid_wrong as (
    select count(*) as sheets
    from core_paid_sheet as sheet
    left join (
        select file, sheet, sum(payments) as payments, sum(refused) as refused from paid_row group by file, sheet
    ) as kept on kept.file = sheet.file and kept.sheet = sheet.sheet
    where sheet.rows <> sheet.payments + sheet.refused + sheet.aside + sheet.unread
        or sheet.payments <> coalesce(kept.payments, 0) or sheet.refused <> coalesce(kept.refused, 0)
),

payment_fen as (
    select
        (select coalesce(sum(amount_fen), 0) from core_component where kind = 'cash') as due,
        (select coalesce(sum(amount_fen), 0) from core_payment where outcome = 'paid') as paid,
        (select coalesce(sum(payment.amount_fen), 0) from core_payment as payment
        join core_payment_match as match
            on match.file = payment.file and match.sheet = payment.sheet and match.row_no = payment.row_no
        where match.outcome = 'recovered') as recovered,
        (select coalesce(sum(due_fen), 0) from out_payment) as payers_due,
        (select coalesce(sum(paid_out_fen), 0) from out_payment) as payers_paid,
        (select coalesce(sum(recovered_fen), 0) from out_payment) as payers_recovered
),

-- At every node the steps lead from one level to the next, and the payers' parts come to the same.
payment_node as (
    select
        level,
        node,
        coalesce(sum(amount_fen) filter (cause in ('due', 'failed', 'not_yet', 'not_known', 'short')), 0)
        - max(amount_fen) filter (cause = 'right') as to_right,
        coalesce(sum(amount_fen) filter (cause in ('right', 'twice', 'over', 'not_on_list')), 0)
        - max(amount_fen) filter (cause = 'paid_out') as to_paid,
        max(amount_fen) filter (cause = 'due') - max(amount_fen) filter (cause = 'paid_out')
        - coalesce(max(amount_fen) filter (cause = 'recovered'), 0)
        - max(amount_fen) filter (cause = 'balance') as to_balance,
        max(amount_fen) filter (cause = 'balance') as balance
    from out_payment_step
    group by level, node
),

payer_node as (
    select 'total' as level, '' as node, sum(balance_fen) as balance from out_payment
    union all
    select 'area', area_code, sum(balance_fen) from out_payment group by area_code
),

payment_wrong as (
    select count(*) as nodes
    from payment_node
    left join payer_node on payer_node.level = payment_node.level and payer_node.node = payment_node.node
    where to_right <> 0 or to_paid <> 0 or to_balance <> 0 or payment_node.balance <> coalesce(payer_node.balance, 0)
)

select
    'rows' as law,
    '行数守恒：每张表读入的行数 = 接收 + 拒收 + 标题、表头、小计、合计、注、签名行' as title_zh,
    'Rows are conserved: rows read = accepted + refused + title, header, subtotal, total, note and footer rows' as title_en,
    sheets = 0 as holds,
    sheets || ' sheet(s) differ' as detail
from row_wrong
union all
select
    'fen',
    '金额守恒：应发 = 分配 = 出资，逐地区、逐标准、逐构成',
    'Fen are conserved: awards = allocation = funding, by area, standard and component',
    awarded = allocated and allocated = funded and split_wrong = 0 and allocated_wrong = 0,
    yuan(awarded::bigint) || ' = ' || yuan(allocated::bigint) || ' = ' || yuan(funded::bigint)
from fen
union all
select
    'bridge',
    '差额可解释：每个节点的各步之和等于差额',
    'Gaps are explained: at every node the steps add up to the difference',
    nodes = 0,
    nodes || ' node(s) do not add up'
from bridge_wrong
union all
select
    'payments',
    '发放可核对：回盘、签领的每行都有归属；应发 − 未发 = 按应发实发，加多发 = 实发；逐地区、逐出资方',
    'Payments add up: every row of a paid file is accounted for; due − unpaid + paid beyond = paid out, by area and payer',
    sheets = 0 and nodes = 0 and due = payers_due and paid = payers_paid and recovered = payers_recovered,
    yuan(due::bigint) || ' → ' || yuan(paid::bigint) || ' − ' || yuan(recovered::bigint) || '; '
    || sheets || ' sheet(s), ' || nodes || ' node(s) differ'
from paid_wrong
cross join payment_wrong
cross join payment_fen
where exists (select 1 from core_paid_sheet)
