"""Long numbers that a spreadsheet kept as numbers: fifteen digits stay, the rest is lost."""

from __future__ import annotations

import polars as pl

from pipelines import identity
from pipelines.clean.conversions import PLACE, TABLE, type_at
from pipelines.clean.numbers import EXACT_DIGITS

SCIENTIFIC = r"(?i)^\s*[0-9](\.[0-9]+)?E\+?[0-9]{1,2}\s*$"
CUT = "^[0-9]{15}000$"
LONG = rf"^[0-9]{{{EXACT_DIGITS + 1},}}$"


def damaged(persons: pl.DataFrame, field: str, addresses: pl.DataFrame, raw_row: pl.DataFrame) -> pl.Series:
    """Whether the field's text is what is left of a longer number, row by row.

    It is when it stands in scientific notation, and when its cell is a number of more than fifteen digits. An identity
    number that ends in 000, as numbers do that went through a spreadsheet to a text file, is when it fails its check,
    or when another of its column is damaged.
    """
    text, here = pl.col(field), [*TABLE, field]
    told = persons.select(
        *here,
        met=text.str.contains(SCIENTIFIC),
        long=text.str.contains(LONG),
        cut=text.str.contains(CUT) & pl.lit("id" in field),
    ).with_columns(pl.col("met", "long", "cut").fill_null(value=False))
    in_numbers = _number_cells(persons.filter(told["long"]), field, addresses, raw_row)
    met = told["met"] | told.join(in_numbers, on=here, how="left", maintain_order="left")["in_number"].fill_null(
        value=False
    )
    if not told["cut"].any():
        return met
    unsound = [number for number in told.filter("cut")[field].unique() if identity.problem(number)]
    met |= told["cut"] & told[field].is_in(unsound)
    told = told.with_columns(sure=met)
    return met | told.select(pl.col("cut") & pl.col("sure").any().over(TABLE)).to_series()


def _number_cells(long: pl.DataFrame, field: str, addresses: pl.DataFrame, raw_row: pl.DataFrame) -> pl.DataFrame:
    """Those texts, by table, that stand in a number cell. A cell corrected by hand holds another text by now."""
    here = addresses.filter(pl.col("field") == field).select(*TABLE, "col_no")
    numbers = (
        long.select(*PLACE, "table_no", field, "cell_types")
        .join(here, on=TABLE)
        .filter(type_at() == "n")
        .join(raw_row.select(*PLACE, "cells"), on=PLACE)
        .filter(pl.col("cells").list.get(pl.col("col_no") - 1, null_on_oob=True) == pl.col(field))
    )
    return numbers.select(*TABLE, field, in_number=True).unique()
