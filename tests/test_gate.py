"""Great Expectations as the gate: it counts what we counted, keeps every contract, and lets nothing else through."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipelines.check.catalogue import rules
from pipelines.check.verdict import answered, judge, keep_laws
from pipelines.problems import Problem
from pipelines.tables import PUBLISHED
from tests.conftest import Run

RULES = pl.DataFrame({"rule": ["a", "b"], "offenders": [2, 0]})
ASKED = [
    {"suite": "findings", "expectation": "a", "success": False, "unexpected": 2},
    {"suite": "findings", "expectation": "b", "success": True, "unexpected": 0},
    {"suite": "contracts", "expectation": "out_law: key unique", "success": True, "unexpected": 0},
]


def test_every_rule_and_contract_was_asked_and_agrees(citywide: Run) -> None:
    gate = citywide.table("out_gate")
    asked = gate.filter(pl.col("suite") == "findings")
    assert set(asked["expectation"]) == {rule.rule for rule in rules()}
    assert asked["unexpected"].to_list() == asked["ours"].to_list()
    assert asked["unexpected"].sum() > 0, "a gate that saw no finding has not looked"
    contracts = gate.filter(pl.col("suite") == "contracts")
    assert {name.split(":")[0].split(".")[0] for name in contracts["expectation"]} == {*PUBLISHED} - {"out_gate"}
    assert contracts["success"].all()


def test_findings_do_not_hold_up_publication() -> None:
    asked = answered(ASKED, RULES)
    assert dict(asked.select("expectation", "ours").iter_rows()) == {"a": 2, "b": 0, "out_law: key unique": None}
    judge(asked)
    assert answered([], RULES).is_empty(), "a gate that was skipped says nothing"
    judge(answered([], RULES))


@pytest.mark.parametrize(
    ("broken", "named"),
    [
        ({"expectation": "a", "unexpected": 1}, "a"),
        ({"expectation": "b", "success": False, "unexpected": None}, "b"),
        ({"expectation": "out_law: key unique", "success": False, "unexpected": 1}, "out_law: key unique"),
    ],
)
def test_a_differing_count_or_a_broken_contract_refuses(broken: dict[str, object], named: str) -> None:
    answers = [row | broken if row["expectation"] == broken["expectation"] else row for row in ASKED]
    with pytest.raises(Problem, match=named) as refused:
        judge(answered(answers, RULES))
    assert refused.value.exit_code == 4


def test_a_broken_law_refuses() -> None:
    law = {"law": "fen", "title_zh": "守恒", "title_en": "conserved", "holds": False, "detail": "1 = 2"}
    with pytest.raises(Problem, match="1 = 2"):
        keep_laws(pl.DataFrame([law]))
    keep_laws(pl.DataFrame([law | {"holds": True}]))


def test_the_mend_for_duckdb_is_still_needed(tmp_path: Path) -> None:
    """When this fails, Great Expectations reads DuckDB by itself: delete `pipelines/check/duckdb_dialect.py`."""
    path = tmp_path / "t.duckdb"
    with duckdb.connect(str(path)) as made:
        made.execute("create table t as select 1 as a")
    code = """
import sys, warnings
warnings.simplefilter("ignore")
sys.modules["rfc3987_syntax"] = None
import great_expectations as gx
from great_expectations.expectations.core import ExpectColumnValuesToNotBeNull
if sys.argv[2] == "mended":
    from pipelines.check.duckdb_dialect import mend
    mend()
context = gx.get_context(mode="ephemeral")
context.variables.progress_bars = {"globally": False}
source = context.data_sources.add_sql("t", connection_string=f"duckdb:///{sys.argv[1]}?access_mode=READ_ONLY")
batch = source.add_table_asset("t", table_name="t").add_batch_definition_whole_table("all").get_batch()
print("holds", batch.validate(ExpectColumnValuesToNotBeNull(column="a")).success)
"""
    said = {
        how: subprocess.run([sys.executable, "-c", code, str(path), how], capture_output=True, text=True, check=False)
        for how in ("mended", "plain")
    }
    assert "holds True" in said["mended"].stdout, said["mended"].stderr[-2000:]
    assert "holds True" not in said["plain"].stdout
