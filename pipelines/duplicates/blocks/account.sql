-- Names that sound alike on one account.
select one.n as l, other.n as r
from listing as one
join listing as other on other.account = one.account and other.reading = one.reading and one.n < other.n
where one.origin = '' and length(one.account) >= 8 and one.number is distinct from other.number
