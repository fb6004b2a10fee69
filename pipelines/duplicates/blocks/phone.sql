-- Names that sound alike under one telephone.
select one.n as l, other.n as r
from listing as one
join listing as other on other.phone = one.phone and other.reading = one.reading and one.n < other.n
where one.origin = '' and length(one.phone) >= 7 and one.number is distinct from other.number
