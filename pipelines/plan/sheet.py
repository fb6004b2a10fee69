"""The plan as a workbook to read and sign: its rules in plain words, its arithmetic, its open questions."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, NamedTuple

import xlsxwriter

from pipelines.plan.lint import Remark
from pipelines.plan.model import Plan
from pipelines.plan.speak import Sentence

SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class Table(NamedTuple):
    """One sheet: a title, headed columns of a width, rows of text, and a line to sign below."""

    name: str
    title: str
    heads: list[tuple[str, int]]
    rows: list[list[str]]
    foot: str


def write_sheet(plan: Plan, year: int, remarks: list[Remark], spoken: list[Sentence], path: Path) -> None:
    """Two sheets: 方案 Rules (clause, Chinese, English, signature lines) and 核算 Arithmetic (✔/✘)."""
    title = f"{plan.name.zh} / {plan.name.en} {year}"
    rules = Table(
        "方案 Rules",
        title,
        [("条款 Clause", 16), ("中文", 60), ("English", 60)],
        [list(sentence) for sentence in spoken],
        "制定单位（签字）Author: ____________    日期 Date: ____________",
    )
    checked = [["✔" if remark["holds"] else "✘", remark["zh"], remark["en"]] for remark in remarks]
    arithmetic = Table("核算 Arithmetic", title, [("", 5), ("中文", 65), ("English", 65)], checked, "")
    with xlsxwriter.Workbook(path, SAFE) as book:
        book.set_properties({"title": plan.name.zh, "created": dt.datetime(year, 1, 1)})  # noqa: DTZ001 - same bytes
        for table in (rules, arithmetic):
            _write(book, table)


def _write(book: Any, table: Table) -> None:
    title = book.add_format({"bold": True, "font_size": 16})
    head = book.add_format({"bold": True, "bg_color": "#F2F2F2", "border": 1, "align": "center"})
    text = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    sheet = book.add_worksheet(table.name)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
    sheet.freeze_panes(2, 0)
    sheet.write_string(0, 0, table.title, title)
    for column, (words, width) in enumerate(table.heads):
        sheet.set_column(column, column, width)
        sheet.write_string(1, column, words, head)
    for number, row in enumerate(table.rows, 2):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, cell, text)
    sheet.write_string(len(table.rows) + 3, 0, table.foot)
