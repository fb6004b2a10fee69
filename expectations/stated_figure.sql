/*
rule: stated_figure
family: totals
severity: error
title: {zh: 应发数与列明数不符, en: A computed figure is not the stated one}
why: {zh: 名单得出的人数或金额与方案或分配表不一致，账不能平, en: What the rosters come to is not what the plan or the distribution table states; the books do not close}
mend: {zh: 查看差额构成；补报名单或更正分配表, en: See the bridge; complete the rosters or correct the stated table}
source: plan's stated figures, at every level (total, section, line, area, area's line, payer)
examples:
  - name: a hundred yuan short in total, section, line, area and area's line
    given:
      out_reconciliation:
        - {level: total, node: "", stated_fen: 20000, computed_fen: 10000, difference_fen: -10000, agrees: false}
        - {level: section, node: s, stated_fen: 20000, computed_fen: 10000, difference_fen: -10000, agrees: false}
        - {level: line, node: l, stated_fen: 20000, computed_fen: 10000, difference_fen: -10000, agrees: false}
        - {level: area, node: a, stated_fen: 20000, computed_fen: 10000, difference_fen: -10000, agrees: false}
        - {level: area_line, node: a/l, stated_fen: 20000, computed_fen: 10000, difference_fen: -10000, agrees: false}
    finds: 5
  - name: the amount agrees and the headcount does not
    given: {out_reconciliation: [{level: line, node: l, stated_fen: 10000, computed_fen: 10000, difference_fen: 0, stated_count: 2, computed_count: 1, agrees: false}]}
    finds: 1
  - name: a missing figure is different
    given: {out_reconciliation: [{level: line, node: l, stated_fen: null, computed_fen: 10000, difference_fen: null, stated_count: null, computed_count: 1, agrees: false}]}
    finds: 1
  - name: to the fen
    given: {out_reconciliation: [{level: line, node: l, stated_fen: 10000, computed_fen: 10000, difference_fen: 0, stated_count: 1, computed_count: 1, agrees: true}]}
    finds: 0
  - name: one gap is at stake once, where figures are finest and stated
    given:
      out_reconciliation:
        - {level: line, node: l, stated_fen: 20000, computed_fen: 10000, difference_fen: -10000, agrees: false}
        - {level: total, node: "", stated_fen: 20000, computed_fen: 10000, difference_fen: -10000, agrees: false}
        - {level: area_line, node: a/l, stated_fen: null, computed_fen: 10000, difference_fen: null, agrees: true}
    finds: 2
    shows: [{field: line, money_fen: 10000}, {field: total, money_fen: 0}]
  - name: a payer's amount differs; a sheet whose total is not what was awarded has its own rules
    given:
      out_reconciliation:
        - {level: payer, node: p, stated_fen: 20000, computed_fen: 10000, difference_fen: -10000, agrees: false}
        - {level: sheet, node: f ▸ s, stated_fen: 20000, computed_fen: 10000, difference_fen: -10000, agrees: false}
    finds: 1
    shows: [{field: payer, money_fen: 10000}]
*/
select
    area_code, standard_id, level as field,
    yuan(computed_fen) || ' (' || computed_count || ')' as observed,
    yuan(stated_fen) || ' (' || coalesce(stated_count::varchar, '—') || ')' as expected,
    -- one gap shows at every level above it: its money is at stake once, where the figures are finest
    case
        when level = (
            select min_by(level, array_position(['area_line', 'line', 'section', 'area', 'total', 'payer'], level)) from out_reconciliation
            where stated_fen is not null
        ) then abs(coalesce(difference_fen, computed_fen))
        else 0
    end as money_fen
from out_reconciliation
where not agrees and level <> 'sheet'
