-- listing: the given listings with what the blocks and rules ask of them. `n` is their order, the submission's first.
create temp table listing as
with number as (
    select number, min(n) as first_n from given where number is not null group by number
),

namesake as (
    select name_key, count(*) as namesakes from given where origin = '' group by name_key
),

phone as (
    select phone, count(distinct name_key) as phone_shared from given where phone is not null group by phone
)

select
    given.*,
    left(birth, 6) as birth_month,
    coalesce(n = first_n, false) as first_of_number,
    coalesce(namesakes, 0) as namesakes,
    phone_shared
from given
left join number on number.number = given.number
left join namesake on namesake.name_key = given.name_key
left join phone on phone.phone = given.phone
