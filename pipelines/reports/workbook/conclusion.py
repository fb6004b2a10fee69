"""结论: the whole run on one screen: stated beside computed, the bridge of the total, findings by severity, laws."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from pipelines.money import yuan as written
from pipelines.reports.workbook.book import NO, NONE, YES, Formula, Sheet, Value, both, cell, check, span, yuan
from pipelines.reports.workbook.book import yuan_or_dash as dash
from pipelines.reports.workbook.drawings import draw
from pipelines.reports.workbook.facts import Facts, Node
from pipelines.reports.workbook.marks import mark
from pipelines.words import CAUSE, ICON, SEVERITY, Words

HEAD, FIRST = 5, 6
STATED_COUNT, COUNT, STATED, COMPUTED, DIFFERENCE, AGREES = range(3, 9)
BRIDGE = 10  # first column of the tables on the right
STEP_AMOUNT, LAST = BRIDGE + 3, BRIDGE + 4
FIGURES: list[Words] = [
    ("序号", "No."), ("项目", "Item"), ("英文名", "Name"), ("列明人数", "Stated count"), ("核定人数", "Computed count"),
    ("列明金额", "Stated"), ("核定金额", "Computed"), ("差额", "Difference"), ("核对", "Check"),
]  # fmt: skip
STYLES = ["center", "", "small wrap", "count", "count", "money", "money", "money", "center"]
STEPS: list[Words] = [
    ("总额差额构成", "Bridge of the total"), ("英文名", "Step"), ("行数", "Rows"), ("金额", "Amount"),
    ("核对", "Check"),
]  # fmt: skip
SEVERITIES: list[Words] = [("疑点", "Findings"), ("英文名", "Severity"), ("条数", "Number"), ("涉及金额", "At stake")]


class Item(NamedTuple):
    """One figure of the table on the left, and the formulas of its computed count and amount."""

    node: Node
    names: list[Value]
    formulas: list[str]


def write(sheet: Sheet, facts: Facts) -> None:
    sheet.open(("结论", "Conclusion"))
    sheet.widths(6, 28, 32, 10, 10, 15, 15, 12, 7, 2, 18, 26, 8, 15, 7, 2, 2, 30, 13, 13, 13, 13)
    _verdict(sheet, facts)
    left = _figures(sheet, facts)
    right = _findings(sheet, facts, _bridge(sheet, facts) + 1)
    below = max(_laws(sheet, facts, left + 1), right) + 1
    draw(sheet, facts, (HEAD, LAST + 3), below)
    sheet.at.freeze_panes(FIRST, 0)
    sheet.at.fit_to_pages(1, 1)
    sheet.close(below + 21, LAST)


def _verdict(sheet: Sheet, facts: Facts) -> None:
    """One line saying whether the books close."""
    total = facts.total
    stated = NONE if total["stated_fen"] is None else written(total["stated_fen"])
    said = f"核定 computed {written(total['computed_fen'])} · 列明 stated {stated}"
    sheet.put(3, 0, f"{both(facts.verdict, '  ')} · {said}", "heading", "good" if facts.balanced else "bad")


def _figures(sheet: Sheet, facts: Facts) -> int:
    """Total, sections and lines; sections add their lines, the total adds the sections. Returns the next free row."""
    sheet.heads(HEAD, 0, FIGURES)
    cells, row, section_rows = sheet.book.cells, FIRST + 1, []
    for section in facts.sections:
        lines = facts.lines_of(section["section"])
        section_rows.append(row)
        adds = [f"=SUM({span(row + 1, col, row + len(lines), col)})" if lines else "=0" for col in (COUNT, COMPUTED)]
        names: list[Value] = [section["clause"], section["name_zh"], section["name_en"]]
        _figure(sheet, facts, row, Item(("section", section["section"]), names, adds), "bold", "pale")
        for at, line in enumerate(lines, row + 1):
            key = line["standard_id"]
            links = [f"={cells['line', key, name]}" for name in ("count", "amount")]
            names = [line["line_no"], line["name_zh"], line["name_en"]]
            _figure(sheet, facts, at, Item(("line", key), names, links))
        row += 1 + len(lines)
    adds = ["=" + ("+".join(cell(at, col) for at in section_rows) or "0") for col in (COUNT, COMPUTED)]
    _figure(sheet, facts, FIRST, Item(("total", ""), ["", "合计", "Grand total"], adds), "total")
    return row


def _figure(sheet: Sheet, facts: Facts, row: int, item: Item, *also: str) -> None:
    figure, (counts, amounts) = facts.figures[item.node], item.formulas
    difference = figure["difference_fen"]
    values: list[Value] = [
        *item.names,
        figure["stated_count"],
        Formula(counts, figure["computed_count"]),
        dash(figure["stated_fen"]),
        Formula(amounts, yuan(figure["computed_fen"])),
        None if difference is None else Formula(f"={cell(row, COMPUTED)}-{cell(row, STATED)}", yuan(difference)),
        mark(
            facts,
            figure,
            counts=(cell(row, COUNT), cell(row, STATED_COUNT)),
            amounts=(cell(row, COMPUTED), cell(row, STATED)),
        ),
    ]
    sheet.row(row, 0, values, STYLES, *also)
    named = {"stated_count": STATED_COUNT, "count": COUNT, "stated": STATED, "amount": COMPUTED}
    for name, col in named.items():
        if figure["level"] != "line":  # the lines' own cells are those of the allocation
            sheet.book.cells[*item.node, name] = sheet.ref(row, col)


def _bridge(sheet: Sheet, facts: Facts) -> int:
    """The steps of the total; a level reached is the sum of what stands above it. Returns the next free row."""
    sheet.heads(HEAD, BRIDGE, STEPS)
    steps = list(facts.bridge["total", ""].values())
    level_row, running = FIRST, 0
    for row, step in enumerate(steps, FIRST):
        amount: Value = yuan(step["amount_fen"])
        agrees: Value = ""
        if step["cause"] in ("computed", "stated"):
            amount = Formula(f"=SUM({span(level_row, STEP_AMOUNT, row - 1, STEP_AMOUNT)})", yuan(running))
            other = COMPUTED if step["cause"] == "computed" else STATED
            agrees = check((cell(row, STEP_AMOUNT), cell(FIRST, other)), holds=running == step["amount_fen"])
            level_row = row
        running = step["amount_fen"] if step["is_level"] else running + step["amount_fen"]
        values: list[Value] = [*CAUSE[step["cause"]], "" if step["rows"] is None else step["rows"], amount, agrees]
        also = ["total"] if step["is_level"] else []
        sheet.row(row, BRIDGE, values, ["", "small wrap", "count", "money", "center"], *also)
    return FIRST + len(steps)


def _findings(sheet: Sheet, facts: Facts, top: int) -> int:
    """Returns the next free row."""
    sheet.heads(top, BRIDGE, SEVERITIES)
    found = facts.tables["out_finding"].group_by("severity").agg(pl.len(), fen=pl.col("money_fen").sum())
    of = {severity: (number, fen) for severity, number, fen in found.iter_rows()}
    for row, (severity, (zh, en)) in enumerate(SEVERITY.items(), top + 1):
        number, fen = of.get(severity, (0, 0))
        values: list[Value] = [f"{ICON[severity]} {zh}", en, number, yuan(fen)]
        sheet.row(row, BRIDGE, values, [severity, "small", "count", "money"])
    end = top + 1 + len(SEVERITY)
    whole = (sum(number for number, _ in of.values()), yuan(sum(fen for _, fen in of.values())))
    sums = [
        Formula(f"=SUM({span(top + 1, col, end - 1, col)})", value)
        for col, value in zip((BRIDGE + 2, BRIDGE + 3), whole, strict=True)
    ]
    sheet.row(end, BRIDGE, ["合计", "Total", *sums], ["", "small", "count", "money"], "total")
    return end + 1


def _laws(sheet: Sheet, facts: Facts, top: int) -> int:
    """The laws of the books, their marks under the other marks. Returns the next free row."""
    sheet.put(top, 0, "账目规律  Laws of the books", "head", to=DIFFERENCE)
    sheet.put(top, AGREES, ("成立", "Holds"), "head")
    laws = facts.tables["out_law"].to_dicts()
    for row, law in enumerate(laws, top + 1):
        said = (law["title_zh"], f"{law['title_en']}  ({law['detail']})")
        sheet.put(row, 0, said, "cell", "wrap", to=DIFFERENCE)
        sheet.put(row, AGREES, YES if law["holds"] else NO, "cell", "center")
    return top + 1 + len(laws)
