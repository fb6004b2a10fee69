"""A stretch of cells with the answer key of its rows, to be set somewhere on a tab."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.messy.cells import Cell, Due, Value

Truth = str | int | None | Due


@dataclass
class Line:
    """One person row and what it says. `columns` tells where each field stands, from 1."""

    row: int
    household: int
    fields: dict[str, Truth]
    columns: dict[str, int]
    tab: str = ""
    table: int = 0  # which of the tab's tables
    unsure: frozenset[str] = frozenset()  # fields where leaving the cell empty is as right as filling it


@dataclass
class Sum:
    """One subtotal or total row: the fen it states."""

    row: int
    column: int
    fen: int | None
    tab: str = ""


@dataclass
class Region:
    """Cells from (1, 1)."""

    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)  # top, left, bottom, right
    lines: list[Line] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    height: int = 0
    width: int = 0

    def put(self, row: int, column: int, value: Cell | Value) -> None:
        cell = value if isinstance(value, Cell) else Cell(value)
        if cell.value not in {None, ""}:
            self.cells[row, column] = cell
            self.height, self.width = max(self.height, row), max(self.width, column)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        if (top, left) != (bottom, right):
            self.merges.append((top, left, bottom, right))
            self.height, self.width = max(self.height, bottom), max(self.width, right)

    def merge_down(self, column: int, first: int, last: int) -> None:
        """One cell over these rows; what stood below the first is gone, as in Excel."""
        for row in range(first + 1, last + 1):
            self.cells.pop((row, column), None)
        if last > first:
            self.merge(first, column, last, column)

    def paste(self, other: Region, down: int, right: int) -> None:
        table = 1 + max((line.table for line in self.lines), default=0)
        for (row, column), cell in other.cells.items():
            self.put(row + down, column + right, cell)
        for top, left, bottom, last in other.merges:
            self.merge(top + down, left + right, bottom + down, last + right)
        for line in other.lines:
            line.row, line.table = line.row + down, table
            line.columns = {name: column + right for name, column in line.columns.items()}
            self.lines.append(line)
        for total in other.sums:
            total.row, total.column = total.row + down, total.column + right
            self.sums.append(total)
