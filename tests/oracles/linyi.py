"""The trade union's plan: two enterprises a county, two households in each, 1,000 each; model workers are counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction

from tests.oracles.listing import YUAN, Books, Row, listings

VISITED = {"laid_off", "hardship_worker", "ill_or_disaster", "firm_model_worker", "demobbed_cadre", "single_mother"}
COUNTED = {"provincial_model", "city_model", "city_direct_model"}  # no amount is stated
ENTERPRISES, HOUSEHOLDS, RATE = 2, 2, 1000 * YUAN
PAYER = "not_stated"
AREAS = [f"9913{n}000000" for n in ("01", "02", "03", *range(21, 30))]


def decide(rows: Sequence[Row], _year: int = 2023) -> Books:
    books = Books()
    enterprises: dict[str, list[str | None]] = defaultdict(list)
    households: dict[tuple[str, str | None], int] = defaultdict(int)
    for n, again in listings(rows, AREAS, "household", lambda row: row["category"] in VISITED):
        area, enterprise = rows[n]["area"], rows[n]["group"]
        if again:
            books.statuses["visit", n] = again
            continue
        if enterprise not in enterprises[area]:
            enterprises[area].append(enterprise)
        inside = enterprise in enterprises[area][:ENTERPRISES] and households[area, enterprise] < HOUSEHOLDS
        books.statuses["visit", n] = "awarded" if inside else "over_quota"
        if inside:
            households[area, enterprise] += 1
            books.give(area, "visit", "cash", RATE)
            books.holds[rows[n]["household"]].add("visit")
    for line in sorted(COUNTED):
        for n, again in listings(rows, AREAS, "person", lambda row, line=line: row["category"] == line):  # type: ignore[misc]
            books.statuses[line, n] = again or "awarded"
            if not again:
                books.give(rows[n]["area"], line, "counted", None, 1)
                books.holds[rows[n]["household"]].add(line)
    books.share(lambda _: {PAYER: Fraction(1)})
    return books


def undecided(lines: set[str]) -> bool:
    """Whether what one household holds needs a decision: the plan is silent on any two."""
    return len(lines) > 1
