"""拨付汇总: payers side by side, by kind, area and line: shares add across to the allocation, areas and lines add down.

The figures are the cells of the payers' sheets and of the detail. Upper-level money is granted, used and left; the
towns' own matching money stands in a table of its own, in no total.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pipelines.reports.workbook.allocation import area_cell
from pipelines.reports.workbook.book import Formula, Sheet, Value, both, cell, check, span, yuan
from pipelines.reports.workbook.detail import summed
from pipelines.reports.workbook.facts import Facts, Row
from pipelines.reports.workbook.shares import Part
from pipelines.words import KIND, Words

NO, CODE, NAME, FIRST = range(4)
TOP = 3
ONE_LINE = 32  # letters of both names that fit beside each other
UNDECIDED: Words = ("（待明确）", "(to be decided)")


def write(sheet: Sheet, facts: Facts, parts: list[Part]) -> None:
    sheet.open(("拨付汇总", "Appropriation by payer"))
    last = _heads(sheet, facts)
    row = TOP + 1
    tables = (("按类别  By kind", _kinds), ("按地区  By area", _areas), ("按项目  By line", _lines))
    for title, table in tables:
        sheet.put(row, NO, title, "cell", "bold", "pale", to=last)
        row = table(sheet, facts, parts, row + 1)
    row += 1
    row = _funds(sheet, facts, row)
    row = _matching(sheet, facts, row)
    sheet.widths(6, 15, 46, *(16,) * len(facts.payers), 17, 17, 7)
    sheet.at.freeze_panes(TOP + 1, FIRST)
    sheet.at.repeat_rows(TOP)
    sheet.close(row - 1, last)


def _heads(sheet: Sheet, facts: Facts) -> int:
    """One row of heads for all three tables. Returns the last column."""
    sheet.heads(TOP, NO, [("序号", "No."), ("代码、条款", "Code, clause"), ("名称", "Name")])
    for col, payer in enumerate(facts.payers, FIRST):
        open_ = ("", "") if payer["stated"] else UNDECIDED
        sheet.put(TOP, col, (payer["name_zh"] + open_[0], f"{payer['name_en']} {open_[1]}".strip()), "head")
    compared: list[Words] = [("各方合计", "All payers"), ("资金分配表", "Allocation"), ("核对", "Check")]
    sheet.heads(TOP, FIRST + len(facts.payers), compared)
    return FIRST + len(facts.payers) + len(compared) - 1


def _row(
    sheet: Sheet, row: int, named: tuple[Value, Value, Words], shares: list[Formula], allocated: str, *also: str
) -> None:
    """One line of a table: every payer's part, their sum, the allocation's figure and ✔."""
    sum_at = FIRST + len(shares)
    whole = sum(share.value for share in shares if not isinstance(share.value, str))
    across = Formula(f"=SUM({span(row, FIRST, row, sum_at - 1)})", whole)
    lines = "wrap" if len(both(named[2], "")) > ONE_LINE else ""
    sheet.row(row, NO, [*named], ["count center", "id", lines], *also)
    sheet.row(row, FIRST, [*shares], ["grid_money"] * len(shares), *also)
    agrees = check((cell(row, sum_at), cell(row, sum_at + 1)), holds=True)
    values: list[Value] = [across, Formula(f"={allocated}", whole), agrees]
    sheet.row(row, sum_at, values, ["money bold", "money", "center"], *also)


def _across(parts: Iterable[Part], texts: list[str]) -> list[Formula]:
    """A formula a payer, with what these parts come to."""
    paid = Counter[int]()
    for part in parts:
        paid[part.payer_no] += part.fen
    return [Formula(f"={text}", yuan(paid[no])) for no, text in enumerate(texts, 1)]


def _down(facts: Facts, first: int, last: int) -> list[str]:
    return [f"SUM({span(first, col, last, col)})" for col in range(FIRST, FIRST + len(facts.payers))]


def _kinds(sheet: Sheet, facts: Facts, parts: list[Part], top: int) -> int:
    """The grand proof, from the payers' sheets. Returns the next free row."""
    cells, numbers = sheet.book.cells, range(1, len(facts.payers) + 1)
    for row, (kind, words) in enumerate(KIND.items(), top):
        shares = _across((x for x in parts if x.kind == kind), [cells["payer", str(no), kind] for no in numbers])
        _row(sheet, row, ("", "", words), shares, cells["all", kind])
    end = top + len(KIND)
    shares = _across(parts, [cells["payer", str(no), "total"] for no in numbers])
    _row(sheet, end, ("", "", ("合计", "Total")), shares, cells["all", "amount"], "total")
    return end + 1


def _areas(sheet: Sheet, facts: Facts, parts: list[Part], top: int) -> int:
    """Each area's figures on the payers' sheets. Returns the next free row."""
    cells, numbers = sheet.book.cells, range(1, len(facts.payers) + 1)
    for row, area in enumerate(facts.areas, top):
        at = cell(row, NO)
        texts = [
            f"INDEX({cells['payer', str(no), 'amounts']},MATCH({at},{cells['payer', str(no), 'areas']},0))"
            for no in numbers
        ]
        named = (area["area_no"], area["area_code"], (area["name_zh"], area["name_en"]))
        shares = _across((x for x in parts if x.area is area), texts)
        _row(sheet, row, named, shares, area_cell(sheet, "amount", cell(row, CODE)))
    end = top + len(facts.areas)
    shares = _across(parts, _down(facts, top, end - 1))
    _row(sheet, end, ("", "", ("合计", "Total")), shares, cells["all", "amount"], "total")
    return end + 1


def _lines(sheet: Sheet, facts: Facts, parts: list[Part], top: int) -> int:
    """Each line, summed from the detail, and the sections. Returns the next free row."""
    cells, numbers = sheet.book.cells, range(1, len(facts.payers) + 1)
    row = top - 1
    for section in facts.sections:
        lines = facts.lines_of(section["section"])
        for line in lines:
            row += 1
            texts = [summed(sheet, line=cell(row, NO), payer=no) for no in numbers]
            named = (line["line_no"], line["clause"], (line["name_zh"], line["name_en"]))
            shares = _across((x for x in parts if x.line is line), texts)
            _row(sheet, row, named, shares, cells["line", line["standard_id"], "amount"])
        row += 1
        mine = (x for x in parts if x.line["section"] == section["section"])
        shares = _across(mine, _down(facts, row - len(lines), row - 1))
        named = ("", section["clause"], (f"小计：{section['name_zh']}", f"Subtotal: {section['name_en']}"))
        allocated = "+".join(cells["line", line["standard_id"], "amount"] for line in lines)
        _row(sheet, row, named, shares, allocated, "total")
    return row + 1


def _funds(sheet: Sheet, facts: Facts, top: int) -> int:
    """Upper-level money: granted is used and left; what remains of its lines is the shares'. Returns the next row."""
    funds = facts.tables["out_upper_fund"].sort("fund_no").to_dicts()
    said = {row["fund_no"]: row for row in facts.tables["plan_upper_fund"].to_dicts()}
    for fund in funds:
        about = said[fund["fund_no"]]
        name = both((about["name_zh"], about["name_en"]), " ")
        sheet.put(top, NO, f"上级资金 Upper-level money {fund['fund_no']}: {name} {about['clause']}", "heading")
        under = facts.tables["plan_upper_fund"].filter(fund_no=fund["fund_no"])["standard_id"].to_list()
        cells = [sheet.book.cells["line", standard, "amount"] for standard in under]
        whole = sum(facts.figures["line", standard]["computed_fen"] for standard in under)
        granted, used, left, come_to = (cell(top + 1 + n, FIRST) for n in range(4))
        values: list[tuple[Words, Value]] = [
            (("下达", "Granted"), yuan(fund["granted_fen"])),
            (("使用", "Used"), Formula(f"={summed(sheet, fund=fund['fund_no'])}", yuan(fund["used_fen"]))),
            (("结余", "Left over"), yuan(fund["left_fen"])),
            (("所管各项合计", "Its lines come to"), Formula("=" + "+".join(cells), yuan(whole))),
            (("余下由各方分担", "Left to the shares"), Formula(f"={come_to}-{used}", yuan(whole - fund["used_fen"]))),
        ]
        for row, (words, value) in enumerate(values, top + 1):
            sheet.put(row, NAME, words, "cell")
            sheet.put(row, FIRST, value, "cell", "money")
        agrees = check((granted, f"({used}+{left})"), holds=True)
        sheet.put(top + 3, FIRST + 1, agrees, "cell", "center")
        top += len(values) + 2
    return top


def _matching(sheet: Sheet, facts: Facts, top: int) -> int:
    """The towns' own money, apart. Returns the next free row."""
    found: dict[str, Row] = {row["area_code"]: row for row in facts.tables["plan_matching"].to_dicts()}
    if not found:
        return top
    sheet.put(
        top, NO, "地区配套资金（另列，不计入以上任何合计）  Towns' own matching money, in no total above", "heading"
    )
    sheet.heads(top + 1, NO, [("序号", "No."), ("地区代码", "Code"), ("地区", "Area"), ("金额", "Amount")])
    last = FIRST + len(facts.payers) + 2
    sheet.put(top + 1, FIRST + 1, ("来源", "Source"), "head", to=last)
    areas = [area for area in facts.areas if area["area_code"] in found]
    for row, area in enumerate(areas, top + 2):
        item = found[area["area_code"]]
        named: list[Value] = [area["area_no"], area["area_code"], (area["name_zh"], area["name_en"])]
        sheet.row(row, NO, [*named, yuan(item["amount_fen"])], ["count center", "id", "wrap", "money"])
        sheet.put(row, FIRST + 1, item["source"], "cell", "indent", to=last)
    end = top + 2 + len(areas)
    whole = yuan(sum(found[area["area_code"]]["amount_fen"] for area in areas))
    sheet.put(end, NO, "配套合计 Matching in all", "cell", "total", to=NAME)
    sheet.put(end, FIRST, Formula(f"=SUM({span(top + 2, FIRST, end - 1, FIRST)})", whole), "cell", "money", "total")
    return end + 1
