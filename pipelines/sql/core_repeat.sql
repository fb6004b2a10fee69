/*
core_repeat: one listing of a unit under a standard it was listed under before. The listing that counts stands first,
then file, sheet and row; members of one household are no repeats, and rows
dropped by decision are no listings. Money in fen.
*/
create or replace table core_repeat as
with several as (
    select standard_id, unit_key
    from core_award
    where status not in ('in_household', 'decided')
    group by standard_id, unit_key
    having count(*) > 1
),

listed as (
    select
        award.*,
        row_number() over one_unit as turn,
        first_value(area_code) over one_unit as first_area
    from core_award as award
    semi join several using (standard_id, unit_key)
    where status not in ('in_household', 'decided')
    window one_unit as (partition by standard_id, unit_key order by status = 'duplicate', file, sheet, row_no)
)

select standard_id, file, sheet, row_no, area_code, first_area, unit_key, outranked_by, amount_fen
from listed
where turn > 1
