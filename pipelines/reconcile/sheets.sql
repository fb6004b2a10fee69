/*
The sheets on which something is claimed for areas' lines. Parameter: the nodes of these.
*/
select distinct sheet.node
from core_claim as claim
join core_sheet_figure as sheet
    on sheet.file = claim.file and sheet.sheet = claim.sheet and sheet.part_no = claim.part_no
where list_contains(?::varchar[], claim.area_code || '/' || claim.standard_id)
order by sheet.node
