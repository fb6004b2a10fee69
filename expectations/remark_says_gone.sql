/*
rule: remark_says_gone
family: eligibility
severity: warning
title: {zh: 备注写明已去世、迁出或停发，仍列为发放, en: "The row itself says gone, and is paid"}
why: {zh: 姓名或备注中有「已故、去世、注销、迁出、停发」等字样, en: "Name or remark says dead, struck off, moved away or stopped"}
mend: {zh: 核实；不应发放的删除该行, en: Verify; delete the row if nothing is due}
source: domain practice
examples:
  - name: said in the remark and in the name
    given:
      core_person:
        - {file: f, sheet: s, row_no: 1, name: 赵某, remark: 2022年11月去世}
        - {file: f, sheet: s, row_no: 2, name: 钱某（已故）}
      core_award:
        - {standard_id: s, file: f, sheet: s, row_no: 1, status: awarded, amount_fen: 10000}
        - {standard_id: s, file: f, sheet: s, row_no: 2, status: awarded, amount_fen: 10000}
    finds: 2
  - name: a relative's death, another remark, a row not paid
    given:
      core_person:
        - {file: f, sheet: s, row_no: 1, name: 赵某, remark: 父亲去世}
        - {file: f, sheet: s, row_no: 2, name: 钱某, remark: 在外务工}
        - {file: f, sheet: s, row_no: 3, name: 孙某, remark: 已故}
        - {file: f, sheet: t, row_no: 3, name: 李某}
        - {file: g, sheet: s, row_no: 3, name: 周某}
      core_award:
        - {standard_id: s, file: f, sheet: s, row_no: 1, status: awarded}
        - {standard_id: s, file: f, sheet: s, row_no: 2, status: awarded}
        - {standard_id: s, file: f, sheet: s, row_no: 3, status: duplicate}
        - {standard_id: s, file: f, sheet: t, row_no: 3, status: awarded}
        - {standard_id: s, file: g, sheet: s, row_no: 3, status: awarded}
    finds: 0
*/
with said as (
    select *, regexp_extract(name || ' ' || coalesce(remark, ''), '已故|去世|死亡|已死|注销|迁出|停发|停保|取消资格') as word
    from core_person
    where not regexp_matches(coalesce(remark, ''), '(父|母|夫|妻|偶|子|女|亲|兄|弟|姐|妹|遗属)[^，,；;。]*(故|世|亡|死)')
)

select
    award.area_code, award.file, award.sheet, award.row_no, 'remark' as field, award.standard_id,
    said.word as observed,
    '—' as expected,
    award.amount_fen as money_fen
from core_award as award
join said on said.file = award.file and said.sheet = award.sheet and said.row_no = award.row_no
where award.status = 'awarded' and said.word <> ''
