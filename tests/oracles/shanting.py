"""A town's 50,400 yuan by village over dictionaries: what a household is listed with is what it gets. Fen.

A row is one line of a roster: area, file, sheet_no, row_no, list, category, id_no, household, block, cash.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]
YUAN = 100
NORM = 300 * YUAN
ENVELOPE = 50_400 * YUAN
AREAS = [f"990406102{n}" for n in range(201, 215)]


@dataclass
class Books:
    """`statuses`: (standard, row number in the input) → what became of it."""

    statuses: dict[tuple[str, int], str] = field(default_factory=dict)
    fen: Counter[str] = field(default_factory=Counter)  # village → awarded
    awards: Counter[str] = field(default_factory=Counter)
    varying: set[int] = field(default_factory=set)  # rows awarded something else than the norm
    overlapping: set[int] = field(default_factory=set)  # rows awarded to a household on the upper roster

    @property
    def figures(self) -> dict[tuple[str, str, str], tuple[int, int, int | None]]:
        """(area, standard, component) → awards, quantity, fen."""
        return {(area, "visit", "cash"): (n, 0, self.fen[area]) for area, n in self.awards.items()}


def decide(rows: Sequence[Row]) -> Books:
    books = Books()
    ours = [n for n in range(len(rows)) if rows[n]["list"] == "general" and rows[n]["category"] == "household"]
    theirs = [row for row in rows if row["list"] == "upper"]
    upper = {row["id_no"] for row in theirs} | {row["household"] for row in theirs}
    listed: dict[tuple[Any, ...], int] = {}  # listing → its first row
    amount: Counter[int] = Counter()
    members: dict[str, set[str]] = defaultdict(set)
    for n in sorted(ours, key=lambda n: _place(rows[n])):
        row = rows[n]
        first = listed.setdefault((row["household"], row["file"], row["sheet_no"], row["block"]), n)
        amount[first] += row["cash"]
        members[row["household"]] |= {row["household"], row["id_no"]}
    visited: dict[str, set[str]] = {}  # household → who stood for it
    for n in sorted(set(listed.values()), key=lambda n: _place(rows[n])):
        household, person = rows[n]["household"], rows[n]["id_no"]
        if household in visited:
            books.statuses["visit", n] = "duplicate" if person in visited[household] else "in_household"
            visited[household].add(person)
            continue
        visited[household] = {person}
        books.statuses["visit", n] = "awarded"
        books.fen[rows[n]["area"]] += amount[n]
        books.awards[rows[n]["area"]] += 1
        books.varying |= {n} if amount[n] != NORM else set()
        books.overlapping |= {n} if upper & members[household] else set()
    return books


def _place(row: Row) -> tuple[int, str, int, int]:
    return AREAS.index(row["area"]), row["file"], row["sheet_no"], row["row_no"]


def unspent(books: Books, allotment: Mapping[str, int]) -> dict[str, int]:
    """Village → what is left of its allotment (less than 0: overspent); nothing may be held back."""
    return {area: fen - books.fen[area] for area, fen in allotment.items() if fen != books.fen[area]}
