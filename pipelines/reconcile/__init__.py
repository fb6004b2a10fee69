"""The books as figures to look up: each node, stated beside computed, the steps between, and the rows of every step.

    with Ledger(folder / "ledger.duckdb", read_only=True) as ledger:
        books = Books(ledger)
        town = books.figure(area="泊兰镇")
        for step in books.steps(town): ...
        books.rows(town, "duplicate")

The SQL beside it says how rows add up to steps.
"""

from __future__ import annotations

from pipelines.reconcile.books import NODES, Books
from pipelines.reconcile.verdict import books_agree, unexplained_fen

__all__ = ["NODES", "Books", "books_agree", "unexplained_fen"]
