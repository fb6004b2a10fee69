"""The folder of two years: one page to read and print, the workbook, and the tables as Parquet."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from jinja2 import Environment, PackageLoader
from markupsafe import Markup, escape

from pipelines.compare.moves import why_moved
from pipelines.compare.wording import LEAST, NO_BASE
from pipelines.money import yuan
from pipelines.reports.comparison import facts as told
from pipelines.reports.comparison.drawing import BAR, LEFT, WIDE, waterfall
from pipelines.reports.comparison.facts import Facts, Node
from pipelines.reports.comparison.sheets import write_book
from pipelines.reports.comparison.sheets.cover import UNIT
from pipelines.reports.comparison.sheets.crossed import worlds_of
from pipelines.tables.comparison import COMPARISON
from pipelines.words import FACTOR, MOVE, Words

LISTED = 500  # people of each kind of move on the page; all of them stand in the workbook


def write_comparison(facts: Facts, lang: str, folder: Path) -> None:
    """comparison.html, comparison.xlsx and tables/ in `folder`. Same tables, same bytes; the page asks no network."""
    (folder / "comparison.html").write_text(_page(facts, lang), "utf-8")
    write_book(facts, folder / "comparison.xlsx")
    (folder / "tables").mkdir()
    for name in COMPARISON:
        facts.tables[name].write_parquet(folder / "tables" / f"{name}.parquet", compression="zstd")


def _page(facts: Facts, lang: str) -> str:
    pages = Environment(loader=PackageLoader("pipelines.reports.comparison", "."), autoescape=True, trim_blocks=True)
    pages.filters |= {"words": _words, "change": _change, "figure": _figure, "cell": _cell, "rate": _rate}
    lines = [
        *((node.code, node.name) for node in facts.nodes("standard_id", "in_order", "fen")),
        ("", ("合计", "Total")),
    ]
    worlds = worlds_of(facts)
    by = facts.crossed("fen")
    return pages.get_template("page.html.j2").render(
        facts=facts, lang=lang, told=told, sentences=facts.tables["out_sentence"].to_dicts(), factor=FACTOR,
        picture=waterfall(facts.steps()), bar=BAR, left=LEFT, wide=WIDE, tables=_tables(facts), moves=_moves(facts),
        crossed=[(name, [by.get((*world, code), 0) for world in worlds]) for code, name in lines], worlds=worlds,
        why=why_moved(facts.years), numbers=facts.tables["out_sentence_number"].to_dicts(), unit=UNIT,
    )  # fmt: skip


def _tables(facts: Facts) -> list[tuple[str, Words, list[tuple[str, str, list[Node]]]]]:
    """Of each kind of node its tables: method, measure, rows."""
    return [
        (column, words, [(method, measure, facts.nodes(column, method, measure))
                         for measure in facts.measures(column) for method in facts.methods])
        for column, words in told.NODE.items()
    ]  # fmt: skip


def _moves(facts: Facts) -> list[tuple[str, Words, int, list[dict[str, object]]]]:
    """Of each kind of move its code and words, how many there are, and the first LISTED."""
    rows = facts.moves()
    kinds = [(kind, words, [row for row in rows if row["kind"] == kind]) for kind, words in MOVE.items()]
    return [(kind, words, len(own), own[:LISTED]) for kind, words, own in kinds if own]


def _words(pair: Words) -> str:
    return Markup('<span class="zh">{}</span><span class="en">{}</span>').format(escape(pair[0]), escape(pair[1]))


def _figure(amount: int, measure: str) -> str:
    return yuan(amount) if measure == "fen" else f"{amount:,}"


def _rate(before: int, after: int) -> str:
    if before == 0:
        return NO_BASE
    share = (Decimal(after - before) * 100 / before).quantize(LEAST, ROUND_HALF_UP)
    return f"{share:+,}%" if share else f"{share}%"


def _cell(amount: int, measure: str) -> str:
    return _figure(amount, measure) if amount else "–"


def _change(amount: int, measure: str) -> str:
    return "–" if amount == 0 else f"{'+' if amount > 0 else ''}{_figure(amount, measure)}"
