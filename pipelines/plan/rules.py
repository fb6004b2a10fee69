"""The kinds of rule a plan may state: whom a standard is for, what it gives, how standards stack, who pays."""

from __future__ import annotations

import datetime as dt
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from pipelines.plan.scalars import Clause, Code, Fen, Share, Strict, Words

Per = Literal["person", "household", "institution", "lump"]


class Beneficiaries(Strict):
    """Whom a standard is for: one category or several, of one list, with any of some flags, of an age."""

    category: Code | None = None
    categories: list[Code] = []
    list_: Code | None = Field(default=None, alias="list")
    flags: list[Code] = []
    min_age: int | None = Field(default=None, ge=0, le=130)
    max_age: int | None = Field(default=None, ge=0, le=130)

    @property
    def all_categories(self) -> list[str]:
        return [*([self.category] if self.category else []), *self.categories]


class Good(Strict):
    """Some goods a standard gives. No `value`: counted in kind and reported as not priced, never as 0."""

    value: Fen | None = None
    quantity: int = Field(default=1, ge=1)


class Give(Strict):
    """What is given from a year on, until the next entry.

    `cash` and `goods` at their counted value; `varies`: the amount listed in the roster counts, `cash` is the norm;
    `once_per_household`: the goods once, further members get their value in cash; `counted_only`: no money is stated.
    """

    from_: int = Field(alias="from")
    cash: Fen | None = None
    goods: dict[Code, Good] = {}
    varies: bool = False
    once_per_household: bool = False
    counted_only: bool = False

    @field_validator("goods", mode="before")
    @classmethod
    def values_alone(cls, value: object) -> object:
        """`{gift: 100}` is short for `{gift: {value: 100}}`."""
        if not isinstance(value, dict):
            return value
        return {item: good if isinstance(good, dict) else {"value": good} for item, good in value.items()}

    @model_validator(mode="after")
    def something_or_counted(self) -> Self:
        gives = self.cash is not None or bool(self.goods)
        if gives == self.counted_only:
            raise ValueError("give `cash`, `goods` or both, or say `counted_only: true`")
        if self.varies and self.cash is None:
            raise ValueError("`varies` needs `cash`, the norm")
        if self.once_per_household and any(good.value is None for good in self.goods.values()):
            raise ValueError("`once_per_household` turns goods into cash, so each needs a `value`")
        return self


class Standard(Strict):
    """One standard. Standards of one `group` compete as one; `floor` is the least one award may come to."""

    id: Code
    line: int = Field(ge=1)
    section: Code
    group: Code | None = None
    name: Words | None = None
    for_: Beneficiaries = Field(alias="for")
    per: Per
    area: str | None = None  # of a lump sum: the area whose books it stands in
    floor: Fen | None = None
    clause: Clause
    give: list[Give] = Field(min_length=1)

    @model_validator(mode="after")
    def whom(self) -> Self:
        if (self.per == "lump") == bool(self.for_.all_categories):
            raise ValueError("a lump sum is for no category (write `for: {}`); any other standard names one")
        if self.per == "lump" and (self.name is None or self.area is None):
            raise ValueError("a lump sum needs a `name` and an `area`")
        return self


class Together(Strict):
    """Standards that may be held together: a list, any of one section with any of another, or one with everything."""

    standards: list[Code] = []
    sections: list[Code] = []
    always: Code | None = None
    clause: Clause

    @model_validator(mode="after")
    def one_form(self) -> Self:
        forms = (len(self.standards) >= 2) + (len(self.sections) == 2) + (self.always is not None)
        if forms != 1 or (self.standards and len(self.standards) < 2):
            raise ValueError("name two or more `standards`, or exactly two `sections`, or one standard as `always`")
        return self


class Stacking(Strict):
    """How the standards of one person or household stack, unless they stand `together`.

    exclusive: the one worth more stays, and the listing is a mistake; highest: the same, and no mistake; add: all
    stand, and every overlap is listed. At equal worth the earlier line stays.
    """

    within: Literal["person", "household"]
    otherwise: Literal["exclusive", "highest", "add"]
    clause: Clause
    together: list[Together] = []


class Quota(Strict):
    """A limit on places: in each area, in each group of an area (and so many groups), or exactly so many in all."""

    standards: list[Code] = Field(min_length=1)
    each_area: int | None = Field(default=None, ge=0)
    each_group: int | None = Field(default=None, ge=0)
    groups_each_area: int | None = Field(default=None, ge=0)
    exactly: int | None = Field(default=None, ge=0)
    clause: Clause

    @model_validator(mode="after")
    def some_limit(self) -> Self:
        if all(limit is None for limit in (self.each_area, self.each_group, self.groups_each_area, self.exactly)):
            raise ValueError("set `each_area`, `each_group`, `groups_each_area` or `exactly`")
        return self


class Payer(Strict):
    """One payer's share of some standards ('*': all). Odd fen: largest remainder, then the order of this list.

    `stated: false` is the payer of what the plan leaves open: a bucket of its own in every funding table.
    """

    id: Code
    name: Words
    standards: list[Code] | Literal["*"]
    share: Share
    stated: bool = True
    clause: Clause


class Delivery(Strict):
    """How goods reach the people of some areas: as goods, as cash of the same value, or as goods on a shop card."""

    areas: list[str] = []
    kinds: list[str] = []
    how: Literal["goods", "cash", "card"]
    clause: Clause


class Step(Strict):
    """One step of a year's schedule: `lunar` is the lunar date the plan gives, `days` the length it must have."""

    id: Code
    year: int
    name: Words
    first: dt.date
    last: dt.date
    lunar: str | None = None
    days: int | None = Field(default=None, ge=1)
    after: Code | None = None
    clause: Clause

    @model_validator(mode="after")
    def forwards(self) -> Self:
        if self.last < self.first:
            raise ValueError(f"ends ({self.last}) before it begins ({self.first})")
        return self


class Stated(Strict):
    """A figure the plan states for a standard, a section, or (total: true) all of it; `is` says how firmly."""

    year: int
    standard: Code | None = None
    section: Code | None = None
    total: bool = False
    count: int | None = Field(default=None, ge=0)
    amount: Fen | None = None
    is_: Literal["exact", "about", "at_most"] = Field(default="exact", alias="is")
    clause: Clause

    @model_validator(mode="after")
    def one_node(self) -> Self:
        if (self.standard is not None) + (self.section is not None) + self.total != 1:
            raise ValueError("name exactly one of `standard`, `section` and `total: true`")
        return self


class Comparison(Strict):
    """Two sets of standards whose counts one would expect to agree; when they do not, the question is raised."""

    one: list[Code] = Field(min_length=1)
    other: list[Code] = Field(min_length=1)
    question: Words
    clause: Clause
