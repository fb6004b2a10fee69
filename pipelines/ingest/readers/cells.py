"""The cells of workbooks (xlsx, xls, xlsb), by python-calamine."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, cast

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from pipelines.ingest.grid import Grid, Row, rows_of
from pipelines.ingest.readers.numbers import shown
from pipelines.ingest.readers.scan import Errors, Scan
from pipelines.ingest.readers.sheets import check_extent, spread, within
from pipelines.ingest.refusals import damaged, encrypted
from pipelines.problems import Problem


class ErrorText(str):
    """What Excel shows in a cell whose formula failed, e.g. #DIV/0!."""

    __slots__ = ()


# Of each type of value: its letter, and its text. A number is shown plain (12, 12.5), a date as ISO, true as TRUE.
LETTERS: dict[type, str] = {
    str: "s", int: "n", float: "n", bool: "b", date: "d", datetime: "d", time: "d", timedelta: "d", ErrorText: "e"
}  # fmt: skip
TEXTS: dict[type, Callable[[Any], str]] = {
    int: str, float: lru_cache(maxsize=4096)(shown),  # the same few amounts, over and over
    bool: lambda value: "TRUE" if value else "FALSE",
    date: date.isoformat, datetime: datetime.isoformat, time: time.isoformat, timedelta: str, ErrorText: str,
}  # fmt: skip


def read(data: bytes, scans: dict[str, Scan]) -> Iterator[Grid]:
    """Raises Problem for a workbook that is protected, damaged or too large."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for number, about in enumerate(book.sheets_metadata):
            if about.typ != SheetTypeEnum.WorkSheet:  # a chart or macro sheet holds no rows
                continue
            sheet = book.get_sheet_by_index(number)
            scan = scans.get(about.name, Scan())
            rows, height, width = _rows(sheet, scan.errors)
            merges = scan.merges if scan.merges is not None else sheet.merged_cell_ranges or []
            yield Grid(
                about.name, about.visible != SheetVisibleEnum.Visible, rows, within(about.name, merges, height, width),
                frozenset(row + 1 for row in spread(scan.hidden_rows, height)),
                frozenset(spread(scan.hidden_columns, width)),
            )  # fmt: skip
    except (Problem, MemoryError):
        raise
    except PasswordError as error:
        raise encrypted() from error
    except (CalamineError, ValueError, EOFError, OSError, OverflowError) as error:
        raise damaged() from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the reader's own bug, raised outside Exception
            raise damaged() from error
        raise


def _rows(sheet: CalamineSheet, errors: Errors) -> tuple[list[Row], int, int]:
    """Non-blank rows, in order, and the sheet's height and width. Raises Problem for a sheet too large to hold."""
    if sheet.end is None:
        return [], 0, 0
    height, width = sheet.end[0] + 1, sheet.end[1] + 1
    check_extent(sheet.name, height, width)
    kinds: dict[tuple[type, ...], tuple[list[tuple[int, Callable[[Any], str]]], str]] = {}  # what to change, letters
    letters = []
    table = sheet.to_python(skip_empty_area=False)
    for row, values in enumerate(table):
        if row in errors:
            _restore(values, errors[row])
        kind = tuple(map(type, values))
        if kind not in kinds:
            changes = [(i, TEXTS[one]) for i, one in enumerate(kind) if one is not str]
            kinds[kind] = changes, "".join([LETTERS[one] for one in kind])
        changes, types = kinds[kind]
        for i, text_of in changes:
            values[i] = text_of(values[i])
        letters.append(types)
    return rows_of(range(1, height + 1), cast("list[list[str]]", table), letters), height, width


def _restore(values: list[Any], errors: dict[int, str]) -> None:
    for column, text in errors.items():
        if column < len(values) and values[column] == "":
            values[column] = ErrorText(text)
