-- One listing by its place.
select list(place(file, sheet, row_no) order by file, sheet, row_no) as rows
from core_person
where place(file, sheet, row_no) = ?
having count(*) > 0
