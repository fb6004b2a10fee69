"""What a plan would come to under other rules: the people of a published ledger, the engine of a run, changed clauses.

    published ledger ─► the world it came from ─► changes ─► the same SQL as a run ─► before, after, change

Nothing is published and the ledger is only read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from pipelines.frames import schema
from pipelines.ledger import Ledger
from pipelines.money import yuan
from pipelines.problems import Problem
from pipelines.what_if.applied import applied
from pipelines.what_if.changes import Change, read_changes
from pipelines.what_if.spoken import changes_of
from pipelines.world import worked_out, world_of

__all__ = ["Change", "changes_of", "summed", "what_if"]

CELL = ["measure", "area_code", "section", "standard_id", "component", "payer"]
FIGURES = """
select 'fen' as measure, area_code, section, standard_id, component, payer, sum(amount_fen)::bigint as amount
from out_funding group by all
union all
select 'awards', area_code, section, standard_id, '', '', count(*) from core_award where status = 'awarded' group by all
"""
UNPAID = """
with funded as (
    select area_code, standard_id, component, sum(amount_fen) as funded_fen from out_funding group by all
)

select
    coalesce(area_code, '') as area_code,
    standard_id,
    component,
    (coalesce(amount_fen, 0) - coalesce(funded_fen, 0))::bigint as unpaid_fen
from out_allocation
full join funded using (area_code, standard_id, component)
where coalesce(amount_fen, 0) <> coalesce(funded_fen, 0)
order by all
"""


def what_if(ledger: Ledger, changes: Iterable[Change | Mapping[str, Any]]) -> pl.DataFrame:
    """`out_what_if`: fen and awards as published beside those under the changed rules, cell by cell.

    Changes are applied one after another; a later one wins. Each is a `Change`, or the same as a mapping in the plan's
    own words: {standard: urban_dibao, cash: 120}, {shares: {city: 1/2, town: 1/2}, standards: [urban_dibao]}. Raises
    Problem (exit code 2) for a standard, payer or item the plan does not know, and for anything it would not accept;
    and (exit code 4) where the payers would not pay to the fen what is allocated: a defect of the product.
    """
    world = applied(world_of(ledger), read_changes(changes))
    with worked_out(world) as worked:
        _keep_fen(worked.query(UNPAID))
        after = worked.query(FIGURES)
    both = ledger.query(FIGURES).join(after, on=CELL, how="full", coalesce=True, suffix="_after")
    return (
        both.with_columns(before=pl.col("amount").fill_null(0), after=pl.col("amount_after").fill_null(0))
        .with_columns(change=pl.col("after") - pl.col("before"))
        .select(pl.col(name).cast(kind) for name, kind in schema("out_what_if").items())
        .sort(CELL)
    )


def summed(table: pl.DataFrame, *columns: str, measure: str = "fen") -> pl.DataFrame:
    """One measure of `out_what_if` added up by these columns, in their order: before, after, change."""
    sums = [pl.col(name).sum() for name in ("before", "after", "change")]
    own = table.filter(pl.col("measure") == measure)
    return own.group_by(columns).agg(sums).sort(columns) if columns else own.select(sums)


def _keep_fen(unpaid: pl.DataFrame) -> None:
    """The law of the books that allocation = funding, by area, standard and component."""
    if unpaid.is_empty():
        return
    cells, fen = unpaid.height, yuan(int(unpaid["unpaid_fen"].sum()))
    first = " · ".join(unpaid.row(0)[:3])
    raise Problem(
        "law_broken",
        f"账目规律被破坏，试算未做：{cells} 处分配与出资不等（如 {first}），共差 {fen} 元。"
        "这是程序缺陷，请保留账本并报告",
        f"a law of the books is broken and nothing was worked out: in {cells} cell(s), such as {first}, what is "
        f"allocated is not what is funded, {fen} yuan in all. Keep the ledger and report this defect",
        4,
    )
