"""The suites in plain Great Expectations: `python tests/gx_plain.py LEDGER` prints what `findings.json` finds there."""

import json
import sys

import great_expectations as gx

from pipelines.check.duckdb_dialect import mend

mend()  # Great Expectations reads DuckDB's rows too late; this one import and call are all that it needs
source = gx.get_context(mode="ephemeral").data_sources.add_sql("ledger", connection_string=f"duckdb:///{sys.argv[1]}")
with open("expectations/suites/findings.json", encoding="utf-8") as file:  # noqa: PTH123 - plain to read
    suite = gx.ExpectationSuite(**json.load(file))
batch = source.add_table_asset("plan_setting", table_name="plan_setting").add_batch_definition_whole_table("all")
for result in batch.get_batch().validate(suite).results:
    print(result.success, result.expectation_config.meta["name"], result.result["observed_value"])  # type: ignore # noqa: T201
