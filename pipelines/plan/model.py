"""The plan language: what a `plan.yaml` may say, from the top. Standards are in `rules`, the rest in `clauses`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator

from pipelines.plan.clauses import (
    CheckSetting,
    Compared,
    Comparison,
    Delivery,
    Payer,
    Quota,
    Stated,
    Step,
    UpperMoney,
)
from pipelines.plan.mistakes import INPUT_FILE
from pipelines.plan.rules import Give, Stacking, Standard
from pipelines.plan.scalars import (
    AreaCode,
    AtLeastOne,
    Clause,
    Code,
    Day,
    Fen,
    Strict,
    Text,
    Words,
    YearNo,
    YesNo,
)
from pipelines.problems import Problem


class Year(Strict):
    reference_day: Day
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
    words: list[Text] = []
    pays: YesNo = True


class Category(Strict):
    """A kind of beneficiary, and what rosters call it. `named: false`: the plan's text hides or omits its name."""

    id: Code
    name: Words
    named: YesNo = True
    institution: YesNo = False
    also: list[Text] = []


class Flag(Strict):
    """Something true of a person beside the category; `words` in the flags or disability column tell it."""

    id: Code
    name: Words
    words: list[Text] = Field(min_length=1)


class Goods(Strict):
    id: Code
    name: Words
    unit: Text = "份"

    @field_validator("id")
    @classmethod
    def free(cls, value: str) -> str:
        if value in {"cash", "counted"}:
            raise ValueError(f"`{value}` is the ledger's own word; call the goods something else")
        return value


class Inputs(Strict):
    """Files of a year's folder beside the rosters."""

    stated_by_area: str | None = Field(default=None, pattern=INPUT_FILE)
    matching: str | None = Field(default=None, pattern=INPUT_FILE)


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
    """One roster row of an example.

    Rows with one `household` live together (default: all rows of the example), and of those, rows with one `person`
    number are one person. Without a `person` number: where standards stack within a person, the rows of a household
    are one person listed several times; where they stack within a household, each row is another member.
    `amount` is what the roster lists, for standards that vary.
    """

    category: Code
    list_: Code | None = Field(default=None, alias="list")
    birth: Day | None = None
    flags: list[Code] = []
    amount: Fen | None = None
    household: AtLeastOne = 1
    person: AtLeastOne | None = None


class Example(Strict):
    """Roster rows of one file, in order, and what they come to in yuan: `cash` and `goods` with a price."""

    name: Words
    year: YearNo
    rows: list[ExampleRow] = Field(min_length=1)
    cash: Fen
    goods: Fen = 0


class Area(Strict):
    code: AreaCode
    name_zh: Text
    name_en: Text
    kind: Text
    also: list[Text] = []


class AreaFigure(Strict):
    """One cell of the distribution table: an area's line (or its total) as stated, by whom and when."""

    area_code: str
    standard: str | None = None
    """Blank: the total that the table itself gives for the area."""
    count: int | None = Field(default=None, ge=0, le=1_000_000_000)  # read from text
    amount: Fen | None = None
    by: Text | None = None
    on: Day | None = None


class Matching(Strict):
    area_code: str
    amount: Fen
    source: Text


Level = Literal["total", "section", "line", "area", "area_line", "payer"]


class PlanFile(Strict):
    """What `plan.yaml` itself may say. Money is integer fen."""

    plan: Code
    name: Words
    years: dict[YearNo, Year] = Field(min_length=1)
    sections: list[Section] = Field(min_length=1)
    lists: list[RosterList] = Field(min_length=1)
    categories: list[Category] = Field(min_length=1)
    flags: list[Flag] = []
    standards: list[Standard] = Field(min_length=1)
    goods: list[Goods] = []
    stacking: Stacking
    quotas: list[Quota] = []
    payers: list[Payer] = Field(min_length=1)
    upper_money: list[UpperMoney] = []
    delivery: list[Delivery] = []
    schedule: list[Step] = []
    papers: list[Paper] = []
    inputs: Inputs = Inputs()
    stated: list[Stated] = []
    stated_in_full: list[Level] = []
    comparisons: list[Comparison] = []
    compare: list[Compared] = []
    checks: dict[Code, CheckSetting] = {}
    open_questions: list[Question] = []
    examples: list[Example] = []


class Plan(PlanFile):
    """A validated plan, with the areas and yearly inputs that stand beside it, and the hash of them all."""

    areas: list[Area]
    area_figures: dict[int, list[AreaFigure]]
    matching: dict[int, list[Matching]]
    sha256: str

    def known_year(self, year: int) -> int:
        """The year itself. Raises Problem (exit code 2) when the plan has none such."""
        if year not in self.years:
            listed = ", ".join(map(str, self.years))
            raise Problem(
                "year_unknown",
                f"方案 {self.plan} 没有 {year} 年；有：{listed}",
                f"the plan {self.plan} has no year {year}; there are: {listed}",
                2,
            )
        return year

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
