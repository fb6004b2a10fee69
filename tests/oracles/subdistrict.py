"""A subdistrict's report of one year and the wider scope of the next. Rates are settings of the plan file, as read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from tests.oracles.listing import YUAN, Books, Row, listings

REPORT, NEXT = 2023, 2024
AREAS = [f"9903020010{n:02d}" for n in range(1, 11)]
# paired 52, 62, 34; special hardship 20; money 41, 55, 165, 22, 3; rice and oil 52
REPORTED = [52, 62, 34, 20, 41, 55, 165, 22, 3, 52]


class Line(NamedTuple):
    listed: str
    categories: set[str]
    per: str
    yuan: int | None = None
    goods: tuple[str, ...] = ()  # without a price
    since: int = REPORT
    flags: frozenset[str] = frozenset()  # any of them


LINES: Mapping[str, Line] = {
    "paired_army": Line("paired", {"army_family"}, "household"),
    "paired_dibao_low": Line("paired", {"dibao", "low_income"}, "household"),
    "paired_student": Line("paired", {"student"}, "person"),
    "special_hardship": Line("festival", {"special_hardship"}, "household", 1000, ("daily",)),
    "dibao_money": Line("festival", {"dibao"}, "household", 300),
    "low_income_money": Line("festival", {"low_income"}, "household", 300),
    "disabled_money": Line("festival", {"disabled"}, "household", 300),
    "illness_money": Line("festival", {"illness"}, "household", 500),
    "entitled_money": Line("festival", {"entitled"}, "household", 300),
    "entitled_goods": Line("rice_and_oil", {"entitled"}, "household", None, ("rice", "oil")),
    "party_hardship": Line("festival", {"party_hardship"}, "person", 300, since=NEXT),
    "party_pre1949": Line("festival", {"party_pre1949"}, "person", 300, since=NEXT),
    "single_mother": Line("festival", {"single_mother"}, "person", 300, since=NEXT),
    "hardship_worker": Line("festival", {"hardship_worker"}, "person", 300, since=NEXT),
    "retiree": Line("festival", {"retiree"}, "person", 200, since=NEXT, flags=frozenset({"old", "alone", "ill"})),
}
PAIRED = {"paired_army", "paired_dibao_low", "paired_student"}  # paired help goes with any visit
BOTH = {"entitled_money", "entitled_goods"}  # the report gives both to the same households


def decide(rows: Sequence[Row], year: int = REPORT) -> Books:
    books = Books()
    for name, line in LINES.items():
        if line.since > year:
            continue
        for n, again in listings(rows, AREAS, line.per, lambda row, line=line: _met(row, line)):  # type: ignore[misc]
            books.statuses[name, n] = again or "awarded"
            if again:
                continue
            area = rows[n]["area"]
            books.holds[rows[n]["household"]].add(name)
            if line.yuan:
                books.give(area, name, "cash", line.yuan * YUAN)
            for item in line.goods:
                books.give(area, name, item, None, 1)
            if not line.yuan and not line.goods:
                books.give(area, name, "counted", None, 1)
    books.share(lambda _: {"not_stated": Fraction(1)})
    return books


def _met(row: Row, line: Line) -> bool:
    here = row["list"] == line.listed and row["category"] in line.categories
    return here and (not line.flags or bool(line.flags & set(row["flags"])))


def undecided(lines: set[str]) -> bool:
    """Whether what one household holds needs a decision: two paired lines, or two visits, but for `BOTH`."""
    visits = lines - PAIRED
    return len(lines & PAIRED) > 1 or (len(visits) > 1 and visits != BOTH)
