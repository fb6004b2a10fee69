"""两年数字: awards and amount of every area and line in both years, summed, the sums held against the other sheets."""

from __future__ import annotations

import polars as pl

from pipelines.reports.comparison.facts import MEASURE, NODE, Facts
from pipelines.reports.comparison.sheets.columns import compared, compared_styles, down, two_years, valued
from pipelines.reports.workbook.book import Sheet, Value, cell, check

BAND, HEADS, FIRST = 3, 4, 5
NAMED = ("area_code", "section", "standard_id")
BEGINS = {"awards": 3, "fen": 7}  # the first of each measure's four columns
CHECK = 11


def write(sheet: Sheet, facts: Facts) -> None:
    sheet.open(("各地区各项目两年数字", "Every area and line in both years"))
    sheet.put(BAND, 0, "", "head", to=2)
    sheet.heads(HEADS, 0, [NODE[column] for column in NAMED])
    for measure, col in BEGINS.items():
        sheet.put(BAND, col, MEASURE[measure], "head", to=col + 3)
        sheet.heads(HEADS, col, two_years(facts))
    found = _rows(facts)
    for row, (codes, sums) in enumerate(found, FIRST):
        names = [facts.names[column].get(code, (code, code)) for column, code in zip(NAMED, codes, strict=True)]
        sheet.row(row, 0, list(names), ["bold wrap", "wrap", "wrap"])
        for measure, col in BEGINS.items():
            years: list[Value] = [valued(measure, amount) for amount in sums[measure]]
            sheet.row(row, col, compared((row, col), years, sums[measure], measure), compared_styles(measure))
    end = FIRST + len(found)
    pairs = []
    sheet.row(end, 0, [("合计", "Total"), "", ""], ["", "", ""], "total")
    for measure, col in BEGINS.items():
        both = (sum(sums[measure][0] for _, sums in found), sum(sums[measure][1] for _, sums in found))
        years = [down(col + i, FIRST, end - 1, valued(measure, amount)) for i, amount in enumerate(both)]
        sheet.row(end, col, compared((end, col), years, both, measure), compared_styles(measure), "total")
        for i, what in enumerate(("before", "after")):
            pairs.append((cell(end, col + i), sheet.book.cells["standard_id", "", measure, what]))
    sheet.heads(HEADS, CHECK, [("核对", "Check")])
    sheet.row(end, CHECK, [check(*pairs, holds=True)], ["center"], "total")
    sheet.widths(22, 22, 34, 12, 12, 11, 9, 16, 16, 15, 9, 7)
    sheet.at.freeze_panes(FIRST, 1)
    sheet.at.autofilter(HEADS, 0, end - 1, CHECK - 1)
    sheet.at.repeat_rows(BAND, HEADS)
    sheet.close(end, CHECK)


def _rows(facts: Facts) -> list[tuple[tuple[str, ...], dict[str, tuple[int, int]]]]:
    """(area, section, line) → measure → (before, after), all in the plan's order."""
    sums = (
        facts.tables["out_year_figure"].group_by(*NAMED, "measure").agg(pl.col("before").sum(), pl.col("after").sum())
    )
    rows: dict[tuple[str, ...], dict[str, tuple[int, int]]] = {}
    for area, section, line, measure, before, after in sums.iter_rows():
        rows.setdefault((area, section, line), dict.fromkeys(MEASURE, (0, 0)))[measure] = (before, after)
    order = [{code: i for i, code in enumerate(facts.names[column])} for column in NAMED]

    def place(codes: tuple[str, ...]) -> list[tuple[int, str]]:
        return [(known.get(code, len(known)), code) for known, code in zip(order, codes, strict=True)]

    return [(codes, rows[codes]) for codes in sorted(rows, key=place)]
