"""各地进出 · 人员名单: how many came, left and moved by area; each of them, masked, with the reason if known."""

from __future__ import annotations

from pipelines.compare.moves import why_moved
from pipelines.reports.comparison.facts import MOVED, NODE, Facts
from pipelines.reports.comparison.sheets.columns import down
from pipelines.reports.workbook.book import Sheet, Value
from pipelines.words import MOVE, Words

HEADS, FIRST = 4, 5
NAMED = {"area_before": ("原地区", "Area before"), "area_after": ("现地区", "Area now"),
         "category_before": ("原类别", "Category before"), "category_after": ("现类别", "Category now")}  # fmt: skip
COLUMNS: list[tuple[Words, str]] = [
    (("序号", "No."), "center"),
    (("变动", "Move"), ""),
    (("姓名", "Name"), ""),
    (("证件号", "Identity number"), "id"),
    *((words, "") for words in NAMED.values()),
    (("原因", "Reason"), ""),
]
WIDEST = 34  # of a column of names: what is longer goes to a second line
NOBODY = "两年人员相同  The same people in both years"


def write_by_area(sheet: Sheet, facts: Facts) -> None:
    sheet.open(("各地区人员进出（人）", "People who came, left and moved, by area"))
    sheet.put(3, 0, "同一身份证号即同一人；同时列在两地的，两地各计一次。One identity number is one person.", "small")
    sheet.heads(HEADS, 0, [NODE["area_code"], *MOVED.values()])
    found = facts.moves_by_area()
    styles = ["bold wrap", *["grid_count"] * len(MOVED)]
    for row, (name, counts) in enumerate(found, FIRST):
        sheet.row(row, 0, [name, *counts], styles)
    end = FIRST + len(found)
    if found:
        sums: list[Value] = [
            down(col, FIRST, end - 1, sum(counts[col - 1] for _, counts in found)) for col in range(1, len(MOVED) + 1)
        ]
        sheet.row(end, 0, [("合计（人次）", "Total of areas"), *sums], styles, "total")
        kinds = dict(facts.tables["out_move"].group_by("kind").len().iter_rows())
        people: list[Value] = [kinds.get(kind.split("_")[0], 0) for kind in MOVED]
        sheet.row(end + 1, 0, [("人数（每人一次）", "People, each once"), *people], styles)
    else:
        sheet.put(end, 0, NOBODY, "cell", "center", to=len(MOVED))
    sheet.widths(30, *(17,) * len(MOVED))
    sheet.at.freeze_panes(FIRST, 1)
    sheet.at.autofilter(HEADS, 0, max(end - 1, FIRST), len(MOVED))
    sheet.at.repeat_rows(HEADS)
    sheet.close(end + 1, len(MOVED))


def write(sheet: Sheet, facts: Facts) -> None:
    sheet.open(("人员名单", "People"))
    sheet.put(3, 0, "姓名、证件号已遮盖。Names and numbers are masked.", "small")
    sheet.heads(HEADS, 0, [words for words, _ in COLUMNS])
    moves, reasons = facts.moves(), why_moved(facts.years)
    widths = {side: min(max((_wide(move[side]) for move in moves), default=0), WIDEST) for side in NAMED}
    for row, move in enumerate(moves, FIRST):
        why = reasons[move["reason"]] if move["reason"] else ""
        places = [move[side] or "" for side in NAMED]
        values: list[Value] = [move["move_no"], MOVE[move["kind"]], move["name"], move["id_no"], *places, why]
        wrapped = {4 + i for i, side in enumerate(NAMED) if _wide(move[side]) > WIDEST}
        styles = ["wrap" if col in wrapped else style for col, (_, style) in enumerate(COLUMNS)]
        sheet.row(row, 0, values, styles, "top")
    if not moves:
        sheet.put(FIRST, 0, NOBODY, "cell", "center", to=len(COLUMNS) - 1)
    last = FIRST + max(len(moves) - 1, 0)
    sheet.widths(7, 26, 9, 21, *(max(width, 16) for width in widths.values()), 26)
    sheet.at.freeze_panes(FIRST, 4)
    sheet.at.autofilter(HEADS, 0, last, len(COLUMNS) - 1)
    sheet.at.repeat_rows(HEADS)
    sheet.close(last, len(COLUMNS) - 1)


def _wide(name: Words | None) -> float:
    """The width that shows a name on one line: thousands of people then take half the paper."""
    return 2 * len(name[0]) + 0.9 * len(name[1]) + 3 if name else 0
