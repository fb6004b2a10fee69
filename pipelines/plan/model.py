"""The plan language: what a `plan.yaml` may say, from the top. Its rules are in `rules`, its scalars in `scalars`."""

from __future__ import annotations

import datetime as dt
from typing import Self

from pydantic import Field, model_validator

from pipelines.plan.rules import (
    Comparison,
    Delivery,
    Give,
    Payer,
    Quota,
    Stacking,
    Standard,
    Stated,
    Step,
)
from pipelines.plan.scalars import Clause, Code, Fen, Strict, Words


class Year(Strict):
    reference_day: dt.date
    note: Words | None = None


class Section(Strict):
    id: Code
    name: Words
    clause: Clause


class RosterList(Strict):
    """A kind of roster; `words` in a sheet's name or title tell it, the first list is the default.

    A list that does not pay (`pays: false`) is only compared with, such as the roster of a higher government.
    """

    id: Code
    words: list[str] = []
    pays: bool = True


class Category(Strict):
    """A kind of beneficiary, and what rosters call it. `named: false`: the plan's text hides or omits its name."""

    id: Code
    name: Words
    named: bool = True
    institution: bool = False
    also: list[str] = []


class Flag(Strict):
    """Something true of a person beside the category; `words` in the flags or disability column tell it."""

    id: Code
    name: Words
    words: list[str] = Field(min_length=1)


class Goods(Strict):
    id: Code
    name: Words
    unit: str = "份"


class Inputs(Strict):
    """Files of a year's folder beside the rosters."""

    stated_by_area: str | None = Field(default=None, pattern=r"^[\w-]+\.csv$")
    matching: str | None = Field(default=None, pattern=r"^[\w-]+\.csv$")


class Paper(Strict):
    id: Code
    name: Words
    clause: Clause


class Question(Strict):
    id: Code
    clause: Clause
    question: Words
    reading: Words


class ExampleRow(Strict):
    """One person of an example. Rows with one `household` (default: all of the example) live together."""

    category: Code
    list_: Code | None = Field(default=None, alias="list")
    birth: dt.date | None = None
    flags: list[Code] = []
    amount: Fen | None = None
    household: int = 1
    person: int | None = None


class Example(Strict):
    """Roster rows and what they come to, in yuan. Per person they are one person's; per household one household's."""

    name: Words
    year: int
    rows: list[ExampleRow] = Field(min_length=1)
    cash: Fen
    goods: Fen = 0


class Area(Strict):
    code: str = Field(pattern=r"^\d{12}$")
    name_zh: str
    name_en: str
    kind: str
    also: list[str] = []


class AreaFigure(Strict):
    """One cell of the distribution table: an area's line as stated."""

    area_code: str
    standard: str
    count: int | None = Field(default=None, ge=0)
    amount: Fen | None = None


class Matching(Strict):
    area_code: str
    amount: Fen
    source: str


class Plan(Strict):
    """A validated plan, with the areas and yearly inputs that stand beside it. Money is integer fen."""

    plan: Code
    name: Words
    years: dict[int, Year] = Field(min_length=1)
    sections: list[Section] = Field(min_length=1)
    lists: list[RosterList] = Field(min_length=1)
    categories: list[Category] = Field(min_length=1)
    flags: list[Flag] = []
    standards: list[Standard] = Field(min_length=1)
    goods: list[Goods] = []
    stacking: Stacking
    quotas: list[Quota] = []
    payers: list[Payer] = Field(min_length=1)
    delivery: list[Delivery] = []
    schedule: list[Step] = []
    papers: list[Paper] = []
    inputs: Inputs = Inputs()
    stated: list[Stated] = []
    stated_in_full: list[str] = []
    comparisons: list[Comparison] = []
    open_questions: list[Question] = []
    examples: list[Example] = []
    # read from the files beside plan.yaml
    areas: list[Area] = []
    area_figures: dict[int, list[AreaFigure]] = {}
    matching: dict[int, list[Matching]] = {}
    sha256: str = ""

    @model_validator(mode="after")
    def known_levels(self) -> Self:
        unknown = set(self.stated_in_full) - {"total", "section", "line", "area", "area_line"}
        if unknown:
            raise ValueError(f"`stated_in_full` names levels: total, section, line, area, area_line; not {unknown}")
        return self

    def category_of(self, standard: Standard) -> Category | None:
        """The first category the standard is for; None for a lump sum."""
        first = standard.for_.all_categories[:1]
        return next((c for c in self.categories if [c.id] == first), None)

    def list_of(self, standard: Standard) -> str:
        return standard.for_.list_ or self.lists[0].id

    def name_of(self, standard: Standard) -> Words:
        category = self.category_of(standard)
        return standard.name or (category.name if category else Words(zh=standard.id, en=standard.id))

    def give(self, standard: Standard, year: int) -> Give | None:
        """What is in force in `year`; None when the standard did not exist yet."""
        return max((g for g in standard.give if g.from_ <= year), key=lambda g: g.from_, default=None)

    def gives(self, standard_id: str, year: int) -> dict[str, int]:
        """Component → fen in force in `year`; goods without a price are left out."""
        give = self.give(next(s for s in self.standards if s.id == standard_id), year)
        if give is None:
            return {}
        cash = {} if give.cash is None else {"cash": give.cash}
        return cash | {item: good.value for item, good in give.goods.items() if good.value is not None}
