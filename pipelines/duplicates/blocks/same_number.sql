-- The same number: later listings of the submission with its first, and each of them with each listing of the base.
select first.n as l, other.n as r
from listing as first
join listing as other on other.number = first.number and first.n < other.n
where first.origin = '' and (other.origin <> '' or first.first_of_number)
