/*
One cluster of the submission and the money at stake in it: what is awarded beyond one person's award, in fen. Awards
under one number are settled already (repeats are not paid, lines that may stand together stand), so they count as one
person's; what counts here is money awarded to one person under several numbers.
*/
with awarded as (
    select file, sheet, row_no, sum(amount_fen) as amount_fen
    from core_award
    where status = 'awarded'
    group by file, sheet, row_no
),

drawn as (
    select
        member.cluster, coalesce(person.id_no, place(member.file, member.sheet, member.row_no)) as number,
        count(*) as listings, coalesce(sum(awarded.amount_fen), 0) as amount_fen
    from core_cluster as member
    left join core_person as person using (file, sheet, row_no)
    left join awarded using (file, sheet, row_no)
    where member.origin = ''
    group by all
),

pair as (
    select
        cluster, min(score) as score, bool_and(exact) as exact,
        string_agg(distinct kind, '; ' order by kind) as kinds,
        string_agg(distinct nullif(against, ''), '; ' order by nullif(against, '')) as against
    from core_duplicate
    where cluster is not null
    group by cluster
)

select
    drawn.cluster, pair.kinds, pair.exact, pair.score, pair.against,
    sum(drawn.listings)::bigint as listings,
    count(*) as numbers,
    (sum(drawn.amount_fen) - max(drawn.amount_fen))::bigint as money_fen
from drawn
join pair using (cluster)
group by all
order by money_fen desc, cluster
