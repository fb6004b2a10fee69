"""Books on disk: xlsx by openpyxl, xls by xlwt, csv as Excel saves one."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

import openpyxl
import xlwt
from openpyxl.utils import get_column_letter

from tests.messy.book import Book, Tab
from tests.messy.cells import Cell


def write_book(book: Book, folder: Path) -> Path:
    path = folder / book.name
    {"xlsx": _xlsx, "xls": _xls, "csv": _csv}[path.suffix[1:]](book, path)
    return path


def _xlsx(book: Book, path: Path) -> None:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for tab in book.tabs:
        _sheet(made.create_sheet(tab.name), tab)
    if not all(tab.hidden for tab in book.tabs):
        for tab, sheet in zip(book.tabs, made.worksheets, strict=True):
            sheet.sheet_state = "hidden" if tab.hidden else "visible"
    made.save(path)


def _sheet(sheet: openpyxl.worksheet.worksheet.Worksheet, tab: Tab) -> None:
    for (row, column), cell in tab.region.cells.items():
        put = sheet.cell(row, column, cell.value)
        if isinstance(cell.value, str) and not cell.value.startswith("#"):
            put.data_type = "s"  # no formula, whatever it begins with
        if cell.form != "General":
            put.number_format = cell.form
    for top, left, bottom, right in tab.region.merges:
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    for row in tab.hidden_rows:
        sheet.row_dimensions[row].hidden = True
    for column in tab.hidden_columns:
        sheet.column_dimensions[get_column_letter(column)].hidden = True


def _xls(book: Book, path: Path) -> None:
    made = xlwt.Workbook(encoding="utf-8")
    styles: dict[str, xlwt.XFStyle] = {}
    for tab in book.tabs:
        sheet = made.add_sheet(tab.name)
        for (row, column), cell in tab.region.cells.items():
            look = styles.setdefault(cell.form, xlwt.XFStyle())
            look.num_format_str = cell.form
            sheet.write(row - 1, column - 1, cell.value, look)
        for top, left, bottom, right in tab.region.merges:
            sheet.merge(top - 1, bottom - 1, left - 1, right - 1)
    made.save(str(path))


def _csv(book: Book, path: Path) -> None:
    region = book.tabs[0].region
    rows = [
        [_shown(region.cells.get((row, column), Cell(None))) for column in range(1, region.width + 1)]
        for row in range(1, region.height + 1)
    ]
    with path.open("w", encoding="gb18030" if len(region.cells) % 2 else "utf-8-sig", newline="") as out:
        csv.writer(out).writerows(rows)


def _shown(cell: Cell) -> str:
    """What Excel shows, which is what it saves."""
    value = cell.value
    if isinstance(value, datetime):
        days = {"yyyy/m/d": f"{value.year}/{value.month}/{value.day}", "yyyy-mm-dd": f"{value:%Y-%m-%d}"}
        return days.get(cell.form, f"{value.year}年{value.month}月{value.day}日")
    if isinstance(value, float):
        return f"{value:.5E}" if value >= 1e11 else f"{value:.10g}"
    return "" if value is None else str(value)
