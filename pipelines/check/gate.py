"""Great Expectations as the gate before publication; the sole importer of it. Runs aside, on a read-only ledger.

It asks the suites in `expectations/suites/`: `findings` holds the very queries of the rules (each must report what our
own run reported), the others the contract of a published table each. Results carry counts, never values.
"""

from __future__ import annotations

import json
import logging
import os
import warnings
from typing import Any

os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")  # no network, ever
warnings.simplefilter("ignore")  # GX's own deprecations

import great_expectations as gx  # noqa: E402

from pipelines.check.duckdb_dialect import mend  # noqa: E402
from pipelines.check.suites import ASKED_OF, CONTRACTS, FINDINGS, SUITES  # noqa: E402

COUNTS_ONLY = {"result_format": "SUMMARY", "partial_unexpected_count": 0}
logging.getLogger("great_expectations").setLevel(logging.ERROR)
mend()


def answer(ledger: str) -> list[dict[str, Any]]:
    """Rows of `out_gate` for the ledger file, without `ours`."""
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}  # type: ignore[assignment]
    source = context.data_sources.add_sql("ledger", connection_string=f"duckdb:///{ledger}?access_mode=READ_ONLY")
    try:
        return [row for suite in kept() for row in _asked(suite, source)]
    finally:
        held: list[Any] = [source, context.data_sources.all()["ledger"]]
        for used in held:  # their connections would keep the ledger locked
            used.get_engine().dispose()
            used.get_execution_engine().engine.dispose()


def kept() -> list[gx.ExpectationSuite]:
    """The suites as they stand in the files."""
    return [gx.ExpectationSuite(**json.loads(path.read_text("utf-8"))) for path in sorted(SUITES.glob("*.json"))]


def _asked(suite: gx.ExpectationSuite, source: Any) -> list[dict[str, Any]]:
    kind, table = (FINDINGS, ASKED_OF) if suite.name == FINDINGS else (CONTRACTS, suite.name)
    batch = source.add_table_asset(suite.name, table_name=table).add_batch_definition_whole_table("all").get_batch()
    rows = []
    for outcome in batch.validate(suite, result_format=COUNTS_ONLY).results:
        asked = outcome.expectation_config
        name = asked.meta["name"] if asked and asked.meta else ""  # GX answers in an order of its own
        if not outcome.result:  # it could not be evaluated: fail closed, and say why
            raise RuntimeError(f"{suite.name} {name}: {outcome.exception_info}")
        unexpected = _unexpected(outcome.result)
        rows.append({"suite": kind, "expectation": name, "success": outcome.success, "unexpected": unexpected})
    return rows


def _unexpected(result: dict[str, Any]) -> int | None:
    if "unexpected_count" in result:
        return int(result["unexpected_count"] or 0)  # None over an empty table
    observed = str(result.get("observed_value", "")).split()
    return int(observed[0]) if observed and observed[0].isdigit() else None
