"""A number for a row that lost its own: never filled in, only offered, with the place it comes from."""

from __future__ import annotations

import polars as pl

from pipelines.clean.conversions import PLACE, TABLE
from pipelines.clean.numbers import first_digits, read_id
from pipelines.identity import problem

KNOWN = {"name": pl.String, "id_no": pl.String, "place": pl.String}
"""People known from elsewhere: last year's published ledger. `place` says where they stand there."""

ELSEWHERE = ("name", "phone", "account")
"""Columns of the same row where a number that is not in its own may have slipped."""


SUGGESTED = {
    "file": pl.String, "sheet": pl.String, "row_no": pl.Int64, "reason": pl.String,
    "suggested": pl.String, "basis": pl.String,
}  # fmt: skip


def suggested(
    refused: pl.DataFrame, entries: pl.DataFrame, accepted: pl.DataFrame, addresses: pl.DataFrame, known: pl.DataFrame
) -> pl.DataFrame:
    """At most one number for each refused row and reason: file, sheet, row_no, reason, suggested, basis."""
    damaged = refused.filter(pl.col("reasons").str.contains("id_damaged", literal=True))
    without = refused.filter(pl.col("reasons").str.contains("id_(?:missing|is_|length|characters)|swapped"))
    return pl.concat([_same_person(damaged, accepted, known), _same_row(without, entries, addresses)])


def _same_person(damaged: pl.DataFrame, accepted: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """The one number of last year's people and this year's with the same name and the fifteen digits that are left."""
    here = (
        accepted.select("name", "id_no", place=pl.format("{} ▸ {} ▸ {}", *PLACE)) if damaged.height else known.clear()
    )
    people = pl.concat([known.select(KNOWN.keys()), here]) if damaged.height else known.clear()
    people = (
        people.with_columns(first=pl.col("id_no").str.slice(0, 15))
        .group_by("name", "first", maintain_order=True)
        .agg(
            pl.col("id_no").first().alias("suggested"),
            pl.col("place").first().alias("basis"),
            numbers=pl.col("id_no").n_unique(),
        )
        .filter(pl.col("numbers") == 1)
    )
    first = pl.Series("first", [first_digits(text or "") for text in damaged["id_no"]], dtype=pl.String)
    return (
        damaged.select(*PLACE, "name", first, reason=pl.lit("id_damaged"))
        .join(people, on=["name", "first"])
        .select(*PLACE, "reason", "suggested", "basis")
    )


def _same_row(without: pl.DataFrame, entries: pl.DataFrame, addresses: pl.DataFrame) -> pl.DataFrame:
    """The sound number that stands in another column of the row."""
    there = addresses.filter(pl.col("field").is_in(ELSEWHERE)).select(*TABLE, "field", "letters")
    columns = {(*table, field): cell for *table, field, cell in there.iter_rows()}
    rows = []
    found = without.select(*PLACE, "table_no", reason=pl.col("reasons").str.split("; ")).explode("reason")
    found = found.filter(pl.col("reason").str.contains("^id_|swapped"))
    told = (*PLACE, "reason")
    for row in found.join(entries.select(*PLACE, *ELSEWHERE), on=PLACE, how="left").to_dicts():
        for field in ELSEWHERE:
            number = read_id(row[field] or "").value
            if problem(number) is None:
                cell = f"{columns.get((row['file'], row['sheet'], row['table_no'], field), '')}{row['row_no']}"
                rows.append((*(row[name] for name in told), number, f"{row['file']} ▸ {row['sheet']} ▸ {cell}"))
                break
    return pl.DataFrame(rows, schema=SUGGESTED, orient="row")
