-- Names that sound alike, numbers alike but where area and birth meet, or birth and sequence: digits swapped across.
select one.n as l, other.n as r
from listing as one
join listing as other
    on substr(other.number, 1, 5) = substr(one.number, 1, 5) and substr(other.number, 8, 6) = substr(one.number, 8, 6)
    and substr(other.number, 16, 2) = substr(one.number, 16, 2)
    and other.reading = one.reading and one.n < other.n
where one.origin = '' and one.number <> other.number and length(one.number) = 18 and length(other.number) = 18
