"""Every rule of the catalogue catches the examples it must catch and lets pass those it must let pass."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipelines.check.catalogue import Rule, rules
from pipelines.frames import frame, schema
from pipelines.ledger import Ledger
from pipelines.tables import TABLES

ZERO: dict[str, Any] = {"VARCHAR": "", "BIGINT": 0, "BOOLEAN": False, "DATE": "2000-01-01", "VARCHAR[]": []}
CATALOGUE = rules()


def given(table: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Rows of a table with only what matters written out; the rest is null where it may be, else zero."""
    columns = TABLES[table].columns
    full = []
    for row in rows:
        assert row.keys() <= columns.keys(), f"{table} has no column {row.keys() - columns.keys()}"
        full.append({c: row.get(c, None if kind.endswith("?") else ZERO[kind]) for c, kind in columns.items()})
    text = {c: pl.String if kind.startswith("DATE") else schema(table)[c] for c, kind in columns.items()}
    frame_ = pl.DataFrame(
        [{k: str(v) if text[k] == pl.String and v is not None else v for k, v in r.items()} for r in full], schema=text
    )
    return frame_.with_columns(pl.col(c).str.to_date() for c, kind in columns.items() if kind.startswith("DATE"))


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.rule)
def test_rule_finds_what_its_examples_say(rule: Rule, tmp_path: Path) -> None:
    outcomes = []
    for number, example in enumerate(rule.examples):
        with Ledger(tmp_path / f"{number}.duckdb") as ledger:
            ledger.save(**{t: given(t, example["given"].get(t, [])) for t in TABLES})
            found = ledger.query(rule.sql)
        assert set(found.columns) <= set(TABLES["out_finding"].columns), rule.rule
        assert found.height == example["finds"], f"{rule.rule}: {example['name']}"
        outcomes.append(example["finds"] > 0)
    assert True in outcomes, "a rule needs an example it must catch"
    assert False in outcomes, "and one it must let pass"


def test_empty_ledger_frame_keeps_the_contract() -> None:
    assert all(frame(name, []).columns == list(table.columns) for name, table in TABLES.items())
