"""Every rule of the catalogue catches the examples it must catch and lets pass those it must let pass."""

from __future__ import annotations

import pytest

from pipelines.check.catalogue import Rule, rules
from pipelines.frames import frame
from pipelines.tables import TABLES
from tests.rule_bench import Bench

CATALOGUE = rules()


@pytest.fixture(scope="module")
def bench() -> Bench:
    return Bench()


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.rule)
def test_rule_finds_what_its_examples_say(rule: Rule, bench: Bench) -> None:
    outcomes = []
    for example in rule.examples:
        bench.put(example["given"])
        found = bench.rows(rule.query)
        assert all(row.keys() <= TABLES["out_finding"].columns.keys() for row in found), rule.rule
        assert bench.keeps(rule.query, example), f"{rule.rule}: {example['name']}: {found}"
        assert all(isinstance(row["money_fen"], int) for row in found), f"{rule.rule}: money is integer fen"
        outcomes.append(example["finds"] > 0)
    assert True in outcomes, "a rule needs an example it must catch"
    assert False in outcomes, "and one it must let pass"


def test_empty_ledger_frame_keeps_the_contract() -> None:
    assert all(frame(name, []).columns == list(table.columns) for name, table in TABLES.items())
