"""Whether the figures of the books agree, and how much of what differs nobody can explain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import polars as pl


def books_agree(out_reconciliation: pl.DataFrame) -> bool:
    """Whether every figure of the plan agrees. A sheet's wrong total is a finding about its town, and no imbalance."""
    return bool(out_reconciliation.filter(pl.col("level") != "sheet")["agrees"].all())


def unexplained_fen(steps: Iterable[tuple[str, str, int]]) -> int:
    """What the gaps leave unexplained: the sum over the figures of the level that leaves most. In absolute fen.

    `steps` are level, cause and amount_fen of `out_bridge`: a gap shows again at every level above its own.
    """
    by_level: Counter[str] = Counter()
    for level, cause, amount_fen in steps:
        if cause == "unexplained":
            by_level[level] += abs(amount_fen)
    return max(by_level.values(), default=0)
