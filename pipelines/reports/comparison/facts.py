"""What the page of two years shows, taken from the tables of `pipelines.tables.comparison`; amounts in fen, awards."""

from __future__ import annotations

from typing import Any

import polars as pl

from pipelines.words import FACTOR, MOVE, Words

METHODS = ("in_order", "free_of_order")
Tables = dict[str, pl.DataFrame]


def changes(tables: Tables) -> dict[str, int]:
    """Measure → after − before over everything."""
    figures = tables["out_year_figure"]
    return {m: _difference(figures.filter(measure=m)) for m in ("fen", "awards")}


def factor_rows(tables: Tables) -> list[dict[Any, Any]]:
    """One row a factor that changed anything by any method: (method, measure) → amount, 0 where it did nothing."""
    change = tables["out_year_over_year"]
    keys = ["factor", "method", "measure"]
    sums = {tuple(row[:3]): row[3] for row in change.group_by(keys).agg(pl.col("amount").sum()).iter_rows()}
    return [
        {"factor": factor} | {(m, n): sums.get((factor, m, n), 0) for m in METHODS for n in ("fen", "awards")}
        for factor in FACTOR
        if factor in change["factor"]
    ]


def by_node(tables: Tables, column: str, names: dict[str, Words], factors: list[str]) -> list[dict[str, Any]]:
    """One row a section, standard or payer: fen before, after, and each factor's part, one after another."""
    figures = tables["out_year_figure"].filter(measure="fen")
    change = tables["out_year_over_year"].filter(measure="fen", method="in_order")
    rows = []
    for code, words in names.items():
        own = figures.filter(pl.col(column) == code)
        if not own.is_empty():
            parts = dict(change.filter(pl.col(column) == code).group_by("factor").agg(pl.col("amount").sum()).rows())
            before, after = int(own["before"].sum()), int(own["after"].sum())
            shown = [parts.get(factor, 0) for factor in factors]
            rows.append({"name": words, "before": before, "after": after, "change": after - before, "parts": shown})
    return rows


def moves_by_area(tables: Tables, names: dict[str, Words]) -> list[dict[str, Any]]:
    """One row an area: people who came, left, came in from or went to another area, changed category.

    Somebody listed in two areas counts in each.
    """
    moved = tables["out_move"].with_row_index()
    counts: dict[tuple[str, str], int] = {}
    for side, kinds in (("after", ("came", "place", "category")), ("before", ("left", "place"))):
        areas = moved.filter(pl.col("kind").is_in(kinds)).with_columns(
            area=pl.col(f"area_{side}").str.split("+"), other=_other(side).str.split("+")
        )
        # Somebody who stays in one area and is also in a second has not moved into the first.
        told = areas.explode("area").filter(
            (pl.col("kind") != "place") | ~pl.col("other").list.contains(pl.col("area"))
        )
        for kind, area, count in told.group_by("kind", "area").len().iter_rows():
            counts[area, f"place_{side}" if kind == "place" else kind] = count
    columns = ("came", "left", "place_after", "place_before", "category")
    return [
        {"name": words, "counts": [counts.get((area, column), 0) for column in columns]}
        for area, words in names.items()
        if any((area, column) in counts for column in columns)
    ]


def move_lists(tables: Tables, names: dict[str, Words], most: int) -> list[dict[str, Any]]:
    """The moves kind by kind, of each the first `most`; area codes as names."""
    kinds = []
    for kind, words in MOVE.items():
        rows = tables["out_move"].filter(kind=kind)
        if not rows.is_empty():
            shown = [
                row | {side: _named(row[side], names) for side in ("area_before", "area_after")}
                for row in rows.head(most).to_dicts()
            ]
            kinds.append({"name": words, "count": rows.height, "rows": shown})
    return kinds


def _named(codes: str | None, names: dict[str, Words]) -> Words | None:
    known = [names.get(code, (code, code)) for code in codes.split("+")] if codes else []
    return ("＋".join(zh for zh, _ in known), " + ".join(en for _, en in known)) if known else None


def _other(side: str) -> pl.Expr:
    return pl.col("area_before" if side == "after" else "area_after")


def _difference(figures: pl.DataFrame) -> int:
    return int(figures["after"].sum()) - int(figures["before"].sum())
