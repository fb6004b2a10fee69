"""The bridge of every figure, for a reader to choose from: words once, then one short row a figure."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from pipelines import charts
from pipelines.reports.page.story import UNIT, Row, Told, area_names, names, steps
from pipelines.words import CAUSE, LEVEL, Words

SHOWN = 3000
"""Beyond these, figures of an area's own that nothing happened to are left out, and the page says how many."""
Walk = dict[tuple[str, str], list[Row]]


def bridges(told: Told) -> dict[str, Any]:
    """Figures and their words; money in fen.

    `bridges`: levels, causes, and figures of [level, node, area, line, section, name, stated count, computed count,
    stated fen, computed fen, agrees, axis from, axis to, steps, who stated it], with steps of [cause, rows, fen].
    Levels, causes, areas and who stated it stand as their place in the lists of words; -1 is no area; the name is null
    where area and line say it. `lineNos`: line → its number.
    """
    taken, known = _steps(told), _known(told)
    causes = list(dict.fromkeys(row["cause"] for row in told["out_bridge"]))
    area_no = {code: no for no, code in enumerate(area_names(told))}
    rows = _in_order(told, area_no)
    levels = list(dict.fromkeys(row["level"] for row in rows))
    said = list(dict.fromkeys(_said(row) for row in rows))
    kept = rows if len(rows) <= SHOWN else _worth_showing(rows, taken)
    return {
        "bridges": {
            "levels": [[level, *LEVEL.get(level, (level, level))] for level in levels],
            "causes": [[cause, *CAUSE[cause], *UNIT.get(cause, ("行", "rows"))] for cause in causes],
            "figures": [
                [
                    levels.index(row["level"]),
                    row["node"],
                    area_no.get(row["area_code"], -1),
                    row["standard_id"],
                    row["section"],
                    _name(row, known),
                    *(row[field] for field in ("stated_count", "computed_count", "stated_fen", "computed_fen")),
                    int(row["agrees"]),
                    *_axis(taken[row["level"], row["node"]]),
                    [[causes.index(step["cause"]), step["rows"], step["amount_fen"]] for step in taken[_key(row)]],
                    said.index(_said(row)),
                ]
                for row in kept
            ],
            "said": said,
            "left_out": len(rows) - len(kept),
        },
        "lineNos": {row["standard_id"]: row["line_no"] for row in told["plan_standard"]},
    }


def parts(told: Told) -> list[Row]:
    """Areas whose figure something happened to: claimed, computed, stated and the steps between."""
    figures = {row["node"]: row for row in told["out_reconciliation"] if row["level"] == "area"}
    found = []
    for code, words in area_names(told).items():
        walked = steps(told, "area", code)
        claimed = next((step["amount_fen"] for step in walked if step["cause"] == "claimed"), None)
        between = [step for step in walked if not step["is_level"]]
        if between or not figures[code]["agrees"]:
            found.append({**figures[code], "words": words, "claimed_fen": claimed, "steps": between})
    return found


def _key(row: Row) -> tuple[str, str]:
    return row["level"], row["node"]


def _steps(told: Told) -> Walk:
    found: Walk = defaultdict(list)
    for step in sorted(told["out_bridge"], key=lambda row: row["step_no"]):
        found[_key(step)].append(step)
    return found


def _known(told: Told) -> dict[str, Words]:
    payers, areas = names(told["plan_payer"], "payer"), area_names(told)
    return payers | names(told["plan_section"], "section") | names(told["plan_standard"], "standard_id") | areas


def _name(row: Row, known: dict[str, Words]) -> Words | None:
    """What a figure is called; each part of its node by its own name, where it has one."""
    if row["node"] == f"{row['area_code']}/{row['standard_id']}":
        return None
    if not row["node"]:
        return LEVEL.get(row["level"], (row["level"], row["level"]))
    whole = known.get(row["node"])
    named = [known.get(part, (part, part)) for part in row["node"].split("/")]
    return whole or (" ▸ ".join(zh for zh, _ in named), " ▸ ".join(en for _, en in named))


def _in_order(told: Told, area_no: dict[str, int]) -> list[Row]:
    """Figures in the order of levels, areas, sections and lines of the plan."""
    levels = {level: no for no, level in enumerate(LEVEL)}
    lines = {row["standard_id"]: row["line_no"] for row in told["plan_standard"]}
    sections = {row["section"]: row["section_no"] for row in told["plan_section"]}

    def place(row: Row) -> tuple[int, str, int, int, int, str]:
        area, line = area_no.get(row["area_code"], -1), lines.get(row["standard_id"], -1)
        section = sections.get(row["section"], -1)
        return levels.get(row["level"], len(levels)), row["level"], area, section, line, row["node"]

    return sorted(told["out_reconciliation"], key=place)


def _worth_showing(rows: list[Row], taken: Walk) -> list[Row]:
    def loud(row: Row) -> bool:
        return not row["agrees"] or any(not step["is_level"] for step in taken[_key(row)])

    return [row for row in rows if row["area_code"] is None or row["level"] == "area" or loud(row)][:SHOWN]


def _axis(walked: list[Row]) -> tuple[int, int]:
    ends, at = [], 0
    for step in walked:
        at = step["amount_fen"] if step["is_level"] else at + step["amount_fen"]
        ends.append(at)
    return charts.bounds(ends)


def _said(row: Row) -> Words | None:
    """Who stated the figure, and when, as far as the ledger says."""
    day = row.get("stated_on")
    said = [[part for part in (row.get(f"stated_by_{lang}"), day and str(day)) if part] for lang in ("zh", "en")]
    return (" · ".join(said[0]), " · ".join(said[1])) if any(said) else None
