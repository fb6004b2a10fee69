/*
rule: envelope_held_back
family: quotas
severity: note
title: {zh: 额度没有用完, en: Part of an allotment is held back}
why: {zh: 方案给的是上限，没有用完的部分须列为结余，不得留作他用, en: "The plan states the most that may be spent; what is not spent is a balance to be shown, for no other use"}
mend: {zh: 补报，或说明结余去向, en: "List the rest, or say what becomes of the balance"}
source: plan's allotment
examples:
  - name: 50,400 allotted, 50,000 given
    given:
      plan_stated: [{level: total, node: "", stated_fen: 5040000, firmness: at_most}]
      out_reconciliation: [{level: total, node: "", stated_fen: 5040000, computed_fen: 5000000}]
    finds: 1
  - name: all given, or a figure to be met exactly
    given:
      plan_stated:
        - {level: total, node: "", stated_fen: 5040000, firmness: at_most}
        - {level: line, node: s, stated_fen: 5040000, firmness: exact}
      out_reconciliation:
        - {level: total, node: "", stated_fen: 5040000, computed_fen: 5040000}
        - {level: line, node: s, stated_fen: 5040000, computed_fen: 5000000}
        - {level: section, node: s, stated_fen: 5040000, computed_fen: 5000000}
        - {level: line, node: "", stated_fen: 5040000, computed_fen: 5000000}
    finds: 0
*/
select
    figure.area_code, figure.standard_id, figure.level as field,
    yuan(figure.computed_fen) as observed,
    '≤ ' || yuan(figure.stated_fen) as expected,
    figure.stated_fen - figure.computed_fen as money_fen
from out_reconciliation as figure
join plan_stated as stated on stated.level = figure.level and stated.node = figure.node
where stated.firmness = 'at_most' and figure.computed_fen < figure.stated_fen
