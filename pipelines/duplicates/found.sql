/*
found: one pair with its kind, the evidence in words, and a score that is the sum of the points of `evidence.csv`: 100
for one number, at most 99 for the rest. The kind is the rule, unless the names are what has to be looked at. Numbers
are masked.
*/
create temp table found as
with shown as (
    select
        judged.*,
        case
            when same_number then rule
            when names <> 'same' then names
            when rule in ('digit_and_check', 'length') then 'digit'
            when rule = 'swap_and_check' then 'swap'
            else rule
        end as kind,
        case
            when numbers in ('digit', 'swap', 'digit_and_check', 'swap_and_check')
            then array_to_string(
                list_filter(range(1, 19), lambda spot: substr(a.number, spot, 1) <> substr(b.number, spot, 1)), ', ')
            else ''
        end as places,
        coalesce(mask_id(a.number), '') as masked,
        b.origin as against,
        a.file, a.sheet, a.row_no, b.file as other_file, b.sheet as other_sheet, b.row_no as other_row_no
    from judged
    join listing as a on a.n = l
    join listing as b on b.n = r
),

-- The same evidence is worded once, however many pairs have it.
weight as (
    select distinct
        numbers, names, births, old_form, same_number, same_village, same_area, same_account, same_phone,
        namesakes <= 3 as rare
    from shown
),

code as (
    select *, unnest([
        'number_' || numbers,
        case when same_number and old_form then 'number_old' end,
        'name_' || names,
        case when numbers in ('missing', 'unlike') and births in ('same', 'month') then 'birth_' || births end,
        case when same_village then 'village' when same_area then 'area' end,
        case when same_account then 'account' end,
        case when same_phone then 'phone' end,
        case when not same_number and rare then 'rare' end
    ]) as code
    from weight
),

worded as (
    select
        code.* exclude (code),
        sum(points)::bigint as points,
        string_agg(zh, '；' order by line) as zh,
        string_agg(en, '; ' order by line) as en
    from code
    join evidence on evidence.code = code.code
    group by all
)

select
    l, r, kind, shown.same_number as exact,
    case when shown.same_number then 100 else least(points, 99) end::bigint as score,
    against, file, sheet, row_no, other_file, other_sheet, other_row_no,
    replace(replace(zh, '{at}', places), '{number}', masked) as evidence_zh,
    replace(replace(en, '{at}', places), '{number}', masked) as evidence_en
from shown
join worded
    on worded.numbers = shown.numbers and worded.names = shown.names and worded.births = shown.births
    and worded.old_form = shown.old_form and worded.same_number = shown.same_number
    and worded.same_village = shown.same_village and worded.same_area = shown.same_area
    and worded.same_account = shown.same_account and worded.same_phone = shown.same_phone
    and worded.rare = (shown.namesakes <= 3)
