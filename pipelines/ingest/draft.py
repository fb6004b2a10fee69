"""The rows of a file while its sheets are read, packed for the way back from the reading process."""

from __future__ import annotations

from typing import Any, NamedTuple

from pipelines.ingest.entries import entries_of
from pipelines.ingest.grid import CELL, ROW, Grid
from pipelines.ingest.headers import field_of
from pipelines.ingest.roles import lay_out
from pipelines.tables import ENTRY_FIELDS

Columns = dict[str, Any]


class Parsed(NamedTuple):
    """Rows for each raw table. `rows` and `entries` are columns; their texts are packed into one string a column."""

    file: dict[str, Any]
    sheets: list[dict[str, Any]]
    tables: list[dict[str, Any]]
    columns: list[dict[str, Any]]
    rows: Columns
    entries: Columns


class Draft:
    """The rows of a file while its sheets are read."""

    def __init__(self) -> None:
        self.sheets: list[dict[str, Any]] = []
        self.tables: list[dict[str, Any]] = []
        self.columns: list[dict[str, Any]] = []
        self.rows: Columns = {name: [] for name in ("sheet", "row_no", "table_no", "role", "line", "cell_types")}
        self.entries: Columns = {
            name: [] for name in ("sheet", "row_no", "table_no", "role", "household_no", *ENTRY_FIELDS)
        }

    def add(self, grid: Grid, number: int) -> None:
        rows, name = grid.rows, grid.name
        layout = lay_out(rows)
        status = "empty" if not rows else "unread" if layout.header_row is None else "read"
        self.sheets.append({
            "sheet": name, "tab": name, "sheet_no": number, "hidden": grid.hidden, "hidden_rows": None,
            "hidden_columns": None, "merges": None, "rows": len(rows),
            "header_row": layout.header_row, "title": layout.title, "status": status,
        })  # fmt: skip
        if layout.header_row is not None:
            self.tables.append({
                "sheet": name, "table_no": 1, "title": layout.title, "header_row": layout.header_row,
                "header_rows": 1, "last_row": rows[-1].row_no,
            })  # fmt: skip
        for column, header in layout.headers.items():
            field = field_of(header) or None
            named = field if field and layout.fields[field] == column else None
            self.columns.append({
                "sheet": name, "table_no": 1, "col_no": column + 1, "header": header, "field": named, "unit": None,
                "how": "synonym" if named else None, "suggestion": None,
            })  # fmt: skip
        self.rows["sheet"] += [name] * len(rows)
        self.rows["row_no"] += [row.row_no for row in rows]
        self.rows["table_no"] += [0 if role == "title" else 1 for role in layout.roles]
        self.rows["role"] += layout.roles
        self.rows["line"] += [row.line for row in rows]
        self.rows["cell_types"] += [row.types for row in rows]
        entries = entries_of(rows, layout, grid.merges)
        self.entries["sheet"] += [name] * len(entries.row_no)
        self.entries["row_no"] += entries.row_no
        self.entries["table_no"] += [1] * len(entries.row_no)
        self.entries["role"] += entries.role
        self.entries["household_no"] += entries.household_no
        blank = [""] * len(entries.row_no)
        for field in ENTRY_FIELDS:
            self.entries[field] += entries.fields.get(field, blank)

    def packed(self, file: dict[str, Any]) -> Parsed:
        self.rows["line"] = ROW.join(self.rows["line"])
        self.rows["cell_types"] = ROW.join(self.rows["cell_types"])
        for field in ENTRY_FIELDS:
            self.entries[field] = CELL.join(self.entries[field])
        return Parsed(file, self.sheets, self.tables, self.columns, self.rows, self.entries)
