"""The plan language: what a `plan.yaml` may say. Amounts are written in yuan and become integer fen here.

Codes are quoted strings: YAML reads `01` as the integer 1, so integers are refused where a code is meant.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from pipelines.money import parse_yuan


def _fen(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError(
            'an amount in yuan is a whole number, or quoted text such as "12.50"; decimals unquoted are not'
        )
    fen = value * 100 if isinstance(value, int) else parse_yuan(value)
    if fen < 0:
        raise ValueError("an amount may not be negative")
    return fen


def _code(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f'a code is text: write it in quotes, "{value}"')
    return value


def _share(value: Any) -> Fraction:
    if isinstance(value, float | bool):
        raise ValueError("a share is 1 or a fraction such as 1/2, never a decimal")
    return Fraction(str(value))


Fen = Annotated[int, BeforeValidator(_fen)]
Code = Annotated[str, BeforeValidator(_code), Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*$")]
Share = Annotated[Fraction, BeforeValidator(_share), Field(gt=0, le=1)]
Clause = Annotated[str, Field(min_length=1)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Words(Strict):
    """The same words in Chinese and English."""

    zh: str
    en: str


class Year(Strict):
    reference_day: dt.date
    note: Words | None = None


class Section(Strict):
    id: Code
    name: Words
    clause: Clause


class RosterList(Strict):
    """A kind of roster (`general`, `leader`); `words` in a sheet's name or title tell it. The first is the default."""

    id: Code
    words: list[str]


class Category(Strict):
    id: Code
    name: Words
    named: bool = True
    also: list[str] = []


class Beneficiaries(Strict):
    """Whom a standard is for."""

    category: Code
    list: Code | None = None
    min_age: int | None = Field(default=None, ge=0, le=130)


class Give(Strict):
    """What is given from a year on, until the next entry: cash and goods at their counted value."""

    from_: int = Field(alias="from")
    cash: Fen | None = None
    goods: dict[Code, Fen] = {}

    def components(self) -> dict[str, int]:
        cash = {} if self.cash is None else {"cash": self.cash}
        return cash | dict(self.goods)


class Standard(Strict):
    id: Code
    line: int = Field(ge=1)
    section: Code
    name: Words | None = None
    for_: Beneficiaries = Field(alias="for")
    per: Literal["person"]
    clause: Clause
    give: list[Give] = Field(min_length=1)


class Goods(Strict):
    id: Code
    name: Words


class Together(Strict):
    """Standards one person may hold together: a list of them, or any of one section with any of another."""

    standards: list[Code] = []
    sections: list[Code] = []
    clause: Clause

    @model_validator(mode="after")
    def one_of_two(self) -> Self:
        if (len(self.standards) < 2) == (len(self.sections) != 2):
            raise ValueError("name either two or more `standards`, or exactly two `sections`")
        return self


class Stacking(Strict):
    within: Literal["person"]
    otherwise: Literal["exclusive"]
    clause: Clause
    together: list[Together] = []


class Quota(Strict):
    standards: list[Code] = Field(min_length=1)
    each_area: int = Field(ge=0)
    clause: Clause


class Payer(Strict):
    """One payer's share of some standards ('*': all). Odd fen: largest remainder, then the order of this list."""

    id: Code
    name: Words
    standards: list[Code] | Literal["*"]
    share: Share
    clause: Clause


class Inputs(Strict):
    """Files of a year's folder beside the rosters."""

    stated_by_area: str | None = Field(default=None, pattern=r"^[\w.-]+\.csv$")
    matching: str | None = Field(default=None, pattern=r"^[\w.-]+\.csv$")


class Stated(Strict):
    """A figure the plan states for a standard, a section, or (total: true) all of it."""

    year: int
    standard: Code | None = None
    section: Code | None = None
    total: bool = False
    count: int | None = Field(default=None, ge=0)
    amount: Fen | None = None
    clause: Clause

    @model_validator(mode="after")
    def one_node(self) -> Self:
        if (self.standard is not None) + (self.section is not None) + self.total != 1:
            raise ValueError("name exactly one of `standard`, `section` and `total: true`")
        return self


class Question(Strict):
    id: Code
    clause: Clause
    question: Words
    reading: Words


class ExampleRow(Strict):
    category: Code
    list: Code | None = None
    birth: dt.date | None = None


class Example(Strict):
    """Roster rows of one person and what they come to, in yuan."""

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
    count: int = Field(ge=0)
    amount: Fen


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
    standards: list[Standard] = Field(min_length=1)
    goods: list[Goods] = []
    stacking: Stacking
    quotas: list[Quota] = []
    payers: list[Payer] = Field(min_length=1)
    inputs: Inputs = Inputs()
    stated: list[Stated] = []
    open_questions: list[Question] = []
    examples: list[Example] = []
    # read from the files beside plan.yaml
    areas: list[Area] = []
    area_figures: dict[int, list[AreaFigure]] = {}
    matching: dict[int, list[Matching]] = {}
    sha256: str = ""

    def category_of(self, standard: Standard) -> Category:
        return next(c for c in self.categories if c.id == standard.for_.category)

    def list_of(self, standard: Standard) -> str:
        return standard.for_.list or self.lists[0].id

    def name_of(self, standard: Standard) -> Words:
        return standard.name or self.category_of(standard).name

    def gives(self, standard_id: str, year: int) -> dict[str, int]:
        """Component → fen in force in `year`; empty when the standard did not exist yet."""
        standard = next(s for s in self.standards if s.id == standard_id)
        in_force = [g for g in standard.give if g.from_ <= year]
        return max(in_force, key=lambda g: g.from_).components() if in_force else {}
