"""What a sheet turns out to be: blocks side by side, tables in them, columns with a meaning, a role for every row."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from pipelines.ingest.grid import Merges, Row

JOIN = "▸"


class Column(NamedTuple):
    """A headed column. `how` is null with a field of null when the header is not known."""

    at: int  # from 0
    header: str  # levels joined by ▸; '' for a column without a header that its content names
    field: str | None
    unit: str | None
    how: str | None
    suggestion: str | None


@dataclass
class Table:
    number: int
    kind: str  # people | summary
    title: str | None
    start: int  # index of its first header row among the block's rows
    body: int  # index of the first row below the header
    columns: list[Column]
    header_row: int
    last_row: int = 0

    @property
    def levels(self) -> int:
        return self.body - self.start

    @property
    def fields(self) -> dict[str, int]:
        return {column.field: column.at for column in self.columns if column.field}


@dataclass
class Block:
    """A sheet, or one of the tables' columns standing side by side on it."""

    name: str
    tab: str
    rows: list[Row]
    merges: Merges
    columns: range | None = None  # null: all of the sheet
    title: str | None = None
    roles: list[str] = field(default_factory=list)  # one a row
    numbers: list[int] = field(default_factory=list)  # table of each row, 0 above the first
    tables: list[Table] = field(default_factory=list)
    sections: dict[int, str] = field(default_factory=dict)  # index of a row → what the line above its part says

    @property
    def status(self) -> str:
        if not self.rows:
            return "empty"
        if not self.tables:
            return "unread"
        return "read" if any(table.kind == "people" for table in self.tables) else "summary"


@cache
def letters(column: int) -> str:
    """A column from 0 → A, B, … AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
