"""A town's workbook before it is written: sheets of entries, in the order of the rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from pipelines.plan.model import Area, Plan, Standard
from pipelines.sample.names import full_name
from pipelines.sample.people import Household, Person
from pipelines.sample.population import Roster, profile_of
from pipelines.sample.styles import Style, called, chinese_day, government, short_name, style_of

REMARKS = ("在外务工", "卧病在床", "随子女居住", "住院", "本人领取", "代领")
FOR_A_CHILD = "由监护人领取"
ADULT = 18


@dataclass(eq=False)
class Entry:
    """One person row. What it shows starts as the truth about the person; a planted mistake changes it."""

    standard: Standard
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
    row_no: int = 0  # set when written

    @property
    def fen(self) -> int:
        return self.cash_fen + self.goods_fen


@dataclass(eq=False)
class Sheet:
    """One sheet. `total` tells how its total row is wrong, if it is; `total_row` is set when written."""

    name: str
    title: str
    standards: list[Standard]
    families: bool  # households shown, merged
    entries: list[Entry] = field(default_factory=list)
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


@dataclass(eq=False)
class Book:
    plan: Plan
    year: int
    area: Area
    style: Style
    file: str
    unit: str
    footer: str
    bank: str
    day: date
    sheets: list[Sheet] = field(default_factory=list)

    def entry(self, standard: Standard, household: Household, at: int, rng: Random) -> Entry:
        """The row of member `at` of a household."""
        person, relation = household.members[at]
        gives = self.plan.gives(standard.id, self.year)
        remark = rng.choice(REMARKS) if rng.randrange(25) == 0 else ""
        is_child = self.year - person.birth.year < ADULT
        return Entry(
            standard=standard,
            person=person,
            household=household,
            village=household.village,
            relation=relation,
            category=called(self.plan.category_of(standard), self.style),
            cash_fen=gives.get("cash", 0),
            goods_fen=sum(fen for component, fen in gives.items() if component != "cash"),
            remark=FOR_A_CHILD if remark and is_child else remark,
            id_text=person.id_no,
            birth=person.birth,
            sex=person.sex,
        )


def books(plan: Plan, year: int, roster: Roster, seed: int) -> list[Book]:
    """One book an area: a sheet for each line of the first list, one sheet for each further list."""
    made = []
    for number, area in enumerate(plan.areas):
        rng = Random(f"{seed} {year} book {area.code}")
        book = _empty_book(plan, year, number, area, rng)
        groups = [[s] for s in plan.standards if plan.list_of(s) == plan.lists[0].id]
        groups += [[s for s in plan.standards if plan.list_of(s) == other.id] for other in plan.lists[1:]]
        sheets = [_sheet(book, standards, roster, rng) for standards in groups]
        book.sheets = [sheet for sheet in sheets if sheet.entries]
        made.append(book)
    return made


def _empty_book(plan: Plan, year: int, number: int, area: Area, rng: Random) -> Book:
    style = style_of(number)
    day = plan.years[year].reference_day - timedelta(days=rng.randrange(10, 22))
    names = {"a": full_name(rng, "男", 1968), "b": full_name(rng, "女", 1985)}
    return Book(
        plan=plan,
        year=year,
        area=area,
        style=style,
        file=style.file.format(n=number + 1, area=area.name_zh, short=short_name(area), year=year),
        unit=style.unit.format(government=government(area), day=chinese_day(day)),
        footer=style.footer.format(**names, phone=f"1990000{rng.randrange(10**4):04d}"),
        bank=f"农村商业银行{short_name(area)}支行",
        day=day,
    )


def _sheet(book: Book, standards: list[Standard], roster: Roster, rng: Random) -> Sheet:
    plan, style = book.plan, book.style
    words = next(x.words for x in plan.lists if x.id == plan.list_of(standards[0]))
    name = words[style.also % len(words)] if words else called(plan.category_of(standards[0]), style)
    title = style.title.format(area=book.area.name_zh, year=book.year, what=name)
    sheet = Sheet(name[:31], title, standards, families=not words and profile_of(standards[0]).families)
    for standard in standards:
        for household in sorted(roster.get((book.area.code, standard.id), []), key=lambda h: h.village):
            sheet.entries += [book.entry(standard, household, at, rng) for at in range(len(household.members))]
    return sheet
