"""The other clauses of a plan: limits on places, who pays, how goods are delivered, the schedule, stated figures."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from pipelines.plan.mistakes import Wrong
from pipelines.plan.scalars import (
    AreaCode,
    AtLeastOne,
    Clause,
    Code,
    Count,
    Day,
    Fen,
    Lunar,
    OneOrBoth,
    Share,
    Strict,
    Text,
    Words,
    YearNo,
    YesNo,
)


class Quota(Strict):
    """A limit on places: in each area, in each group of an area (and so many groups), or exactly so many in all."""

    standards: list[Code] = Field(min_length=1)
    each_area: Count | None = None
    each_group: Count | None = None
    groups_each_area: Count | None = None
    exactly: Count | None = None
    clause: Clause

    @model_validator(mode="after")
    def some_limit(self) -> Self:
        if all(limit is None for limit in (self.each_area, self.each_group, self.groups_each_area, self.exactly)):
            raise Wrong(
                "须写 `each_area`、`each_group`、`groups_each_area` 或 `exactly` 之一",
                "sets no limit: `each_area`, `each_group`, `groups_each_area` or `exactly`",
            )
        return self


def _some_or_all(value: Any) -> str:
    return "all" if value == "*" else "some"


SomeOrAll = Annotated[
    Annotated[list[Code], Field(min_length=1), Tag("some")] | Annotated[Literal["*"], Tag("all")],
    Discriminator(_some_or_all),
]


class Payer(Strict):
    """One payer's share of some standards ('*': all). Odd fen: largest remainder, then the order of this list.

    `stated: false` is the payer of what the plan leaves open: a bucket of its own in every funding table.
    """

    id: Code
    name: Words
    standards: SomeOrAll
    share: Share
    stated: YesNo = True
    clause: Clause


class Granted(Strict):
    """What a fund holds in one year."""

    year: YearNo
    amount: Fen


class UpperMoney(Strict):
    """One payer's upper-level money (上级资金) for some standards ('*': all): used first; the shares split the rest.

    It is spread over area × standard × component in proportion to their amounts, odd fen by largest remainder. The
    payer may hold several funds and bear a share besides; in a year, a standard comes under one fund at most.
    """

    id: Code
    name: Words
    standards: SomeOrAll
    amount: list[Granted] = Field(min_length=1)
    clause: Clause

    def in_year(self, year: int) -> int | None:
        """Fen; None where the fund has no money in that year."""
        return next((granted.amount for granted in self.amount if granted.year == year), None)


class Delivery(Strict):
    """How goods reach the people of some areas: as goods, as cash of the same value, or as goods on a shop card."""

    areas: list[AreaCode] = Field(default_factory=list)
    kinds: list[Text] = Field(default_factory=list)
    how: Literal["goods", "cash", "card"]
    clause: Clause

    @model_validator(mode="after")
    def somewhere(self) -> Self:
        if not self.areas and not self.kinds:
            raise Wrong("须写 `areas` 或 `kinds`", "names neither `areas` nor `kinds`")
        return self


class Step(Strict):
    """One step of a year's schedule: `lunar` is the lunar date the plan gives, `days` the length it must have.

    `working_days`: so many of them must be worked; `lists_due`: rosters must be in when the step ends.
    """

    id: Code
    year: YearNo
    name: Words
    first: Day
    last: Day
    lunar: Lunar | None = None
    days: AtLeastOne | None = None
    working_days: AtLeastOne | None = None
    lists_due: YesNo = False
    after: Code | None = None
    clause: Clause

    @model_validator(mode="after")
    def forwards(self) -> Self:
        if self.last < self.first:
            raise Wrong(
                f"结束（{self.last}）早于开始（{self.first}）", f"ends ({self.last}) before it begins ({self.first})"
            )
        return self


class Stated(Strict):
    """A figure stated for a standard, a section, a payer, or (total: true) all of it; `is` says how firmly.

    `by` and `on` say who stated it and when; by default the plan itself did.
    """

    year: YearNo
    standard: Code | None = None
    section: Code | None = None
    payer: Code | None = None
    total: YesNo = False
    count: Count | None = None
    amount: Fen | None = None
    is_: Literal["exact", "about", "at_most"] = Field(default="exact", alias="is")
    by: OneOrBoth | None = None
    on: Day | None = None
    clause: Clause

    @model_validator(mode="after")
    def one_node(self) -> Self:
        if sum((self.standard is not None, self.section is not None, self.payer is not None, self.total)) != 1:
            raise Wrong(
                "`standard`、`section`、`payer`、`total: true` 只取其一",
                "names exactly one of `standard`, `section`, `payer`, `total: true`",
            )
        if self.payer is not None and self.count is not None:
            raise Wrong("出资方（`payer`）只写 `amount`", "states an `amount` alone: a `payer` has no `count`")
        if self.count is None and self.amount is None:
            raise Wrong("须写 `count`、`amount` 或两者", "states neither `count` nor `amount`")
        return self


class Comparison(Strict):
    """Two sets of standards whose counts one would expect to agree; when they do not, the question is raised."""

    one: list[Code] = Field(min_length=1)
    other: list[Code] = Field(min_length=1)
    question: Words
    clause: Clause


class Compared(Strict):
    """Another plan, or an earlier year of this one, whose published ledger says who is paid there."""

    plan: Code
    year: YearNo


class CheckSetting(Strict):
    """One check weighed otherwise than the catalogue does; `off` is listed with its reason and counted all the same."""

    severity: Literal["error", "warning", "note", "off"] | None = None
    tolerance_fen: Count = 0
    reason: Text | None = None

    @model_validator(mode="after")
    def says_something(self) -> Self:
        if self.severity is None and not self.tolerance_fen:
            raise Wrong("须写 `severity` 或 `tolerance_fen`", "says neither `severity` nor `tolerance_fen`")
        if self.severity == "off" and self.reason is None:
            raise Wrong("停用检查（off）须写 `reason`", "turns the check off, which needs a `reason`")
        return self
