"""The change between two years, factor by factor: in a declared order, and free of any order (Shapley).

Each way adds up to the whole change exactly, as integers, in every cell (area × standard × payer) and so in every sum
of cells: money in fen, and the number of awards (payer '').
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations
from math import factorial

import polars as pl

from pipelines.compare.mix import FACTORS, World
from pipelines.ledger import Ledger
from pipelines.world import worked_out

CELL = ["measure", "area_code", "section", "standard_id", "payer"]
Figures = dict[tuple[str, ...], int]
Value = Callable[[frozenset[str]], Figures]

FUNDED = """
select 'fen' as measure, area_code, section, standard_id, payer, sum(amount_fen)::bigint as amount
from out_funding group by all
union all
select 'awards', area_code, section, standard_id, '', count(*) from core_award where status = 'awarded' group by all
"""


def figures_of(ledger: Ledger) -> Figures:
    """Fen and awards of a ledger by cell."""
    return {tuple(row[:-1]): row[-1] for row in ledger.query(FUNDED).iter_rows()}


def valuation(world: World) -> Value:
    """What a mixed world comes to; each is worked out once, by the same SQL as a run."""
    known: dict[frozenset[str], Figures] = {}

    def value(on: frozenset[str]) -> Figures:
        if on not in known:
            with worked_out(world.with_new(on)) as ledger:
                known[on] = figures_of(ledger)
        return known[on]

    return value


def in_order(factors: list[str], value: Value) -> pl.DataFrame:
    """One factor after another in the order given: each row what one factor changed, the ones before it switched."""
    rows = []
    for number, factor in enumerate(factors):
        before, after = value(frozenset(factors[:number])), value(frozenset(factors[: number + 1]))
        rows += [(factor, *cell, step) for cell in before.keys() | after.keys() if (step := _step(before, after, cell))]
    return _table(rows)


def free_of_order(factors: list[str], value: Value, tell: Callable[[int, int], None] = lambda *_: None) -> pl.DataFrame:
    """The mean of a factor's effect over every order in which the factors could be switched (Shapley value).

    Means are fractions of a fen; each cell is rounded by largest remainder, ties to the earlier factor, so that the
    factors still add up to the change of the cell. `tell` hears how many worlds of all are worked out.
    """
    count = len(factors)
    sets = [frozenset(chosen) for size in range(count + 1) for chosen in combinations(factors, size)]
    sums: dict[tuple[str, ...], list[int]] = {}  # cell → of each factor, its effect times count!
    for number, off in enumerate(sets, 1):
        tell(number, len(sets))
        weight = factorial(len(off)) * factorial(count - len(off) - 1) if len(off) < count else 0
        for place, factor in enumerate(factors):
            if factor in off:
                continue
            before, after = value(off), value(off | {factor})
            for cell in before.keys() | after.keys():
                if step := _step(before, after, cell):
                    sums.setdefault(cell, [0] * count)[place] += weight * step
    orders = factorial(count)
    return _table([
        (factor, *cell, step)
        for cell, effects in sums.items()
        for factor, step in zip(factors, _rounded(effects, orders), strict=True)
        if step
    ])  # fmt: skip


def _rounded(effects: list[int], whole: int) -> list[int]:
    """Effects ÷ whole as integers that add up to their sum ÷ whole (itself an integer)."""
    floors = [effect // whole for effect in effects]
    odd = sum(effects) // whole - sum(floors)
    order = sorted(range(len(effects)), key=lambda i: (-(effects[i] % whole), i))
    for i in order[:odd]:
        floors[i] += 1
    return floors


def _step(before: Figures, after: Figures, cell: tuple[str, ...]) -> int:
    return after.get(cell, 0) - before.get(cell, 0)


def _table(rows: Iterable[tuple[object, ...]]) -> pl.DataFrame:
    order = {factor: number for number, factor in enumerate(FACTORS, 1)}
    columns = {"factor": pl.String, **dict.fromkeys(CELL, pl.String), "amount": pl.Int64}
    table = pl.DataFrame(list(rows), schema=columns, orient="row")
    return table.with_columns(factor_no=pl.col("factor").replace_strict(order, return_dtype=pl.Int64)).sort(
        "factor_no", *CELL
    )
