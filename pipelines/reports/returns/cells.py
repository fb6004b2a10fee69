"""Raw rows → the cells of a sheet as its file holds them, worked out for many sheets at once.

A return repeats every cell of a roster; written one by one they would take longer than the run. Here a whole batch goes
through as columns, and nothing typed by a town can be read as anything but the text, number or date it was: texts are
escaped and written in place, as text. A cell's place is one number, `at`: its tab, row and column.
"""

from __future__ import annotations

import re

import polars as pl
from xlsxwriter.utility import xl_col_to_name

from pipelines.reports.returns.styles import IN_TABLE, ROLE

AS_TEXT = ("id_no", "head_id", "account", "phone", "cert_no")
"""Fields whose cells are formatted as text, so that a number typed over is kept whole."""
NUMBER = r"^-?\d+(\.\d+)?([eE][+-]?\d+)?$"
LONG = r"^\d{12,}$"
ERRORS = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"]
UNPRINTABLE = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x{FFFE}\x{FFFF}]|_x[0-9A-Fa-f]{4}_"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LIKE_ONE = re.compile(r"_(x[0-9A-Fa-f]{4}_)")
DIGITS = (pl.col("text").str.len_bytes() + pl.col("text").str.len_chars()) / 2
"""The width of a text in digits: a Chinese character, three bytes long, takes two."""
LONGEST = 32_767  # characters a cell can hold
COLUMNS, ROWS = 1 << 14, 1 << 21  # more than any workbook has
DAY_ZERO, FIRST_DAY = pl.date(1899, 12, 30), pl.date(1900, 3, 1)  # before it, Excel has a day that never was


def place(tab: str, row: str, col: str) -> pl.Expr:
    """The number of a cell from columns: `tab` from 0, `row` and `col` from 1."""
    return (pl.col(tab).cast(pl.Int64) * ROWS + pl.col(row)) * COLUMNS + pl.col(col) - 1


def cells_of(rows: pl.DataFrame, columns: pl.DataFrame, bad: pl.DataFrame, wide: pl.Series) -> pl.DataFrame:
    """One cell a row, in order: `at`, `text`, `type`, `look` (role), `serial` (of a date) and `style`.

    `rows` are raw rows with the numbers of their `block` and `tab`; blocks side by side come together again by their
    places. `columns` are those of their tables. `bad` are the places with a finding and its severity, `wide` those
    where cells merged side by side begin. Empty cells of a table are there too, for their borders.
    """
    kept = rows.select(
        "tab",
        "block",
        "row_no",
        "table_no",
        "cells",
        "cell_types",
        look=pl.col("role").replace_strict(ROLE, default="plain"),
    )
    table = pl.col("block") * ROWS + pl.col("table_no")
    filled = (
        kept.with_columns(type=pl.col("cell_types").str.split(""), table=table)
        .filter(pl.col("cells").list.len() > 0)
        .select(
            "tab",
            "row_no",
            "look",
            "table",
            "type",
            text="cells",
            col_no=pl.int_ranges(1, pl.col("cells").list.len() + 1),
        )
        .explode("type", "text", "col_no")
        .filter((pl.col("text") != "") & (pl.col("col_no") <= COLUMNS))
        .select("look", "table", "type", "text", "col_no", at=place("tab", "row_no", "col_no"))
    )
    spans = columns.group_by("block", "table_no").agg(first=pl.col("col_no").min(), last=pl.col("col_no").max())
    bordered = (
        kept.filter(pl.col("look").is_in(IN_TABLE))
        .join(spans, on=["block", "table_no"])
        .select("tab", "row_no", "look", table=table, col_no=pl.int_ranges("first", pl.col("last") + 1))
        .explode("col_no")
        .with_columns(at=place("tab", "row_no", "col_no"))
    )
    empty = bordered.filter(~pl.col("at").is_in(filled["at"].implode()))
    lone = bad.filter(~pl.col("at").is_in(filled["at"].implode()) & ~pl.col("at").is_in(empty["at"].implode())).select(
        "at", look=pl.lit("plain"), col_no=pl.col("at") % COLUMNS + 1
    )
    known = columns.filter(pl.col("field").is_in(AS_TEXT)).select(code=table * COLUMNS + pl.col("col_no"))["code"]
    severity = pl.col("at").replace_strict(bad["at"], bad["severity"], default="") if bad.height else pl.lit("")
    return (
        pl.concat([filled, empty.drop("tab", "row_no"), lone], how="diagonal")
        .with_columns(pl.col("type").fill_null("-"), pl.col("text").fill_null(""))
        .sort("at")
        .with_columns(
            serial=_serial(),
            severity=severity,
            is_id=(pl.col("table") * COLUMNS + pl.col("col_no")).is_in(known.implode()).fill_null(value=False),
            look=pl.when((pl.col("look") == "title") & pl.col("at").is_in(wide.implode()))
            .then(pl.lit("banner"))
            .otherwise("look"),
        )
        .with_columns(style=pl.concat_str("look", _kind(), "severity", separator="|"))
        .drop("table", "is_id", "severity")
    )


def _serial() -> pl.Expr:
    """The number that Excel keeps for a date cell; null for what is none."""
    moment = pl.when(pl.col("type") == "d").then("text")
    day = moment.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
    time = moment.str.slice(11, 8).str.to_time("%H:%M:%S", strict=False)
    days = pl.when(day >= FIRST_DAY).then((day - DAY_ZERO).dt.total_days())
    seconds = time.cast(pl.Int64) // 1_000_000_000
    whole = pl.when(seconds.fill_null(0) == 0).then(days.cast(pl.String))
    return whole.otherwise((days + seconds / 86_400).cast(pl.String))


def _kind() -> pl.Expr:
    text, is_number, serial = pl.col("text"), pl.col("type") == "n", pl.col("serial")
    mended_here = pl.col("is_id") & (pl.col("severity") != "")
    return (
        pl.when(serial.is_not_null())
        .then(pl.when(serial.str.contains(".", literal=True)).then(pl.lit("moment")).otherwise(pl.lit("date")))
        .when(is_number & (text.str.len_bytes() > 11) & ~mended_here)
        .then(pl.when(text.str.contains(LONG)).then(pl.lit("long")).otherwise(pl.lit("number")))
        .when(~is_number & text.str.slice(0, 1).is_in(["=", "+", "-", "@"]))
        .then(pl.lit("quoted"))
        .when("is_id")
        .then(pl.lit("id"))
        .when(is_number)
        .then(pl.lit("number"))
        .otherwise(pl.lit("text"))
    )


def sheet_data(cells: pl.DataFrame, widths: pl.DataFrame, indexes: dict[str, int]) -> pl.DataFrame:
    """One sheet a row: `tab`, the XML of its rows, its last row and last column."""
    letters = {number: xl_col_to_name(number - 1) for number in cells["col_no"].unique()}
    rows = (
        _spelled(cells)
        .with_columns(row=pl.col("at") // COLUMNS)
        .with_columns(
            start=pl.concat_str(
                pl.lit('<c r="'),
                pl.col("col_no").replace_strict(letters, return_dtype=pl.String),
                pl.col("row") % ROWS,
                pl.lit('" s="'),
                pl.col("style").replace_strict(indexes, return_dtype=pl.Int64),
                pl.lit('"'),
            )
        )
        .select("row", "col_no", xml=_xml())
        .group_by("row", maintain_order=True)
        .agg(pl.col("xml").str.join(), pl.col("col_no").max())
        .join(_heights(cells, widths), on="row", how="left", maintain_order="left")
        .with_columns(tab=pl.col("row") // ROWS, row_no=pl.col("row") % ROWS)
    )
    height = pl.concat_str(pl.lit('" ht="'), "points", pl.lit('" customHeight="1'))
    start = pl.concat_str(pl.lit('<row r="'), "row_no", height.fill_null(""), pl.lit('">'))
    return (
        rows.with_columns(xml=pl.concat_str(start, "xml", pl.lit("</row>")))
        .group_by("tab", maintain_order=True)
        .agg(pl.col("xml").str.join(), last_row=pl.col("row_no").max(), last_col=pl.col("col_no").max())
    )


def _heights(cells: pl.DataFrame, widths: pl.DataFrame) -> pl.DataFrame:
    """Points of the rows that need more than one line: not every program fits them on opening."""
    heads = (
        cells.filter(pl.col("look").is_in(["header", "banner"]))
        .with_columns(row=pl.col("at") // COLUMNS, tab=pl.col("at") // COLUMNS // ROWS)
        .join(widths, on=["tab", "col_no"], how="left")
        .group_by("row")
        .agg(
            lines=(DIGITS / (pl.col("width") - 2)).filter(pl.col("look") == "header").max().ceil().clip(1, 4),
            is_banner=(pl.col("look") == "banner").any(),
        )
    )
    points = pl.when("is_banner").then(26).otherwise(pl.col("lines") * 14 + 4)
    return heads.select("row", points=points.cast(pl.Int64))


def _xml() -> pl.Expr:
    text, type_ = pl.col("text"), pl.col("type")
    number = (type_ == "n") & text.str.contains(NUMBER)
    padded = text.str.contains(r"^\s|\s$")
    escaped = text.str.slice(0, LONGEST).str.replace_many(["&", "<", ">"], ["&amp;", "&lt;", "&gt;"])
    return (
        pl.when(type_ == "-")
        .then(pl.concat_str("start", pl.lit("/>")))
        .when(pl.col("serial").is_not_null() | number)
        .then(pl.concat_str("start", pl.lit("><v>"), pl.coalesce("serial", "text"), pl.lit("</v></c>")))
        .when((type_ == "b") & text.is_in(["TRUE", "FALSE"]))
        .then(pl.concat_str("start", pl.lit(' t="b"><v>'), (text == "TRUE").cast(pl.Int8), pl.lit("</v></c>")))
        .when((type_ == "e") & text.is_in(ERRORS))
        .then(pl.concat_str("start", pl.lit(' t="e"><v>'), "text", pl.lit("</v></c>")))
        .otherwise(
            pl.concat_str(
                "start",
                pl.when(padded)
                .then(pl.lit(' t="inlineStr"><is><t xml:space="preserve">'))
                .otherwise(pl.lit(' t="inlineStr"><is><t>')),
                escaped,
                pl.lit("</t></is></c>"),
            )
        )
    )


def _spelled(cells: pl.DataFrame) -> pl.DataFrame:
    """What XML cannot hold goes in as Excel writes it: _x000B_; and a text that looks like that as itself."""
    rare = cells.filter(pl.col("text").str.contains(UNPRINTABLE))["text"].unique()
    if rare.is_empty():
        return cells
    spelled = [CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", LIKE_ONE.sub(r"_x005F_\1", text)) for text in rare]
    return cells.with_columns(pl.col("text").replace(rare, pl.Series(spelled, dtype=pl.String)))


def widths_of(cells: pl.DataFrame) -> pl.DataFrame:
    """One column of a tab a row: `width` in digits that shows nearly all it holds."""
    is_head = pl.col("look") == "header"
    wanted = pl.max_horizontal(
        DIGITS.filter(~is_head).quantile(0.98, "higher").fill_null(0), (DIGITS.filter(is_head) / 2).max().fill_null(0)
    )
    return (
        cells.filter(pl.col("look").is_in(IN_TABLE))
        .group_by((pl.col("at") // COLUMNS // ROWS).alias("tab"), "col_no")
        .agg(width=wanted.clip(4, 34) + 2)
        .sort("tab", "col_no")
    )
