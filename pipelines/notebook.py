"""What the notebooks share: opening a ledger to read, and showing its rows in words and yuan, as tables and as charts.

Nothing here computes: frames come from SQL or from a room of the product, and leave with labels in both languages.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import polars as pl
import polars.selectors as cs

from pipelines import charts
from pipelines.charts.bars import label
from pipelines.compare import Names
from pipelines.ledger import Ledger
from pipelines.money import yuan
from pipelines.words import CAUSE, FACTOR, FAMILY, ICON, KIND, MOVE, RESUBMITTED, SEVERITY, STATUS, WHY_MOVED, Words

CODES: Names = {
    "cause": CAUSE,
    "outcome": CAUSE | STATUS,
    "severity": {code: (f"{ICON[code]} {zh}", en) for code, (zh, en) in SEVERITY.items()},
    "family": FAMILY,
    "kind": KIND | MOVE,
    "factor": FACTOR,
    "reason": WHY_MOVED,
    "state": RESUBMITTED,
}
"""Column → code → its words, whatever the plan."""
TABLE_ROWS = 60


@dataclass(frozen=True)
class Shown:
    """A table to read: figures to the right, words to the left, long ones wrapped."""

    frame: pl.DataFrame

    def _repr_html_(self) -> str:
        kinds = self.frame.schema.items()
        sides = ["right" if kind.is_numeric() or name.endswith("_yuan") else "left" for name, kind in kinds]
        cells = [zip(row, sides, strict=True) for row in [self.frame.columns, *self.frame.head(TABLE_ROWS).rows()]]
        lines = ["".join(f'<td style="text-align:{side}">{_cell(value)}</td>' for value, side in row) for row in cells]
        more = self.frame.height - TABLE_ROWS
        left = f"<p>（另有 {more:,} 行 · {more:,} more rows）</p>" if more > 0 else ""
        head, *body = (f"<tr>{line}</tr>" for line in lines)
        return f"<table><thead>{head}</thead><tbody>{''.join(body)}</tbody></table>{left}"


def opened(plan: str, year: int, curated: str) -> Ledger:
    """A published ledger, read-only; charts are drawn within the notebook, without network.

    Raises Problem that says how to make the ledger when there is none.
    """
    charts.in_notebook()
    return Ledger(Path(curated, plan, str(year), "ledger.duckdb"), read_only=True)


def both(words: Words) -> str:
    return " · ".join(words)


def shown(frame: pl.DataFrame, names: Names | None = None, nothing: str = "") -> Any:
    """The same rows for reading: codes in words, fen in yuan; `nothing` in place of a table without rows.

    `names`: column → code → words, as the plan has them (`pipelines.compare.names_of`).
    """
    if nothing and frame.is_empty():
        return _said(nothing)
    known = CODES | (names or {})
    words = [_in_words(column, known) for column in frame.columns if column in known]
    money = cs.ends_with("_fen").map_elements(yuan, return_dtype=pl.String)
    return Shown(frame.with_columns(words).with_columns(money).rename(lambda name: name.replace("_fen", "_yuan")))


def drawn(
    make: Callable[[pl.DataFrame], Any], rows: pl.DataFrame, nothing: str = "没有可画的 · nothing to draw"
) -> Any:
    """A chart of these rows, or the words for there being none."""
    return _said(nothing) if rows.is_empty() else make(rows)


def rows_of(frame: pl.DataFrame, column: str, names: Names, figure: str, signed: bool = False) -> pl.DataFrame:
    """For `charts.bars`: one row a code of `column`, in the plan's order, `figure` as its bar and beside it.

    A figure whose name ends in `_fen` is shown in yuan; `signed` marks it as more or less.
    """
    known = CODES | names
    labels = {code: label(*words) for code, words in known[column].items()}
    sign = pl.lit("")
    if signed:
        sign = pl.when(pl.col(figure) > 0).then(pl.lit("▲ +")).when(pl.col(figure) < 0).then(pl.lit("▼ "))
        sign = sign.otherwise(pl.lit("＝ "))
    written = pl.col(figure).map_elements(
        yuan if figure.endswith("_fen") else "{:,}".format, return_dtype=pl.String, skip_nulls=True
    )
    return _placed(frame, column, known, "row_no").with_columns(
        row=pl.col(column).replace_strict(labels, default=pl.col(column), return_dtype=pl.String),
        amount=figure,
        text=sign + written,
    ).sort("row_no")  # fmt: skip


def side_by_side(frame: pl.DataFrame, column: str, names: Names, figures: dict[str, str]) -> pl.DataFrame:
    """For `charts.pairs`: of each code of `column` one bar a figure; `figures` maps columns to their words."""
    parts = [
        rows_of(frame, column, names, figure).select(
            "row_no", "row", "amount", "text", part_no=pl.lit(number), part=pl.lit(words)
        )
        for number, (figure, words) in enumerate(figures.items())
    ]
    return pl.concat(parts).sort("row_no", "part_no")


def split(frame: pl.DataFrame, row: str, part: str, names: Names) -> pl.DataFrame:
    """For `charts.shares`: each code of `row` as one whole of `amount_fen`, in parts by `part`, its yuan beside it."""
    known = CODES | names
    sums = frame.group_by(row, part).agg(pl.col("amount_fen").sum()).filter(pl.col("amount_fen") > 0)
    placed = _placed(_placed(sums, row, known, "row_no"), part, known, "part_no").sort("row_no", "part_no")
    money = pl.col("amount_fen").map_elements(yuan, return_dtype=pl.String)
    short = pl.col(part).replace_strict({code: zh for code, (zh, _) in known[part].items()}, default=pl.col(part))
    return placed.with_columns(
        text=(short + " " + money).str.join(" · ").over("row_no"),
        row=_in_words(row, known),
        part=_in_words(part, known),
    )


def _cell(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {True: "✔", False: "✘", None: "–"}[value]
    return f"{value:,}" if isinstance(value, int) else escape(str(value))


def _said(words: str) -> Any:
    from IPython.display import Markdown  # noqa: PLC0415 - only in a notebook

    return Markdown(words)  # type: ignore[no-untyped-call]


def _in_words(column: str, names: Names) -> pl.Expr:
    words = {code: both(pair) for code, pair in names[column].items()}
    return pl.col(column).cast(pl.String).replace_strict(words, default=pl.col(column), return_dtype=pl.String)


def _placed(frame: pl.DataFrame, column: str, names: Names, number: str) -> pl.DataFrame:
    order = {code: place for place, code in enumerate(names[column])}
    return frame.with_columns(
        pl.col(column).replace_strict(order, default=len(order), return_dtype=pl.Int64).alias(number)
    )
