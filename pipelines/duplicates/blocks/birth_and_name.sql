-- Names that sound alike, born on one day: whatever is wrong with the number lies outside its birth date.
select one.n as l, other.n as r
from listing as one
join listing as other on other.birth = one.birth and other.reading = one.reading and one.n < other.n
where one.origin = '' and one.number is distinct from other.number
