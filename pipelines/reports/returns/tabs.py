"""The tabs of a return: those of the town's files in its own order, one file after another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from xlsxwriter.utility import xl_cell_to_rowcol

from pipelines.reports.workbook.book import both
from pipelines.words import LISTING

Place = tuple[int, int]
"""Row and column, from 1."""
Merge = tuple[int, int, int, int]
"""Top, left, bottom, right, from 1."""
Row = dict[str, Any]
RANGE = re.compile(r"([A-Z]+\d+):([A-Z]+\d+)")
LONGEST_NAME = 31
FROZEN_WITHIN = 20  # rows of a screen that a header may take with what stands above it


@dataclass
class Tab:
    """One tab of a roster. `comments` say for a cell how grave its findings are, and what they are."""

    file: str
    tab: str
    name: str  # in the return
    hidden: bool
    merges: list[Merge]
    header: tuple[int, int] | None  # first and last row, when there is one to keep in sight
    comments: dict[Place, tuple[str, str]] = field(default_factory=dict)

    def anchor(self, place: Place) -> Place:
        """The cell that shows what is in this one: of merged cells the first."""
        for top, left, bottom, right in self.merges:
            if top <= place[0] <= bottom and left <= place[1] <= right:
                return top, left
        return place


def tabs_of(sheets: list[Row], heads: dict[tuple[str, str], Row]) -> dict[tuple[str, str], Tab]:
    """(file, tab) → Tab, from sheets in order; sheets that stand side by side on one tab are one.

    `heads` are the first tables of the sheets (`raw_table`).
    """
    taken = {both(LISTING, " ").casefold()}
    tabs: dict[tuple[str, str], Tab] = {}
    for row in sheets:
        key = row["file"], row["tab"]
        if key not in tabs:
            head = heads.get((row["file"], row["sheet"]))
            tabs[key] = Tab(*key, unlike(taken, row["tab"], LONGEST_NAME), row["hidden"], [], _header(head))
        known = set(tabs[key].merges)
        tabs[key].merges += [merge for merge in _merges(row["merges"] or "") if merge not in known]
    return tabs


def unlike(taken: set[str], name: str, longest: int = 100) -> str:
    """A name for a file or tab that all programs bear and that none has been given yet; it is taken then."""
    plain = re.sub(r'[\[\]:*?/\\<>|"\x00-\x1f]', "_", name).strip(" .'") or "_"
    plain = plain + "_" if plain.casefold() == "history" else plain
    turn, made = 1, plain[:longest]
    while made.casefold() in taken:
        turn += 1
        made = plain[: longest - len(f" ({turn})")] + f" ({turn})"
    taken.add(made.casefold())
    return made


def place_of(cell: str) -> Place:
    row, col = xl_cell_to_rowcol(cell)
    return row + 1, col + 1


def _header(head: Row | None) -> tuple[int, int] | None:
    last = head["header_row"] + head["header_rows"] - 1 if head else 0
    return (head["header_row"], last) if head and last <= FROZEN_WITHIN else None


def _merges(text: str) -> Iterator[Merge]:
    for first, last in RANGE.findall(text):
        yield *place_of(first), *place_of(last)
