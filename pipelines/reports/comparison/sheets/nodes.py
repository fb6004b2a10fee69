"""按部分 · 按项目 · 按地区 · 按出资方: both years, the change, and each factor's part of it; sums across and down.

One block a measure and method below one row of heads, so that the sheet can be filtered by either.
"""

from __future__ import annotations

from pipelines.reports.comparison.facts import MEASURE, METHOD, NODE, Facts, Node
from pipelines.reports.comparison.sheets.columns import (
    STYLE,
    across,
    compared,
    compared_styles,
    down,
    two_years,
    valued,
)
from pipelines.reports.workbook.book import Sheet, Value, cell, check
from pipelines.words import FACTOR, Words

HEADS, FIRST = 4, 5
OLD, CHANGE, PARTS = 2, 4, 6  # columns: the earlier year, the change, the first factor


def write(sheet: Sheet, facts: Facts, column: str) -> None:
    words = NODE[column]
    sheet.open((f"按{words[0]}", f"By {words[1].lower()}"))
    sheet.put(3, 0, "每行各因素之和＝增减  In each row the factors add up to the change", "small")
    factors = [FACTOR[factor] for factor in facts.factors]
    summed: list[Words] = [("各因素之和", "Sum of factors"), ("核对", "Check")]
    sheet.heads(HEADS, 0, [("指标", "Measure"), words, *two_years(facts), *factors, *summed])
    row = FIRST
    for measure in facts.measures(column):
        for method in facts.methods:
            row = _block(sheet, facts, row, (column, method, measure))
    last = PARTS + len(factors) + 1
    sheet.widths(26, 30, 16, 16, 15, 9, *(15,) * (len(factors) + 1), 7)
    sheet.at.freeze_panes(FIRST, OLD)
    sheet.at.autofilter(HEADS, 0, row - 1, last)
    sheet.at.repeat_rows(HEADS)
    sheet.close(row - 1, last)


def _block(sheet: Sheet, facts: Facts, first: int, of: tuple[str, str, str]) -> int:
    """The nodes of one measure and method and their sums; returns the row after."""
    column, method, measure = of
    (zh, en), (how_zh, how_en) = MEASURE[measure], METHOD[method]
    named: Words = (f"{zh} · {how_zh}", f"{en} · {how_en}")
    found = facts.nodes(column, method, measure)
    for row, node in enumerate(found, first):
        figures: list[Value] = [valued(measure, node.before), valued(measure, node.after)]
        parts: list[Value] = [valued(measure, part) for part in node.parts]
        _row(sheet, row, [named, node.name, *figures, *parts], node, measure)
        for what, col in (("before", OLD), ("after", OLD + 1)):
            sheet.book.cells.setdefault((column, node.code, measure, what), sheet.ref(row, col))
    end = first + len(found)
    whole = Node("", ("合计", "Total"), sum(n.before for n in found), sum(n.after for n in found),
                 [sum(n.parts[i] for n in found) for i in range(len(facts.factors))])  # fmt: skip
    columns = [OLD, OLD + 1, *range(PARTS, PARTS + len(facts.factors))]
    sums = [
        down(col, first, end - 1, valued(measure, amount))
        for col, amount in zip(columns, [whole.before, whole.after, *whole.parts], strict=True)
    ]
    _row(sheet, end, [named, whole.name, *sums], whole, measure, "total")
    for what, col in (("before", OLD), ("after", OLD + 1), ("change", CHANGE)):
        sheet.book.cells.setdefault((column, "", measure, what), sheet.ref(end, col))
    return end + 1


def _row(sheet: Sheet, row: int, values: list[Value], node: Node, measure: str, *also: str) -> None:
    """`values`: measure and name, both years, then each factor."""
    names, years, parts = values[:OLD], values[OLD:CHANGE], values[CHANGE:]
    sum_at = PARTS + len(parts)
    change = STYLE[measure][1]
    added = across(row, PARTS, sum_at - 1, valued(measure, sum(node.parts)))
    holds = check((cell(row, sum_at), cell(row, CHANGE)), holds=sum(node.parts) == node.change)
    cells = compared((row, OLD), years, (node.before, node.after), measure)
    styles = ["wrap", "bold wrap", *compared_styles(measure), *[change] * len(parts), f"{change} bold", "center"]
    sheet.row(row, 0, [*names, *cells, *parts, added, holds], styles, *also)
