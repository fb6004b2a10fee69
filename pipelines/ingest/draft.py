"""The rows of a file while its sheets are read, packed for the way back from the reading process."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from pipelines.ingest.advice import Advice
from pipelines.ingest.answers import answers_of, is_answers
from pipelines.ingest.entries import entries_of
from pipelines.ingest.grid import CELL, ROW, Grid, Row
from pipelines.ingest.layout import lay_out
from pipelines.ingest.layout.beside import part
from pipelines.ingest.layout.shape import Block, letters
from pipelines.ingest.naming import Naming
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
    corrections: list[dict[str, Any]]
    answers: list[dict[str, Any]]


class Draft:
    """The rows of a file while its sheets are read."""

    def __init__(self, file: str = "", advice: Advice | None = None) -> None:
        self.file, self.advice = file, advice or Advice()
        self.sheets: list[dict[str, Any]] = []
        self.tables: list[dict[str, Any]] = []
        self.columns: list[dict[str, Any]] = []
        self.corrections: list[dict[str, Any]] = []
        self.answers: list[dict[str, Any]] = []
        self.rows: Columns = {name: [] for name in ("sheet", "row_no", "table_no", "role", "line", "cell_types")}
        self.entries: Columns = {
            name: [] for name in ("sheet", "row_no", "table_no", "role", "household_no", *ENTRY_FIELDS)
        }

    def add(self, grid: Grid, number: int, original: Sequence[Row] | None = None) -> None:
        """`original`: the rows as they stood, when cells of the grid were corrected; `raw_row` keeps those."""
        if is_answers(grid):
            block = Block(grid.name, grid.name, grid.rows, grid.merges, roles=["answer"] * len(grid.rows))
            block.title = grid.rows[0].cells[0]  # it names the area, should nothing else in the file
            block.numbers = [0] * len(grid.rows)
            self._add_sheet(block, grid, number, "answers")
            self._add_rows(block, original)
            self.answers += answers_of(grid)
            return
        for block in lay_out(grid, Naming(self.file, grid.name, self.advice.columns)):
            self._add_sheet(block, grid, number, block.status)
            self._add_tables(block)
            self._add_rows(block, original)
            self._add_entries(block)

    def _add_sheet(self, block: Block, grid: Grid, number: int, status: str) -> None:
        columns = [at for at in sorted(grid.hidden_columns) if block.columns is None or at in block.columns]
        self.sheets.append({
            "sheet": block.name, "tab": grid.name, "sheet_no": number, "hidden": grid.hidden,
            "hidden_rows": _runs(sorted(grid.hidden_rows), str),
            "hidden_columns": _runs(columns, letters),
            "merges": " ".join(map(_range, sorted(block.merges))) or None,
            "rows": len(block.rows), "header_row": block.tables[0].header_row if block.tables else None,
            "title": block.title, "status": status,
        })  # fmt: skip

    def _add_tables(self, block: Block) -> None:
        for table in block.tables:
            self.tables.append({
                "sheet": block.name, "table_no": table.number, "title": table.title, "header_row": table.header_row,
                "header_rows": table.levels, "last_row": table.last_row,
            })  # fmt: skip
            self.columns += [
                {
                    "sheet": block.name, "table_no": table.number, "col_no": column.at + 1, "header": column.header,
                    "field": column.field, "unit": column.unit, "how": column.how, "suggestion": column.suggestion,
                }
                for column in table.columns
            ]  # fmt: skip

    def _add_rows(self, block: Block, original: Sequence[Row] | None) -> None:
        stood = {row.row_no: row for row in _of_block(original, block)} if original is not None else {}
        shown = [stood.get(row.row_no, row) for row in block.rows] if stood else block.rows
        self.rows["sheet"] += [block.name] * len(shown)
        self.rows["row_no"] += [row.row_no for row in shown]
        self.rows["table_no"] += block.numbers
        self.rows["role"] += block.roles
        self.rows["line"] += [row.line for row in shown]
        self.rows["cell_types"] += [row.types for row in shown]

    def _add_entries(self, block: Block) -> None:
        households = 0
        for table in block.tables:
            entries = entries_of(block, table, households)
            households = max([households, *(number for number in entries.household_no if number)])
            self.entries["sheet"] += [block.name] * len(entries.at)
            self.entries["row_no"] += [block.rows[at].row_no for at in entries.at]
            self.entries["table_no"] += [table.number] * len(entries.at)
            self.entries["role"] += [block.roles[at] for at in entries.at]
            self.entries["household_no"] += entries.household_no
            blank = [""] * len(entries.at)
            for field in ENTRY_FIELDS:
                self.entries[field] += entries.fields.get(field, blank)

    def packed(self, file: dict[str, Any]) -> Parsed:
        self.rows["line"] = ROW.join(self.rows["line"])
        self.rows["cell_types"] = ROW.join(self.rows["cell_types"])
        for field in ENTRY_FIELDS:
            self.entries[field] = CELL.join(self.entries[field])
        return Parsed(
            file, self.sheets, self.tables, self.columns, self.rows, self.entries, self.corrections, self.answers
        )


def _of_block(rows: Sequence[Row], block: Block) -> Sequence[Row]:
    return rows if block.columns is None else part(list(rows), block.columns)


def _range(merge: tuple[tuple[int, int], tuple[int, int]]) -> str:
    (top, left), (bottom, right) = merge
    return f"{letters(left)}{top + 1}:{letters(right)}{bottom + 1}"


def _runs(numbers: Sequence[int], name: Any) -> str | None:
    """5-7, 12; null for none."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(name(a) if a == b else f"{name(a)}-{name(b)}" for a, b in runs) or None
