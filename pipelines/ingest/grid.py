"""A sheet as every reader gives it, whatever the file was: non-blank rows as text, cell for cell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

# Rows travel between processes as one string each: a few long strings cost a tenth of a million short ones.
CELL, ROW = "\x1f", "\x1e"
GAP = CELL + CELL
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


def rows_of(numbers: Iterable[int], cells: list[list[str]], letters: Iterable[str]) -> list[Row]:
    """The rows that are not blank, of a sheet's rows: their cells, and a type letter for each.

    The letter of an empty cell is ignored.
    """
    lines = list(map(CELL.join, cells))
    whole = ROW.join(lines)  # one look for all: a million small ones cost ten times as much
    if whole.count(CELL) != sum(map(len, cells)) - len(cells) or whole.count(ROW) != len(lines) - 1:
        cells = [[cell.translate(VISIBLE) for cell in row] for row in cells]
        lines = list(map(CELL.join, cells))
    rows = []
    gapped: dict[tuple[str, tuple[bool, ...]], str] = {}  # rows of a sheet are empty in the same few ways
    for row_no, row, line, types in zip(numbers, cells, lines, letters, strict=False):
        if filled := line.rstrip(CELL):
            kinds = types[: len(row) - len(line) + len(filled)]
            if GAP in filled or filled[0] == CELL:
                way = kinds, tuple(map(bool, row))
                if way not in gapped:
                    gapped[way] = "".join([letter if cell else "-" for letter, cell in zip(kinds, row, strict=False)])
                kinds = gapped[way]
            rows.append(Row(row_no, row, filled, kinds))
    return rows


def row_of(row_no: int, cells: list[str], letters: str) -> Row | None:
    """The same of one row; None when it is blank."""
    return next(iter(rows_of([row_no], [cells], [letters])), None)
