"""What the gate said, now and in earlier runs, and the checks that the plan weighs otherwise; for the page."""

from __future__ import annotations

from typing import Any

from pipelines.words import FAMILY, OFF, SEVERITY

Row = dict[str, Any]
WIDTH, HEIGHT = 120, 24


def asked(told: dict[str, list[Row]]) -> list[Row]:
    """Each expectation, and whether it stands: counted as we did, or kept."""
    return [
        row | {"stands": row["success"] if row["ours"] is None else row["unexpected"] == row["ours"]}
        for row in told["out_gate"]
    ]


def past(states: list[Row]) -> dict[str, Any]:
    """Earlier states, newest first, and the offenders from the first to the last as points of a line."""
    most = max((row["offenders"] for row in states), default=0) or 1
    step = WIDTH / max(len(states) - 1, 1)
    points = [f"{n * step:.1f},{HEIGHT - row['offenders'] / most * HEIGHT:.1f}" for n, row in enumerate(states)]
    return {"states": states[::-1], "points": " ".join(points), "width": WIDTH, "height": HEIGHT}


def weighed(told: dict[str, list[Row]]) -> list[Row]:
    """Checks that the plan turned off or weighs otherwise."""
    named = {row["rule"] for row in told["plan_check"]}
    return [row | {"words": SEVERITY.get(row["severity"], OFF)} for row in told["out_rule"] if row["rule"] in named]


def quiet(told: dict[str, list[Row]]) -> list[tuple[tuple[str, str], list[Row]]]:
    """Checks that were run and found nothing, by family."""
    rows = [row for row in told["out_rule"] if not row["offenders"] and row["severity"] != "off"]
    families = [(words, [row for row in rows if row["family"] == family]) for family, words in FAMILY.items()]
    return [(words, found) for words, found in families if found]
