"""概要, 文字 and 数字出处: the plan and its years, whether the parts are the whole, and where everything is; the
sentences; and of every number in them the exact value and the rows it comes from."""

from __future__ import annotations

import polars as pl

from pipelines import __version__
from pipelines.reports.comparison.facts import MEASURE, Facts
from pipelines.reports.comparison.sheets.columns import STYLE, rate, two_years, valued
from pipelines.reports.workbook.book import Formula, Sheet, Value, both, cell, check
from pipelines.words import Words

YEARS, FIRST = 9, 10
LAST = 6  # columns
CONCLUSION = ("total", "in_all", "why", "crossed", "areas", "people")
UNIT: dict[str, Words] = {
    "fen": ("元", "yuan"),
    "awards": ("人（户）次", "awards"),
    "people": ("人", "people"),
    "areas": ("个地区", "areas"),
    "rate": ("%", "%"),
}


def write(sheet: Sheet, facts: Facts, contents: dict[Words, Words]) -> None:
    old, new = facts.years
    sheet.widths(20, 17, 17, 16, 10, 17, 8)
    sheet.put(2, 0, facts.plan[0], "cover", to=LAST)
    sheet.height(2, 44)
    sheet.put(3, 0, facts.plan[1], "subtitle", to=LAST)
    sheet.put(5, 0, f"{new}年与{old}年对照  {new} against {old}", "subtitle", to=LAST)
    verdict = ("✔ 各因素之和等于两年之差", "The factors add up to the change")
    if not facts.holds:
        verdict = ("✘ 各因素之和不等于两年之差", "The factors do not add up to the change")
    sheet.put(7, 0, both(verdict, "  "), "verdict", "good" if facts.holds else "bad", to=LAST)
    sheet.height(7, 34)
    sheet.heads(YEARS, 0, [("指标", "Measure"), *two_years(facts), ("各因素之和", "Sum of factors"), ("核对", "Check")])
    for row, measure in enumerate(MEASURE, FIRST):
        _years(sheet, facts, row, measure)
    row = FIRST + len(MEASURE) + 1
    sheet.put(row, 0, "结论  Conclusion", "heading")
    for sentence in facts.tables["out_sentence"].filter(pl.col("topic").is_in(CONCLUSION)).to_dicts():
        row += 1
        sheet.put(row, 0, (sentence["text_zh"], sentence["text_en"]), "cell", "wrap", "top", to=LAST)
    row += 2
    sheet.put(row, 0, "目录  Contents", "heading")
    for name, about in contents.items():
        row += 1
        target = both(name, " ")
        sheet.put(row, 0, "", "cell", to=1)
        sheet.at.write_url(row, 0, f"internal:'{target}'!A1", sheet.book.style("cell", "link"), target)
        sheet.put(row, 2, about, "cell", "wrap", to=LAST)
    sheet.put(row + 1, 0, f"暖账 Warm Ledger {__version__}", "small")
    sheet.close(row + 1, LAST)


def _years(sheet: Sheet, facts: Facts, row: int, measure: str) -> None:
    """Both years and the change as the sheet of lines has them, the factors' sum as the sheet of factors has it."""
    cells, figures = sheet.book.cells, facts.tables["out_year_figure"].filter(measure=measure)
    before, after, change = int(figures["before"].sum()), int(figures["after"].sum()), facts.change(measure)
    added = sum(facts.total("in_order", measure).values())
    links = [
        Formula(f"={cells['standard_id', '', measure, what]}", valued(measure, amount))
        for what, amount in (("before", before), ("after", after), ("change", change))
    ]
    factors = [Formula(f"={cells['parts', 'in_order', measure, 'total']}", valued(measure, added))]
    holds = check((cell(row, 5), cell(row, 3)), holds=added == change)
    share = rate(cell(row, 1), cell(row, 2), before, after)
    values: list[Value] = [MEASURE[measure], *links, share, *factors, holds]
    figure, step = STYLE[measure]
    sheet.row(row, 0, values, ["wrap", figure, figure, step, "rate", step, "center"], "bold")


def write_words(sheet: Sheet, facts: Facts) -> None:
    sheet.open(("文字", "In words"))
    sheet.heads(3, 0, [("句", "No."), ("文字", "Sentence")])
    last = 3
    for last, sentence in enumerate(facts.tables["out_sentence"].to_dicts(), 4):
        told = (sentence["text_zh"], sentence["text_en"])
        sheet.row(last, 0, [sentence["sentence_no"], told], ["center", "wrap"], "top")
    sheet.widths(6, 84)
    sheet.at.freeze_panes(4, 1)
    sheet.at.autofilter(3, 0, last, 1)
    sheet.at.repeat_rows(3)
    sheet.close(last, 1)


def write_sources(sheet: Sheet, facts: Facts) -> None:
    sheet.open(("文字中各数字的出处", "Where the numbers of the sentences come from"))
    sheet.put(
        3,
        0,
        "句号见“文字”；出处为 tables/*.parquet 各表。Sentences by number; the tables are tables/*.parquet.",
        "small",
    )
    sheet.heads(4, 0, [("句", "No."), ("数字", "Number"), ("原值", "Exact"), ("单位", "Unit"), ("出处", "Source")])
    last = 4
    for last, number in enumerate(facts.tables["out_sentence_number"].to_dicts(), 5):
        shown, exact = (number["shown_zh"], number["shown_en"]), number["amount"]
        value: Value = "" if exact is None else valued(number["unit"], exact)
        styles = ["center", "wrap", STYLE["fen" if number["unit"] == "fen" else "awards"][0], "", "wrap"]
        sheet.row(last, 0, [number["sentence_no"], shown, value, UNIT[number["unit"]], number["source"]], styles, "top")
    sheet.widths(6, 24, 17, 18, 92)
    sheet.at.freeze_panes(5, 2)
    sheet.at.autofilter(4, 0, last, 4)
    sheet.at.repeat_rows(4)
    sheet.close(last, 4)
