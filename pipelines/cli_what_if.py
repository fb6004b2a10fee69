"""`warm what-if`: what a plan would come to under other standards, shares and quotas, before anything is issued."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipelines.options import OUT, AsJson, Lang, Language, Out, PlanName, Year, language, mended, writing

if TYPE_CHECKING:
    import polars as pl

    from pipelines.words import Words

EXAMPLES = """Examples:

\b
  warm what-if citywide 2023 --set urban_dibao.cash=120
  warm what-if citywide 2023 --set centenarian.min_age=95 --set centenarian.gift=250
  warm what-if citywide 2023 --payer town=镇/Town --share "urban_dibao, rural_dibao: city 1/2, town 1/2"
  warm what-if citywide 2023 --quota leader_urban_dibao.each_area=2
  warm what-if huishan 2023 --share "*: district 2/3, town 1/3" --csv cells.csv

STANDARD, items and payers are the ids of plan.yaml; `warm plan PLAN` reads them aloud. Amounts are yuan."""
HEADS: dict[str, Words] = {
    "payer": ("出资方", "Payer"),
    "standard_id": ("项目", "Line"),
    "area_code": ("地区", "Area"),
}
AWARDS: Words = ("人（户）次", "Awards")
NOTHING: Words = (
    "只是试算：没有发布任何内容，账本未改。要实行，请改 plan.yaml 并重新运行 warm run。",
    "A trial only: nothing was published and the ledger is as it was. To do it, edit plan.yaml and `warm run` again.",
)
VARIES: Words = (
    "按名册所列金额发放的项目，只有未列金额的行随标准变化：",
    "In these lines the amount listed in the roster counts, so only rows without one follow the standard: ",
)


def what_if(  # noqa: PLR0913, PLR0917 - a command's options are its arguments
    plan: PlanName,
    year: Year,
    sets: Annotated[
        list[str],
        typer.Option("--set", metavar="STANDARD.FIELD=VALUE", help="cash, an item of goods, min_age or max_age "
                     "(none: no limit). As often as needed, like the others."),
    ] = [],  # noqa: B006
    shares: Annotated[
        list[str], typer.Option("--share", metavar='"STANDARDS: PAYER PART, …"', help="Who pays; `*:` for all.")
    ] = [],  # noqa: B006
    quotas: Annotated[
        list[str],
        typer.Option("--quota", metavar="STANDARD.LIMIT=PLACES",
                     help="each_area, each_group, groups_each_area or exactly (none: no limit)."),
    ] = [],  # noqa: B006
    payers: Annotated[
        list[str], typer.Option("--payer", metavar="ID=ZH/EN", help="A payer new to the plan, for --share to name.")
    ] = [],  # noqa: B006
    to: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Also write every cell, in fen.")] = None,
    out: Out = OUT,
    lang: Language = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """What would it cost? A published year under other rules, before they are issued; nothing is published. (试算)

    By payer, by line and by area: as it is, as it would be, the change. Lines not named may change too: when one
    comes to be worth more than another, stacking lets the other go.
    """
    with mended(lang, as_json):
        from pipelines.compare import names_of  # noqa: PLC0415
        from pipelines.ledger import Ledger  # noqa: PLC0415
        from pipelines.what_if import changes_of  # noqa: PLC0415
        from pipelines.what_if import what_if as tried  # noqa: PLC0415

        changes = changes_of(sets, shares, quotas, payers)
        if not changes:
            raise typer.BadParameter("say what to change: --set, --share or --quota")
        with Ledger(out / plan / str(year) / "ledger.duckdb", read_only=True) as ledger:
            table = tried(ledger, changes)
            names = names_of(ledger)
            stated = ledger.query("select stated_fen from out_reconciliation where level = 'total'").item()
            varying = ledger.query("select standard_id from plan_standard where varies")["standard_id"].to_list()
        if to:
            with writing(to):
                table.write_csv(to, include_bom=True)  # for spreadsheets, which otherwise take it for another encoding
        if as_json:
            typer.echo(json.dumps(_as_data(table, plan, year, changes), ensure_ascii=False))
            return
        added = {one["payer"]: (one["name"]["zh"], one["name"]["en"]) for one in changes if "payer" in one}
        names["payer"] |= added
        at = (lang or language()) is Lang.en
        _show(table, names, stated, at)
        if listed := [one["standard"] for one in changes if one.get("standard") in varying]:
            typer.echo(f"● {VARIES[at]}{', '.join(names['standard_id'][code][at] for code in listed)}")
        typer.echo(f"● {NOTHING[at]}")
        if to:
            typer.echo(f"→ {to}")


def _show(table: pl.DataFrame, names: dict[str, dict[str, Words]], stated: int | None, at: bool) -> None:
    """Every payer, then the lines and areas that change, in the plan's order, each table with the whole below it."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    from pipelines.money import yuan  # noqa: PLC0415
    from pipelines.what_if import summed  # noqa: PLC0415

    console = Console()
    after = summed(table)["after"].item()
    for column, head in HEADS.items():
        shown = Table()
        shown.add_column(head[at], overflow="fold")
        heads = [("现行（元）", "As it is (yuan)"), ("试算（元）", "As it would be"), ("增减", "Change")]
        for words in heads if column == "payer" else [*heads, AWARDS]:
            shown.add_column(words[at], justify="right", no_wrap=True)
        rows = _rows(table, column, list(names[column]))
        for code, was, now in rows:
            if column == "payer" or was != now:
                shown.add_row(names[column][code][at], *_figures(was, now, column))
        if same := [was for _, was, now in rows if column != "payer" and was == now]:
            told = (f"（其余 {len(same)} 个不变）", f"({len(same)} others, unchanged)")
            shown.add_row(told[at], *_figures(_added(same), _added(same), column))
        shown.add_section()
        whole = _figures(_added(was for _, was, _ in rows), _added(now for _, _, now in rows), column)
        shown.add_row(("合计", "Total")[at], *whole, style="bold")
        console.print(shown)
    if stated is not None:
        left = stated - after
        zh = f"方案列明 {yuan(stated)} 元，{'结余' if left >= 0 else '超出'} {yuan(abs(left))} 元"
        en = f"The plan states {yuan(stated)} yuan: {yuan(abs(left))} {'left over' if left >= 0 else 'too much'}"
        console.print((zh, en)[at], style="bold")


Figures = tuple[int, int]
"""Fen, awards."""


def _rows(table: pl.DataFrame, column: str, codes: list[str]) -> list[tuple[str, Figures, Figures]]:
    """(code, before, after), of the codes there is anything of."""
    from pipelines.what_if import summed  # noqa: PLC0415

    fen, awards = (
        {row[0]: row[1:3] for row in summed(table, column, measure=one).iter_rows()} for one in ("fen", "awards")
    )
    rows = [(code, fen.get(code, (0, 0)), awards.get(code, (0, 0))) for code in codes if code in fen or code in awards]
    return [(code, (money[0], held[0]), (money[1], held[1])) for code, money, held in rows]


def _added(figures: Iterable[Figures]) -> Figures:
    listed = list(figures)
    return sum(fen for fen, _ in listed), sum(awards for _, awards in listed)


def _figures(was: Figures, now: Figures, column: str) -> list[str]:
    from pipelines.money import yuan  # noqa: PLC0415

    more = now[0] - was[0]
    cells = [yuan(was[0]), yuan(now[0]), "–" if more == 0 else f"{'+' if more > 0 else ''}{yuan(more)}"]
    counted = f"{now[1]:,}" if was[1] == now[1] else f"{was[1]:,} → {now[1]:,}"
    return cells if column == "payer" else [*cells, counted]


def _as_data(table: pl.DataFrame, plan: str, year: int, changes: list[dict[str, Any]]) -> dict[str, Any]:
    """Money in fen. `cells` are those that would change."""
    from pipelines.what_if import summed  # noqa: PLC0415

    return {
        "plan": plan,
        "year": year,
        "published": False,
        "changes": changes,
        "total": {measure: summed(table, measure=measure).to_dicts()[0] for measure in ("fen", "awards")},
        **{f"by_{column}": summed(table, column).to_dicts() for column in HEADS},
        "awards_by_standard_id": summed(table, "standard_id", measure="awards").to_dicts(),
        "cells": table.remove(change=0).to_dicts(),
    }
