"""`warm compare`: two years of a plan beside each other, and what made the difference."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipelines.options import OUT, RAW, AsJson, Lang, Language, Out, PlanName, Raw, folders_of, language, mended

if TYPE_CHECKING:
    from pipelines.folders import Folders
    from pipelines.reports.comparison.facts import Facts


def compare(  # noqa: PLR0913, PLR0917 - a command's options are its arguments
    plan: PlanName,
    old: Annotated[int, typer.Argument(help="The earlier year, e.g. 2022.")],
    new: Annotated[int, typer.Argument(help="The later year, e.g. 2023.")],
    every_order: Annotated[
        bool, typer.Option("--every-order", help="Also the parts free of any order (Shapley); takes longer.")
    ] = False,
    raw: Raw = RAW,
    out: Out = OUT,
    lang: Language = None,
    as_json: AsJson = False,
) -> None:
    """What changed between two published years, why, and who came, left or moved. (两年对照)

    The page, the workbook and the tables go to OUT/PLAN/NEW-against-OLD.
    """
    if old >= new:
        raise typer.BadParameter(f"name the earlier year first: {old} is not before {new}")
    with mended(lang, as_json):
        import polars as pl  # noqa: PLC0415

        from pipelines.compare import compare as compared  # noqa: PLC0415
        from pipelines.compare import names_of  # noqa: PLC0415
        from pipelines.ledger import Ledger  # noqa: PLC0415
        from pipelines.reports.comparison import write_comparison  # noqa: PLC0415
        from pipelines.reports.comparison.facts import Facts  # noqa: PLC0415

        words = lang or language()
        folders = replace(folders_of(raw, out, plan, new), against=old)
        with (
            Ledger(_ledger(replace(folders, year=old, against=None)), read_only=True) as before,
            Ledger(_ledger(replace(folders, against=None)), read_only=True) as after,
            folders.building() as place,
        ):
            with _progress(words, as_json or not every_order) as tell:
                tables = compared(before, after, every_order, tell)
            settings = pl.concat([ledger.table("plan_setting") for ledger in (before, after)])
            facts = Facts(tables, names_of(before, after), settings)
            write_comparison(facts, words, place)
        if as_json:
            typer.echo(json.dumps(_as_data(facts, plan), ensure_ascii=False))
        else:
            _show(facts, words)
            for name in ("comparison.html", "comparison.xlsx"):
                typer.echo(f"→ {folders.published / name}")


def _ledger(folders: Folders) -> Path:
    """The published ledger of a year. Raises Problem where there is none, saying which years there are."""
    path = folders.published / "ledger.duckdb"
    if path.exists():
        return path
    from pipelines.problems import Problem  # noqa: PLC0415

    plan, year, raw = folders.plan, folders.year, folders.plan_folder
    run = [int(found.parent.name) for found in folders.published.parent.glob("[0-9]*/ledger.duckdb")
           if found.parent.name.isdigit()]  # fmt: skip
    sent = [int(found.parent.name) for found in raw.glob("[0-9]*/rosters") if found.parent.name.isdigit()]
    years = [", ".join(map(str, sorted(found))) or "—" for found in (run, sent)]
    mend = (f"请先运行 warm run {plan} {year}", f"run `warm run {plan} {year}` first")
    if year not in sent:
        mend = (f"请把 {year} 年名册放入 {folders.rosters}，再运行 warm run {plan} {year}",
                f"put the rosters of {year} into {folders.rosters}, then run `warm run {plan} {year}`")  # fmt: skip
    raise Problem(
        "year_not_run",
        f"两年对照需要两年的账本，方案 {plan} 没有 {year} 年的（已运行：{years[0]}；有名册：{years[1]}）；{mend[0]}",
        f"two years are compared by their ledgers, and plan {plan} has none of {year} "
        f"(run: {years[0]}; with rosters: {years[1]}); {mend[1]}",
        3,
    )


@contextmanager
def _progress(lang: Lang, silent: bool) -> Iterator[Callable[[int, int], None]]:
    """How many worlds are worked out: a live line on a terminal, every tenth part elsewhere. To stderr."""
    words = ("试算组合", "combinations worked out")[lang is Lang.en]
    if silent:
        yield lambda *_: None
        return
    from rich.console import Console  # noqa: PLC0415

    console = Console(stderr=True)
    if console.is_terminal:
        with console.status("…") as status:
            yield lambda done, of: status.update(f"{words} {done}/{of}")
        return

    def say(done: int, of: int) -> None:
        if done * 10 // of > (done - 1) * 10 // of:
            print(f"{words} {done}/{of}", file=sys.stderr)  # noqa: T201

    yield say


def _show(facts: Facts, lang: Lang) -> None:
    """The sentences, then each factor's part, their total and the whole change beside it."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    from pipelines.money import yuan  # noqa: PLC0415
    from pipelines.reports.comparison.facts import MEASURE, METHOD  # noqa: PLC0415
    from pipelines.words import FACTOR  # noqa: PLC0415

    at = lang is Lang.en
    for text in facts.tables["out_sentence"][f"text_{lang.value}"]:
        typer.echo(text)
    shown = Table()
    shown.add_column(("因素", "Factor")[at])
    totals = [(measure, facts.total(method, measure)) for method in facts.methods for measure in MEASURE]
    for method in facts.methods:
        shown.add_column(f"{METHOD[method][at]}{('（元）', ' (yuan)')[at]}", justify="right", no_wrap=True)
        shown.add_column(MEASURE["awards"][at], justify="right", no_wrap=True)

    def told(measure: str, amount: int) -> str:
        return yuan(amount) if measure == "fen" else f"{amount:,}"

    for factor in facts.factors:
        shown.add_row(FACTOR[factor][at], *(told(measure, total[factor]) for measure, total in totals))
    shown.add_section()
    sums = [told(measure, sum(total.values())) for measure, total in totals]
    shown.add_row(("合计", "Total")[at], *sums, style="bold")
    console = Console()
    console.print(shown)
    parts = ("、", ", ")[at].join(sums[::2])
    whole = f"{('两年之差', 'the whole change')[at]} {yuan(facts.change('fen'))} {'✔' if facts.holds else '✘'}"
    console.print(f"{parts} = {whole}")


def _as_data(facts: Facts, plan: str) -> dict[str, Any]:
    import polars as pl  # noqa: PLC0415

    tables, (old, new) = facts.tables, facts.years
    sums = tables["out_year_over_year"].group_by("method", "factor_no", "factor", "measure")
    crossed = tables["out_year_crossed"].group_by("rules_year", "people_year", "measure")
    return {
        "plan": plan,
        "old": old,
        "new": new,
        "change": {measure: facts.change(measure) for measure in ("fen", "awards")},
        "factors": sums.agg(pl.col("amount").sum()).sort("method", "factor_no", "measure").drop("factor_no").to_dicts(),
        "crossed": crossed.agg(pl.col("amount").sum()).sort("rules_year", "people_year", "measure").to_dicts(),
        "sentences": tables["out_sentence"].to_dicts(),
        "moves": dict(tables["out_move"].group_by("kind").len().sort("kind").iter_rows()),
    }
