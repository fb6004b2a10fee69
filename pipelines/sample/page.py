"""What is written: a workbook's cover, its pages (sheets) and their lines (rows), however they were come by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from pipelines.plan.model import Area, Plan
from pipelines.sample.names import full_name
from pipelines.sample.people import Household, Person
from pipelines.sample.styles import Style, chinese_day, government, short_name


@dataclass(eq=False, kw_only=True)
class Line:
    """One row. Amounts are fen; 0 is left blank."""

    person: Person
    household: Household
    village: str
    relation: str
    category: str
    cash_fen: int
    goods_fen: int
    remark: str
    id_text: str
    birth: date
    sex: str
    group: str = ""
    flags: str = ""
    row_no: int = 0  # set when written

    @property
    def fen(self) -> int:
        return self.cash_fen + self.goods_fen


@dataclass(eq=False, kw_only=True)
class Page:
    """One sheet. `total` tells how its total row is wrong, if it is; `total_row` is set when written."""

    name: str
    title: str
    entries: Sequence[Line]
    families: bool  # households shown, merged
    heads: bool = False  # with the identity number of the head
    several: bool  # several categories, told by a column
    subtotals: bool  # a sum for each village, where the style has them
    institutions: bool = False
    total: str = "right"  # right | mistyped | doubled | missing
    doubled_village: str = ""
    total_row: int | None = None
    total_fen: int | None = None  # as written

    def sums(self, village: str | None = None) -> tuple[int, int, int]:
        """Persons, cash and goods in fen, of one village or all."""
        rows = [e for e in self.entries if village in (None, e.village)]
        return len(rows), sum(e.cash_fen for e in rows), sum(e.goods_fen for e in rows)

    def villages(self) -> list[str]:
        return list(dict.fromkeys(e.village for e in self.entries))


@dataclass(eq=False, kw_only=True)
class Cover:
    """What the sheets of a workbook have in common."""

    area: Area
    style: Style
    file: str
    unit: str
    footer: str
    bank: str
    day: date


def cover_of(plan: Plan, year: int, number: int, style: Style, rng: Random) -> Cover:
    """The cover of the workbook of the plan's area `number`, filled in some weeks before the festival."""
    area = plan.areas[number]
    day = plan.years[year].reference_day - timedelta(days=rng.randrange(10, 22))
    names = {"a": full_name(rng, "男", 1968), "b": full_name(rng, "女", 1985)}
    return Cover(
        area=area,
        style=style,
        file=style.file.format(n=number + 1, area=area.name_zh, short=short_name(area), year=year),
        unit=style.unit.format(government=government(area), day=chinese_day(day)),
        footer=style.footer.format(**names, phone=f"1990000{rng.randrange(10**4):04d}"),
        bank=f"农村商业银行{short_name(area)}支行",
        day=day,
    )
