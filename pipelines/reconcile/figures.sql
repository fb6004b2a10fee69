/*
Every figure of the books with its names and its place in the order of the plan. Grain: a node of out_reconciliation.
A sheet is named by its file and tab. Money in fen.
*/
with payer as (
    select payer, min(payer_no) as payer_no, min(name_zh) as name_zh, min(name_en) as name_en
    from plan_payer
    group by payer
)

select
    figure.*,
    case figure.level
        when 'total' then '合计'
        when 'section' then section.name_zh
        when 'line' then line.name_zh
        when 'area' then area.name_zh
        when 'area_line' then area.name_zh || ' · ' || line.name_zh
        when 'payer' then payer.name_zh
        else figure.node
    end as name_zh,
    case figure.level
        when 'total' then 'Grand total'
        when 'section' then section.name_en
        when 'line' then line.name_en
        when 'area' then area.name_en
        when 'area_line' then area.name_en || ' · ' || line.name_en
        when 'payer' then payer.name_en
        else figure.node
    end as name_en,
    line.line_no
from out_reconciliation as figure
left join plan_section as section on section.section = figure.section
left join plan_standard as line on line.standard_id = figure.standard_id
left join plan_area as area on area.area_code = figure.area_code
left join payer on figure.level = 'payer' and payer.payer = figure.node
order by
    case figure.level
        when 'total' then 1 when 'section' then 2 when 'line' then 3 when 'payer' then 4 when 'area' then 5
        when 'area_line' then 6 else 7
    end,
    area.area_no, section.section_no, line.line_no, payer.payer_no, figure.node
