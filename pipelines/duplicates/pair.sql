/*
pair: two listings that a block brought together (`l` stands before `r`), and how their numbers, names and the rest
compare. `numbers`: same, missing, typed otherwise in one place (digit, swap, length, ending; _and_check where both
check digits are right), cut by a spreadsheet, unlike.
*/
create temp table pair as
with met as (
    select distinct l, r from block
),

compared as (
    select
        l, r,
        b.renews,
        a.old or b.old as old_form,
        a.sound and b.sound as both_sound,
        a.sound or b.sound as one_sound,
        coalesce(a.number = b.number, false) as same_number,
        a.number is null or b.number is null as unnumbered,
        length(a.number) = 18 and length(b.number) = 18 as full_length,
        case when a.number <> b.number then damerau_levenshtein(a.number, b.number) end as distance,
        case when distance = 1 then levenshtein(a.number, b.number) end as edits,
        case when distance <= 3 then damerau_levenshtein(left(a.number, 17), left(b.number, 17)) end as stem_distance,
        case when stem_distance = 1 then levenshtein(left(a.number, 17), left(b.number, 17)) end as stem_edits,
        unnumbered and coalesce(a.sex <> b.sex, false) as other_sex,
        left(a.number, 16) = left(b.number, 16) and substr(a.number, 17, 1) <> substr(b.number, 17, 1) as other_ending,
        left(a.number, 15) = left(b.number, 15) and '000' in (right(a.number, 3), right(b.number, 3)) as cut_short,
        case
            when a.name_key is null or b.name_key is null then 'missing'
            when a.name = b.name then 'same'
            when a.name_key = b.name_key then 'variant'
            when a.reading = b.reading then 'homophone'
            when starts_with(a.name_key, b.name_key) or starts_with(b.name_key, a.name_key) then 'close'
            when length(a.name_key) > 2 and length(a.name_key) = length(b.name_key) and 1 = len(list_filter(
                range(1, length(a.name_key) + 1), lambda spot: substr(a.name_key, spot, 1) <> substr(b.name_key, spot, 1)
            )) then 'close'  -- DuckDB's edit distances count bytes, three to a character
            else 'other'
        end as names,
        case
            when a.birth is null or b.birth is null then 'unknown'
            when a.birth = b.birth and length(a.birth) = 8 then 'same'
            when left(a.birth, 6) = left(b.birth, 6) and least(length(a.birth), length(b.birth)) = 6 then 'month'
            else 'other'
        end as births,
        coalesce(a.area_code = b.area_code, false) as same_area,
        a.area_code is null or b.area_code is null as area_unknown,
        coalesce(a.village = b.village and (same_area or area_unknown), false) as same_village,
        coalesce(a.account = b.account and length(a.account) >= 8, false) as same_account,
        coalesce(a.phone = b.phone and length(a.phone) >= 7 and a.phone_shared <= 8, false) as same_phone,
        greatest(a.namesakes, b.namesakes) as namesakes
    from met
    join listing as a on a.n = met.l
    join listing as b on b.n = met.r
)

select
    *,
    case
        when same_number then 'same'
        when unnumbered then 'missing'
        when full_length and other_ending then 'ending'
        when distance = 1 and not full_length then 'length'
        when distance = 1 and edits = 1 then 'digit'
        when distance = 1 then 'swap'
        when full_length and cut_short then 'cut'
        when full_length and stem_distance = 1 and stem_edits = 1 then 'digit_and_check'
        when full_length and stem_distance = 1 then 'swap_and_check'
        else 'unlike'
    end as numbers
from compared
