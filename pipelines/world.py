"""A year as the engine needs it: the plan's tables and the accepted people of a published ledger, to be worked out
again under other rules. Nothing of it is published.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from pipelines.engine import ALLOCATE
from pipelines.ledger import Ledger
from pipelines.problems import Problem
from pipelines.tables import TABLES

Tables = dict[str, pl.DataFrame]
PEOPLE = ("raw_file", "raw_sheet", "core_person", "core_flag", "core_decision", "core_rejected")
PLAN = (
    "plan_setting", "plan_standard", "plan_beneficiary", "plan_flag", "plan_component", "plan_payer", "plan_stacking",
    "plan_upper_fund", "plan_quota", "plan_delivery", "plan_area",
)  # fmt: skip


def world_of(ledger: Ledger) -> Tables:
    """What the engine needs of a published ledger.

    Raises Problem (exit code 3) when the ledger was made by a version whose tables were different.
    """
    made = ledger.query("select table_name, column_name, data_type from duckdb_columns() order by column_index")
    for table in (*PLAN, *PEOPLE, "plan_category", "core_award", "out_funding"):
        found = made.filter(table_name=table)
        if dict(zip(found["column_name"], found["data_type"], strict=True)) != TABLES[table].types():
            raise Problem(
                "ledger_of_another_version",
                "账本由另一版本生成，其表与本版本不同；请用 warm run 重新运行",
                "the ledger was made by another version, with other tables; run that year again with `warm run`",
                3,
            )
    return {name: ledger.table(name) for name in (*PLAN, *PEOPLE)}


@contextmanager
def worked_out(world: Tables) -> Iterator[Ledger]:
    """The awards, allocation and funding of a world, by the same SQL as a run; gone when the block ends."""
    with TemporaryDirectory() as folder, Ledger(Path(folder) / "world.duckdb", kept=False) as ledger:
        ledger.save(**world)
        ledger.build(*ALLOCATE)
        yield ledger
