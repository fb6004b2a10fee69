-- Names that sound alike, numbers alike outside the birth date: one digit of the date is wrong, or two are swapped.
select one.n as l, other.n as r
from listing as one
join listing as other
    on substr(other.number, 1, 6) = substr(one.number, 1, 6) and substr(other.number, 15, 3) = substr(one.number, 15, 3)
    and other.reading = one.reading and one.n < other.n
where one.origin = '' and one.number <> other.number and length(one.number) = 18 and length(other.number) = 18
