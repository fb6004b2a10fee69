"""A small world to disturb: four towns, six standards, everything stated, and books that close with no step between.

`World` is plan, stated figures and rosters as plain values; `tests.disturbed_files` makes real files of it. Everybody
in it is invented.
"""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from tests.builders import identity_no
from tests.oracle import split

YEAR = 2023
A, B, C, D = AREAS = [f"99881000{n}000" for n in (1, 2, 3, 4)]
NAMES = dict(zip(AREAS, ["东山镇", "南河镇", "西岭镇", "北湖镇"], strict=True))
VILLAGES = ["上坪村", "中寨村", "下湾村"]
LINES = {
    "dibao": "低保对象",
    "tekun": "特困人员",
    "elder": "高龄老人",
    "family": "困难家庭",
    "disabled": "残疾人员",
    "hero": "英模",
}
RATES = {"dibao": 10010, "tekun": 15000, "elder": 30000, "family": 30055, "disabled": 6005, "hero": 50000}  # fen
SECTION = {line: "base" if line in ("dibao", "tekun") else "other" for line in LINES}
GIFT = 10000  # of an elder's 300 yuan
SHARED = ("dibao", "tekun", "family")  # the city pays a third of these, the county the rest and the others
SHARES = {"city": Fraction(1, 3), "county": Fraction(2, 3)}
AWARDS = {  # awards in A, B, C, D; families have two members, then three, and so on
    "dibao": (8, 7, 10, 9), "tekun": (4, 3, 5, 4), "elder": (4, 3, 3, 5), "family": (3, 4, 3, 3),
    "disabled": (4, 5, 4, 3), "hero": (2, 2, 1, 2),
}  # fmt: skip


class Person(NamedTuple):
    name: str
    id_no: str
    village: str
    cash: int | str | None = None  # fen, or what stands in the cell
    goods: int | None = None
    head: tuple[str, str] | None = None  # name and number
    serial: int | None = None  # the household's
    category: str | None = None  # where it is not the sheet's


@dataclass
class Sheet:
    category: str  # what the title says
    people: list[Person]
    total: bool = True
    total_off: int = 0  # the typed total beside the true one, fen
    subtotals: bool = False
    amounts: bool = True
    header: bool = True
    below: Sheet | None = None  # another table on the same tab


@dataclass
class World:
    plan: dict[str, Any]
    stated: dict[tuple[str, str], tuple[int | None, int | None]]  # level, node → count, fen
    rosters: dict[tuple[str, str], dict[str, Sheet]]  # file, area → tab → sheet
    damaged: dict[str, bytes] = field(default_factory=dict)  # file → what stands in its place
    payers_off: Counter[str] = field(default_factory=Counter)  # a payer's stated figure beside its shares of the table
    dropped: list[tuple[str, str, int]] = field(default_factory=list)  # file, tab, index of the person decided against

    def sheet(self, area: str, line: str) -> Sheet:
        return self.rosters[roster(area)][LINES[line]]

    def people(self, area: str, line: str) -> list[Person]:
        return self.sheet(area, line).people

    def state(self, level: str, node: str, count: int, fen: int) -> None:
        """Add to a stated figure."""
        old = self.stated[level, node]
        self.stated[level, node] = ((old[0] or 0) + count, (old[1] or 0) + fen)

    def payers_stated(self) -> dict[str, int]:
        """Each payer's figure: its share of every stated cell, by the shares of old."""
        stated = {payer: self.payers_off[payer] for payer in ("city", "county")}
        for (level, node), (count, fen) in self.stated.items():
            if level == "area_line":
                line = node.partition("/")[2]
                shares = SHARES if line in SHARED else {"county": Fraction(1)}
                fen = (count or 0) * RATES[line] if fen is None else fen  # noqa: PLW2901
                for payer, part in zip(shares, split(fen, list(shares.values())), strict=True):
                    stated[payer] += part
        return stated

    def shares(self, line: str) -> dict[str, Fraction]:
        """Of the plan, in its order."""
        return {p["id"]: Fraction(p["share"]) for p in self.plan["payers"] if line in p["standards"]}

    def standard(self, line: str) -> dict[str, Any]:
        return next(s for s in self.plan["standards"] if s["id"] == line)


def roster(area: str) -> tuple[str, str]:
    return f"{AREAS.index(area) + 1} {NAMES[area]}.xlsx", area


def somebody(number: int, village: str, line: str, birth: date | None = None) -> Person:
    """The person of that number: a name and a birthday nobody else has, and what the line gives."""
    surname, given = "赵钱孙李周吴郑王冯陈"[number % 10], "春兰秋菊夏荷冬梅松柏"[number // 10 % 10]
    birth = birth or date((1930 if line == "elder" else 1960) + number % 9, number % 12 + 1, number % 27 + 1)
    goods = GIFT if line == "elder" else None
    cash = RATES[line] - (goods or 0)
    name = surname + given + "安宁康泰福禄寿喜"[number // 100]
    return Person(name, identity_no(number, birth), village, cash, goods)


def household(number: int, village: str, members: int, serial: int) -> list[Person]:
    """Its head's row claims for all of it."""
    people = [somebody(number + n, village, "family") for n in range(members)]
    head = (people[0].name, people[0].id_no)
    cash = RATES["family"]
    return [p._replace(cash=None if n else cash, head=head, serial=serial) for n, p in enumerate(people)]


@cache
def _undisturbed() -> World:
    numbers = iter(range(1, 800))
    rosters: dict[tuple[str, str], dict[str, Sheet]] = {}
    for place, area in enumerate(AREAS):
        sheets = rosters[roster(area)] = {}
        for line, category in LINES.items():
            sheet = sheets[category] = Sheet(category, [], subtotals=line == "dibao")
            for n in range(AWARDS[line][place]):
                village = VILLAGES[3 * n // AWARDS[line][place]]  # in the order of villages
                if line == "family":
                    number = min(next(numbers) for _ in range(2 + n % 2))
                    sheet.people += household(number, village, 2 + n % 2, n + 1)
                else:
                    sheet.people.append(somebody(next(numbers), village, line))
    stated: dict[tuple[str, str], tuple[int | None, int | None]] = {}
    for line, awards in AWARDS.items():
        for area, count in zip(AREAS, awards, strict=True):
            stated["area_line", f"{area}/{line}"] = (count, count * RATES[line])
        stated["line", line] = (sum(awards), sum(awards) * RATES[line])
    for level, nodes in (("section", ["base", "other"]), ("total", [""])):
        for node in nodes:
            lines = [line for line in LINES if node in ("", SECTION[line])]
            counts = {line: sum(AWARDS[line]) for line in lines}
            stated[level, node] = (sum(counts.values()), sum(n * RATES[line] for line, n in counts.items()))
    return World(_plan(), stated, rosters)


def undisturbed() -> World:
    return deepcopy(_undisturbed())


def words(text: str) -> dict[str, str]:
    return {"zh": text, "en": text}


def _plan() -> dict[str, Any]:
    give: dict[str, dict[str, Any]] = {line: {"from": YEAR, "cash": yuan(fen)} for line, fen in RATES.items()}
    give["elder"] |= {"cash": yuan(RATES["elder"] - GIFT), "goods": {"gift": yuan(GIFT)}}
    return {
        "plan": "disturbed", "name": words("扰动方案"), "years": {YEAR: {"reference_day": date(2023, 1, 22)}},
        "sections": [{"id": s, "name": words(s), "clause": "§1"} for s in ("base", "other")],
        "lists": [{"id": "roster"}],
        "categories": [{"id": line, "name": words(name)} for line, name in LINES.items()],
        "goods": [{"id": "gift", "name": words("慰问品")}],
        "standards": [
            {"id": line, "line": n, "section": SECTION[line], "clause": f"§2({n})", "give": [give[line]],
             "for": {"category": line} | ({"min_age": 80} if line == "elder" else {}),
             "per": "household" if line == "family" else "person"}
            for n, line in enumerate(LINES, 1)
        ],
        "stacking": {  # nobody draws both dibao and tekun
            "within": "person", "otherwise": "exclusive", "clause": "§3",
            "together": [{"sections": ["base", "other"], "clause": "§3"},
                         {"standards": [x for x in LINES if SECTION[x] == "other"], "clause": "§3"}],
        },
        "quotas": [{"standards": ["hero"], "each_area": 2, "clause": "§4"}],
        "payers": [
            {"id": "city", "name": words("市"), "standards": list(SHARED), "share": "1/3", "clause": "§5"},
            {"id": "county", "name": words("县"), "standards": list(SHARED), "share": "2/3", "clause": "§5"},
            {"id": "county", "name": words("县"), "standards": [x for x in LINES if x not in SHARED], "share": 1,
             "clause": "§5"},
        ],
        "stated_in_full": ["total", "section", "line", "area", "area_line", "payer"],
        "inputs": {"stated_by_area": "stated.csv"},
    }  # fmt: skip


def yuan(fen: int | None) -> str:
    return "" if fen is None else f"{fen // 100}.{fen % 100:02d}"
