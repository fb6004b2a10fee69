-- The rows of one household (its head's identity number), as a list of places.
select list(place(file, sheet, row_no) order by file, sheet, row_no) as rows
from core_person
where household_key = ?
having count(*) > 0
