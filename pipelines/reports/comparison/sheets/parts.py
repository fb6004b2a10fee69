"""变化构成: what each factor added or took away, by each method, the sums held against the change; as a waterfall."""

from __future__ import annotations

from pipelines.reports.comparison.facts import MEASURE, METHOD, Facts, Step
from pipelines.reports.comparison.sheets.columns import STYLE, down, valued
from pipelines.reports.workbook.book import Formula, Sheet, Value, both, cell, check
from pipelines.reports.workbook.drawings import HEIGHT, waterfall
from pipelines.words import FACTOR

BAND, HEADS, FIRST = 6, 7, 8
WIDE = 6  # the last printed column
NOTES = (
    "“逐项”按表中顺序把各因素从上年换成今年，记下每一步的变化；"
    "“不分先后”取各因素在一切可能顺序中变化的平均（夏普利值，用 --every-order 计算）。",
    "“One after another” turns each factor from the old year to the new in this order; “in no order” is its mean "
    "effect over every order (Shapley value, worked out with --every-order).",
)


def write(sheet: Sheet, facts: Facts) -> None:
    sheet.open(("变化构成", "What made the difference"))
    for row, note in enumerate(NOTES, 3):
        sheet.put(row, 0, note, "small")
    sheet.put(BAND, 0, ("因素", "Factor"), "head")
    sheet.put(HEADS, 0, "", "head")
    end = FIRST + len(facts.factors)
    for row, factor in enumerate(facts.factors, FIRST):
        sheet.row(row, 0, [FACTOR[factor]], ["bold"])
    sheet.row(end, 0, [("合计", "Total")], ["wrap"], "total")
    sheet.row(end + 1, 0, [("两年之差", "The whole change")], ["wrap"])
    sheet.row(end + 2, 0, [("核对", "Check")], ["wrap"])
    for i, method in enumerate(facts.methods):
        sheet.put(BAND, 1 + 2 * i, METHOD[method], "head", to=2 + 2 * i)
        for j, measure in enumerate(MEASURE):
            _column(sheet, facts, 1 + 2 * i + j, method, measure)
    last = 2 * len(facts.methods)
    sheet.widths(34, *(20,) * last, *(12,) * (WIDE - last), 40, 14, 14, 14, 14)
    sheet.at.freeze_panes(FIRST, 1)
    sheet.at.repeat_rows(BAND, HEADS)
    _draw(sheet, facts, end + 4)
    sheet.at.fit_to_pages(1, 1)  # or the picture is cut at the foot of the first
    sheet.close(end + 4 + HEIGHT // 20, WIDE)


def _column(sheet: Sheet, facts: Facts, col: int, method: str, measure: str) -> None:
    end, change = FIRST + len(facts.factors), STYLE[measure][1]
    parts, whole = facts.total(method, measure), facts.change(measure)
    sheet.put(HEADS, col, MEASURE[measure], "head")
    for row, factor in enumerate(facts.factors, FIRST):
        sheet.row(row, col, [valued(measure, parts[factor])], [change])
    total = sum(parts.values())
    added: Value = down(col, FIRST, end - 1, valued(measure, total)) if parts else Formula("=0", 0)
    sheet.row(end, col, [added], [change], "total")
    of = Formula(f"={sheet.book.cells['standard_id', '', measure, 'change']}", valued(measure, whole))
    sheet.row(end + 1, col, [of], [change])
    sheet.row(end + 2, col, [check((cell(end, col), cell(end + 1, col)), holds=total == whole)], ["center"])
    sheet.book.cells.setdefault(("parts", method, measure, "total"), sheet.ref(end, col))


def _draw(sheet: Sheet, facts: Facts, row: int) -> None:
    """The picture below the table; its figures stand right of the print area. ▲ and ▼ say what colour says."""
    labelled = [(_label(step), step.fen, step.is_level) for step in facts.steps()]
    sheet.put(FIRST - 1, WIDE + 1, "图表数据  Chart data", "small")
    chart = waterfall(
        sheet, labelled, (FIRST, WIDE + 1), ("两年之间（元，逐项）", "From year to year, yuan, one after another")
    )
    chart.set_legend({"none": True})
    # Ends within its last row: on the edge of one, it is cut in print.
    chart.set_size({"width": sheet.pixels(WIDE), "height": HEIGHT - 12})
    sheet.at.insert_chart(row, 0, chart, {"object_position": 2})


def _label(step: Step) -> str:
    return step.name[0] if step.is_level else f"{'▲' if step.fen > 0 else '▼'} {both(step.name, ' ')}"
