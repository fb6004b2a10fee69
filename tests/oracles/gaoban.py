"""A town's plan for 104 households over dictionaries: one award a household, whatever it is listed for. Fen.

A row is one line of a roster: area, file, sheet_no, row_no, list, category, id_no, household, block, cash, goods.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]
YUAN = 100
REASONS = {"low_income", "left_behind", "empty_nest", "relocation", "other_hardship"}
CASH, GOODS = 220 * YUAN, 300 * YUAN  # §3(2) as read: 520
FLOOR = 500 * YUAN
HOUSEHOLDS, ABOUT = 104, 54_080 * YUAN
AREAS = [f"9951211012{n:02d}" for n in range(1, 9)]


@dataclass
class Books:
    """`statuses`: (standard, row number in the input) → what became of it."""

    statuses: dict[tuple[str, int], str] = field(default_factory=dict)
    awards: Counter[str] = field(default_factory=Counter)  # area → households
    claimed: int = 0

    @property
    def figures(self) -> dict[tuple[str, str, str], tuple[int, int, int | None]]:
        """(area, standard, component) → awards, quantity, fen."""
        cash = {(area, "visit", "cash"): (n, 0, n * CASH) for area, n in self.awards.items() if n}
        goods = {(area, "visit", "winter_goods"): (n, n, n * GOODS) for area, n in self.awards.items() if n}
        return {**cash, **goods}


def decide(rows: Sequence[Row]) -> Books:
    books = Books()
    visited: dict[str, set[str]] = {}  # household → who stood for it
    listed: set[tuple[Any, ...]] = set()
    for n in sorted(range(len(rows)), key=lambda n: _place(rows[n])):
        row = rows[n]
        if row["list"] != "general":
            continue
        books.claimed += row["cash"] + row["goods"]
        listing = (row["household"], row["file"], row["sheet_no"], row["block"])
        if row["category"] not in REASONS or listing in listed:
            continue
        listed.add(listing)
        if row["household"] not in visited:
            books.statuses["visit", n] = "awarded"
            books.awards[row["area"]] += 1
        else:
            again = row["id_no"] in visited[row["household"]]
            books.statuses["visit", n] = "duplicate" if again else "in_household"
        visited.setdefault(row["household"], set()).add(row["id_no"])
    return books


def _place(row: Row) -> tuple[int, str, int, int]:
    return AREAS.index(row["area"]), row["file"], row["sheet_no"], row["row_no"]


def floor_gap() -> tuple[int, int, int]:
    """What 104 households come to at the floor, what the plan says, and the gap."""
    return HOUSEHOLDS * FLOOR, ABOUT, ABOUT - HOUSEHOLDS * FLOOR
