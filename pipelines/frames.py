"""Rows → polars frames that keep the table contracts."""

from __future__ import annotations

from typing import Any

import polars as pl

from pipelines.tables import TABLES

POLARS = {
    "VARCHAR": pl.String,
    "BIGINT": pl.Int64,
    "BOOLEAN": pl.Boolean,
    "DATE": pl.Date,
    "VARCHAR[]": pl.List(pl.String),
}


def schema(table: str) -> dict[str, Any]:
    return {name: POLARS[kind] for name, kind in TABLES[table].types().items()}


def frame(table: str, rows: Any) -> pl.DataFrame:
    """A frame of `table` from dict rows or column lists, its columns and types as the contract has them."""
    return pl.DataFrame(rows, schema=schema(table))
