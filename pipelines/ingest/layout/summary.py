"""Rows of a table that counts and names nobody."""

from __future__ import annotations

from pipelines.ingest.grid import Row
from pipelines.ingest.layout.labels import label
from pipelines.ingest.layout.shape import Table


def summary_role(row: Row, table: Table, alone: bool) -> str:
    """`alone`: no people on the sheet. Beside people a total is one more line: it is not the total of their list."""
    found = label(row.cells)
    if found in {"total", "subtotal"} and any(cell.isdigit() for cell in "".join(row.cells)):
        return found if alone else "summary"
    if found in {"footer", "note"}:
        return found
    columns = {column.at for column in table.columns}
    figures = [row.cells[at] for at in columns if at < len(row.cells)]
    return "summary" if any(letter.isdigit() for text in figures[1:] or figures for letter in text) else "note"
