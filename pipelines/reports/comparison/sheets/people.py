"""各地进出 · 人员名单: how many came, left and moved by area; each of them, masked, with the reason if known."""

from __future__ import annotations

from typing import Any

from pipelines.reports.comparison.facts import MOVED, NODE, Facts
from pipelines.reports.comparison.sheets.columns import down
from pipelines.reports.workbook.book import Sheet, Value
from pipelines.words import MOVE, WHY_MOVED, Words

HEADS, FIRST = 4, 5
COLUMNS: list[tuple[Words, float, str]] = [  # width 0: that of the longest there
    (("序号", "No."), 7, "center"),
    (("变动", "Move"), 24, ""),
    (("姓名", "Name"), 9, ""),
    (("证件号", "Identity number"), 21, "id"),
    (("原地区", "Area before"), 0, ""),
    (("现地区", "Area now"), 0, ""),
    (("原类别", "Category before"), 0, ""),
    (("现类别", "Category now"), 0, ""),
    (("原因", "Reason"), 24, ""),
]
SIDES = ("", "", "", "", "area_before", "area_after", "category_before", "category_after", "")
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
    sheet.heads(HEADS, 0, [words for words, _, _ in COLUMNS])
    moves = facts.moves()
    for row, move in enumerate(moves, FIRST):
        why = WHY_MOVED[move["reason"]] if move["reason"] else ""
        places = [move[side] or "" for side in SIDES if side]
        values: list[Value] = [move["move_no"], MOVE[move["kind"]], move["name"], move["id_no"], *places, why]
        sheet.row(row, 0, values, [style for _, _, style in COLUMNS], "top")
    if not moves:
        sheet.put(FIRST, 0, NOBODY, "cell", "center", to=len(COLUMNS) - 1)
    last = FIRST + max(len(moves) - 1, 0)
    sheet.widths(*(width or _longest(moves, side) for (_, width, _), side in zip(COLUMNS, SIDES, strict=True)))
    sheet.at.freeze_panes(FIRST, 4)
    sheet.at.autofilter(HEADS, 0, last, len(COLUMNS) - 1)
    sheet.at.repeat_rows(HEADS)
    sheet.close(last, len(COLUMNS) - 1)


def _longest(moves: list[dict[str, Any]], side: str) -> float:
    """The width that shows every name of a column on one line: thousands of people on half the paper."""
    found: set[Words] = {move[side] for move in moves if move[side]}
    return max((2 * len(zh) + 0.9 * len(en) + 3 for zh, en in found), default=16)
