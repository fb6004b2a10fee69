/*
core_due: one payee × area: the cash of the awards. A payee is the unit of the standard: a person, a household (its
head), an institution, or the area of a lump sum. Goods are handed out and are not here. Money in fen.
*/
create or replace table core_due as
with payee as (
    select
        award.unit_key as payee_key,
        award.area_code,
        min(standard.per) as payee_kind,
        sum(part.amount_fen)::bigint as due_fen
    from core_component as part
    join core_award as award
        on award.standard_id = part.standard_id
        and award.file = part.file and award.sheet = part.sheet and award.row_no = part.row_no
    join plan_standard as standard on standard.standard_id = award.standard_id
    where part.kind = 'cash' and award.status = 'awarded'
    group by award.unit_key, award.area_code
    having sum(part.amount_fen) > 0
),

-- The payee's own rows give the name and account, where it is due to the household any of the household's.
known as (
    select id_no as payee_key, true as is_own, name, account from core_person
    union
    select person.household_key, false, person.name, person.account
    from core_person as person
    join payee on payee.payee_key = person.household_key and payee.payee_kind = 'household'
    where person.household_key <> person.id_no
),

named as (
    select payee_key, coalesce(min(name) filter (is_own), min(name)) as name from known group by payee_key
),

banked as (
    select payee_key, string_agg(account, ' / ' order by account) as account
    from (select distinct payee_key, account from known where account is not null)
    group by payee_key
)

select
    payee.payee_key,
    payee.area_code,
    payee.payee_kind,
    coalesce(named.name, standard.name_zh, payee.payee_key) as name,
    banked.account,
    payee.due_fen
from payee
left join named on named.payee_key = payee.payee_key
left join banked on banked.payee_key = payee.payee_key
left join plan_standard as standard on standard.standard_id = payee.payee_key
