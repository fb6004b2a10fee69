"""The books as figures to look up: each node, stated beside computed, the steps between, and the rows of every step."""

from __future__ import annotations

from pipelines.reconcile.verdict import books_agree, unexplained_fen

__all__ = ["books_agree", "unexplained_fen"]
