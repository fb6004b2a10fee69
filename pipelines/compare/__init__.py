"""Two years of a plan: what changed, why, and who.

two published ledgers ─► worlds of both (`mix`) ─► the change by factor (`decompose`), each year's rules on the other's
people (`crossed`), who came and left (`moves`) ─► sentences
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from pipelines.compare.crossed import crossed
from pipelines.compare.decompose import CELL, Figures, figures_of, free_of_order, in_order, valuation
from pipelines.compare.mix import FACTORS, World, year_of
from pipelines.compare.moves import moves
from pipelines.compare.sentences import Compared, sentences
from pipelines.frames import frame, schema
from pipelines.ledger import Ledger
from pipelines.words import Words
from pipelines.world import Tables

NAMED = {  # column → its plan table, and the order there
    "category": ("plan_category", "category_no"),
    "section": ("plan_section", "section_no"),
    "standard_id": ("plan_standard", "line_no"),
    "payer": ("plan_payer", "payer_no"),
    "area_code": ("plan_area", "area_no"),
}
Names = dict[str, dict[str, Words]]


class DoesNotAddUp(RuntimeError):
    """A decomposition that is not the change: a defect of the product."""


def compare(
    old: Ledger, new: Ledger, every_order: bool = True, tell: Callable[[int, int], None] = lambda *_: None
) -> Tables:
    """The tables of `pipelines.tables.comparison` for two ledgers of one plan, the earlier year first.

    `every_order` also works out the change free of any order, which takes 2ⁿ worlds for n factors that differ;
    `tell` hears how many of them are done. Raises DoesNotAddUp when the parts are not the whole.
    """
    years = [year_of(ledger, f"{_year(ledger)} ▸ ") for ledger in (old, new)]
    before, after = figures_of(old), figures_of(new)
    world = World(*years)
    factors = world.differs_in()
    value = valuation(world)
    if value(frozenset(factors)) != after or value(frozenset()) != before:
        factors = list(FACTORS)  # two respects that each alone change nothing
    methods = {"in_order": in_order(factors, value)}
    if every_order:
        methods["free_of_order"] = free_of_order(factors, value, tell)
    change = pl.concat([table.with_columns(method=pl.lit(method)) for method, table in methods.items()])
    change = change.select(schema("out_year_over_year").keys())
    figures = _figures(before, after)
    _keep(change, figures, list(methods))
    tables = {
        "out_year_figure": figures,
        "out_year_over_year": change,
        "out_year_crossed": crossed((_year(old), _year(new)), factors, value),
        "out_move": moves(*years),
    }
    both = (old, new)
    told = Compared((_year(old), _year(new)), tables, names_of(*both), _per(*both), _not_stated(*both))
    return tables | sentences(told)


def _figures(before: Figures, after: Figures) -> pl.DataFrame:
    rows = [(*cell, before.get(cell, 0), after.get(cell, 0)) for cell in sorted(before.keys() | after.keys())]
    return frame("out_year_figure", [dict(zip(schema("out_year_figure"), row, strict=True)) for row in rows])


def _keep(change: pl.DataFrame, figures: pl.DataFrame, methods: list[str]) -> None:
    """Every cell's factors add up to its change, by each method."""
    for method in methods:
        sums = change.filter(pl.col("method") == method).group_by(CELL).agg(pl.col("amount").sum())
        beside = figures.join(sums, on=CELL, how="full", coalesce=True)
        wrong = beside.filter(pl.col("amount").fill_null(0) != pl.col("after") - pl.col("before"))
        if not wrong.is_empty():
            raise DoesNotAddUp(f"{method}: {wrong.height} cells, the first {wrong.row(0)}")


def names_of(*ledgers: Ledger) -> Names:
    """Column → code → words, in the plan's order; the last ledger's words where several know a code."""
    return {
        column: {
            row[column]: (row["name_zh"], row["name_en"])
            for ledger in ledgers
            for row in ledger.table(table).sort(order, maintain_order=True).to_dicts()
        }
        for column, (table, order) in NAMED.items()
    }


def _per(*ledgers: Ledger) -> dict[str, str]:
    """Standard → what one award is for, as the last ledger that knows it says."""
    return dict(row for ledger in ledgers for row in ledger.table("plan_standard").select("standard_id", "per").rows())


def _not_stated(*ledgers: Ledger) -> frozenset[str]:
    """The payers of whom neither year's plan says that they pay anything."""
    rows = {row for ledger in ledgers for row in ledger.table("plan_payer").select("payer", "stated").rows()}
    return frozenset(payer for payer, stated in rows if not stated and (payer, True) not in rows)


def _year(ledger: Ledger) -> int:
    return int(ledger.table("plan_setting")["year"][0])
