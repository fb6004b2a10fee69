/*
judged: the pairs that are one person, and the first rule that says so. Rules, from the surest:
one number      on last year's list under the same name it is a renewal; under names that have nothing in common, a
                number of somebody else (unless no check digit holds: then it is a filler, refused row by row)
number typed    one digit differs, two are swapped, one is lost, or the ending differs, and the names agree; where both
                check digits are right somebody worked the number out: then the two also share a village, an account,
                a telephone, or a name that hardly anybody has
cut             a spreadsheet made 000 of the last three digits, and the names agree
birth_village   one name, birth and village (or area, when a number is missing or broken); two registrations of one
                person, or a row without a number
account, phone  one name on one account or telephone, and nothing speaks for two generations of one name
Names agree when they are the same, or variants of the same characters, or sound alike. Two sound numbers under names
that only sound alike are two people: twins are named so. Names that differ in one character agree when the
village, account or telephone does, and one digit is wrong in what twins have in common: area and birth of the number.
*/
create temp table judged as
with weighed as (
    select
        *,
        names in ('same', 'variant') or (names = 'homophone' and not both_sound) as names_agree,
        numbers in ('digit', 'swap', 'length', 'ending', 'digit_and_check', 'swap_and_check') as number_typed,
        same_village or same_account or same_phone or namesakes <= 3 as near_by,
        births in ('same', 'month') or (unnumbered and births = 'unknown')
            or (not both_sound and distance <= 3) as one_generation
    from pair
),

ruled as (
    select
        *,
        case
            when same_number and renews and names <> 'other' then 'renewal'
            when same_number and names = 'other' then case when one_sound or old_form then 'number_of_another' end
            when same_number and old_form then 'old_number'
            when same_number then 'same_number'
            when names = 'close' and distance = 1 and not both_sound and (same_village or same_account or same_phone)
                then numbers  -- only `blocks/tail.sql` brings such names together
            when not names_agree or other_sex then null
            when number_typed and (numbers = 'ending' or not both_sound or near_by) then numbers
            when numbers = 'cut' then 'cut'
            when births in ('same', 'month') and same_village then 'birth_village'
            when births = 'same' and not both_sound and names <> 'homophone' and (same_area or (area_unknown and namesakes <= 3))
                then 'birth_village'
            when same_account and one_generation then 'account'
            when same_phone and one_generation then 'phone'
        end as rule
    from weighed
)

select * from ruled where rule is not null
