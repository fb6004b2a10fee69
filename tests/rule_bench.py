"""A bench for rules: every table empty in memory, an example's rows put in, a query run, the rows taken out again."""

from __future__ import annotations

from typing import Any

import duckdb

from pipelines.check.catalogue import DERIVED
from pipelines.ledger import SQL
from pipelines.tables import TABLES

ZERO: dict[str, Any] = {"VARCHAR": "", "BIGINT": 0, "BOOLEAN": False, "DATE": "2000-01-01", "VARCHAR[]": []}
Given = dict[str, list[dict[str, Any]]]


class Bench:
    """`finds` counts what a query returns over an example; what a row leaves out is null where it may be, else zero."""

    def __init__(self) -> None:
        self.connection = duckdb.connect()
        self.connection.execute((SQL / "macros.sql").read_text("utf-8"))
        for name, table in TABLES.items():
            columns = ", ".join(f'"{column}" {kind}' for column, kind in table.types().items())
            self.connection.execute(f"create table {name} ({columns})")
        self.derive = {name: (SQL / f"{name}.sql").read_text("utf-8") for name in DERIVED}

    def put(self, given: Given) -> None:
        """Replace what stands on the bench."""
        self.connection.execute("; ".join(f"delete from {name}" for name in TABLES))  # noqa: S608 - our own names
        for name, rows in given.items():
            columns = TABLES[name].columns
            for row in rows:
                assert row.keys() <= columns.keys(), f"{name} has no column {row.keys() - columns.keys()}"
                values = [row.get(c, None if kind.endswith("?") else ZERO[kind]) for c, kind in columns.items()]
                self.connection.execute(f"insert into {name} values ({', '.join('?' * len(values))})", values)  # noqa: S608
        for name, sql in self.derive.items():
            if name not in given:
                self.connection.execute(sql)

    def rows(self, sql: str) -> list[dict[str, Any]]:
        found = self.connection.sql(sql)
        return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]

    def keeps(self, sql: str, example: dict[str, Any]) -> bool:
        """Whether the query returns as many offenders as the example says, and those that it shows."""
        found = self.rows(sql)
        shown = [any(row.items() <= one.items() for one in found) for row in example.get("shows", [])]
        return len(found) == example["finds"] and all(shown)
