"""Refused rows: what stood in the cell, why it cannot be accepted, and a number that would fit, where there is one."""

from __future__ import annotations

import polars as pl

from pipelines.clean.conversions import PLACE, TABLE
from pipelines.clean.suggest import suggested
from pipelines.frames import schema

FIELD = {
    "area_unknown": None,
    "category_unknown": "category",
    "name_missing": "name",
    "amount_unreadable": "amount",  # or cash, or goods: the column it is in
    "name_and_number_swapped": "id_no",
    "id_damaged": "id_no",
    "id_is_account": "id_no",
    "id_is_phone": "id_no",
    "id_missing": "id_no",
    "id_length": "id_no",
    "id_characters": "id_no",
    "id_birth_date": "id_no",
    "id_check_digit": "id_no",
}
STOOD = ("id_no", "name", "category", "cash", "goods", "amount")


def rejected(people: pl.DataFrame) -> pl.DataFrame:
    """One row for each refused person row, with every reason."""
    return (
        people.filter(pl.col("reasons") != "")
        .with_columns(claimed_fen=(pl.col("claimed_cash_fen") + pl.col("claimed_goods_fen")).fill_null(0))
        .select(schema("core_rejected").keys())
        .sort(PLACE)
    )


def refusals(
    people: pl.DataFrame, entries: pl.DataFrame, accepted: pl.DataFrame, addresses: pl.DataFrame, known: pl.DataFrame
) -> pl.DataFrame:
    """One row for each refused person row and reason. `entries` are the rows as they stood."""
    refused = people.filter(pl.col("reasons") != "")
    field = pl.col("reason").replace_strict(FIELD, return_dtype=pl.String)
    reasons = (
        refused.select(*PLACE, "table_no", "amount_field", reason=pl.col("reasons").str.split("; "))
        .explode("reason")
        .with_columns(field=pl.when(pl.col("reason") == "amount_unreadable").then("amount_field").otherwise(field))
    )
    stood = entries.select(*PLACE, *(pl.col(name).alias(f"stood_{name}") for name in STOOD))
    return (
        reasons.join(stood, on=PLACE, how="left")
        .with_columns(stood=pl.coalesce(pl.when(pl.col("field") == name).then(f"stood_{name}") for name in STOOD))
        .join(addresses, on=[*TABLE, "field"], how="left", nulls_equal=False)
        .with_columns(cell=pl.format("{}{}", "letters", "row_no"))
        .join(suggested(refused, entries, accepted, addresses, known), on=[*PLACE, "reason"], how="left")
        .select(schema("core_refusal").keys())
        .sort(*PLACE, "reason")
    )
