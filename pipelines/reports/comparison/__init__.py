"""The folder of two years: one page to read and print, and the tables as Parquet."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from jinja2 import Environment, PackageLoader
from markupsafe import Markup, escape

from pipelines.money import yuan
from pipelines.reports.comparison.facts import METHODS, by_node, changes, factor_rows, move_lists, moves_by_area
from pipelines.tables.comparison import COMPARISON
from pipelines.words import FACTOR, WHY_MOVED, Words

LISTED = 500  # people of each kind of move on the page; all of them stand in the table
NODES: dict[str, Words] = {
    "section": ("部分", "Section"),
    "standard_id": ("项目", "Line"),
    "payer": ("出资方", "Payer"),
}


def write_comparison(
    tables: dict[str, pl.DataFrame],
    names: dict[str, dict[str, Words]],
    settings: pl.DataFrame,
    lang: str,
    folder: Path,
) -> None:
    """comparison.html and tables/ in `folder`. Same tables, same bytes; nothing is asked of the network.

    `settings` are the `plan_setting` rows of both years, the earlier first; the plan is called as the later calls it.
    """
    years = settings["year"].to_list()
    factors, methods = factor_rows(tables), [m for m in METHODS if m in tables["out_year_over_year"]["method"]]
    shown = [row["factor"] for row in factors if any(row["in_order", m] for m in ("fen", "awards"))]
    sums = {(m, n): sum(row[m, n] for row in factors) for m in METHODS for n in ("fen", "awards")}
    plan = settings.row(1, named=True)
    pages = Environment(loader=PackageLoader("pipelines.reports.comparison", "."), autoescape=True, trim_blocks=True)
    pages.filters |= {"words": _words, "yuan": _signed_yuan, "plain": yuan}
    text = pages.get_template("page.html.j2").render(
        plan=(plan["name_zh"], plan["name_en"]), years=years, lang=lang, sentences=tables["out_sentence"].to_dicts(),
        factors=factors, methods=methods, sums=sums, whole=changes(tables), factor=FACTOR, shown=shown,
        nodes=[(words, by_node(tables, column, names[column], shown)) for column, words in NODES.items()],
        areas=moves_by_area(tables, names["area_code"]), moves=move_lists(tables, names["area_code"], LISTED),
        why=WHY_MOVED, categories=names["category"],
    )  # fmt: skip
    (folder / "comparison.html").write_text(text, "utf-8")
    (folder / "tables").mkdir()
    for name in COMPARISON:
        tables[name].write_parquet(folder / "tables" / f"{name}.parquet", compression="zstd")


def _words(pair: Words) -> str:
    return Markup('<span class="zh">{}</span><span class="en">{}</span>').format(escape(pair[0]), escape(pair[1]))


def _signed_yuan(fen: int) -> str:
    return "–" if fen == 0 else f"{'+' if fen > 0 else ''}{yuan(fen)}"
