"""拨付表: one sheet a payer, areas × cash and goods, and lines or sections, to sign and seal.

Every area is held against the funding sheet, every column against the detail; the words stand beside their figures.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.money import daxie
from pipelines.reports.workbook.book import Formula, Sheet, Value, both, cell, check, span, yuan
from pipelines.reports.workbook.detail import summed
from pipelines.reports.workbook.facts import Facts, Row
from pipelines.reports.workbook.shares import Part
from pipelines.words import KIND, Words

OPEN, BAND, HEADS, FIRST = 3, 4, 5, 6
NO, CODE, NAME, CASH, GOODS, TOTAL, PARTS = range(7)
MOST_LINES = 6  # beyond that, columns are sections
LONGEST_NAME = 31
ON_ONE_PAGE = 28  # areas
GRANTED = ("下达 granted", "使用 used", "结余 left over", "余下由各方分担 left to the shares")
SIGNED: list[list[Words]] = [
    [("制表", "Prepared"), ("审核", "Reviewed"), ("负责人", "In charge")],
    [("盖章", "Seal"), ("日期", "Date")],
]
NOT_STATED: Words = (
    "方案未写明由谁出资：明确出资方之前，本表不是拨付依据；这些金额不摊给任何一方。",
    "The plan does not say who pays: until that is decided this appropriates nothing; it is spread over nobody.",
)
NOTHING: Words = (
    "本年度没有须由该出资方拨付的金额。",
    "This payer has nothing to appropriate this year: nothing is due, or no amount is stated.",
)


@dataclass(frozen=True)
class Column:
    """One of the columns that say what the money is for: a line, or a section."""

    names: Words
    key: str  # of the detail: line | section
    number: int
    standards: frozenset[str]


def names(facts: Facts) -> list[str]:
    """The names of the payers' sheets: short enough, unlike each other, nothing in them a formula could stumble on."""
    told = []
    for no, payer in enumerate(facts.payers, 1):
        name = f"拨付{no} {both((payer['name_zh'], payer['name_en']), ' ')}"
        kept = "".join(letter for letter in name if letter.isalnum() or letter in " ()（）、-")
        told.append(kept[:LONGEST_NAME].strip())
    return told


@dataclass(frozen=True)
class Form:
    """What stands on one payer's sheet, and where."""

    no: int  # place among the payers, from 1
    payer: Row
    parts: list[Part]
    by_area: dict[str, list[Part]]
    columns: list[Column]
    end: int  # row of the sums

    @property
    def proof(self) -> int:
        return PARTS + len(self.columns)

    def fen(self, column: Column | None = None, kind: str = "", area: Row | None = None) -> int:
        """What this payer bears: of the lines of a column, of a kind, of an area."""
        parts = self.parts if area is None else self.by_area.get(area["area_code"], [])
        return sum(
            part.fen
            for part in parts
            if kind in ("", part.kind) and (column is None or part.line["standard_id"] in column.standards)
        )


def write(sheet: Sheet, facts: Facts, parts: list[Part], no: int) -> None:
    """The sheet of the payer at place `no` (from 1)."""
    payer, setting, cells = facts.payers[no - 1], facts.setting, sheet.book.cells
    mine = [part for part in parts if part.payer_no == no]
    by_area: dict[str, list[Part]] = {}
    for part in mine:
        by_area.setdefault(part.area["area_code"], []).append(part)
    form = Form(no, payer, mine, by_area, _columns(facts, mine), FIRST + len(facts.areas))
    end, last = form.end, form.proof + 1
    sheet.open((f"{setting['name_zh']} {setting['year']} 慰问资金拨付表（{payer['name_zh']}）",) * 2)
    english = f"{setting['name_en']} {setting['year']}: appropriation by payer ({payer['name_en']})"
    sheet.put(1, 0, f"{english} · 单位：元 Unit: yuan", "small")
    if not payer["stated"]:
        sheet.put(OPEN, 0, NOT_STATED, "cell", "error", "wrap", to=last)
    elif not form.fen():
        sheet.put(OPEN, 0, NOTHING, "cell", "note", "wrap", to=last)
    _heads(sheet, form)
    for row, area in enumerate(facts.areas, FIRST):
        _area(sheet, form, row, area)
    _sums(sheet, form)
    cells["payer", str(no), "areas"] = sheet.range(FIRST, NO, end - 1, NO)
    cells["payer", str(no), "amounts"] = sheet.range(FIRST, TOTAL, end - 1, TOTAL)
    for name, col in (("cash", CASH), ("goods", GOODS), ("total", TOTAL)):
        cells["payer", str(no), name] = sheet.ref(end, col)
    row = _foot(sheet, facts, form)
    sheet.widths(5, 14, _name_width(facts), 15, 15, 16, *(15,) * len(form.columns), 7, 18)
    sheet.at.freeze_panes(FIRST, CASH)
    sheet.at.repeat_rows(BAND, HEADS)
    if len(facts.areas) <= ON_ONE_PAGE:  # nobody signs a page without figures
        sheet.at.fit_to_pages(1, 1)
    sheet.close(row, last)


def _columns(facts: Facts, mine: list[Part]) -> list[Column]:
    """The lines this payer has money in, if they fit; else the sections."""
    paid = {part.line["standard_id"] for part in mine if part.fen}
    lines = [line for line in facts.lines if line["standard_id"] in paid]
    if len(lines) <= MOST_LINES:
        return [
            Column((f"{line['line_no']}. {line['name_zh']}", line["name_en"]), "line", line["line_no"],
                   frozenset([line["standard_id"]]))
            for line in lines
        ]  # fmt: skip
    return [
        Column((section["name_zh"], section["name_en"]), "section", section["section_no"], frozenset(standards))
        for section in facts.sections
        if (standards := {line["standard_id"] for line in lines if line["section"] == section["section"]})
    ]


def _name_width(facts: Facts) -> float:
    """Enough for both names of every area on one line."""
    return max(20, *(2.2 * len(area["name_zh"]) + 0.95 * len(area["name_en"]) + 4 for area in facts.areas))


def _heads(sheet: Sheet, form: Form) -> None:
    sheet.put(BAND, NO, "地区  Area", "head", to=NAME)
    sheet.put(BAND, CASH, "应拨付  To be appropriated", "head", to=TOTAL)
    if form.columns:
        sheet.put(BAND, PARTS, "其中  Of which", "head", to=form.proof - 1)
    sheet.put(BAND, form.proof, "", "head", to=form.proof + 1)
    kinds: list[Words] = [KIND["cash"], ("物资（计价）", "Goods at value"), ("合计", "Total")]
    sheet.heads(HEADS, NO, [("序号", "No."), ("地区代码", "Code"), ("地区", "Area"), *kinds])
    sheet.heads(HEADS, PARTS, [*(column.names for column in form.columns), ("核对", "Check"), ("备注", "Remarks")])


def _area(sheet: Sheet, form: Form, row: int, area: Row) -> None:
    """Across: cash and goods, the lines, and the funding sheet's figure of the area all come to the same."""
    cells, payer = sheet.book.cells, form.payer["payer"]
    kinds = [form.fen(area=area, kind=kind) for kind in KIND]
    amounts = [form.fen(column, area=area) for column in form.columns]
    total = Formula(f"=SUM({span(row, CASH, row, GOODS)})", yuan(sum(kinds)))
    funded = f"INDEX({cells['funding', payer, 'areas']},MATCH({cell(row, CODE)},{cells['funding', 'codes']},0))"
    across = f"SUM({span(row, PARTS, row, form.proof - 1)})" if amounts else "0"
    agrees = check((cell(row, TOTAL), across), (cell(row, TOTAL), funded), holds=True)
    named: list[Value] = [area["area_no"], area["area_code"], (area["name_zh"], area["name_en"])]
    sheet.row(row, NO, named, ["count center", "id", "bold"])
    sheet.row(row, CASH, [*map(yuan, kinds), total], ["grid_money", "grid_money", "grid_money bold"])
    sheet.row(row, PARTS, [*map(yuan, amounts), agrees, ""], [*["grid_money"] * len(amounts), "center", ""])


def _sums(sheet: Sheet, form: Form) -> None:
    """Down: the sums of the columns, what the detail has of them, and ✔; the whole against the funding sheet."""
    end, no = form.end, form.no
    wanted = [
        (CASH, form.fen(kind="cash"), summed(sheet, payer=no, kind=f'"{KIND["cash"][0]}"')),
        (GOODS, form.fen(kind="goods"), summed(sheet, payer=no, kind=f'"{KIND["goods"][0]}"')),
        (TOTAL, form.fen(), summed(sheet, payer=no)),
    ]
    for col, column in enumerate(form.columns, PARTS):
        text = summed(sheet, payer=no, **{column.key: column.number})
        wanted.append((col, form.fen(column), text))
    for row, label in enumerate(("合计 Total", "出资明细 By the detail", "核对 Check"), end):
        sheet.put(row, NO, label, "cell", *(["total"] if row == end else ["bold"]), to=NAME)
    for col, fen, text in wanted:
        sheet.put(end, col, Formula(f"=SUM({span(FIRST, col, end - 1, col)})", yuan(fen)), "cell", "money", "total")
        sheet.put(end + 1, col, Formula(f"={text}", yuan(fen)), "cell", "money")
        sheet.put(end + 2, col, check((cell(end, col), cell(end + 1, col)), holds=True), "cell", "center")
    funded = sheet.book.cells["funding", form.payer["payer"], "sum"]
    agrees: list[Value] = [check((cell(end, TOTAL), funded), holds=True), ""]
    sheet.row(end, form.proof, agrees, ["center", ""], "total")


def _foot(sheet: Sheet, facts: Facts, form: Form) -> int:
    """Words beside figures, upper-level money, notes, and the lines to sign. Returns the last row."""
    row, fen = form.end + 4, form.fen()
    sheet.put(row, NO, "合计大写  In words", "cell", "bold", to=CODE)
    sheet.put(row, NAME, daxie(fen), "cell", "bold", "indent", to=GOODS)
    sheet.put(row, TOTAL, yuan(fen), "cell", "money", "bold")
    sheet.put(row, PARTS, check((cell(row, TOTAL), cell(form.end, TOTAL)), holds=True), "cell", "center")
    sheet.height(row, 24)
    for fund in facts.tables["out_upper_fund"].filter(payer=form.payer["payer"]).sort("fund_no").to_dicts():
        row += 1
        under = facts.tables["plan_upper_fund"].filter(fund_no=fund["fund_no"])["standard_id"]
        whole = sum(facts.figures["line", standard]["computed_fen"] for standard in under)
        amounts = [*(fund[f"{name}_fen"] for name in ("granted", "used", "left")), whole - fund["used_fen"]]
        said = " · ".join(f"{words} {yuan(fen):,}" for words, fen in zip(GRANTED, amounts, strict=True))
        sheet.put(row, NO, f"上级资金 Fund {fund['fund_no']}", "cell", "bold", to=CODE)
        sheet.put(row, NAME, said, "cell", "indent", to=form.proof + 1)
    if facts.tables["out_allocation"].filter(kind="goods")["amount_fen"].null_count():
        row += 1
        sheet.put(row, NO, "未定价的物资不在金额之内。  Goods without a price are in none of the amounts.", "small")
    for line in SIGNED:
        row += 2
        said = "　　".join(f"{both(words, ' ')}：________________" for words in line)
        sheet.put(row, NO, said, "bold", to=form.proof + 1)
        sheet.height(row, 24)
    return row
