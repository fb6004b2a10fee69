"""Great Expectations as the gate before publication; the sole importer of it. Runs aside, on a read-only ledger.

Two suites: `catalogue` runs the very queries of `expectations/` (each must report what our own run reported) and
`contracts` checks columns, required values and keys of every published table. Results carry counts, never values.
"""

from __future__ import annotations

import logging
import os
import warnings
from typing import Any

os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")  # no network, ever
warnings.simplefilter("ignore")  # GX's own deprecations

import great_expectations as gx  # noqa: E402
from great_expectations.expectations.core import (  # noqa: E402
    ExpectColumnValuesToBeUnique,
    ExpectColumnValuesToNotBeNull,
    ExpectCompoundColumnsToBeUnique,
    ExpectTableColumnsToMatchOrderedList,
    UnexpectedRowsExpectation,
)

from pipelines.check.catalogue import Rule, rules  # noqa: E402
from pipelines.check.duckdb_dialect import mend  # noqa: E402
from pipelines.tables import PUBLISHED, TABLES  # noqa: E402

COUNTS_ONLY = {"result_format": "SUMMARY", "partial_unexpected_count": 0}
logging.getLogger("great_expectations").setLevel(logging.ERROR)
mend()


def answer(ledger: str) -> list[dict[str, Any]]:
    """Rows of `out_gate` for the ledger file, without `ours`."""
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}  # type: ignore[assignment]
    source = context.data_sources.add_sql("ledger", connection_string=f"duckdb:///{ledger}?access_mode=READ_ONLY")
    try:
        return _asked(context, source)
    finally:
        held: list[Any] = [source, context.data_sources.all()["ledger"]]
        for used in held:  # their connections would keep the ledger locked
            used.get_engine().dispose()
            used.get_execution_engine().engine.dispose()


def _asked(context: Any, source: Any) -> list[dict[str, Any]]:
    rows = []
    for suite, table, expectations in [("catalogue", "plan_setting", catalogue()), *contracts()]:
        batch = source.add_table_asset(f"{suite}/{table}", table_name=table).add_batch_definition_whole_table("all")
        made = context.suites.add(gx.ExpectationSuite(name=f"{suite}/{table}", expectations=expectations))
        for outcome in batch.get_batch().validate(made, result_format=COUNTS_ONLY).results:
            asked = outcome.expectation_config
            name = asked.meta["name"] if asked and asked.meta else ""  # GX answers in an order of its own
            if not outcome.result:  # it could not be evaluated: fail closed, and say why
                raise RuntimeError(f"{suite} {name}: {outcome.exception_info}")
            unexpected = _unexpected(outcome.result)
            rows.append({"suite": suite, "expectation": name, "success": outcome.success, "unexpected": unexpected})
    return rows


def catalogue() -> list[Any]:
    return [UnexpectedRowsExpectation(unexpected_rows_query=query(rule), meta={"name": rule.rule}) for rule in rules()]


def query(rule: Rule) -> str:
    """The rule's SQL without its comment; braces doubled, because GX formats the text."""
    return rule.sql.partition("*/")[2].strip().replace("{", "{{").replace("}", "}}")


def contracts() -> list[tuple[str, str, list[Any]]]:
    """Per published table: its columns in order, its required columns never null, its key unique."""
    suites = []
    for name in [table for table in PUBLISHED if table != "out_gate"]:  # which is what the gate makes
        table = TABLES[name]
        columns = ExpectTableColumnsToMatchOrderedList(
            column_list=list(table.columns), meta={"name": f"{name}: columns"}
        )
        required = [
            ExpectColumnValuesToNotBeNull(column=column, meta={"name": f"{name}.{column}: not null"})
            for column in table.required()
        ]
        about = {"name": f"{name}: key unique"}
        unique = (
            ExpectColumnValuesToBeUnique(column=table.key[0], meta=about)
            if len(table.key) == 1
            else ExpectCompoundColumnsToBeUnique(column_list=list(table.key), meta=about)
        )
        suites.append(("contracts", name, [columns, *required, unique]))
    return suites


def _unexpected(result: dict[str, Any]) -> int | None:
    if "unexpected_count" in result:
        return int(result["unexpected_count"] or 0)  # None over an empty table
    observed = str(result.get("observed_value", "")).split()
    return int(observed[0]) if observed and observed[0].isdigit() else None
