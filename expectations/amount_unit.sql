/*
rule: amount_unit
family: amounts
severity: error
title: {zh: 金额单位错（元与万元）, en: Yuan and ten thousand yuan confused}
why: {zh: 列报金额恰为标准的一万倍或万分之一, en: "The claim is exactly ten thousand times the standard, or a ten-thousandth of it"}
mend: {zh: 以元为单位重填, en: Write the amount in yuan}
source: plan's standards
examples:
  - name: 0.05 for 500, and 1,000,000 for 100
    given:
      core_claim:
        - {file: f, row_no: 1, outcome: awarded, computed_fen: 50000, claimed_fen: 5}
        - {file: f, row_no: 2, outcome: awarded, computed_fen: 10000, claimed_fen: 100000000}
    finds: 2
  - name: another difference, nothing claimed or due, a row not paid
    given:
      core_claim:
        - {file: f, row_no: 1, outcome: awarded, computed_fen: 50000, claimed_fen: 500}
        - {file: f, row_no: 2, outcome: awarded, computed_fen: 0, claimed_fen: 0}
        - {file: f, row_no: 3, outcome: sheet_total, computed_fen: 10000, claimed_fen: 100000000}
    finds: 0
*/
select
    area_code, file, sheet, row_no, 'cash' as field, standard_id,
    yuan(claimed_fen) as observed,
    yuan(computed_fen) as expected,
    abs(claimed_fen - computed_fen) as money_fen
from core_claim
where outcome = 'awarded' and claimed_fen <> computed_fen
    and (claimed_fen = computed_fen * 10000 or computed_fen = claimed_fen * 10000)
