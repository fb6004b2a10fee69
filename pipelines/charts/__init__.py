"""Tidy frame → Altair chart, under one theme; the sole importer of Altair.

Frames come with their labels in the reader's language and money in whole fen; nothing is computed here but geometry.
Charts are legible without colour: every bar carries its figure, and tones differ in lightness.
"""

from __future__ import annotations

import re
import textwrap
from typing import Any

import altair as alt
import polars as pl

Chart = alt.Chart | alt.LayerChart

HAN = "Noto Sans CJK SC, Microsoft YaHei, PingFang SC, Source Han Sans SC, sans-serif"
FONTS = {"zh": HAN, "en": f"Segoe UI, Helvetica Neue, Noto Sans, Arial, Liberation Sans, {HAN}"}
INK, MUTED, GRID = "#1f2a37", "#5b6673", "#e4dfd3"
TONES = {"level": "#1f4e79", "up": "#7fa99b", "down": "#c98a72"}
SEVERITY = {"error": "#8f2d22", "warning": "#d9962e", "note": "#bcc6d1"}
PARTS = ["#1f4e79", "#e3b778", "#7fa99b", "#8f4b3e", "#b9c4d0", "#5d6b3f", "#c9a9c0", "#44546a"]
HEAT = ["#fbf8f1", "#e9dcc0", "#9fb7c9", "#3f6f9b", "#173a5e"]
HEAD_SIZE, HEAD_LINE = 10, 12
WIDTH = 1000
"""Every chart is drawn this wide and scaled to its place, on screen and on paper."""


@alt.theme.register("warm_ledger", enable=True)
def theme() -> alt.theme.ThemeConfig:
    axis: Any = {"labelColor": INK, "titleColor": MUTED, "titleFontWeight": "normal", "domainColor": MUTED}
    return {
        "config": {
            "background": "transparent",
            "view": {"stroke": None},
            "axis": axis
            | {"labelFontSize": 13, "titleFontSize": 12, "gridColor": GRID, "tickColor": GRID, "labelLimit": 420},
            "legend": {"orient": "top", "title": None, "labelFontSize": 13, "labelColor": INK, "labelLimit": 400},
            "text": {"fontSize": 13, "color": INK},
            "aria": False,  # the figure has a caption and a table beside it
        }
    }


def in_notebook() -> None:
    """Charts as pictures within the notebook, drawn here."""
    alt.renderers.enable("svg")


def spec(chart: Chart, lang: str) -> dict[str, Any]:
    """The chart as Vega-Lite JSON, its data within, in the fonts of a language."""
    made: dict[str, Any] = chart.to_dict(validate=False)
    made["config"]["font"] = FONTS[lang]
    return made


def waterfall(steps: pl.DataFrame, axis_title: str) -> Chart:
    """Levels reached and the changes between them, downwards; the axis is cut to where things happen.

    `steps`: step_no, label, text, is_level, start_fen, end_fen. `axis_title` says where the axis starts: `cut_at`.
    """
    low, high = bounds([*steps["start_fen"], *steps["end_fen"]])
    drawn = steps.with_columns(
        kind=pl.when("is_level")
        .then(pl.lit("level"))
        .otherwise(pl.when(pl.col("end_fen") < pl.col("start_fen")).then(pl.lit("down")).otherwise(pl.lit("up"))),
        from_fen=pl.when("is_level").then(low).otherwise("start_fen"),
        right_fen=pl.max_horizontal("start_fen", "end_fen"),
        next_label=pl.col("label").shift(-1),
        cut=pl.col("is_level") & pl.lit(low > 0),  # the level bars do not begin at nought: show the break
    )
    base = alt.Chart(_data(drawn)).encode(y=_rows("label", drawn))
    scale = alt.Scale(domain=[low, high], nice=False, zero=False)
    axis = alt.Axis(title=axis_title, labelExpr="format(datum.value / 100, ',.0f')", tickCount=5, labelFontSize=11)
    tone = alt.Color("kind:N", scale=_fixed(TONES), legend=None)
    bars = base.mark_bar(height={"band": 0.62}, stroke=INK, strokeWidth=0.6).encode(
        x=alt.X("from_fen:Q", scale=scale, axis=axis), x2="end_fen:Q", color=tone
    )
    links = (
        base.transform_filter("datum.next_label != null")
        .mark_rule(color=MUTED, strokeDash=[2, 2])
        .encode(x="end_fen:Q", y=_rows("label", drawn), y2="next_label:N")
    )
    texts = base.mark_text(align="left", dx=6).encode(x="right_fen:Q", text="text:N")
    at_breaks = base.transform_filter("datum.cut").encode(x="from_fen:Q")
    breaks = at_breaks.mark_text(text="//", dx=16, fontSize=19, color="white", fontWeight="bold")
    return _sized(alt.layer(links, bars, texts, breaks), drawn.height * 32)


def cut_at(steps: pl.DataFrame) -> int:
    """Where the axis of the waterfall begins, in fen; 0 when it is not cut."""
    return bounds([*steps["start_fen"], *steps["end_fen"]])[0]


def bounds(ends: list[int]) -> tuple[int, int]:
    """The axis of a waterfall, in fen: cut below when changes are small beside levels; room for figures beside."""
    least, most = min(ends, default=0), max(ends, default=0)
    spread = most - least
    if least < 0 or spread * 2 > most:
        return min(least, 0), most + max(spread // 2, 1)
    spread = max(spread, most // 50, 1)
    step = 10 ** (len(str(spread)) - 1)
    return max((least - spread // 3) // step * step, 0), most + spread * 3 // 5


def heat_map(cells: pl.DataFrame) -> Chart:
    """Areas down, lines across, amount as tone (square root) and as figure.

    `cells`: area_no, area, line_no, line, amount_fen, text, tip.
    """
    lines = cells.select("line_no", "line").unique().sort("line_no")
    heads = dict(
        zip(lines["line_no"], [_wrapped(no, name, lines.height) for no, name in lines.iter_rows()], strict=True)
    )
    most = max([1, *cells["amount_fen"]])
    drawn = cells.with_columns(
        head=pl.col("line_no").replace_strict(heads, return_dtype=pl.String),
        dark=(pl.col("amount_fen") / most) > 0.3,
    )
    across = alt.X(
        "head:N",
        sort=list(heads.values()),
        axis=alt.Axis(
            orient="top",
            title=None,
            ticks=False,
            domain=False,
            labelAngle=0,
            labelFontSize=HEAD_SIZE,
            labelLineHeight=HEAD_LINE,
            labelPadding=HEAD_LINE * max(head.count("\n") for head in heads.values()) + 4,  # lines run down from it
            labelExpr="split(datum.label, '\\n')",
            labelOverlap=False,
        ),
    )
    base = alt.Chart(_data(drawn)).encode(x=across, y=_rows("area", cells.sort("area_no"), size=12), tooltip="tip:N")
    tone = alt.Color(
        "amount_fen:Q", scale=alt.Scale(type="sqrt", domain=[0, most], range=HEAT, interpolate="rgb"), legend=None
    )
    size = 11 if lines.height <= 16 else 8
    figures = base.mark_text(fontSize=size).encode(
        text="text:N", color=alt.when("datum.dark").then(alt.value("white")).otherwise(alt.value(INK))
    )
    cells_drawn = base.mark_rect(stroke="white", strokeWidth=1).encode(color=tone)
    return _sized(cells_drawn + figures, cells["area_no"].n_unique() * 25)


def shares(parts: pl.DataFrame) -> Chart:
    """Each row as one whole, split into its parts; the amounts stand beside it.

    `parts`: row_no, row, part_no, part, amount_fen, text (the row's amounts).
    """
    names = parts.sort("part_no")["part"].unique(maintain_order=True).to_list()
    drawn = parts.with_columns(share=pl.col("amount_fen") / pl.col("amount_fen").sum().over("row_no"))
    base = alt.Chart(_data(drawn)).encode(y=_rows("row", drawn.sort("row_no")))
    tones = dict(zip(names, [PARTS[i % len(PARTS)] for i in range(len(names))], strict=True))
    axis = alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1], title=None, domain=False, labelFontSize=11)
    bars = base.mark_bar(height={"band": 0.66}, stroke=INK, strokeWidth=0.6).encode(
        x=alt.X("share:Q", scale=alt.Scale(domain=[0, _room(drawn)], nice=False), axis=axis),
        color=alt.Color("part:N", scale=_fixed(tones)),
        order="part_no:O",
    )
    texts = (
        base.transform_aggregate(groupby=["row", "text"])
        .mark_text(align="left", dx=8)
        .encode(x=alt.datum(1), text="text:N")
    )
    return _sized(alt.layer(bars, texts), drawn["row"].n_unique() * 30)


def counts(findings: pl.DataFrame, names: dict[str, str]) -> Chart:
    """Findings of each area by severity. `findings`: area_no, area, severity, count, text; `names`: code → legend."""
    order = list(names)
    drawn = findings.with_columns(
        kind=pl.col("severity").replace_strict(names),
        weight=pl.col("severity").replace_strict({code: i for i, code in enumerate(order)}, return_dtype=pl.Int8),
        whole=pl.col("count").sum().over("area"),
    )
    base = alt.Chart(_data(drawn)).encode(y=_rows("area", drawn.sort("area_no")))
    across = alt.X("count:Q", scale=alt.Scale(domain=[0, max([1, *drawn["whole"]]) * 1.3], nice=False), axis=None)
    tone = alt.Color("kind:N", scale=_fixed({names[code]: SEVERITY[code] for code in order}))
    bars = base.mark_bar(height={"band": 0.66}, stroke=INK, strokeWidth=0.6).encode(
        x=across, color=tone, order="weight:O"
    )
    texts = (
        base.transform_aggregate(groupby=["area", "text", "whole"])
        .mark_text(align="left", dx=8)
        .encode(x="whole:Q", text="text:N")
    )
    return _sized(alt.layer(bars, texts), drawn["area"].n_unique() * 27)


def _data(frame: pl.DataFrame) -> alt.InlineData:
    return alt.InlineData(values=frame.to_dicts())


def _sized(chart: Any, height: int) -> Chart:
    fit = alt.AutoSizeParams(type="fit-x", contains="padding")
    sized: Chart = chart.properties(width=WIDTH, height=height, autosize=fit)
    return sized


def _rows(field: str, frame: pl.DataFrame, size: int = 13) -> alt.Y:
    axis = alt.Axis(title=None, ticks=False, domain=False, labelPadding=8, labelFontSize=size)
    return alt.Y(f"{field}:N", sort=frame[field].unique(maintain_order=True).to_list(), axis=axis)


def _fixed(tones: dict[str, str]) -> alt.Scale:
    return alt.Scale(domain=list(tones), range=list(tones.values()))


def _room(parts: pl.DataFrame) -> float:
    """How far the axis of `shares` runs, in wholes, for the longest figures to stand beside the bars."""
    label, text = (max(sum(13 if sign > "⺀" else 8 for sign in one) for one in parts[at]) for at in ("row", "text"))
    across = WIDTH - label - 20
    return across / max(across - text - 20, across // 4)


def _wrapped(number: int, name: str, columns: int) -> str:
    """A column head on short lines, with the line's number."""
    if any(ord(letter) > 0x2E7F for letter in name):
        width = min(max(60 // columns, 3), 8)
        lines = [name[at : at + width] for at in range(0, len(name), width)]
    else:
        width = min(max(150 // columns, 7), 18)
        parted = re.sub(rf"(\w{{{width - 1}}})(?=\w{{2}})", r"\1- ", name)  # a word longer than its column is wide
        lines = textwrap.wrap(parted, width, break_long_words=False)
    return "\n".join([str(number), *lines])
