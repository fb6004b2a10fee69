-- Names that sound alike, a number with a digit too many or too few: its first nine or its last eight still stand.
select least(one.n, other.n) as l, greatest(one.n, other.n) as r
from listing as one
join listing as other
    on other.reading = one.reading and one.n <> other.n
    and (left(other.number, 9) = left(one.number, 9) or right(other.number, 8) = right(one.number, 8))
where (one.origin = '' or other.origin = '') and length(one.number) in (17, 19) and length(other.number) = 18
