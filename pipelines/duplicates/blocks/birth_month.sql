-- Names that sound alike in one village, one of them with only year and month of birth.
select least(one.n, other.n) as l, greatest(one.n, other.n) as r
from listing as one
join listing as other
    on other.birth_month = one.birth and other.reading = one.reading and other.village = one.village
    and one.n <> other.n
where length(one.birth) = 6 and length(other.birth) = 8 and (one.origin = '' or other.origin = '')
