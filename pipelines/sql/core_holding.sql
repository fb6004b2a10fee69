/*
core_holding: one person or household × group of standards that came through eligibility and repeats, and whether
stacking lets it stand. Groups are taken in order of what they come to, then line; each stands if it may stand together
with all that already do. Only those with more than one group walk through the recursion. Money in fen.
*/
create or replace table core_holding as
with recursive friend as (
    select standard.group_id, coalesce(list(distinct group_b) filter (group_b is not null), []) as friends
    from plan_standard as standard
    left join plan_stacking as stacking on stacking.group_a = standard.group_id
    group by standard.group_id
),

contender as (
    select
        stack_key,
        group_id,
        row_number() over (partition by stack_key order by sum(amount_fen) desc, min(line_no)) as rank_no,
        arg_min(place(file, sheet, row_no), place_no) as won_place
    from core_candidate
    where eligible and place_no = first_place_no and dropped is null
    group by stack_key, group_id
),

walk as (
    select stack_key, group_id, rank_no, true as held, [group_id] as holding, null::varchar as outranked_by
    from contender
    where rank_no = 1
    union all
    select
        contender.stack_key,
        contender.group_id,
        contender.rank_no,
        list_has_all(friend.friends, walk.holding),
        case
            when list_has_all(friend.friends, walk.holding) then list_append(walk.holding, contender.group_id)
            else walk.holding
        end,
        case
            when not list_has_all(friend.friends, walk.holding)
                then list_filter(walk.holding, lambda held: not list_contains(friend.friends, held))[1]
        end
    from walk
    join contender on contender.stack_key = walk.stack_key and contender.rank_no = walk.rank_no + 1
    join friend on friend.group_id = contender.group_id
)

select
    walk.stack_key,
    walk.group_id,
    walk.held,
    walk.outranked_by as outranked_group,
    winner.won_place as outranked_place
from walk
left join contender as winner on winner.stack_key = walk.stack_key and winner.group_id = walk.outranked_by
