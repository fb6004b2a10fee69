"""Workbooks (xlsx, xls, xlsb, ods) by python-calamine."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from pipelines.ingest.grid import Grid, Row, row_of
from pipelines.ingest.kinds import MAX_CELLS, Errors, Kind, damaged, far_cell
from pipelines.problems import Problem


class ErrorText(str):
    """What Excel shows in a cell whose formula failed, e.g. #DIV/0!."""

    __slots__ = ()


LETTERS = {
    str: "s", int: "n", float: "n", bool: "b", date: "d", datetime: "d", time: "d", timedelta: "d", ErrorText: "e"
}  # fmt: skip


def read(data: bytes, kind: Kind) -> Iterator[Grid]:
    """Raises Problem for a workbook that is protected, damaged or too large."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for number, about in enumerate(book.sheets_metadata):
            if about.typ != SheetTypeEnum.WorkSheet:  # a chart or macro sheet holds no rows
                continue
            sheet = book.get_sheet_by_index(number)
            hidden = about.visible != SheetVisibleEnum.Visible
            rows = _rows(sheet, kind.errors.get(about.name, {}))
            yield Grid(about.name, hidden, rows, sheet.merged_cell_ranges or [], frozenset(), frozenset())
    except (Problem, MemoryError):
        raise
    except PasswordError as error:
        raise _protected() from error
    except (CalamineError, ValueError, EOFError, OSError) as error:
        raise damaged() from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the reader's own bug, raised outside Exception
            raise damaged() from error
        raise


def _rows(sheet: CalamineSheet, errors: Errors) -> list[Row]:
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
        types = "".join(["-" if value == "" else LETTERS[type(value)] for value in values])
        if row := row_of(row_no, cells, types):
            rows.append(row)
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


def _protected() -> Problem:
    return Problem(
        "encrypted", "工作簿设有密码，请取消密码后再报送。", "The workbook needs a password. Remove it and save."
    )
