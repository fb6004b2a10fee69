"""对账与差额: every figure of the plan, stated beside computed, and beside them the steps that lead from what was
claimed to what was computed and on to what was stated. One row a figure; every level reached is a sum by formula."""

from __future__ import annotations

from pipelines.reports.workbook.allocation import area_cell
from pipelines.reports.workbook.book import NONE, Formula, Sheet, Value, cell, check, digits, span, yuan, yuan_or_dash
from pipelines.reports.workbook.conclusion import mark
from pipelines.reports.workbook.facts import Facts, Node, Row
from pipelines.words import CAUSE, LEVEL, Words

BAND, HEADS, FIRST = 3, 4, 5
STATED_COUNT, COUNT, STATED, COMPUTED, DIFFERENCE, AGREES, CLAIMED = range(3, 10)
FIGURES: list[Words] = [
    ("层级", "Level"), ("代码", "Code"), ("名称", "Name"), ("列明人数", "Stated count"), ("核定人数", "Computed count"),
    ("列明金额", "Stated"), ("核定金额", "Computed"), ("差额", "Difference"), ("核对", "Check"),
]  # fmt: skip
STYLES = ["wrap", "id", "wrap", "count", "count", "money", "money", "money", "center"]
EMPHASIS = {"total": ["total"], "section": ["bold", "pale"]}


def write(sheet: Sheet, facts: Facts) -> None:
    sheet.open(("对账与差额", "Reconciliation and the bridge of every figure"))
    changes, gaps = _causes(facts)
    reached = CLAIMED + 1 + len(changes)
    last = reached + 3 + len(gaps)
    agrees: Words = ("核对", "Check")
    sheet.put(BAND, 0, "列明与核定  Stated and computed", "head", to=AGREES)
    bridge = "差额构成：申报 → 核定 → 列明  The bridge: claimed → computed → stated"
    sheet.put(BAND, CLAIMED, bridge, "head", to=last)
    steps = [*(CAUSE[cause] for cause in ("claimed", *changes)), CAUSE["computed"], agrees]
    sheet.heads(HEADS, 0, [*FIGURES, *steps, *(CAUSE[cause] for cause in gaps), CAUSE["stated"], agrees])
    row = FIRST
    for row, (node, names) in enumerate(_nodes(facts), FIRST):
        figure, also = facts.figures[node], EMPHASIS.get(node[0], [])
        sheet.row(row, 0, _figure(sheet, facts, figure, row, names), STYLES, *also)
        sheet.row(row, CLAIMED, *_steps(figure, facts.bridge[node], row, (changes, gaps)), *also)
    claimed = max(facts.bridge["total", ""]["claimed"]["amount_fen"], facts.total["computed_fen"])
    wide = max(12, digits(yuan(claimed)))
    steps_wide = [*(12,) * len(changes), wide, 6, *(12,) * len(gaps), wide, 6]
    sheet.widths(10, 14, 30, 9, 9, wide, wide, 12, 6, wide, *steps_wide)
    sheet.at.freeze_panes(FIRST, STATED_COUNT)
    sheet.at.autofilter(HEADS, 0, row, last)
    sheet.at.repeat_rows(BAND, HEADS)
    sheet.close(row, last)


def _causes(facts: Facts) -> tuple[list[str], list[str]]:
    """The changes before and the gaps after the computed level that occur at all, in order."""
    seen = {cause for steps in facts.bridge.values() for cause, step in steps.items() if not step["is_level"]}
    causes = list(CAUSE)
    middle = causes.index("computed")
    return [cause for cause in causes[:middle] if cause in seen], [cause for cause in causes[middle:] if cause in seen]


def _nodes(facts: Facts) -> list[tuple[Node, list[Value]]]:
    """The figures shown, with code and names: the total, each section and its lines, the areas, and those lines of
    areas that do not agree."""
    found: list[tuple[Node, list[Value]]] = [(("total", ""), ["", ("合计", "Grand total")])]
    for section in facts.sections:
        found.append((("section", section["section"]), [section["clause"], _names(section)]))
        for line in facts.lines_of(section["section"]):
            found.append((("line", line["standard_id"]), [str(line["line_no"]), _names(line)]))
    for area in facts.areas:
        found.append((("area", area["area_code"]), [area["area_code"], _names(area)]))
    for area in facts.areas:
        for line in facts.lines:
            node = ("area_line", f"{area['area_code']}/{line['standard_id']}")
            if node in facts.bridge:
                (zh, en), (line_zh, line_en) = _names(area), _names(line)
                found.append((node, [area["area_code"], (f"{zh} · {line_zh}", f"{en} · {line_en}")]))
    return found


def _names(row: Row) -> Words:
    return row["name_zh"], row["name_en"]


def _figure(sheet: Sheet, facts: Facts, figure: Row, row: int, names: list[Value]) -> list[Value]:
    difference = figure["difference_fen"]
    gap = None if difference is None else Formula(f"={cell(row, COMPUTED)}-{cell(row, STATED)}", yuan(difference))
    return [
        LEVEL[figure["level"]],
        *names,
        figure["stated_count"],
        Formula(f"={_computed(sheet, figure, row, 'count')}", figure["computed_count"]),
        yuan_or_dash(figure["stated_fen"]),
        Formula(f"={_computed(sheet, figure, row, 'amount')}", yuan(figure["computed_fen"])),
        gap,
        mark(facts, figure, row, (STATED_COUNT, COUNT), (STATED, COMPUTED)),
    ]


def _computed(sheet: Sheet, figure: Row, row: int, name: str) -> str:
    """Where the computed count or amount of a figure stands on the sheets before. An area is found by its code."""
    cells = sheet.book.cells
    if figure["level"] == "area":
        return area_cell(sheet, name, f"$B{row + 1}")
    if figure["level"] == "area_line":
        column = cells["line", figure["standard_id"], name, "areas"]
        return f"INDEX({column},MATCH($B{row + 1},{cells['area', 'codes']},0))"
    return cells[figure["level"], figure["node"], name]


def _steps(
    figure: Row, bridge: dict[str, Row], row: int, causes: tuple[list[str], list[str]]
) -> tuple[list[Value], list[str]]:
    """Claimed, the changes, computed ✔, the gaps, stated ✔: the values and their styles."""
    changes, gaps = ([bridge[cause]["amount_fen"] if cause in bridge else 0 for cause in side] for side in causes)
    computed = bridge["claimed"]["amount_fen"] + sum(changes)
    stated = computed + sum(gaps)
    reached = CLAIMED + 1 + len(changes)
    end = reached + 2 + len(gaps)
    after = f"+SUM({span(row, reached + 2, row, end - 1)})" if gaps else ""
    agrees = check((cell(row, end), cell(row, STATED)), holds=stated == figure["stated_fen"])
    values: list[Value] = [
        yuan(bridge["claimed"]["amount_fen"]),
        *map(yuan, changes),
        Formula(f"=SUM({span(row, CLAIMED, row, reached - 1)})", yuan(computed)),
        check((cell(row, reached), cell(row, COMPUTED)), holds=computed == figure["computed_fen"]),
        *map(yuan, gaps),
        Formula(f"={cell(row, reached)}{after}", yuan(stated)),
        NONE if figure["stated_fen"] is None else agrees,
    ]
    middle, side = ["money bold", "center"], "grid_money"
    return values, ["money", *[side] * len(changes), *middle, *[side] * len(gaps), *middle]
