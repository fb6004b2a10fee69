"""Corrected cells of a tab, put in before its layout is looked at. Runs in the reading process."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.ingest.advice import Correction
from pipelines.ingest.grid import Grid, Row, row_of

CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


def corrected(grid: Grid, file: str, corrections: Sequence[Correction]) -> tuple[Grid, list[dict[str, str]]]:
    """The tab as corrected, and a row of `raw_correction` (but for its file) for each correction that was applied.

    A correction whose old value does not stand in the cell is left out: `corrections.hold` stops the run over it, for
    it knows of all files. Rows stay as many as they were; a correction adds none.
    """
    rows, applied = list(grid.rows), []
    mine = [c for c in corrections if c.file == file and is_tab(c.tab, grid.name)]
    at = {row.row_no: n for n, row in enumerate(rows)} if mine else {}
    for correction in mine:
        row_no, column = _position(correction.cell)
        if row_no not in at or column >= len(rows[at[row_no]].cells):
            continue
        row = rows[at[row_no]]
        if row.cells[column].strip() == correction.old:
            rows[at[row_no]] = _with(row, column, correction.new)
            applied.append(_row(correction, grid.name))
    return (grid._replace(rows=rows) if applied else grid), applied


def is_tab(said: str, tab: str) -> bool:
    """A table beside another is known as `tab (H:N)`; its cells are the tab's."""
    return said == tab.strip() or re.fullmatch(re.escape(tab.strip()) + r" \([A-Z]+:[A-Z]+\)", said) is not None


def _position(cell: str) -> tuple[int, int]:
    """D17 → row 17 as Excel counts, column 3 from 0."""
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(cell[len(letters) :]), column - 1


def _with(row: Row, column: int, text: str) -> Row:
    cells = list(row.cells)
    cells[column] = text
    types = row.types.ljust(len(cells), "-")
    types = types[:column] + ("s" if text else "-") + types[column + 1 :]
    return row_of(row.row_no, cells, types) or Row(row.row_no, cells, "", "")


def _row(correction: Correction, tab: str) -> dict[str, str]:
    return {
        "tab": tab, "cell": correction.cell, "old": correction.old, "new": correction.new,
        "reason": correction.reason, "who": correction.who, "day": correction.day,
    }  # fmt: skip
