"""Bars beside the figures they draw: one a row, to either side of nought, or several a row."""

from __future__ import annotations

import textwrap

import altair as alt
import polars as pl

from pipelines.charts import INK, MUTED, PARTS, TONES, Chart, _data, _fixed, _sized

LINE, GAP = 14, 12
ENGLISH = 66  # letters a line of a label
ROOM = 0.34  # of the longest bar, for the figure at its end


def label(zh: str, en: str) -> str:
    """A row's name on lines of its own: Chinese above English."""
    return "\n".join([zh, *textwrap.wrap(en, ENGLISH)])


def bars(rows: pl.DataFrame) -> Chart:
    """One figure a row, from nought to the right, or to the left where it is less.

    `rows`: row_no, row (lines apart by a newline), amount, text.
    """
    drawn = rows.sort("row_no").with_columns(
        kind=pl.when(pl.col("amount") < 0).then(pl.lit("down")).otherwise(pl.lit("up"))
    )
    base = alt.Chart(_data(drawn)).encode(y=_down(drawn))
    across = _across(drawn)
    tone = alt.Color("kind:N", scale=_fixed({kind: TONES[kind] for kind in ("up", "down")}), legend=None)
    layers = [base.mark_bar(height={"band": 0.6}, stroke=INK, strokeWidth=0.6).encode(x=across, color=tone)]
    layers.append(base.mark_rule(color=MUTED).encode(x=alt.XDatum(0, axis=None)))
    layers += _figures(base, across)
    return _sized(alt.layer(*layers), drawn.height * _step(drawn, 1))


def pairs(rows: pl.DataFrame) -> Chart:
    """Several bars a row, one a part, each with its figure.

    `rows`: row_no, row (lines apart by a newline), part_no, part, amount, text.
    """
    drawn = rows.sort("row_no", "part_no")
    parts = drawn.sort("part_no")["part"].unique(maintain_order=True).to_list()
    tones = {part: PARTS[(1 - i) % len(PARTS)] for i, part in enumerate(parts)}  # the first pale, the second dark
    base = alt.Chart(_data(drawn)).encode(y=_down(drawn), yOffset=alt.YOffset("part:N", sort=parts))
    across = _across(drawn)
    tone = alt.Color("part:N", scale=_fixed(tones))
    layers = [base.mark_bar(stroke=INK, strokeWidth=0.6).encode(x=across, color=tone), *_figures(base, across)]
    return _sized(alt.layer(*layers), drawn["row"].n_unique() * _step(drawn, len(parts)))


def _down(drawn: pl.DataFrame) -> alt.Y:
    axis = alt.Axis(
        title=None,
        ticks=False,
        domain=False,
        labelPadding=10,
        labelFontSize=12,
        labelLineHeight=LINE,
        labelOffset=-LINE // 2 if drawn["row"].str.contains("\n").any() else 0,  # two lines, about the middle
        labelLimit=460,
        labelExpr="split(datum.label, '\\n')",
        labelOverlap=False,
    )
    return alt.Y("row:N", sort=drawn["row"].unique(maintain_order=True).to_list(), axis=axis)


def _across(drawn: pl.DataFrame) -> alt.X:
    least, most = min(0, *drawn["amount"], 0), max(0, *drawn["amount"], 0)
    room = max(1, round((most - least) * ROOM))
    domain = [least - (room if least < 0 else 0), most + (room if most > 0 or least == 0 else 0)]
    return alt.X("amount:Q", scale=alt.Scale(domain=domain, nice=False), axis=None)


def _figures(base: alt.Chart, across: alt.X) -> list[alt.Chart]:
    right = base.transform_filter("datum.amount >= 0").mark_text(align="left", dx=6)
    left = base.transform_filter("datum.amount < 0").mark_text(align="right", dx=-6)
    return [side.encode(x=across, text="text:N") for side in (right, left)]


def _step(drawn: pl.DataFrame, parts: int) -> int:
    lines = max(row.count("\n") + 1 for row in drawn["row"])
    return int(max(lines * LINE, parts * 17)) + GAP
