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
        min(award.place_no) as place_no,
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

-- The payee's own row gives the name and account, any of the household's where it is due to the household; a head who is on no row is called after the member listed.
listed as (
    select
        payee.payee_key,
        payee.area_code,
        coalesce(
            min_by(person.name, (person.file, person.sheet, person.row_no)) filter (person.id_no = payee.payee_key),
            min_by(person.name, (person.file, person.sheet, person.row_no))
        ) as name,
        string_agg(distinct person.account, ' / ' order by person.account) as account
    from payee
    join (
        select id_no as payee_key, false as is_member, * from core_person
        union all
        select household_key, true, * from core_person where household_key <> id_no
    ) as person
        on person.payee_key = payee.payee_key and (payee.payee_kind = 'household' or not person.is_member)
    group by payee.payee_key, payee.area_code
)

select
    payee.payee_key,
    payee.area_code,
    payee.payee_kind,
    coalesce(listed.name, standard.name_zh, payee.payee_key) as name,
    listed.account,
    payee.due_fen
from payee
left join listed on listed.payee_key = payee.payee_key and listed.area_code = payee.area_code
left join plan_standard as standard on standard.standard_id = payee.payee_key
