"""A sheet as every reader gives it, whatever the file was: non-blank rows as text, cell for cell."""

from __future__ import annotations

from typing import NamedTuple

# Rows travel between processes as one string each: a few long strings cost a tenth of a million short ones.
CELL, ROW = "\x1f", "\x1e"
VISIBLE = {ord(CELL): "␟", ord(ROW): "␞"}  # a cell that holds a separator (none in earnest) shows its picture

Merges = list[tuple[tuple[int, int], tuple[int, int]]]  # (first row, first column), (last row, last column), from 0


class Row(NamedTuple):
    row_no: int  # as Excel counts, from 1
    cells: list[str]  # from column A to the sheet's last column, '' when empty
    line: str  # the same up to the last filled cell, joined by CELL
    types: str  # one letter for each cell of the line: s text, n number, d date, b boolean, e error, - empty


class Grid(NamedTuple):
    name: str  # on the tab
    hidden: bool
    rows: list[Row]  # non-blank, in order
    merges: Merges
    hidden_rows: frozenset[int]  # as Excel counts
    hidden_columns: frozenset[int]  # from 0


def row_of(row_no: int, cells: list[str], types: str) -> Row | None:
    """A row from its cells and one type letter each; None when every cell is empty."""
    line = CELL.join(cells)
    if line.count(CELL) != len(cells) - 1 or ROW in line:
        cells = [cell.translate(VISIBLE) for cell in cells]
        line = CELL.join(cells)
    line = line.rstrip(CELL)
    return Row(row_no, cells, line, types[: line.count(CELL) + 1]) if line else None
