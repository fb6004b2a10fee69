"""A sheet of cells → its non-blank rows as text, cell for cell."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from python_calamine import CalamineSheet

from pipelines.ingest.kinds import MAX_CELLS, Errors, far_cell

# Rows travel between processes as one string each: a few long strings cost a tenth of a million short ones.
CELL, ROW = "\x1f", "\x1e"
VISIBLE = {ord(CELL): "␟", ord(ROW): "␞"}  # a cell that holds a separator (none in earnest) shows its picture


class ErrorText(str):
    """What Excel shows in a cell whose formula failed, e.g. #DIV/0!."""

    __slots__ = ()


LETTERS = {
    str: "s", int: "n", float: "n", bool: "b", date: "d", datetime: "d", time: "d", timedelta: "d", ErrorText: "e"
}  # fmt: skip


class Row(NamedTuple):
    row_no: int  # as Excel counts, from 1
    cells: list[str]  # from column A to the sheet's last column, '' when empty
    line: str  # the same up to the last filled cell, joined by CELL
    types: str  # one letter for each cell of the line


def rows_of(sheet: CalamineSheet, errors: Errors) -> list[Row]:
    """Non-blank rows, in order. Raises Problem for a sheet too wide and long to hold."""
    if sheet.end is None:
        return []
    height, width = sheet.end[0] + 1, sheet.end[1] + 1
    if height * width > MAX_CELLS:
        raise far_cell(sheet.name, height, width)
    rows = []
    for row_no, values in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        if row_no in errors:
            _restore(values, errors[row_no])
        cells = [value if type(value) is str else text_of(value) for value in values]
        line = CELL.join(cells)
        if line.count(CELL) != len(cells) - 1 or ROW in line:
            cells = [cell.translate(VISIBLE) for cell in cells]
            line = CELL.join(cells)
        line = line.rstrip(CELL)
        if line:
            types = "".join(["-" if value == "" else LETTERS[type(value)] for value in values])
            rows.append(Row(row_no, cells, line, types[: line.count(CELL) + 1]))
    return rows


def text_of(value: Any) -> str:
    """A number as Excel shows it plain (12, 12.5), a date as ISO, true as TRUE. Nothing is rounded or mended."""
    if type(value) is float:
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def _restore(values: list[Any], errors: dict[int, str]) -> None:
    for column, text in errors.items():
        if column <= len(values) and values[column - 1] == "":
            values[column - 1] = ErrorText(text)
