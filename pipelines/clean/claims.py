"""What the rows claim and what the towns' own totals say, in fen."""

from __future__ import annotations

import polars as pl

from pipelines.clean.amounts import read_amount, read_goods
from pipelines.clean.conversions import PLACE, TABLE, Read
from pipelines.clean.texts import read_each
from pipelines.frames import schema

AMOUNTS = {"cash": read_amount, "goods": read_goods, "amount": read_amount}
UNREADABLE = -1


def units(raw_column: pl.DataFrame) -> pl.DataFrame:
    """The money unit of each table's amount columns: file, sheet, table_no, cash_unit, goods_unit, amount_unit."""
    return raw_column.group_by(TABLE).agg(
        pl.col("unit").filter(pl.col("field") == field).first().alias(f"{field}_unit") for field in AMOUNTS
    )


def claimed(entries: pl.DataFrame) -> tuple[pl.DataFrame, list[Read]]:
    """Claimed fen: the cash and goods columns, or a single amount column read as cash.

    UNREADABLE marks what is no amount; null stands all over a table that lists people and no amounts.
    """
    found = {
        field: read_each(entries.select(field, f"{field}_unit"), read, pl.Int64) for field, read in AMOUNTS.items()
    }
    parts = {
        field: pl.when(pl.col(field).is_null()).then(0).otherwise(pl.lit(read["value"]).fill_null(UNREADABLE))
        for field, read in found.items()
    }
    claims = pl.any_horizontal(pl.col(name).is_not_null() for name in AMOUNTS).any().over(TABLE)
    alone = pl.col("cash").is_null() & pl.col("goods").is_null()
    noted = pl.concat_str([pl.lit(read["note"]) for read in found.values()], separator="; ", ignore_nulls=True)
    priced = entries.with_columns(
        claimed_cash_fen=pl.when(claims).then(pl.when(alone).then(parts["amount"]).otherwise(parts["cash"])),
        claimed_goods_fen=pl.when(claims).then(parts["goods"]),
        amount_field=pl.when(alone).then(pl.lit("amount")).otherwise(pl.lit("cash")),
        amount_note=noted.replace("", None),
    )
    return priced, [Read(field, entries[field], read) for field, read in found.items()]


def sheet_totals(entries: pl.DataFrame) -> pl.DataFrame:
    """Subtotal and total rows; an unreadable figure is null, which compares as different."""
    totals = entries.filter(pl.col("role").is_in(["subtotal", "total"]))
    money = [pl.col("claimed_cash_fen"), pl.col("claimed_goods_fen")]
    stated = pl.any_horizontal(pl.col(name).is_not_null() & (pl.col(name) != "") for name in AMOUNTS)
    readable = stated & (money[0] >= 0) & (money[1] >= 0)
    return (
        totals.with_columns(
            category=pl.col("sheet_category"),
            stated_persons=pl.col("persons").str.normalize("NFKC").str.extract(r"(\d+)").cast(pl.Int64, strict=False),
            stated_fen=pl.when(readable).then(money[0] + money[1]),
        )
        .select(schema("core_sheet_total").keys())
        .sort(PLACE)
    )
