/*
core_holding: one person × standard that came through eligibility and repeats, and whether stacking lets it stand.
Standards of one person are taken in order of worth, then line; each stands if it may stand together with all that
already do. Only the few people with more than one standard walk through the recursion.
*/
create or replace table core_holding as
with recursive friend as (
    select standard.standard_id, coalesce(list(stacking.standard_b) filter (stacking.standard_b is not null), []) as friends
    from plan_standard as standard
    left join plan_stacking as stacking on stacking.standard_a = standard.standard_id
    group by standard.standard_id
),

contender as (
    select
        unit_key,
        standard_id,
        row_number() over (partition by unit_key order by amount_fen desc, line_no) as rank_no,
        count(*) over (partition by unit_key) as rivals,
        place(file, sheet, row_no) as won_place
    from core_candidate
    where eligible and turn = 1
),

walk as (
    select unit_key, standard_id, rank_no, true as held, [standard_id] as holding, null::varchar as outranked_by
    from contender
    where rank_no = 1
    union all
    select
        contender.unit_key,
        contender.standard_id,
        contender.rank_no,
        list_has_all(friend.friends, walk.holding),
        case
            when list_has_all(friend.friends, walk.holding) then list_append(walk.holding, contender.standard_id)
            else walk.holding
        end,
        case
            when not list_has_all(friend.friends, walk.holding)
                then list_filter(walk.holding, lambda held: not list_contains(friend.friends, held))[1]
        end
    from walk
    join contender on contender.unit_key = walk.unit_key and contender.rank_no = walk.rank_no + 1
    join friend on friend.standard_id = contender.standard_id
)

select
    walk.unit_key,
    walk.standard_id,
    walk.held,
    walk.outranked_by as outranked_standard,
    winner.won_place as outranked_place
from walk
left join contender as winner on winner.unit_key = walk.unit_key and winner.standard_id = walk.outranked_by
