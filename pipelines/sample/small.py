"""The workbooks of a plan whose invented households are described in `sample.yaml` (see `recipe`).

An area sends one workbook: a sheet for each category of the plan's first list, one sheet for each further list. A list
that does not pay is somebody else's roster: a workbook of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from math import ceil
from random import Random

from pipelines.plan.model import Area, Category, Plan, RosterList
from pipelines.sample.families import Family, group_name, place_names
from pipelines.sample.page import Cover, Line, Page, cover_of
from pipelines.sample.people import SELF, Household, Maker, Person
from pipelines.sample.recipe import Institutions, Kind, Recipe
from pipelines.sample.styles import STYLES, Style, called, style_of

FORBIDDEN = set("[]:*?/\\")  # in the name of a sheet
LONGEST = 31
Key = tuple[str, str, str]
"""(area code, list, category): whose roster, and which sheet of it"""


def workbooks(plan: Plan, year: int, seed: int, scale: float, recipe: Recipe) -> Iterator[tuple[Cover, list[Page]]]:
    """Each area's workbooks, in order; an area with nobody on a list sends none."""
    return _Year(plan, year, seed, Fraction(str(scale)), recipe).workbooks()


@dataclass
class _Year:
    """One year in the making."""

    plan: Plan
    year: int
    seed: int
    scale: Fraction
    recipe: Recipe
    lines: dict[Key, list[Line]] = field(default_factory=dict)

    def workbooks(self) -> Iterator[tuple[Cover, list[Page]]]:
        self._list_households()
        self._list_institutions()
        for number, area in enumerate(self.plan.areas):
            rng = Random(f"{self.seed} {self.year} book {area.code}")
            cover = cover_of(self.plan, self.year, number, style_of(number), rng)
            if self.recipe.unit:
                cover.unit = _unit(cover, _filled(self.recipe.unit, area))
            made = [(cover, [page for x in self.plan.lists if x.pays for page in self._pages(cover, x)])]
            for other in self.plan.lists:
                if not other.pays:
                    file = f"{_word(other)}花名册（{area.name_zh}）.xlsx"
                    theirs = replace(cover, style=STYLES[0], file=file, unit=_unit(cover, ""))  # not said whose it is
                    made.append((theirs, self._pages(theirs, other)))
            yield from ((each, pages) for each, pages in made if pages)

    def _list_households(self) -> None:
        """Everybody of every year is made, whatever the year, so that people are the same in each."""
        maker = Maker()
        for area in self.plan.areas:
            places = place_names(area, self.seed)
            for kind in self.recipe.households:
                days = [self.plan.years[y].reference_day for y in sorted(kind.years or self.plan.years)]
                most = max(self._count(kind, area, y) for y in self.plan.years)
                for group in [group_name(area, self.seed, number) for number in kind.groups] or [""]:
                    for n in range(most):
                        rng = Random(f"{self.seed} {area.code} {kind.name} {group} {n}")
                        made = Family(maker, rng, days).household(kind, rng.choice(places))
                        if n < self._count(kind, area, self.year):
                            self._list(kind, made, area, group)

    def _count(self, kind: Kind, area: Area, year: int) -> int:
        return ceil(kind.count(year, area.code) * self.scale)

    def _list(self, kind: Kind, made: Household, area: Area, group: str) -> None:
        for (person, relation), member in zip(made.members, kind.members, strict=True):
            for row in member.rows:
                line = Line(
                    person=person,
                    household=made,
                    village=made.village,
                    relation=relation,
                    category=next(c for c in self.plan.categories if c.id == row.category).name.zh,
                    cash_fen=row.cash,
                    goods_fen=row.goods,
                    remark=row.remark,
                    id_text=person.id_no,
                    birth=person.birth,
                    sex=person.sex,
                    group=group,
                    flags="、".join(flag.words[0] for flag in self.plan.flags if flag.id in row.flags),
                )
                self._add(row.area or area.code, row.list_, row.category, line)

    def _list_institutions(self) -> None:
        for some in self.recipe.institutions:
            if not some.years or self.year in some.years:
                for code, name in some.in_areas([area.code for area in self.plan.areas]):
                    self._add(code, some.list_, some.category, _institution(some, name))

    def _add(self, area_code: str, listed: str | None, category: str, line: Line) -> None:
        self.lines.setdefault((area_code, listed or self.plan.lists[0].id, category), []).append(line)

    def _pages(self, cover: Cover, listed: RosterList) -> list[Page]:
        """The sheets of one list. Institutions have a sheet of their own, having no identity number."""
        found = [(c, self.lines.get((cover.area.code, listed.id, c.id), [])) for c in self.plan.categories]
        if listed is self.plan.lists[0]:
            sheets = [(self._sheet_name(c, cover.style), lines) for c, lines in found]
        else:
            people = [line for c, lines in found if not c.institution for line in lines]
            sheets = [(_word(listed), people)]
            sheets += [(f"{_word(listed)}·{c.name.zh}"[:LONGEST], lines) for c, lines in found if c.institution]
        told = listed is self.plan.lists[0]  # by the name of the sheet, which category it is of
        return [_page(name, self._title(cover, listed, name), lines, told) for name, lines in sheets if lines]

    def _sheet_name(self, category: Category, style: Style) -> str:
        """What the town calls the category, if a sheet can be named so and no other list is told by it."""
        words = [word for listed in self.plan.lists[1:] for word in listed.words]
        for name in (called(category, style), category.name.zh, *category.also):
            if len(name) <= LONGEST and not FORBIDDEN & set(name) and not any(word in name for word in words):
                return name
        return "".join(letter for letter in category.name.zh if letter not in FORBIDDEN)[:LONGEST]

    def _title(self, cover: Cover, listed: RosterList, sheet: str) -> str:
        if listed.pays and self.year in self.recipe.title:
            title = _filled(self.recipe.title[self.year], cover.area)
            return f"{title}·{sheet}" if "（" in sheet else f"{title}（{sheet}）"
        return cover.style.title.format(area=cover.area.name_zh, year=self.year, what=sheet)


def _page(name: str, title: str, lines: list[Line], told: bool) -> Page:
    """One sheet: households together, in the order of their places; the category in a column unless it is told."""
    first = {id(line.household): n for n, line in reversed(list(enumerate(lines)))}
    lines = sorted(lines, key=lambda line: (line.village, line.group, first[id(line.household)]))
    families = any(len(line.household.members) > 1 for line in lines)
    return Page(
        name=name,
        title=title,
        entries=lines,
        families=families,
        heads=families,
        several=not told,
        subtotals=len({line.village for line in lines}) > 1,
        institutions=not any(line.id_text for line in lines),
    )


def _institution(some: Institutions, name: str) -> Line:
    nobody = Person(name, "", "", "")
    return Line(
        person=nobody,
        household=Household("", ((nobody, SELF),)),
        village="",
        relation="",
        category="",
        cash_fen=some.cash,
        goods_fen=some.goods,
        remark="",
        id_text="",
        birth=date.min,
        sex="",
    )


def _filled(text: str, area: Area) -> str:
    """×× replaced by the area's name; what follows is dropped where the name ends in it (××镇 → 东湖镇)."""
    name = area.name_zh
    kind = re.search(r"××(街道|社区|团场|[镇乡县区村])?", text)
    ending = kind[1] if kind and kind[1] and name.endswith(kind[1]) else ""
    return text.replace(f"××{ending}", name)


def _unit(cover: Cover, unit: str) -> str:
    """The line above the header, with another unit filled in: it stands between the colon and the first gap."""
    return re.sub(r"^(.+?：).*?(?=[　 ]{2})", lambda found: found[1] + unit, cover.unit)


def _word(listed: RosterList) -> str:
    return (listed.words or [listed.id])[0]
