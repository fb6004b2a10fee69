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

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError

from pipelines.plan.load import PlanProblems, mistakes_in
from pipelines.plan.mistakes import Place, Said, Wrong, unknown
from pipelines.plan.model import Plan
from pipelines.plan.scalars import AreaCode, Code, Day, Fen, Strict, Text, YearNo
from pipelines.plan.tree import line_of, plain, read_tree

Times = dict[int | None, int | dict[str, int]]
MOST_GROUPS = 20


def _times(value: Any) -> Any:
    """A figure, or figures by area code, or either by year → year (None: every year) → figure or area code → figure."""
    by_year = isinstance(value, dict) and all(isinstance(key, int) and key < 10_000 for key in value)
    for figures in value.values() if by_year else [value]:
        for code, figure in figures.items() if isinstance(figures, dict) else [("", figures)]:
            if not isinstance(code, str):
                raise Wrong(
                    f'地区代码是文字，且不与年份混写，请加引号："{code}"',
                    f'names areas by code, in quotes, and does not mix them with years: "{code}"',
                )
            if isinstance(figure, bool) or not isinstance(figure, int) or figure < 0:
                raise Wrong("次数应为不小于 0 的整数", f"is how often: a whole number from 0, not {figure!r}")
    return value if by_year else {None: value}


def _once() -> Times:
    return {None: 1}


def _groups(value: Any) -> Any:
    """So many groups are the first so many; a list names them by number."""
    groups = list(range(1, value + 1)) if isinstance(value, int) else value
    if not isinstance(groups, list) or any(group not in range(1, MOST_GROUPS + 1) for group in groups):
        raise Wrong(
            f"应为组数，或组的序号列表，从 1 到 {MOST_GROUPS}",
            f"is how many groups, or a list of their numbers, from 1 to {MOST_GROUPS}",
        )
    return groups


def _age(value: Any) -> Any:
    """One age is a range of one."""
    ages = [value, value] if isinstance(value, int) else value
    sound = isinstance(ages, list) and len(ages) == 2 and all(isinstance(age, int) for age in ages)
    if not sound or not 0 <= ages[0] <= ages[1] <= 120:
        raise Wrong("应为周岁或其范围，如 [30, 60]", "is an age or a range of ages from 0 to 120, such as [30, 60]")
    return ages


def _names(value: Any) -> Any:
    """Names alone stand in no area yet: ''."""
    by_area = value if isinstance(value, dict) else {"": value}
    for names in by_area.values():
        if not isinstance(names, list) or not all(isinstance(name, str) and name for name in names):
            raise Wrong("应为名称列表，或按地区代码的名称列表", "is a list of names, or lists of names by area code")
    return by_area


class Row(Strict):
    """One row of one sheet. Amounts are fen once read; without one the row claims nothing."""

    category: Code
    list_: Code | None = Field(default=None, alias="list")
    flags: list[Code] = Field(default_factory=list)
    cash: Fen = 0
    goods: Fen = 0
    remark: str = ""
    area: AreaCode | None = None


class Member(Strict):
    rows: list[Row] = Field(default_factory=list)
    age: Annotated[tuple[int, int], BeforeValidator(_age)] = (35, 75)
    birth: Day | None = None
    sex: Literal["男", "女"] | None = None
    relation: str | None = None


class Kind(Strict):
    """A kind of household."""

    name: Text
    times: Annotated[Times, BeforeValidator(_times)] = Field(default_factory=_once)
    years: list[YearNo] = Field(default_factory=list)
    groups: Annotated[list[int], BeforeValidator(_groups)] = Field(default_factory=list)
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
    names: Annotated[dict[str, list[str]], BeforeValidator(_names)]
    years: list[YearNo] = Field(default_factory=list)
    cash: Fen = 0
    goods: Fen = 0

    def in_areas(self, codes: list[str]) -> Iterator[tuple[str, str]]:
        """(area code, name) of each."""
        for area, names in self.names.items():
            yield from ((area or codes[n % len(codes)], name) for n, name in enumerate(names))


class Recipe(Strict):
    title: dict[YearNo, Text] = Field(default_factory=dict)
    unit: Text | None = None
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
    except ValidationError as invalid:
        found = mistakes_in(tree, invalid)
    else:
        found = list(_unknown(recipe, plan))
    if found:
        lines = sorted({(line_of(tree, place), said) for place, said in found})
        raise PlanProblems([(f"{path.name}:{line}", said) for line, said in lines])
    return recipe


def _unknown(recipe: Recipe, plan: Plan) -> Iterator[tuple[Place, Said]]:
    """Everything the recipe names that the plan does not know."""
    known: dict[str, list[Any]] = {
        "categories": [c.id for c in plan.categories],
        "lists": [x.id for x in plan.lists],
        "flags": [f.id for f in plan.flags],
        "areas": [a.code for a in plan.areas],
        "years": list(plan.years),
        "institutions": [c.id for c in plan.categories if c.institution],
    }

    def check(place: Place, kind: str, *values: Any) -> Iterator[tuple[Place, Said]]:
        for value in values:
            if value is not None and value not in known[kind]:
                yield place, unknown(value, kind, known[kind])

    yield from check(("title",), "years", *recipe.title)
    repeated = {name for name, times in Counter(kind.name for kind in recipe.households).items() if times > 1}
    for n, kind in enumerate(recipe.households):
        place: Place = ("households", n)
        if kind.name in repeated:
            yield (
                (*place, "name"),
                Said(f"`{kind.name}` 出现两次", f"`{kind.name}` stands twice; names tell kinds apart"),
            )
        yield from check((*place, "years"), "years", *kind.years)
        yield from check((*place, "times"), "years", *kind.times)
        for figures in kind.times.values():
            yield from check((*place, "times"), "areas", *(figures if isinstance(figures, dict) else []))
        for m, member in enumerate(kind.members):
            for r, row in enumerate(member.rows):
                at = (*place, "members", m, "rows", r)
                yield from check((*at, "category"), "categories", row.category)
                yield from check((*at, "list"), "lists", row.list_)
                yield from check((*at, "flags"), "flags", *row.flags)
                yield from check((*at, "area"), "areas", row.area)
    for n, some in enumerate(recipe.institutions):
        place = ("institutions", n)
        yield from check((*place, "category"), "institutions", some.category)
        yield from check((*place, "list"), "lists", some.list_)
        yield from check((*place, "years"), "years", *some.years)
        yield from check((*place, "names"), "areas", *filter(None, some.names))
