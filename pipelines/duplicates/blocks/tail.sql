-- The last four characters of a wrong number and another alike, and a village, account or telephone in common, whatever
-- the names: a clerk mistypes both.
select least(wrong.n, other.n) as l, greatest(wrong.n, other.n) as r
from listing as wrong
join listing as other on substr(other.number, 15) = substr(wrong.number, 15) and wrong.n <> other.n
where (wrong.origin = '' or other.origin = '') and not wrong.sound and wrong.number <> other.number
    and (
        (wrong.village = other.village and wrong.area_code = other.area_code)
        or wrong.account = other.account or wrong.phone = other.phone
    )
