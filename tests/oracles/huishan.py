"""The district's plan: twenty-one standards, persons, households and one lump sum; district, town and nobody named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from tests.oracles.listing import YUAN, Books, Row, listings, of_age

HALVES = {"district": Fraction(1, 2), "town": Fraction(1, 2)}
DISTRICT = {"district": Fraction(1)}
OPEN = {"not_stated": Fraction(1)}
DAY = date(2023, 1, 22)
ITSELF = "990206000000"  # the district
AREAS = [ITSELF, *(f"990206{n:03d}000" for n in (1, 2, 3, 4, 100, 101, 102))]


class Line(NamedTuple):
    categories: set[str]
    per: str
    yuan: int | None
    payers: Mapping[str, Fraction]
    from_age: int = 0
    flag: str = ""
    places: int | None = None


LINES = {
    "dibao": Line({"dibao"}, "household", 1700, HALVES),  # §1.1
    "borderline": Line({"borderline"}, "household", 1000, HALVES),  # §1.2
    "four_elders": Line({"four_elders"}, "person", 1700, OPEN),  # §1.3
    "army_unit": Line({"army_unit"}, "person", None, OPEN),  # §1.4
    "entitled": Line(
        {"bereaved", "war_service", "disabled_soldier", "old_demobbed", "ill_veteran"}, "person", 700, DISTRICT
    ),  # §1.5, and so on to rural_war_service's pair
    "army_retiree": Line({"army_retiree"}, "person", 700, DISTRICT),
    "officer_bereaved": Line({"officer_bereaved"}, "person", 700, DISTRICT),
    "grade1_soldier": Line({"grade1_soldier"}, "person", 8000, DISTRICT, places=1),
    "special_entitled": Line({"special_entitled"}, "household", 1700, DISTRICT, places=100),
    "rural_war_service": Line({"war_service"}, "person", 2160, DISTRICT, flag="rural"),
    "redacted_local": Line({"redacted_local"}, "person", 1000, DISTRICT),
    "redacted_elsewhere": Line({"redacted_elsewhere"}, "person", 3100, DISTRICT),
    "enterprise_war_service": Line({"enterprise_war_service"}, "person", 2160, HALVES),
    "veteran": Line({"veteran"}, "person", 200, HALVES, from_age=60),  # §1.6
    "centenarian": Line({"centenarian"}, "person", 1500, OPEN, from_age=100),  # §1.7
    "filial": Line({"national_filial", "provincial_filial"}, "person", 1000, OPEN),  # §1.7
    "orphan": Line({"orphan"}, "person", 1700, HALVES),  # §1.9
    "ill_or_disabled": Line({"mental_illness", "disabled_child"}, "person", 500, OPEN),  # §1.9
    "laid_off_1960s": Line({"laid_off_1960s"}, "person", 500, OPEN),  # §1.10
    "minority": Line({"minority"}, "person", 1700, OPEN),  # §1.11
}
RATES = {name: line.yuan * YUAN for name, line in LINES.items() if line.yuan} | {"care_homes": 120_000 * YUAN}
IN_ADDITION = {"entitled", "rural_war_service"}  # the only two of which §1.5 says that they add


def decide(rows: Sequence[Row], _year: int = 2023, rates: Mapping[str, int] = RATES) -> Books:
    books = Books()
    for name, line in LINES.items():
        awarded = 0
        for n, again in listings(rows, AREAS, line.per, lambda row, line=line: _met(row, line)):  # type: ignore[misc]
            young = line.from_age and not of_age(rows[n]["birth"], line.from_age, DAY)
            full = line.places is not None and awarded >= line.places
            status = "ineligible" if young else again or ("over_quota" if full else "awarded")
            books.statuses[name, n] = status
            if status == "awarded":
                awarded += 1
                books.give(
                    rows[n]["area"], name, "cash" if line.yuan else "counted", rates.get(name), 0 if line.yuan else 1
                )
                books.holds[rows[n]["household"]].add(name)
    books.give(ITSELF, "care_homes", "cash", rates["care_homes"])  # §1.8
    books.share(lambda name: LINES[name].payers if name in LINES else OPEN)
    return books


def _met(row: Row, line: Line) -> bool:
    return row["category"] in line.categories and (not line.flag or line.flag in row["flags"])


def undecided(lines: set[str]) -> bool:
    """Whether what one household holds needs a decision: any two, but for the money the plan itself adds."""
    return len(lines) > 1 and lines != IN_ADDITION
