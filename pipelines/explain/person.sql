-- The rows of one person (identity number), as a list of places; no row when nobody has the number.
select list(place(file, sheet, row_no) order by file, sheet, row_no) as rows
from core_person
where id_no = ?
having count(*) > 0
