"""What `sample.yaml` beside a plan may say: the invented households of its sample rosters, kind by kind.

    title: {2023: "××镇2023年春节走访慰问花名册"}   # ×× is the area's name; each sheet's own name follows in brackets
    unit: "××镇人民政府"                           # who fills the workbook in; default: by the kind of area
    households:
      - name: two dibao members, one disabled      # tells kinds apart, once in the file
        times: 3                                   # in each area; or by area code, by year, or by year then area code
        years: [2023]                              # default: every year of the plan
        groups: 2                                  # so often in each of the area's first 2 groups (enterprises); or [3]
        members:                                   # the first is the head, who need not stand on a list
          - {rows: [{category: dibao_member, flags: [disabled]}], age: [30, 60]}
          - {rows: [{category: dibao_member, cash: 400}], age: [5, 15], relation: 子}
    institutions:
      - {category: care_home, names: [安康敬老院]}   # dealt to the areas in turn; or {area code: [names]}

One of a member's `rows` is one row of a sheet: `category`; `list` (default: the plan's first), `flags`, `cash` and
`goods` in yuan as the row claims them, `remark`, `area` (on that area's roster instead of the own one). A member may
further say `age` (completed years on the reference day, one figure or a range), `birth: YYYY-MM-DD` instead, `sex`
(男 | 女) and `relation` to the head; a household keeps its people from year to year.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from pipelines.plan.load import PlanProblems, mistakes_in
from pipelines.plan.model import Plan
from pipelines.plan.scalars import Code, Fen, Strict
from pipelines.plan.tree import line_of, plain, read_tree

Place = tuple[str | int, ...]
Times = dict[int | None, int | dict[str, int]]


def _times(value: Any) -> Any:
    """A figure, or figures by area code, or either by year → year (None: every year) → figure or area code → figure."""
    by_year = isinstance(value, dict) and all(isinstance(key, int) and key < 10_000 for key in value)
    for figures in value.values() if by_year else [value]:
        for code, figure in figures.items() if isinstance(figures, dict) else [("", figures)]:
            if not isinstance(code, str):
                raise ValueError(f'an area code is text, and years do not mix with areas: write "{code}" in quotes')
            if isinstance(figure, bool) or not isinstance(figure, int) or figure < 0:
                raise ValueError(f"how often is a whole number from 0, not {figure!r}")
    return value if by_year else {None: value}


def _range(value: Any) -> Any:
    return [value, value] if isinstance(value, int) else value


def _first(value: Any) -> Any:
    """So many groups are the first so many; a list names them by number."""
    groups = range(1, value + 1) if isinstance(value, int) else value
    if not isinstance(groups, list | range) or any(group not in range(1, 21) for group in groups):
        raise ValueError(f"`groups` is how many, or a list of numbers, from 1 to 20; not {value!r}")
    return list(groups)


class Row(Strict):
    """One row of one sheet. Amounts are fen once read; without one the row claims nothing."""

    category: Code
    list_: Code | None = Field(default=None, alias="list")
    flags: list[Code] = Field(default_factory=list)
    cash: Fen = 0
    goods: Fen = 0
    remark: str = ""
    area: str | None = None


class Member(Strict):
    rows: list[Row] = Field(default_factory=list)
    age: Annotated[tuple[int, int], BeforeValidator(_range)] = (35, 75)
    birth: dt.date | None = None
    sex: Literal["男", "女"] | None = None
    relation: str | None = None

    @model_validator(mode="after")
    def a_range(self) -> Self:
        if not 0 <= self.age[0] <= self.age[1] <= 120:
            raise ValueError(f"`age` is a range from 0 to 120 such as [30, 60], not {list(self.age)}")
        return self


class Kind(Strict):
    """A kind of household."""

    name: str
    times: Annotated[Times, BeforeValidator(_times)] = Field(default={None: 1}, validate_default=True)
    years: list[int] = Field(default_factory=list)
    groups: Annotated[list[int], BeforeValidator(_first)] = Field(default_factory=list)
    members: list[Member] = Field(min_length=1)

    def count(self, year: int, area_code: str) -> int:
        """How many of them are on the rosters of an area in a year."""
        figures = self.times.get(year, self.times.get(None, 0))
        figure = figures.get(area_code, 0) if isinstance(figures, dict) else figures
        return figure if not self.years or year in self.years else 0


class Institutions(Strict):
    """Institutions of a category; `names` by area code, or dealt to the areas in turn."""

    category: Code
    list_: Code | None = Field(default=None, alias="list")
    names: list[str] | dict[str, list[str]]
    years: list[int] = Field(default_factory=list)
    cash: Fen = 0
    goods: Fen = 0

    def in_areas(self, codes: list[str]) -> Iterator[tuple[str, str]]:
        """(area code, name) of each."""
        if isinstance(self.names, dict):
            yield from ((code, name) for code, names in self.names.items() for name in names)
        else:
            yield from ((codes[n % len(codes)], name) for n, name in enumerate(self.names))


class Recipe(Strict):
    title: dict[int, str] = Field(default_factory=dict)
    unit: str | None = None
    households: list[Kind] = Field(min_length=1)
    institutions: list[Institutions] = Field(default_factory=list)


def load_recipe(folder: Path, plan: Plan) -> Recipe | None:
    """The `sample.yaml` of a plan's folder; None where there is none.

    Raises PlanProblems (exit code 3) naming file and line of every error.
    """
    path = folder / "sample.yaml"
    if not path.is_file():
        return None
    tree = read_tree(path)
    try:
        recipe = Recipe.model_validate(plain(tree))
        errors = [(place, message) for place, message in _unknown(recipe, plan)]
    except ValidationError as invalid:
        mistakes = mistakes_in(tree, invalid)
        raise PlanProblems([(f"{path.name}:{line_of(tree, place)}", said) for place, said in mistakes]) from None
    if errors:
        raise PlanProblems([(f"{path.name}:{line_of(tree, place)}", message) for place, message in errors])
    return recipe


def _unknown(recipe: Recipe, plan: Plan) -> Iterator[tuple[Place, str]]:
    """Everything the recipe names that the plan does not know."""
    known: dict[str, set[Any]] = {
        "category": {c.id for c in plan.categories},
        "list": {x.id for x in plan.lists},
        "flag": {f.id for f in plan.flags},
        "area": {a.code for a in plan.areas},
        "year": set(plan.years),
    }

    def check(place: Place, what: str, *values: Any) -> Iterator[tuple[Place, str]]:
        for value in values:
            if value is not None and value not in known[what]:
                where = "areas.csv" if what == "area" else "plan.yaml"
                yield place, f"{value} is not {'an' if what == 'area' else 'a'} {what} of {where}"

    yield from check(("title",), "year", *recipe.title)
    repeated = {name for name, times in Counter(kind.name for kind in recipe.households).items() if times > 1}
    for n, kind in enumerate(recipe.households):
        place: Place = ("households", n)
        if kind.name in repeated:
            yield (*place, "name"), f"{kind.name!r} stands twice; the name tells kinds of household apart"
        yield from check((*place, "years"), "year", *kind.years)
        yield from check((*place, "times"), "year", *kind.times)
        for figures in kind.times.values():
            yield from check((*place, "times"), "area", *(figures if isinstance(figures, dict) else []))
        for m, member in enumerate(kind.members):
            for r, row in enumerate(member.rows):
                at = (*place, "members", m, "rows", r)
                yield from check((*at, "category"), "category", row.category)
                yield from check((*at, "list"), "list", row.list_)
                yield from check((*at, "flags"), "flag", *row.flags)
                yield from check((*at, "area"), "area", row.area)
    institutional = {c.id for c in plan.categories if c.institution}
    for n, some in enumerate(recipe.institutions):
        place = ("institutions", n)
        yield from check((*place, "category"), "category", some.category)
        if some.category in known["category"] - institutional:
            yield (*place, "category"), f"{some.category} is no `institution: true` category of plan.yaml"
        yield from check((*place, "list"), "list", some.list_)
        yield from check((*place, "years"), "year", *some.years)
        yield from check((*place, "names"), "area", *(some.names if isinstance(some.names, dict) else []))
