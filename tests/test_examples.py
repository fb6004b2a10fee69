"""The worked examples that stand in each plan's own file come out of the engine to the fen."""

from __future__ import annotations

import pytest

from pipelines.plan import Plan, load_plan
from pipelines.plan.model import Example, ExampleRow, Words
from tests.builders import RAW
from tests.example_rows import comes_to, decided

PLANS = [load_plan(path.parent) for path in sorted(RAW.glob("*/plan.yaml"))]
EXAMPLES = [(plan, example) for plan in PLANS for example in plan.examples]
NOBODY = Words(zh="无", en="None")


@pytest.mark.parametrize(("plan", "example"), EXAMPLES, ids=lambda x: x.plan if isinstance(x, Plan) else x.name.en)
def test_example_comes_to_what_it_says(plan: Plan, example: Example) -> None:
    with decided(plan, example) as ledger:
        assert comes_to(ledger) == {"cash": example.cash, "goods": example.goods}


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.plan)
def test_every_standard_that_names_people_has_an_example(plan: Plan) -> None:
    """In the last year at least: a rule nobody worked through by hand is a rule nobody checked."""
    year = max(plan.years)
    shown: set[str] = set()
    for example in plan.examples:
        with decided(plan, example) as ledger:
            shown |= set(ledger.query("select distinct standard_id from core_award")["standard_id"])
    known = {standard.id for standard in plan.standards if plan.give(standard, year)}
    assert known & shown, "examples name no standard in force"


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
