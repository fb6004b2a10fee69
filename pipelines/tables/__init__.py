"""Every table of the ledger, by layer. See `contract` for how to read an entry."""

from __future__ import annotations

from pipelines.tables.closing import CLOSING
from pipelines.tables.comparison import COMPARISON, WHAT_IF
from pipelines.tables.contract import ENTRY_FIELDS, Table
from pipelines.tables.core import CORE
from pipelines.tables.duplicates import DUPLICATES
from pipelines.tables.out import OUT
from pipelines.tables.paid import PAID, PAID_OUT
from pipelines.tables.plan import PLAN
from pipelines.tables.raw import RAW

TABLES: dict[str, Table] = {
    **RAW, **PLAN, **CORE, **CLOSING, **DUPLICATES, **PAID, **OUT, **PAID_OUT, **COMPARISON, **WHAT_IF,
}  # fmt: skip

STORED = [name for name in TABLES if name != "raw_entry" and name not in (*COMPARISON, *WHAT_IF)]
"""Tables kept in the ledger. `raw_entry` only passes from reading to cleaning: `raw_row` holds the same cells."""

PUBLISHED = [*PLAN, *OUT, *PAID_OUT]
"""Tables published as Parquet. `raw_` and `core_` stay in the ledger: they hold personal data."""

__all__ = ["ENTRY_FIELDS", "PUBLISHED", "STORED", "TABLES", "Table"]
