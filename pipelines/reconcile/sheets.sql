/*
The sheets (file, sheet, part_no) on which something is claimed for one area's line. Parameter: its node.
*/
select distinct sheet.node
from core_claim as claim
join core_sheet_figure as sheet
    on sheet.file = claim.file and sheet.sheet = claim.sheet and sheet.part_no = claim.part_no
where claim.area_code || '/' || claim.standard_id = ?
order by sheet.node
