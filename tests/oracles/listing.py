"""What the plans counted in awards and shared by payers have in common, over dictionaries. Amounts are fen.

A row is one line of a roster: area, file, sheet_no, row_no, list, category, id_no, birth, household, block, group and
flags. Rows of one household in one sheet and one block are one listing of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

Row = Mapping[str, Any]
YUAN = 100


@dataclass
class Part:
    """What some awards come to; `fen` stays None where no amount is stated."""

    awards: int = 0
    quantity: int = 0
    fen: int | None = None


@dataclass
class Books:
    """`statuses`: (line, row number in the input) → what became of that listing."""

    statuses: dict[tuple[str, int], str] = field(default_factory=dict)
    parts: dict[tuple[str, str, str], Part] = field(default_factory=lambda: defaultdict(Part))  # area, line, component
    paid: dict[tuple[str, str, str, str], int] = field(default_factory=dict)  # area, line, component, payer
    holds: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # household → lines awarded

    @property
    def total(self) -> int:
        return sum(part.fen or 0 for part in self.parts.values())

    def give(self, area: str, line: str, component: str, fen: int | None, quantity: int = 0) -> None:
        part = self.parts[area, line, component]
        part.awards += 1
        part.quantity += quantity
        part.fen = part.fen if fen is None else (part.fen or 0) + fen

    def share(self, payers: Callable[[str], Mapping[str, Fraction]]) -> None:
        """Each area's line and component among its payers."""
        for (area, line, component), part in self.parts.items():
            if part.fen is not None:
                for payer, fen in split(part.fen, payers(line)).items():
                    self.paid[area, line, component, payer] = fen


def split(fen: int, shares: Mapping[str, Fraction]) -> dict[str, int]:
    """Largest remainder, then the payer named first."""
    parts = {payer: int(fen * share) for payer, share in shares.items()}
    order = sorted(shares, key=lambda payer: parts[payer] - fen * shares[payer])  # stable: equal ones as named
    for payer in order[: fen - sum(parts.values())]:
        parts[payer] += 1
    return parts


def listings(
    rows: Sequence[Row], areas: list[str], per: str, met: Callable[[Row], bool]
) -> Iterator[tuple[int, str | None]]:
    """(row number in the input, None at the first listing of a unit) in order of area, file, sheet and row.

    A household's listing stands at its first row that meets the standard. A later one is a `duplicate` when it stands
    at a person at whom one stood before, and only another member `in_household` when not.
    """
    blocks, units, stood = set(), set(), set()
    for n in sorted((n for n, row in enumerate(rows) if met(row)), key=lambda n: _place(rows[n], areas)):
        row = rows[n]
        block = (row["household"], row["file"], row["sheet_no"], row["block"])
        if per == "household" and block in blocks:
            continue
        blocks.add(block)
        unit = row["household"] if per == "household" else row["id_no"]
        again = "duplicate" if (unit, row["id_no"]) in stood else "in_household" if unit in units else None
        yield n, again
        units.add(unit)
        stood.add((unit, row["id_no"]))


def _place(row: Row, areas: list[str]) -> tuple[int, str, int, int]:
    return areas.index(row["area"]), row["file"], row["sheet_no"], row["row_no"]


def of_age(birth: date | None, years: int, day: date) -> bool:
    """Whether the birthday has come by `day`; one of 29 February falls on 1 March in common years."""
    if birth is None:
        return False
    try:
        return birth.replace(year=birth.year + years) <= day
    except ValueError:
        return date(birth.year + years, 3, 1) <= day
