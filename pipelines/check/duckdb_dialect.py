"""Mend for Great Expectations on DuckDB: buffer each result as soon as its statement has run.

GX fetches rows after it has closed the connection; DuckDB's results die with theirs, so every expectation fails with
"list index out of range". `tests/test_gate.py` fails loudly when this is no longer needed.
"""

from __future__ import annotations

from duckdb_engine import Dialect
from sqlalchemy.engine.cursor import FullyBufferedCursorFetchStrategy


class Buffered(Dialect.execution_ctx_cls):  # type: ignore[misc,valid-type]
    def post_exec(self) -> None:
        super().post_exec()
        if self.cursor.description:
            self.cursor_fetch_strategy = FullyBufferedCursorFetchStrategy(
                self.cursor, initial_buffer=self.cursor.fetchall()
            )


def mend() -> None:
    Dialect.execution_ctx_cls = Buffered
