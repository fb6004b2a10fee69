"""✔, ✘ or — of a figure of the books: what the ledger says, by a formula over the cells where it is stated."""

from __future__ import annotations

from pipelines.reports.workbook.book import NO, NONE, Value, check
from pipelines.reports.workbook.facts import Facts, Row

Cells = tuple[str, str]
"""Where the computed number stands, and the stated one."""


def mark(facts: Facts, figure: Row, counts: Cells, amounts: Cells) -> Value:
    """Whichever of count and amount is stated is compared; — where neither is and nobody has to state it."""
    pairs = [amounts] if figure["stated_fen"] is not None else []
    if figure["stated_count"] is not None and not facts.varies(figure):
        pairs.append(counts)
    if not pairs:
        return NONE if figure["agrees"] else NO
    return check(*pairs, holds=figure["agrees"], at_most=figure["firmness"] == "at_most")
