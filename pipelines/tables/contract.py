"""What a table's contract says: grain, key, columns and units.

Names are `layer_subject`: `raw_` as the town sent it, `core_` cleaned and decided, `plan_` the plan, `out_` what is
published. Money columns end in `_fen` and are integers. A type ending in `?` may be null. These contracts are enforced:
the ledger refuses a table that differs, and the gate checks every published one again with Great Expectations.
"""

from __future__ import annotations

from dataclasses import dataclass

TEXT, INT, FLAG, DAY = "VARCHAR", "BIGINT", "BOOLEAN", "DATE"

PLACE = {"file": TEXT, "sheet": TEXT, "row_no": INT}

# What a roster cell can mean (the canonical names of `ingest/headers.csv`), as text, exactly as it stood.
ENTRY_FIELDS = (
    "seq", "county", "town", "village", "group", "head_name", "head_id", "name", "sex", "birth", "id_no", "relation",
    "hh_size", "covered", "category", "disability", "reason", "persons", "cash", "goods", "amount", "standard", "bank",
    "account", "payee", "phone", "address", "cert_no", "sign", "remark", "helper", "flags",
)  # fmt: skip


@dataclass(frozen=True)
class Table:
    """One table's contract. `columns` maps name → DuckDB type, in order; `key` is unique and gives the sort order."""

    grain: str
    key: tuple[str, ...]
    columns: dict[str, str]
    kept_back: tuple[str, ...] = ()
    """Columns of a published table that stay in the ledger: who knows them could guess whom they are about."""

    def types(self) -> dict[str, str]:
        return {name: kind.removesuffix("?") for name, kind in self.columns.items()}

    def required(self) -> list[str]:
        return [name for name, kind in self.columns.items() if not kind.endswith("?")]
