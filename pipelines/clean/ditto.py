"""同上: a cell that stands for the one above it."""

from __future__ import annotations

import polars as pl

from pipelines.clean.claims import AMOUNTS
from pipelines.clean.conversions import TABLE, Read
from pipelines.clean.texts import DITTO

REPEATED = (
    "town", "village", "group", "head_name", "head_id", "category", "disability", "reason", "cash", "goods", "amount",
    "standard", "bank", "account", "payee", "phone", "address", "flags", "remark",
)  # fmt: skip
"""Fields that a clerk repeats with 同上; a name or a number of one's own is never another's."""


def repeated(entries: pl.DataFrame) -> tuple[pl.DataFrame, list[Read]]:
    """Entries with each 同上 of a person row replaced by what stands above it among the people of its table.

    Money repeated within a household is the household's, named once more: nothing beside what stands above.
    """
    is_person = pl.col("role") == "person"
    marks = {
        field: is_person & pl.col(field).str.strip_chars(" \t\u3000\xa0。.").is_in(DITTO)
        for field in REPEATED
        if entries[field].null_count() < entries.height
    }
    if not marks:
        return entries, []
    found = entries.select(mark.any().alias(field) for field, mark in marks.items()).row(0, named=True)
    reads = []
    for field in [field for field, is_found in found.items() if is_found]:
        above = pl.when(is_person & ~marks[field]).then(field).forward_fill().over(TABLE, order_by="row_no")
        same_family = pl.col("household_no").eq(pl.col("household_no").shift(1)).over(TABLE, order_by="row_no")
        above = pl.when(same_family & pl.lit(field in AMOUNTS)).then(pl.lit("0")).otherwise(pl.coalesce(above, field))
        filled = entries.select(value=pl.when(marks[field]).then(above).otherwise(field), is_ditto=marks[field])
        how = pl.when(pl.col("is_ditto").fill_null(value=False)).then(pl.lit("ditto"))
        reads.append(Read(field, entries[field], filled.select(how=how, became="value")))
        entries = entries.with_columns(filled["value"].alias(field))
    return entries, reads
