"""`warm reconcile`: one figure of a published ledger, what explains it, and the rows behind every step."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from pipelines.options import OUT, AsJson, Lang, Language, Out, PlanName, Year, language, mended, writing

Row = dict[str, Any]
SHOWN = 40
FIRM = {"exact": ("确数", "exact"), "about": ("约数", "about"), "at_most": ("上限", "at most")}
HEADS = {
    "step": ("步骤", "Step"), "rows": ("数量", "Number"), "yuan": ("元", "Yuan"), "level": ("层级", "Level"),
    "figure": ("数字", "Figure"), "stated": ("列明（元）", "Stated"), "computed": ("核定（元）", "Computed"),
    "difference": ("差额（元）", "Difference"), "where": ("位置", "Where"), "who": ("身份证号", "Identity number"),
    "claimed": ("申报（元）", "Claimed"), "because": ("原因", "Because"), "outranked": ("让位于", "Outranked by"),
}  # fmt: skip
COLUMNS = ("where", "who", "claimed_fen", "computed_fen", "stated_fen", "places", "amount_fen", "because",
           "outranked_by")  # fmt: skip


def reconcile(  # noqa: PLR0913, PLR0917 - a command's options are its arguments
    plan: PlanName,
    year: Year,
    area: Annotated[str | None, typer.Option(help="An area: its code or name.")] = None,
    line: Annotated[str | None, typer.Option(help="A line: id, number or name; with --area that area's line.")] = None,
    section: Annotated[str | None, typer.Option(help="A section: its id or name.")] = None,
    payer: Annotated[str | None, typer.Option(help="A payer: its id or name.")] = None,
    sheet: Annotated[
        str | None, typer.Option(help="A sheet: words of its file and tab; with --area of that area.")
    ] = None,
    cause: Annotated[str | None, typer.Option(help="One step of the bridge, down to its rows, e.g. duplicate.")] = None,
    differing: Annotated[
        bool, typer.Option("--differing", help="All figures below that differ, at any level.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="All figures one level below, also those that agree.")
    ] = False,
    to: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", help="Also write the last table to a file.")
    ] = None,
    out: Out = OUT,
    lang: Language = None,
    as_json: AsJson = False,
) -> None:
    """A figure stated beside computed, the steps between, the figures below that differ; default: the total. (对账)

    With --cause the rows of one step, which add up to it. Identity numbers are shown masked.
    """
    with mended(lang, as_json):
        from pipelines.ledger import Ledger  # noqa: PLC0415
        from pipelines.reconcile import Books  # noqa: PLC0415

        words = lang or language()
        with Ledger(out / plan / str(year) / "ledger.duckdb", read_only=True) as ledger:
            books = Books(ledger)
            figure = books.figure(area=area, line=line, section=section, payer=payer, sheet=sheet)
            steps = books.steps(figure)
            step = books.cause(figure, cause) if cause else None
            below = books.all_below(figure) if differing else books.below(figure)
            below = [row for row in below if everything or not row["agrees"]]
            rows = books.rows(figure, step) if step else None
        told: Row = {"figure": figure, "steps": steps} | ({"below": below} if rows is None else {"rows": rows})
        if to:
            _write(to, _columns(rows, words) if rows is not None else below)
        if as_json:
            typer.echo(json.dumps(told, ensure_ascii=False, default=str))
            return
        _figure(figure, words)
        _steps([one for one in steps if step in (None, one["cause"])], words)
        if rows is not None:
            _rows(rows, words)
        elif below:
            _below(below, words)
        if to:
            typer.echo(f"→ {to}", err=True)


def _figure(figure: Row, lang: Lang) -> None:
    """The figure in three lines: stated (by whom, when, how firmly, where), computed, difference."""
    from pipelines.money import yuan  # noqa: PLC0415
    from pipelines.words import LEVEL  # noqa: PLC0415

    at, named = lang is Lang.en, figure[f"name_{lang.value}"]
    level = LEVEL[figure["level"]][at]
    typer.echo(named if figure["level"] == "total" else f"{level} · {named}")
    said = [figure[f"stated_by_{lang.value}"], figure["stated_on"], figure["clause"]]
    if figure["firmness"] in FIRM:
        said.insert(2, FIRM[figure["firmness"]][at])
    fen = figure["stated_fen"]
    by = " · ".join(str(part) for part in said if part is not None)
    stated = "—" if fen is None else yuan(fen)
    typer.echo(f"  {('列明', 'stated  ')[at]} {stated}{_count(figure['stated_count'])}  {by}")
    typer.echo(f"  {('核定', 'computed')[at]} {yuan(figure['computed_fen'])}{_count(figure['computed_count'])}")
    gap = "—" if figure["difference_fen"] is None else yuan(figure["difference_fen"])
    typer.echo(f"  {('差额', 'differ  ')[at]} {gap} {_mark(figure)}")


def _mark(figure: Row) -> str:
    """· where nothing is stated that could differ."""
    silent = figure["stated_fen"] is None and figure["stated_count"] is None
    return "✘" if not figure["agrees"] else "·" if silent else "✔"


def _count(count: int | None) -> str:
    return "" if count is None else f" ({count:,})"


@contextmanager
def _table(lang: Lang, *columns: str) -> Iterator[Any]:
    """A table to add rows to, printed when the block ends. Numbers to the right."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    right = ("rows", "yuan", "stated", "computed", "difference", "claimed")
    made = Table()
    for name in columns:
        words = HEADS[name][lang is Lang.en] if name in HEADS else name
        made.add_column(words, justify="right" if name in right else "left", no_wrap=name in right, overflow="fold")
    yield made
    Console().print(made)


def _steps(steps: list[Row], lang: Lang) -> None:
    from pipelines.money import yuan  # noqa: PLC0415

    with _table(lang, "step", "rows", "yuan") as made:
        for step in steps:
            number = "" if step["rows"] is None else f"{step['rows']:,}"
            sign = "" if step["is_level"] or step["amount_fen"] < 0 else "+"
            style = "bold" if step["is_level"] else ""
            made.add_row(step[f"words_{lang.value}"], number, sign + yuan(step["amount_fen"]), style=style)


def _below(figures: list[Row], lang: Lang) -> None:
    from pipelines.money import yuan  # noqa: PLC0415
    from pipelines.words import LEVEL  # noqa: PLC0415

    with _table(lang, "level", "figure", "stated", "computed", "difference", "") as made:
        for row in figures[:SHOWN]:
            money = (row["stated_fen"], row["computed_fen"], row["difference_fen"])
            cells = ["—" if fen is None else yuan(fen) for fen in money]
            level = LEVEL[row["level"]][lang is Lang.en]
            made.add_row(level, row[f"name_{lang.value}"], *cells, _mark(row))
    _more(len(figures), lang)


def _rows(rows: list[Row], lang: Lang) -> None:
    from pipelines.money import yuan  # noqa: PLC0415

    with _table(lang, "where", "who", "claimed", "stated", "computed", "yuan", "because", "outranked") as made:
        for row in rows[:SHOWN]:
            money = [row[name] for name in ("claimed_fen", "stated_fen", "computed_fen", "amount_fen")]
            cells = ["" if fen is None else yuan(fen) for fen in money]
            place = row[f"where_{lang.value}"]
            made.add_row(place, row["who"] or "", *cells, row[f"because_{lang.value}"], row["outranked_by"] or "")
        made.add_section()
        total = ("合计", "Total")[lang is Lang.en]
        made.add_row(f"{total} ({len(rows):,})", *[""] * 4, yuan(sum(row["amount_fen"] for row in rows)), style="bold")
    _more(len(rows), lang)


def _more(number: int, lang: Lang) -> None:
    if number > SHOWN:
        left = number - SHOWN
        typer.echo(
            (f"… 另有 {left:,} 行；--csv 或 --json 取全部", f"… and {left:,} more; --csv or --json has all")[
                lang is Lang.en
            ]
        )


def _columns(rows: list[Row], lang: Lang) -> list[Row]:
    """The rows of a step as they are written: one language, money in fen."""
    spoken = {"where", "because"}
    return [{name: row[f"{name}_{lang.value}" if name in spoken else name] for name in COLUMNS} for row in rows]


def _write(path: Path, rows: list[Row]) -> None:
    """CSV that a spreadsheet opens: UTF-8 with its mark, and no text that would be taken for a formula."""
    with writing(path), path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]) if rows else list(COLUMNS))
        writer.writeheader()
        for row in rows:
            writer.writerow({name: _plain(cell) for name, cell in row.items()})


def _plain(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@")) else cell
