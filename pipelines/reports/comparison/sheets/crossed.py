"""口径与人员: each year's rules on each year's people, in all and by line, with what rules and people each change.

The two years as they were are held against the sheet of lines.
"""

from __future__ import annotations

from pipelines.reports.comparison.facts import MEASURE, NODE, Facts
from pipelines.reports.comparison.sheets.columns import STYLE, down, valued
from pipelines.reports.workbook.book import Formula, Sheet, Value, cell, check
from pipelines.words import Words

HEADS, FIRST = 5, 6
WORLDS = 2  # the first of the four columns of worlds
DIFFERENCES = ((4, 2), (5, 4), (3, 2), (5, 3), (5, 2))  # columns: what less what
CHECK = WORLDS + 4 + len(DIFFERENCES)
NOTES = (
    "口径：标准、年龄基准日、物资价格、分担比例；人员：名册。差额中“人员”“口径”两步之和即两年之差，先后各列一种。",
    "Rules: standards, the day on which ages count, prices, shares; people: the rosters. Either pair of steps is the "
    "whole change.",
)


def write(sheet: Sheet, facts: Facts) -> None:
    sheet.open(("口径与人员", "Rules and people"))
    for row, note in enumerate(NOTES, 3):
        sheet.put(row, 0, note, "small")
    sheet.heads(HEADS, 0, [("指标", "Measure"), NODE["standard_id"], *heads(facts), ("核对", "Check")])
    row = FIRST
    for measure in MEASURE:
        row = _block(sheet, facts, row, measure)
    sheet.widths(18, 34, *(17,) * 9, 7)
    sheet.at.freeze_panes(FIRST, WORLDS)
    sheet.at.autofilter(HEADS, 0, row - 1, CHECK)
    sheet.at.repeat_rows(HEADS)
    sheet.close(row - 1, CHECK)


def heads(facts: Facts) -> list[Words]:
    """The four worlds, and the differences between them."""
    old, new = facts.years
    worlds = [(f"{p}年人员，{r}年口径", f"People {p}, rules {r}") for r, p in worlds_of(facts)]
    return [
        *worlds,
        (f"人员变动（按{old}年口径）", f"People ({old} rules)"),
        (f"口径变化（{new}年人员）", f"Rules ({new} people)"),
        (f"口径变化（{old}年人员）", f"Rules ({old} people)"),
        (f"人员变动（按{new}年口径）", f"People ({new} rules)"),
        ("两年之差", "The whole change"),
    ]


def worlds_of(facts: Facts) -> list[tuple[int, int]]:
    """(year of the rules, year of the people), the old year first and the new one last."""
    old, new = facts.years
    return [(old, old), (new, old), (old, new), (new, new)]


def _block(sheet: Sheet, facts: Facts, first: int, measure: str) -> int:
    amounts = facts.crossed(measure)
    lines = [(node.code, node.name) for node in facts.nodes("standard_id", "in_order", measure)]
    end = first + len(lines)
    for row, (code, name) in enumerate([*lines, ("", ("合计", "Total"))], first):
        own = [amounts.get((*world, code), 0) for world in worlds_of(facts)]
        values: list[Value] = [valued(measure, amount) for amount in own]
        if not code:
            values = [down(WORLDS + i, first, end - 1, valued(measure, amount)) for i, amount in enumerate(own)]
        for one, other in DIFFERENCES:
            step = valued(measure, own[one - WORLDS] - own[other - WORLDS])
            values.append(Formula(f"={cell(row, one)}-{cell(row, other)}", step))
        cells = sheet.book.cells
        sides = [(cell(row, WORLDS), cells["standard_id", code, measure, "before"]),
                 (cell(row, WORLDS + 3), cells["standard_id", code, measure, "after"])]  # fmt: skip
        holds = check(*sides, holds=_is_the_year(facts, code, measure, own))
        figure, change = STYLE[measure]
        styles = ["wrap", "bold wrap", *[figure] * 4, *[change] * len(DIFFERENCES), "center"]
        sheet.row(row, 0, [MEASURE[measure], name, *values, holds], styles, *([] if code else ["total"]))
    return end + 1


def _is_the_year(facts: Facts, code: str, measure: str, own: list[int]) -> bool:
    found = facts.nodes("standard_id", "in_order", measure)
    nodes = [node for node in found if code in ("", node.code)]
    return (own[0], own[3]) == (sum(n.before for n in nodes), sum(n.after for n in nodes))
