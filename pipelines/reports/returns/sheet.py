"""One sheet of a town as it came, with its findings marked."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import OverlappingRange
from xlsxwriter.worksheet import Worksheet

from pipelines.reports.returns.styles import COMMENT, properties
from pipelines.reports.returns.tabs import Tab
from pipelines.reports.workbook.styles import A4, BODY

COMMENT_WIDTH, LINE_HEIGHT = 300, 18  # pixels
MOST_MERGED = 1_000_000  # cells of merged ranges a sheet may have; more is a slip of somebody's mouse


@dataclass
class Data:
    """The rows of a sheet as XML, how far they reach, and how wide its columns want to be."""

    rows: str
    last_row: int
    last_col: int
    widths: dict[int, float] = field(default_factory=dict)


class Prepared(Worksheet):  # type: ignore[misc]
    """A worksheet whose rows were made elsewhere: cell by cell, xlsxwriter takes five times as long."""

    rows = ""

    def _write_sheet_data(self) -> None:
        self.fh.write(f"<sheetData>{self.rows}</sheetData>")


def register(styles: Iterable[str], book: Any = None) -> dict[str, int]:
    """Style → its number in a workbook's file: the same in any workbook that registers these before anything else."""
    file = book or xlsxwriter.Workbook(io.BytesIO())
    return {style: file.add_format(properties(style))._get_xf_index() for style in styles}


def write_sheet(book: Any, tab: Tab, data: Data) -> str:
    """Adds the tab and gives its name as formulas and links write it."""
    sheet = book.add_worksheet(tab.name, Prepared)
    sheet.rows, last_row, last_col = data.rows, data.last_row, data.last_col
    sheet.write_blank(last_row - 1, last_col - 1, None, book.formats[0])  # tells the sheet how far it reaches
    merged = 0
    for top, left, low, far in tab.merges:
        bottom, right = min(low, last_row), min(far, last_col)
        merged += (bottom - top + 1) * (right - left + 1)
        if top <= bottom and left <= right and (top, left) != (bottom, right) and merged < MOST_MERGED:
            with contextlib.suppress(OverlappingRange):
                sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, "")
    for col, width in data.widths.items():
        sheet.set_column(col - 1, col - 1, width)
    for (row, col), (severity, text) in tab.comments.items():
        options = {
            "author": "Warm Ledger", "color": COMMENT[severity], "font_name": BODY, "font_size": 10,
            "width": COMMENT_WIDTH, "height": LINE_HEIGHT * _lines(text) + 8,
        }  # fmt: skip
        sheet.write_comment(row - 1, col - 1, text, options)
    if tab.header:
        sheet.freeze_panes(tab.header[1], 0)
        sheet.repeat_rows(tab.header[0] - 1, tab.header[1] - 1)
    if tab.hidden and not tab.comments:
        sheet.hide()
    elif tab.comments:
        sheet.set_tab_color("#C00000")
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer(f'&L&"{BODY}"&9&A&R&"{BODY}"&9第 &P 页，共 &N 页  Page &P of &N')
    return "'" + tab.name.replace("'", "''") + "'"


def _lines(text: str) -> int:
    """Lines a comment takes: some 40 digits a line, a Chinese character taking two."""
    return sum(1 + sum(2 if letter > "⺀" else 1 for letter in line) // 42 for line in text.split("\n"))
