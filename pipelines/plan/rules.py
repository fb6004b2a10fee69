"""The standards of a plan: whom each is for, what it gives, and how they stack."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import Field, field_validator, model_validator

from pipelines.plan.mistakes import Wrong
from pipelines.plan.scalars import Age, AreaCode, AtLeastOne, Clause, Code, Fen, Strict, Words, YearNo, YesNo

Per = Literal["person", "household", "institution", "lump"]


class Beneficiaries(Strict):
    """Whom a standard is for: one category or several, of one list, with any of some flags, of an age."""

    category: Code | None = None
    categories: list[Code] = []
    list_: Code | None = Field(default=None, alias="list")
    flags: list[Code] = []
    min_age: Age | None = None
    max_age: Age | None = None

    @property
    def all_categories(self) -> list[str]:
        return [*([self.category] if self.category else []), *self.categories]

    @model_validator(mode="after")
    def an_age_range(self) -> Self:
        if self.min_age is not None and self.max_age is not None and self.min_age > self.max_age:
            raise Wrong(
                f"最小年龄 {self.min_age} 大于最大年龄 {self.max_age}，无人符合",
                f"has `min_age` {self.min_age} above `max_age` {self.max_age}: nobody is",
            )
        return self


class Good(Strict):
    """Some goods a standard gives. No `value`: counted in kind and reported as not priced, never as 0."""

    value: Fen | None = None
    quantity: AtLeastOne = 1


class Give(Strict):
    """What is given from a year on, until the next entry.

    `cash` and `goods` at their counted value; `varies`: the amount listed in the roster counts, `cash` is the norm;
    `once_per_household`: the goods once, further members get their value in cash; `counted_only`: no money is stated.
    """

    from_: YearNo = Field(alias="from")
    cash: Fen | None = None
    goods: dict[Code, Good] = {}
    varies: YesNo = False
    once_per_household: YesNo = False
    counted_only: YesNo = False

    @field_validator("goods", mode="before", json_schema_input_type=dict[Code, Good | Fen])
    @classmethod
    def values_alone(cls, value: Any) -> Any:
        """`{gift: 100}` is short for `{gift: {value: 100}}`."""
        if not isinstance(value, dict):
            return value
        return {item: {"value": good} if isinstance(good, int | float | str) else good for item, good in value.items()}

    @model_validator(mode="after")
    def something_or_counted(self) -> Self:
        gives = self.cash is not None or bool(self.goods)
        if gives == self.counted_only:
            raise Wrong(
                "须写明 `cash` 或 `goods`；不写金额的写 `counted_only: true`，二者只取其一",
                "gives `cash`, `goods` or both, or says `counted_only: true`, and never both kinds",
            )
        if self.varies and self.cash is None:
            raise Wrong("`varies` 须有 `cash` 作为一般标准", "says `varies`, which needs `cash`, the norm")
        if self.once_per_household and not self.goods:
            raise Wrong("`once_per_household` 须有 `goods`", "says `once_per_household`, which needs `goods`")
        if self.once_per_household and any(good.value is None for good in self.goods.values()):
            raise Wrong(
                "`once_per_household` 把其余物资折发现金，每项物资须有 `value`",
                "says `once_per_household`, which turns goods into cash, so each needs a `value`",
            )
        return self


class Standard(Strict):
    """One standard. Standards of one `group` compete as one; `floor` is the least one award may come to."""

    id: Code
    line: AtLeastOne
    section: Code
    group: Code | None = None
    name: Words | None = None
    for_: Beneficiaries = Field(alias="for")
    per: Per
    area: AreaCode | None = None  # of a lump sum: the area whose books it stands in
    floor: Fen | None = None
    clause: Clause
    give: list[Give] = Field(min_length=1)

    @model_validator(mode="after")
    def whom(self) -> Self:
        lump, asks = self.per == "lump", bool(self.for_.model_fields_set)
        if not lump and not self.for_.all_categories:
            raise Wrong("`for` 须写明类别（`category` 或 `categories`）", "says `for` no category; name one or several")
        if not lump and self.area is not None:
            raise Wrong("只有合计一笔（lump）写 `area`", "says `area`, which only a lump sum has")
        if lump and asks:
            raise Wrong(
                "合计一笔（lump）不分对象，写 `for: {}`", "is a lump sum, which is for nobody by name: write `for: {}`"
            )
        if lump and (self.name is None or self.area is None):
            raise Wrong("合计一笔（lump）须有 `name` 和 `area`", "is a lump sum, which needs a `name` and an `area`")
        if lump and any(give.varies or give.once_per_household for give in self.give):
            raise Wrong(
                "合计一笔（lump）没有名册，不能 `varies` 或 `once_per_household`",
                "is a lump sum, which no roster lists: neither `varies` nor `once_per_household`",
            )
        return self


class Together(Strict):
    """Standards that may be held together: a list, any of one section with any of another, or one with everything."""

    standards: list[Code] = []
    sections: list[Code] = []
    always: Code | None = None
    clause: Clause

    @model_validator(mode="after")
    def one_form(self) -> Self:
        named = (bool(self.standards), bool(self.sections), self.always is not None)
        sound = len(self.standards) >= 2 or len(self.sections) == 2 or self.always is not None
        if sum(named) != 1 or not sound:
            raise Wrong(
                "只取一种：两项以上 `standards`，或恰好两个 `sections`，或一项 `always`",
                "names two or more `standards`, or exactly two `sections`, or one standard as `always`",
            )
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
