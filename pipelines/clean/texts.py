"""How a cell is read: once for each distinct text, with what had to be done to read it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any, NamedTuple

import polars as pl

BLANKS = re.compile(r"\s+")
# What nobody sees and every copy and paste brings along: zero-width characters, direction marks, byte order marks.
UNSEEN = re.compile("[\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f]")
QUOTES = "'`‘’\"“”"
"""Around a text to keep it text: 'x, "x", and ="x" as exporters write it."""
DITTO = ["同上", "上同", "同前", "〃", "″", "″″", "”", "“", "””", "〞", '"', "''", "′′", "々"]

NOTHING = {"-", "--", "—", "——", "–", "−", "/", "\\", "无", "○", "〇"}
"""What clerks write into a cell to show that there is nothing, on `plain` text."""

NOTATION = "notation"
"""The way of writing was folded (full width, blanks inside, separators): nothing that could be read otherwise."""


class Reading(NamedTuple):
    """What a cell says. `how` is the rule it took to read it, null when none was needed beyond trimming."""

    value: Any  # null: it cannot be read
    how: str | None = None
    note: str | None = None  # what stood in the cell beside the value
    became: str | None = None  # the value as text, where it is not text itself


def plain(text: str) -> str:
    """Text as it is compared: full width folded, all white space gone."""
    return BLANKS.sub("", UNSEEN.sub("", unicodedata.normalize("NFKC", text)))


def unquoted(text: str) -> str:
    return text.strip().removeprefix("=").strip(QUOTES)


def read_each(keys: pl.DataFrame, read: Callable[..., Reading], kind: type[pl.DataType] = pl.String) -> pl.DataFrame:
    """`read` over the rows of `keys`, called once for each distinct row; columns value, how, note, became.

    A row whose first key is null is null throughout: there is no cell to read.
    """
    distinct = keys.unique().filter(pl.col(keys.columns[0]).is_not_null()).sort(keys.columns)
    found = [read(*row) for row in distinct.iter_rows()]
    values = {
        "value": pl.Series([r.value for r in found], dtype=kind),
        "how": pl.Series([r.how for r in found], dtype=pl.String),
        "note": pl.Series([r.note for r in found], dtype=pl.String),
        "became": pl.Series([_became(r) for r in found], dtype=pl.String),
    }
    read_rows = distinct.with_columns(**values)
    return keys.join(read_rows, on=keys.columns, how="left", nulls_equal=True, maintain_order="left").select(*values)


def read_odd(texts: pl.Series, usual: str, read: Callable[[str], Reading]) -> pl.DataFrame:
    """`read_each` of one column of texts; those that match `usual` say what they say, without a call."""
    name = texts.name
    odd = pl.when(~pl.col(name).str.contains(usual)).then(pl.col(name))
    found = read_each(texts.to_frame().select(odd), read)
    is_odd = pl.lit(texts.to_frame().select(odd.is_not_null()).to_series())
    return found.with_columns(value=pl.when(is_odd).then("value").otherwise(pl.lit(texts)))


def folded(rows: pl.DataFrame, field: str, value: pl.Expr) -> pl.DataFrame:
    """A field whose value is no more than its text in one way of writing; columns as `read_each` gives them."""
    found = rows.select(field, value=value)
    changed = pl.when((pl.col("value") != pl.col(field).str.strip_chars()).fill_null(value=False))
    return found.select(
        "value", how=changed.then(pl.lit(NOTATION)), note=pl.lit(None, pl.String), became=changed.then("value")
    )


def unspaced(text: str | pl.Expr) -> pl.Expr:
    """Without blanks and without what nobody sees."""
    return (pl.col(text) if isinstance(text, str) else text).str.replace_all(rf"\s|{UNSEEN.pattern}", "")


def _became(reading: Reading) -> str | None:
    if reading.how is None or reading.became is not None or reading.value is None:
        return reading.became
    return str(reading.value)
