"""What it took to read the cells: `core_conversion`, and where each cell stands."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from pipelines.frames import schema

PLACE = ["file", "sheet", "row_no"]
TABLE = ["file", "sheet", "table_no"]


class Read(NamedTuple):
    """One field of the entries, read: texts and readings stand row by row beside them."""

    field: str
    stood: pl.Series  # what stood in the cell
    found: pl.DataFrame  # how, became
    at: str | None = None  # the field whose cell it was, where that is another


def conversions(entries: pl.DataFrame, reads: list[Read], addresses: pl.DataFrame) -> pl.DataFrame:
    """One row for each cell that needed a rule. A cell merged over several rows is one cell: its first row has it."""
    rows = entries.select(*PLACE, "table_no", "cell_types")
    parts = [
        rows.with_columns(
            read.found.select("how", "became"),
            stood=read.stood,
            field=pl.lit(read.field),
            at=pl.lit(read.at or read.field),
        ).filter(pl.col("how").is_not_null())
        for read in reads
    ]
    return (
        pl.concat(parts)
        .join(addresses, left_on=[*TABLE, "at"], right_on=[*TABLE, "field"], how="left")
        .filter(~type_at().is_in(["-", ""]).fill_null(value=False))
        .with_columns(cell=pl.format("{}{}", "letters", "row_no"))
        .select(schema("core_conversion").keys())
        .sort(*PLACE, "field")
    )


def type_at() -> pl.Expr:
    """The type letter of the cell in column `col_no` of a row with these `cell_types`; null where neither is known."""
    return pl.col("cell_types").str.slice(pl.col("col_no") - 1, 1)


def addressed(raw_column: pl.DataFrame) -> pl.DataFrame:
    """Where each field of a table stands: file, sheet, table_no, field, col_no (from 1), letters."""
    named = raw_column.filter(pl.col("field").is_not_null()).unique(
        [*TABLE, "field"], keep="first", maintain_order=True
    )
    numbers = named["col_no"].unique().sort()
    return named.select(
        *TABLE, "field", "col_no",
        letters=pl.col("col_no").replace_strict(numbers, [letters(n) for n in numbers], return_dtype=pl.String),
    )  # fmt: skip


def letters(col_no: int) -> str:
    """1 → A, 27 → AA."""
    text = ""
    while col_no:
        col_no, last = divmod(col_no - 1, 26)
        text = chr(ord("A") + last) + text
    return text
