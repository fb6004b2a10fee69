"""The native charts of the conclusion: the bridge as a waterfall, and the amount of each line."""

from __future__ import annotations

from typing import Any

from pipelines.money import yuan as written
from pipelines.reports.workbook.book import Formula, Sheet, both, yuan
from pipelines.reports.workbook.facts import Facts
from pipelines.reports.workbook.styles import BLUE, GREEN, RED
from pipelines.words import CAUSE, Words

SMALL = {"size": 9}
HEIGHT = 420  # pixels
COLOURS = (None, BLUE, GREEN, RED)  # what carries a bar, a level, a rise, a fall


def draw(sheet: Sheet, facts: Facts, data: tuple[int, int], row: int) -> None:
    """Both charts side by side from `row` down. The figures they draw start at cell `data`, outside the print area."""
    steps = list(facts.bridge["total", ""].values())
    top, col = data
    sheet.put(top - 1, col, "图表数据  Chart data", "small")
    labelled = [(both(CAUSE[step["cause"]], " "), step["amount_fen"], step["is_level"]) for step in steps]
    bridge = waterfall(sheet, labelled, (top + 1, col), ("差额构成（元）", "Bridge, yuan"))
    lines = _lines(sheet, facts, (top + 2 + len(steps), col))
    whole = sheet.pixels(col - 3)
    for chart, x, width in ((bridge, 0, whole * 11 // 20), (lines, whole * 11 // 20 + 10, whole * 9 // 20 - 10)):
        chart.set_legend({"none": True})
        chart.set_size({"width": width, "height": HEIGHT})
        sheet.at.insert_chart(row, 0, chart, {"object_position": 2, "x_offset": x})


def waterfall(sheet: Sheet, steps: list[tuple[str, int, bool]], at: tuple[int, int], title: Words) -> Any:
    """Levels and the changes between them. `steps`: label, fen, whether a level; their figures go to cell `at`."""
    (first, col), running, lowest = at, 0, None
    for row, (label, fen, is_level) in enumerate(steps, first):
        before = running
        running = fen if is_level else before + fen
        lowest = running if lowest is None else min(lowest, running)
        parts = [0, fen, 0, 0] if is_level else [min(before, running), 0, max(fen, 0), max(-fen, 0)]
        sheet.put(row, col, f"{label}  {written(fen)}", "small")
        for i, part in enumerate(parts, col + 1):
            sheet.put(row, i, yuan(part), "small", "grid_money")
    last = first + len(steps) - 1
    chart = sheet.book.file.add_chart({"type": "bar", "subtype": "stacked"})
    for i, colour in enumerate(COLOURS, col + 1):
        drawn = {"fill": {"color": colour}} if colour else {"fill": {"none": True}, "border": {"none": True}}
        labels = f"={sheet.range(first, col, last, col)}"
        chart.add_series({"categories": labels, "values": f"={sheet.range(first, i, last, i)}", "gap": 40} | drawn)
    start = _start(lowest or 0, max((abs(fen) for _, fen, _ in steps), default=0))
    note = "（横轴不从零起 axis not from zero）" if start else ""
    chart.set_title({"name": both(title, "  ") + note, "name_font": {"size": 12}})
    axis: dict[str, Any] = {"num_format": "#,##0", "num_font": SMALL, "major_gridlines": {"visible": False}}
    chart.set_x_axis(axis | ({"min": start} if start else {}))
    chart.set_y_axis({"reverse": True, "num_font": SMALL, "label_position": "low"})
    return chart


def _start(lowest: int, most: int) -> int:
    """Where the axis starts, in yuan: near the lowest level where all are high, or the steps could not be seen."""
    if lowest <= most // 2:
        return 0
    unit = int(10 ** max(0, len(str(most // 100)) - 2))
    return (lowest - (most - lowest) // 2) // 100 // unit * unit


def _lines(sheet: Sheet, facts: Facts, at: tuple[int, int]) -> Any:
    first, col = at
    for row, line in enumerate(facts.lines, first):
        key = line["standard_id"]
        link = Formula(f"={sheet.book.cells['line', key, 'amount']}", yuan(facts.figures["line", key]["computed_fen"]))
        sheet.put(row, col, f"{line['line_no']}. {line['name_zh']}", "small")
        sheet.put(row, col + 1, link, "small", "money")
    last = first + len(facts.lines) - 1
    chart = sheet.book.file.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": "核定金额 Computed",
            "categories": f"={sheet.range(first, col, last, col)}",
            "values": f"={sheet.range(first, col + 1, last, col + 1)}",
            "fill": {"color": BLUE},
            "gap": 40,
            "data_labels": {"value": True, "num_format": "#,##0", "font": SMALL},
        }
    )
    chart.set_title({"name": "各项目核定金额（元）  Amount by line, yuan", "name_font": {"size": 12}})
    chart.set_x_axis({"num_format": "#,##0", "num_font": SMALL, "major_gridlines": {"visible": False}})
    chart.set_y_axis({"reverse": True, "num_font": SMALL})
    return chart
