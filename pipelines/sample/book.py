"""A town's workbook before it is written: sheets of entries, in the order of the rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from pipelines.plan.model import Plan
from pipelines.plan.rules import Standard
from pipelines.sample.page import Cover, Line, Page, cover_of
from pipelines.sample.people import Household
from pipelines.sample.population import Roster, profile_of
from pipelines.sample.styles import called, style_of

REMARKS = ("在外务工", "卧病在床", "随子女居住", "住院", "本人领取", "代领")
FOR_A_CHILD = "由监护人领取"
ADULT = 18


@dataclass(eq=False, kw_only=True)
class Entry(Line):
    """One person row. What it shows starts as the truth about the person; a planted mistake changes it."""

    standard: Standard


@dataclass(eq=False, kw_only=True)
class Sheet(Page):
    standards: list[Standard]
    entries: list[Entry] = field(default_factory=list)


@dataclass(eq=False, kw_only=True)
class Book(Cover):
    plan: Plan
    year: int
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
        cover = cover_of(plan, year, number, style_of(number), rng)
        book = Book(plan=plan, year=year, **vars(cover))
        groups = [[s] for s in plan.standards if plan.list_of(s) == plan.lists[0].id]
        groups += [[s for s in plan.standards if plan.list_of(s) == other.id] for other in plan.lists[1:]]
        sheets = [_sheet(book, standards, roster, rng) for standards in groups]
        book.sheets = [sheet for sheet in sheets if sheet.entries]
        made.append(book)
    return made


def _sheet(book: Book, standards: list[Standard], roster: Roster, rng: Random) -> Sheet:
    plan, style = book.plan, book.style
    words = next(x.words for x in plan.lists if x.id == plan.list_of(standards[0]))
    name = words[style.also % len(words)] if words else called(plan.category_of(standards[0]), style)
    title = style.title.format(area=book.area.name_zh, year=book.year, what=name)
    sheet = Sheet(
        name=name[:31],
        title=title,
        standards=standards,
        families=not words and profile_of(standards[0]).families,
        several=len(standards) > 1,
        subtotals=len(standards) == 1,
    )
    for standard in standards:
        for household in sorted(roster.get((book.area.code, standard.id), []), key=lambda h: h.village):
            sheet.entries += [book.entry(standard, household, at, rng) for at in range(len(household.members))]
    return sheet
