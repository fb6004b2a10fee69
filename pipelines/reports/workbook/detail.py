"""出资明细: every share by area, line, component and payer, to filter: what was split, the odd fen and why."""

from __future__ import annotations

from fractions import Fraction

from pipelines.reports.workbook.book import Formula, Sheet, Value, both, cell, check, span, yuan
from pipelines.reports.workbook.facts import Facts
from pipelines.reports.workbook.shares import Part
from pipelines.words import KIND, Words

SHOWN, HEADS, FIRST = 3, 4, 5
COLUMNS: list[Words] = [
    ("地区序号", "Area no."), ("地区", "Area"), ("部分序号", "Section no."), ("项目序号", "Line no."), ("项目", "Line"),
    ("构成", "Component"), ("类别", "Kind"), ("出资方序号", "Payer no."), ("出资方", "Payer"),
    ("上级资金序号", "Fund no."), ("被分金额", "Split"), ("份额", "Share"), ("整分", "Whole fen"),
    ("零头（分）", "Fraction of a fen"), ("进分", "Odd fen"), ("金额", "Amount"), ("说明", "Why"),
]  # fmt: skip
STYLES = [
    "count center", "wrap", "count center", "count center", "wrap", "wrap", "center", "count center", "wrap",
    "count center", "money", "id center", "money", "id center", "grid_money", "money bold", "wrap",
]  # fmt: skip
NOTES = (
    "份额先除到分，剩下的零头进给余数大者，余数相同的按方案次序。上级资金按金额比例先用，零头同理。核对：与资金分配表相等。",
    "Shares are cut to the fen; the fen left go to the larger fractions, equal ones in the order of the plan.",
    "Upper-level money is spread first, in proportion to the amounts, in the same way. Check: as in the allocation.",
)
AREA, SECTION, LINE, KINDS, PAYER, FUND, FLOOR, ODD, AMOUNT = 0, 2, 3, 6, 7, 9, 12, 14, 15
KEYS = {"area": AREA, "section": SECTION, "line": LINE, "kind": KINDS, "payer": PAYER, "fund": FUND, "amount": AMOUNT}


def write(sheet: Sheet, facts: Facts, parts: list[Part]) -> None:
    sheet.open(("出资明细", "Shares by area, line, component and payer"))
    sheet.heads(HEADS, 0, COLUMNS)
    sections = {section["section"]: section["section_no"] for section in facts.sections}
    for row, part in enumerate(parts, FIRST):
        payer = facts.payers[part.payer_no - 1]
        values: list[Value] = [
            part.area["area_no"],
            both((part.area["name_zh"], part.area["name_en"]), " "),
            sections[part.line["section"]],
            part.line["line_no"],
            both((part.line["name_zh"], part.line["name_en"]), " "),
            both(part.component, " "),
            KIND[part.kind][0],
            part.payer_no,
            both((payer["name_zh"], payer["name_en"]), " "),
            part.fund["fund_no"] if part.fund else "",
            yuan(part.base_fen),
            _share(part),
            yuan(part.floor_fen),
            f"{part.remainder}/{part.den}" if part.remainder else "",
            yuan(part.odd_fen),
            Formula(f"={cell(row, FLOOR)}+{cell(row, ODD)}", yuan(part.fen)),
            part.why,
        ]
        sheet.row(row, 0, values, STYLES)
    end = FIRST + len(parts)
    total = yuan(sum(part.fen for part in parts))
    amounts = span(FIRST, AMOUNT, max(FIRST, end - 1), AMOUNT)
    sheet.put(SHOWN, 0, "筛选后合计  Sum of the rows shown", "cell", "bold", to=AMOUNT - 1)
    sheet.put(SHOWN, AMOUNT, Formula(f"=SUBTOTAL(109,{amounts})", total), "cell", "money", "bold")
    sheet.row(
        end, 0, ["合计 Total", *[""] * (AMOUNT - 1), Formula(f"=SUM({amounts})", total)], STYLES[: AMOUNT + 1], "total"
    )
    sheet.put(
        end, AMOUNT + 1, check((cell(end, AMOUNT), sheet.book.cells["all", "amount"]), holds=True), "cell", "center"
    )
    for name, col in KEYS.items():
        sheet.book.cells["detail", name] = sheet.range(FIRST, col, max(FIRST, end - 1), col)
    for row, said in enumerate(NOTES, end + 1):
        sheet.put(row, 0, said, "small")
    sheet.widths(7, 26, 7, 7, 44, 16, 7, 8, 18, 9, 14, 24, 14, 16, 7, 14, 30)
    sheet.at.freeze_panes(FIRST, 2)
    sheet.at.autofilter(HEADS, 0, max(HEADS, end - 1), len(COLUMNS) - 1)
    sheet.at.repeat_rows(HEADS)
    sheet.close(end + len(NOTES), len(COLUMNS) - 1)


def _share(part: Part) -> str:
    if part.fund is None or part.num == part.den:
        return str(Fraction(part.num, part.den))
    return f"{yuan(part.num):,} ÷ {yuan(part.den):,}"


def summed(sheet: Sheet, **keys: str | int) -> str:
    """The amounts of the detail whose keys (area, section, line, kind, payer, fund) are these cells or numbers."""
    cells = sheet.book.cells
    told = ",".join(f"{cells['detail', name]},{wanted}" for name, wanted in keys.items())
    return f"SUMIFS({cells['detail', 'amount']},{told})"
