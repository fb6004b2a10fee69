"""The division-city's plan (subdistricts and regiments) over dictionaries. Amounts are fen, worked out from the plan.

A row is one line of a roster: area, file, sheet_no, row_no, list, category, id_no, household, block, flags. Rows of one
household in one sheet and one block are one listing of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Row = Mapping[str, Any]
Goods = dict[str, tuple[int, int | None]]  # item → quantity, value
YUAN = 100
# §4: the subdistricts' charity shops, and what each regiment chose
HOW = {
    "996504001000": "card", "996504002000": "card", "996504003000": "card",
    "996504400000": "goods", "996504401000": "cash", "996504402000": "goods", "996504403000": "cash",
}  # fmt: skip
AREAS = list(HOW)
STAPLES_AND_DAILY: Goods = {"staples": (1, 300 * YUAN), "daily": (1, 100 * YUAN)}
KIND_ONLY: Goods = {"flour": (25, None), "oil": (5, None), "rice": (25, None)}  # kg, L, kg: no value in the plan
PAYER = "division_city"


class Line(NamedTuple):
    number: int
    categories: tuple[str, ...]
    per: str
    cash: int
    goods: Goods = {}  # noqa: RUF012 - never changed

    @property
    def worth(self) -> int:
        return self.cash + sum(value or 0 for _, value in self.goods.values())


LINES = {
    "dibao_heating": Line(1, ("dibao_member",), "household", 600 * YUAN),
    "dibao_living": Line(2, ("dibao_member",), "person", 0, STAPLES_AND_DAILY),
    "dibao_hardest": Line(3, ("dibao_member",), "person", 600 * YUAN),
    "borderline": Line(4, ("borderline",), "household", 100 * YUAN, KIND_ONLY | {"daily": (1, 100 * YUAN)}),
    "hardship": Line(5, ("hardship",), "household", 600 * YUAN, STAPLES_AND_DAILY),
    "fallen_family": Line(6, ("fallen_family",), "household", 960 * YUAN),
    "veterans": Line(7, ("disabled_soldier", "war_service", "veteran"), "household", 600 * YUAN),
    "active_duty": Line(8, ("active_duty",), "household", 300 * YUAN),
}
DIBAO = ("dibao_heating", "dibao_living", "dibao_hardest")  # one standard together
ALWAYS_ADDS = "active_duty"


@dataclass
class Part:
    """What some awards come to; `fen` is None as soon as one of them has no price."""

    awards: int = 0
    quantity: int = 0
    fen: int | None = 0

    def add(self, awards: int, quantity: int, fen: int | None) -> None:
        self.awards += awards
        self.quantity += quantity
        self.fen = None if self.fen is None or fen is None else self.fen + fen


@dataclass
class Books:
    """`statuses`: (standard, row number in the input) → what became of it."""

    statuses: dict[tuple[str, int], str] = field(default_factory=dict)
    parts: dict[tuple[str, str, str], Part] = field(default_factory=lambda: defaultdict(Part))  # area, line, component
    purchase: dict[tuple[str, str], Part] = field(default_factory=lambda: defaultdict(Part))  # area, item
    paid: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    households: dict[str, int] = field(default_factory=lambda: defaultdict(int))  # household → fen

    @property
    def figures(self) -> dict[tuple[str, str, str], tuple[int, int, int | None]]:
        """(area, standard, component) → awards, quantity, fen."""
        return {place: (part.awards, part.quantity, part.fen) for place, part in self.parts.items()}


def decide(rows: Sequence[Row]) -> Books:
    books = Books()
    counting: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))  # household → line → rows
    for name, line in LINES.items():
        seen: dict[str, set[str]] = {}  # unit → who stood for it
        for n in _listings(rows, name, line):
            person = rows[n]["id_no"]
            unit = rows[n]["household"] if line.per == "household" else person
            if unit in seen:
                books.statuses[name, n] = "duplicate" if person in seen[unit] else "in_household"
                seen[unit].add(person)
            else:
                seen[unit] = {person}
                counting[rows[n]["household"]][name].append(n)
    for household, lines in counting.items():
        kept = _kept(lines)
        for name, places in lines.items():
            for turn, n in enumerate(places):
                books.statuses[name, n] = "awarded" if name in kept else "outranked"
                if name in kept:
                    _hand_out(books, rows[n]["area"], name, goods=name != "dibao_living" or turn == 0)
                    books.households[household] += LINES[name].worth
    return books


def _listings(rows: Sequence[Row], name: str, line: Line) -> Iterable[int]:
    """The rows under one standard in order of area, file, sheet and row; of a household's listing the first."""
    places = sorted(range(len(rows)), key=lambda n: _place(rows[n]))
    met = [n for n in places if rows[n]["category"] in line.categories and rows[n]["list"] == "general"]
    if name == "dibao_hardest":
        met = [n for n in met if {"no_support", "disabled"} & set(rows[n]["flags"])]
    seen = set()
    for n in met:
        listing = (rows[n]["household"], rows[n]["file"], rows[n]["sheet_no"], rows[n]["block"])
        if line.per == "person" or listing not in seen:
            yield n
        seen.add(listing)


def _place(row: Row) -> tuple[int, str, int, int]:
    return AREAS.index(row["area"]), row["file"], row["sheet_no"], row["row_no"]


def _kept(lines: Mapping[str, list[int]]) -> set[str]:
    """§6(2): the standard that comes to most for the household, at equal totals the earlier; and active duty."""
    totals: dict[tuple[str, ...], int] = defaultdict(int)
    for name, places in lines.items():
        totals[DIBAO if name in DIBAO else (name,)] += len(places) * LINES[name].worth
    competing = [names for names in totals if names != (ALWAYS_ADDS,)]
    best = min(competing, key=lambda names: (-totals[names], LINES[names[0]].number), default=())
    return {*best, ALWAYS_ADDS}


def _hand_out(books: Books, area: str, name: str, goods: bool) -> None:
    """One award. §2(1)4: further sets of a household are cash; §4: in some areas all goods that have a value are."""
    line = LINES[name]
    as_goods = {
        item: given for item, given in line.goods.items() if given[1] is None or (goods and HOW[area] != "cash")
    }
    cash = line.worth - sum(value or 0 for _, value in as_goods.values())
    if cash:
        books.parts[area, name, "cash"].add(1, 0, cash)
    for item, (quantity, value) in as_goods.items():
        books.parts[area, name, item].add(1, quantity, value)
        books.purchase[area, item].add(1, quantity, value)
    books.paid[PAYER] += line.worth
