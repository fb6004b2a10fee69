"""The worked examples that stand in each plan's own file come out of the engine to the fen."""

from __future__ import annotations

import pytest

from pipelines.plan import Plan, load_plan
from pipelines.plan.model import Example, ExampleRow
from pipelines.plan.scalars import Words
from tests.builders import RAW
from tests.example_rows import comes_to, decided

PLANS = [load_plan(path.parent) for path in sorted(RAW.glob("*/plan.yaml"))]
EXAMPLES = [(plan, example) for plan in PLANS for example in plan.examples]
NOBODY = Words(zh="无", en="None")


@pytest.mark.parametrize(("plan", "example"), EXAMPLES, ids=lambda x: x.plan if isinstance(x, Plan) else x.name.en)
def test_example_comes_to_what_it_says(plan: Plan, example: Example) -> None:
    with decided(plan, example) as ledger:
        assert comes_to(ledger) == {"cash": example.cash, "goods": example.goods}


def test_every_plan_has_examples() -> None:
    assert {plan.plan for plan in PLANS} == {plan.plan for plan, _ in EXAMPLES}


def test_rows_without_numbers_are_one_person_or_one_household() -> None:
    rows = [ExampleRow(category="urban_dibao"), ExampleRow(category="urban_dibao")]
    by_name = {plan.plan: plan for plan in PLANS}
    example = Example(name=NOBODY, year=2023, rows=rows, cash=0)
    with decided(by_name["citywide"], example) as ledger:  # stacks within a person
        assert ledger.query("select count(distinct id_no), count(distinct household_key) from core_person").row(0) == (
            1,
            1,
        )
    rows = [ExampleRow(category="dibao_member"), ExampleRow(category="dibao_member")]
    example = Example(name=NOBODY, year=2023, rows=rows, cash=0)
    with decided(by_name["wujiaqu"], example) as ledger:  # stacks within a household
        assert ledger.query("select count(distinct id_no), count(distinct household_key) from core_person").row(0) == (
            2,
            1,
        )
