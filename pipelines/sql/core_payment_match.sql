/*
core_payment_match: one line of a paid file and the payee it is for. Told by the identity number (the payee's, then,
where the household is due, a member's); else by an account that one payee has; else by account and name together;
else, on a line without an identity number, by a name that one payee of the area has. Else it is for nobody on the
list. A payee due in several areas is paid where the line says so, else where that much is due; lines that fit several areas alike
go to one after the other.
What a bank returns days later is told by its word alone like what it never paid: it is money that came back where an
earlier line paid the payee that sum and it has not come back since, else a payment that failed.
*/
create or replace table core_payment_match as
with known as (
    select due.payee_key, due.area_code, person.id_no, person.name, person.payee, person.account
    from core_due as due
    join core_person as person on person.id_no = due.payee_key
    where exists (select 1 from core_payment)
    union
    select due.payee_key, due.area_code, person.id_no, person.name, person.payee, person.account
    from core_due as due
    join core_person as person on person.household_key = due.payee_key
    where due.payee_kind = 'household' and exists (select 1 from core_payment)
    union
    select payee_key, area_code, payee_key, name, null, null from core_due where exists (select 1 from core_payment)
),

by_id as (
    select distinct payee_key from core_due
),

by_member as (
    select id_no, min(payee_key) as payee_key
    from known
    group by id_no
    having count(distinct payee_key) = 1
),

by_account as (
    select account, min(payee_key) as payee_key
    from known
    where account is not null
    group by account
    having count(distinct payee_key) = 1
),

named as (
    select payee_key, area_code, account, name from known
    union
    select payee_key, area_code, account, payee from known where payee is not null
),

by_account_name as (
    select account, name, min(payee_key) as payee_key
    from named
    where account is not null
    group by account, name
    having count(distinct payee_key) = 1
),

by_name as (
    select area_code, name, min(payee_key) as payee_key
    from named
    group by area_code, name
    having count(distinct payee_key) = 1
),

matched as (
    select
        payment.*,
        coalesce(
            by_id.payee_key, by_member.payee_key, by_account.payee_key, by_account_name.payee_key, by_name.payee_key
        ) as found_key,
        case
            when by_id.payee_key is not null then 'id_no'
            when by_member.payee_key is not null then 'member'
            when by_account.payee_key is not null then 'account'
            when by_account_name.payee_key is not null then 'account_name'
            when by_name.payee_key is not null then 'name'
            else 'nobody'
        end as matched_by
    from core_payment as payment
    left join by_id on by_id.payee_key = payment.id_no
    left join by_member on by_member.id_no = payment.id_no
    left join by_account on by_account.account = payment.account
    left join by_account_name on by_account_name.account = payment.account and by_account_name.name = payment.name
    left join by_name
        on by_name.area_code = payment.area_code
        and by_name.name = case when payment.id_no is null then payment.name end
),

fitting as (
    select
        matched.*,
        due.area_code as due_in,
        area.area_no,
        rank() over (
            partition by matched.file, matched.sheet, matched.row_no
            order by
                (due.area_code is not distinct from matched.area_code) desc,
                (due.due_fen is not distinct from matched.amount_fen) desc
        ) as fit
    from matched
    left join core_due as due on due.payee_key = matched.found_key
    left join plan_area as area on area.area_code = due.area_code
),

counted as (
    select
        *,
        row_number() over (
            partition by file, sheet, row_no order by area_no nulls last, due_in
        ) as area_turn,
        count(*) over (partition by file, sheet, row_no) as areas
    from fitting
    where fit = 1
),

-- Lines that fit several areas alike are numbered, and go to one after the other.
numbered as (
    select
        *,
        dense_rank() over (
            partition by found_key, outcome, amount_fen, areas order by order_no, file, sheet, row_no
        ) as line_turn
    from counted
),

placed as (
    select *, coalesce(due_in, area_code, '') as counted_in
    from numbered
    where area_turn = (line_turn - 1) % areas + 1
),

-- Of each sum, the payments less what came back: no return can be of a payment made after it.
walked as (
    select
        file, sheet, row_no, outcome, counted_in, amount_fen, order_no,
        coalesce(found_key, id_no, account, name, '') as payee_key,
        sum(case when outcome = 'paid' then 1 when outcome in ('returned', 'recovered') then -1 else 0 end) over (
            partition by coalesce(found_key, id_no, account, name, ''), counted_in, amount_fen
            order by order_no, file, sheet, row_no
        ) as held
    from placed
),

resolved as (
    select
        file, sheet, row_no, payee_key,
        case
            when outcome <> 'returned' then outcome
            when held >= least(0, coalesce(min(held) over earlier, 0)) then 'recovered'
            else 'failed'
        end as outcome
    from walked
    window earlier as (
        partition by payee_key, counted_in, amount_fen
        order by order_no, file, sheet, row_no rows between unbounded preceding and 1 preceding
    )
),

-- What the list says of the payee, where none of it is what the line says.
listed as (
    select
        placed.file, placed.sheet, placed.row_no,
        min(named.name) as name,
        bool_or(coalesce(named.name = placed.name, false)) as same_name,
        min(named.account) as account,
        bool_or(coalesce(named.account = placed.account, false)) as same_account
    from placed
    join named on named.payee_key = placed.found_key
    group by placed.file, placed.sheet, placed.row_no
)

select
    placed.file,
    placed.sheet,
    placed.row_no,
    resolved.payee_key,
    placed.counted_in as area_code,
    placed.matched_by,
    resolved.outcome,
    case when placed.name is not null and not listed.same_name then listed.name end as name_listed,
    case when placed.account is not null and not listed.same_account then listed.account end as account_listed
from placed
join resolved on resolved.file = placed.file and resolved.sheet = placed.sheet and resolved.row_no = placed.row_no
left join listed
    on listed.file = placed.file and listed.sheet = placed.sheet and listed.row_no = placed.row_no
