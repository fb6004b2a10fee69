"""A second reader, by another library and another hand: what stands in each cell of each tab, and no more."""

from __future__ import annotations

import csv
from datetime import date, datetime, time
from pathlib import Path

import openpyxl

Cells = dict[int, object]  # column from 1 → value, for filled cells only
Tabs = dict[str, dict[int, Cells]]  # tab → row as Excel counts → its cells, for rows that are not blank


def tabs_of(path: Path) -> Tabs:
    return {"": _csv_rows(path)} if path.suffix == ".csv" else _book_rows(path)


def _book_rows(path: Path) -> Tabs:
    found: Tabs = {}
    for sheet in openpyxl.load_workbook(path, data_only=True).worksheets:
        rows: dict[int, Cells] = {}
        for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
            cells = {column: value for column, value in enumerate(values, 1) if value not in {None, ""}}
            if cells:
                rows[number] = cells
        found[sheet.title] = rows
    return found


def _csv_rows(path: Path) -> dict[int, Cells]:
    data = path.read_bytes()
    text = data.decode("utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "gb18030")
    rows: dict[int, Cells] = {}
    for number, values in enumerate(csv.reader(text.splitlines(keepends=True)), 1):
        cells: Cells = {column: value for column, value in enumerate(values, 1) if value}
        if cells:
            rows[number] = cells
    return rows


def says(text: str, value: object) -> bool:
    """Whether a cell's text says the value: numbers by their worth, days with or without midnight."""
    if isinstance(value, bool):
        return text.upper() == str(value).upper()
    if isinstance(value, int | float):
        try:
            return float(text) == value
        except ValueError:
            return False
    if isinstance(value, datetime) and value.time() == time():
        return text in {value.date().isoformat(), value.isoformat(), value.isoformat(" ")}
    return text == (value.isoformat() if isinstance(value, date | time) else str(value))
