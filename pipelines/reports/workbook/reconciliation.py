"""对账与差额: every figure of the plan, stated beside computed, and beside them the steps that lead from what was
claimed to what was computed and on to what was stated, and who stated it, when and where. One row a figure; every level
reached is a sum by formula. Below stand the sheets whose typed total is not what was awarded: explained all the same,
and no imbalance of the plan's books, so they bear another mark."""

from __future__ import annotations

from pipelines.reports.workbook.allocation import area_cell
from pipelines.reports.workbook.book import NONE, Formula, Sheet, Value, cell, check, digits, span, yuan, yuan_or_dash
from pipelines.reports.workbook.facts import Facts, Node, Row
from pipelines.reports.workbook.marks import mark
from pipelines.words import CAUSE, LEVEL, Words

BAND, HEADS, FIRST = 3, 4, 5
STATED_COUNT, COUNT, STATED, COMPUTED, DIFFERENCE, AGREES, CLAIMED = range(3, 10)
FIGURES: list[Words] = [
    ("层级", "Level"), ("代码", "Code"), ("名称", "Name"), ("列明人数", "Stated count"), ("核定人数", "Computed count"),
    ("列明金额", "Stated"), ("核定金额", "Computed"), ("差额", "Difference"), ("核对", "Check"),
]  # fmt: skip
SAID: list[Words] = [("列明单位", "Stated by"), ("列明日期", "Stated on"), ("依据", "Where")]
SEE_FINDINGS = "▲"
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
    sheet.put(BAND, last + 1, "由谁列明  Stated by whom", "head", to=last + len(SAID))
    sheet.heads(HEADS, 0, [*FIGURES, *steps, *(CAUSE[cause] for cause in gaps), CAUSE["stated"], agrees, *SAID])
    row = FIRST
    for row, (node, names) in enumerate(_nodes(facts), FIRST):
        figure, also = facts.figures[node], EMPHASIS.get(node[0], [])
        sheet.row(row, 0, _figure(sheet, facts, figure, row, names), STYLES, *also)
        sheet.row(row, CLAIMED, *_steps(figure, facts.bridge[node], row, (changes, gaps)), *also)
        sheet.row(row, last + 1, _said(figure), ["wrap", "center", "wrap"], *also)
    last += len(SAID)
    if any(level == "sheet" for level, _ in facts.bridge):
        note = (
            f"{SEE_FINDINGS} 工作表自己的合计与核定不同，右侧逐步说明；另有疑点，不影响账平",
            "A sheet's own total is not what was awarded: the steps say why; it has findings and is no imbalance",
        )
        sheet.put(row + 2, 0, note, "small", to=reached)
        row += 2
    claimed = max(facts.bridge["total", ""]["claimed"]["amount_fen"], facts.total["computed_fen"])
    wide = max(12, digits(yuan(claimed)))
    steps_wide = [*(12,) * len(changes), wide, 6, *(12,) * len(gaps), wide, 6, 18, 11, 16]
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
    """The figures shown, with code and names: the total, each section and its lines, the payers, the areas, and those
    lines of areas and sheets of towns that do not agree."""
    found: list[tuple[Node, list[Value]]] = [(("total", ""), ["", ("合计", "Grand total")])]
    for section in facts.sections:
        found.append((("section", section["section"]), [section["clause"], _names(section)]))
        for line in facts.lines_of(section["section"]):
            found.append((("line", line["standard_id"]), [str(line["line_no"]), _names(line)]))
    for payer in facts.payers:
        found.append((("payer", payer["payer"]), [payer["payer"], _names(payer)]))
    for area in facts.areas:
        found.append((("area", area["area_code"]), [area["area_code"], _names(area)]))
    for area in facts.areas:
        for line in facts.lines:
            node = ("area_line", f"{area['area_code']}/{line['standard_id']}")
            if node in facts.bridge:
                (zh, en), (line_zh, line_en) = _names(area), _names(line)
                found.append((node, [area["area_code"], (f"{zh} · {line_zh}", f"{en} · {line_en}")]))
    place = {area["area_code"]: n for n, area in enumerate(facts.areas)}
    sheets = [(facts.figures[node]["area_code"], node) for node in facts.bridge if node[0] == "sheet"]
    for code, node in sorted(sheets, key=lambda sheet: (place.get(sheet[0], len(place)), sheet[1])):
        found.append((node, [code or "", node[1]]))
    return found


def _said(figure: Row) -> list[Value]:
    """By whom, when and where the figure is stated; of a sheet's total the row."""
    if figure["stated_by_zh"] is None:
        return ["", "", ""]
    by = (figure["stated_by_zh"], figure["stated_by_en"])
    row = figure["clause"].rsplit(" ▸ ", 1)[-1]
    where: Value = (f"第 {row} 行", f"Row {row}") if figure["level"] == "sheet" else figure["clause"]
    return [by[0] if by[0] == by[1] else by, str(figure["stated_on"] or ""), where]


def _names(row: Row) -> Words:
    return row["name_zh"], row["name_en"]


def _figure(sheet: Sheet, facts: Facts, figure: Row, row: int, names: list[Value]) -> list[Value]:
    difference = figure["difference_fen"]
    gap = None if difference is None else Formula(f"={cell(row, COMPUTED)}-{cell(row, STATED)}", yuan(difference))
    if figure["level"] == "sheet":
        sums: list[Value] = [figure["computed_count"], yuan_or_dash(figure["stated_fen"]), yuan(figure["computed_fen"])]
        return [LEVEL["sheet"], *names, figure["stated_count"], *sums, gap, SEE_FINDINGS]
    return [
        LEVEL[figure["level"]],
        *names,
        figure["stated_count"],
        figure["computed_count"]
        if figure["level"] == "payer"
        else Formula(f"={_computed(sheet, figure, row, 'count')}", figure["computed_count"]),
        yuan_or_dash(figure["stated_fen"]),
        Formula(f"={_computed(sheet, figure, row, 'amount')}", yuan(figure["computed_fen"])),
        gap,
        mark(
            facts,
            figure,
            counts=(cell(row, COUNT), cell(row, STATED_COUNT)),
            amounts=(cell(row, COMPUTED), cell(row, STATED)),
        ),
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
    """Claimed, the changes, computed ✔, the gaps, stated ✔: the values and their styles. Nobody claims from a payer."""
    changes, gaps = ([bridge[cause]["amount_fen"] if cause in bridge else 0 for cause in side] for side in causes)
    claimed = bridge["claimed"]["amount_fen"] if "claimed" in bridge else None
    computed = figure["computed_fen"] if claimed is None else claimed + sum(changes)
    stated = computed + sum(gaps)
    reached = CLAIMED + 1 + len(changes)
    end = reached + 2 + len(gaps)
    after = f"+SUM({span(row, reached + 2, row, end - 1)})" if gaps else ""
    agrees = check((cell(row, end), cell(row, STATED)), holds=stated == figure["stated_fen"])
    values: list[Value] = [
        yuan_or_dash(claimed),
        *(map(yuan, changes) if claimed is not None else [None] * len(changes)),
        Formula(
            f"={cell(row, COMPUTED)}" if claimed is None else f"=SUM({span(row, CLAIMED, row, reached - 1)})",
            yuan(computed),
        ),
        check((cell(row, reached), cell(row, COMPUTED)), holds=computed == figure["computed_fen"]),
        *map(yuan, gaps),
        None if figure["level"] == "sheet" else Formula(f"={cell(row, reached)}{after}", yuan(stated)),
        NONE if figure["stated_fen"] is None or figure["level"] == "sheet" else agrees,
    ]
    middle, side = ["money bold", "center"], "grid_money"
    return values, ["money", *[side] * len(changes), *middle, *[side] * len(gaps), *middle]
