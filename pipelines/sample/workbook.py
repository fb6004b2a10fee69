"""Write a town's workbook the way towns do: titles, merged households, subtotals, totals, a line for signatures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range

from pipelines.sample.page import Cover, Line, Page
from pipelines.sample.styles import amount_text, birth_text

OPTIONS = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
WIDTHS = {
    "seq": 6, "village": 13, "group": 18, "head_name": 10, "head_id": 21, "relation": 9, "category": 16, "name": 12,
    "sex": 5, "birth": 11, "id_no": 21, "phone": 13, "bank": 24, "account": 22, "cash": 10, "goods": 10, "sign": 11,
    "proxy": 9, "flags": 12, "remark": 12,
}  # fmt: skip
MONEY = ("cash", "goods")
PERSONAL = ("village", "group", "head_name", "head_id", "relation", "sex", "birth", "id_no", "flags", "account", "bank")
INSTITUTION = "机构名称"  # heads the names of an institutions' sheet
A4 = 9


def write_book(path: Path, book: Cover, pages: Iterable[Page]) -> None:
    """Write the workbook and set the row numbers of its lines and totals. Same book, same bytes."""
    with xlsxwriter.Workbook(path, OPTIONS) as workbook:
        created = dt.datetime(book.day.year, book.day.month, book.day.day)  # noqa: DTZ001 (a workbook has no zone)
        workbook.set_properties({"created": created, "title": book.area.name_zh})
        for page in pages:
            _Writer(workbook, book, page).write()


class _Writer:
    """One sheet being written, from the first row down."""

    def __init__(self, workbook: Any, book: Cover, sheet: Page) -> None:
        self.book, self.style, self.sheet = book, book.style, sheet
        self.page = workbook.add_worksheet(sheet.name)
        paid = {"cash": any(e.cash_fen for e in sheet.entries), "goods": any(e.goods_fen for e in sheet.entries)}
        shown = paid | {
            "head_name": sheet.families,
            "relation": sheet.families,
            "head_id": sheet.heads,
            "category": sheet.several,
            "village": any(e.village for e in sheet.entries),
            "group": any(e.group for e in sheet.entries),
            "flags": any(e.flags for e in sheet.entries),
        }
        self.headers = self.style.headers
        if sheet.institutions:
            self.headers = {name: head for name, head in self.headers.items() if name not in PERSONAL}
            self.headers |= {"name": INSTITUTION}
        self.columns = [name for name in self.headers if shown.get(name, True)]
        self.at = {name: n for n, name in enumerate(self.columns)}
        self.row = 0
        font = {"font_name": self.style.font, "font_size": 11}
        boxed = {**font, "border": 1, "valign": "vcenter"}
        self.title = workbook.add_format(
            {**font, "font_size": 18, "bold": True, "align": "center", "valign": "vcenter"}
        )
        self.line = workbook.add_format({**font, "valign": "vcenter"})
        self.head = workbook.add_format({**boxed, "bold": True, "align": "center", "text_wrap": True})
        self.text = workbook.add_format({**boxed, "num_format": "@"})
        self.middle = workbook.add_format({**boxed, "align": "center"})
        self.money = workbook.add_format({**boxed, "num_format": "#,##0.00" if self.style.subtotals else "0"})
        self.date = workbook.add_format({**boxed, "num_format": "yyyy-mm-dd"})
        self.bold = workbook.add_format({**boxed, "bold": True})
        self.bold_money = workbook.add_format({**boxed, "bold": True, "num_format": "#,##0.00"})

    def write(self) -> None:
        self._heading()
        first = self.row
        number = 0
        for village, group in groupby(self.sheet.entries, key=lambda e: e.village):
            for household, members in groupby(group, key=lambda e: id(e.household)):
                rows = list(members)
                number += 1
                for entry in rows:
                    self._person(entry, number)
                if self.sheet.families and len(rows) > 1 and household:
                    self._merge("seq", number, len(rows))
                    self._merge("head_name", rows[0].household.head.name, len(rows))
                    if self.sheet.heads:
                        self._merge("head_id", rows[0].household.head.id_no, len(rows))
            if self.style.subtotals and self.sheet.subtotals:
                self._sum_row(f"{village}小计", *self.sheet.sums(village))
        self._total(first)
        self._foot()

    def _heading(self) -> None:
        last = len(self.columns) - 1
        if self.style.annex:
            self.page.write_string(self.row, 0, self.style.annex, self.line)
            self.row += 1
        self.page.merge_range(self.row, 0, self.row, last, self.sheet.title, self.title)
        self.page.set_row(self.row, 32)
        self.page.merge_range(self.row + 1, 0, self.row + 1, last, self.book.unit, self.line)
        self.row += 2
        for n, name in enumerate(self.columns):
            self.page.write_string(self.row, n, self.headers[name], self.head)
            self.page.set_column(n, n, WIDTHS[name])
        self.page.set_row(self.row, 30)
        self.row += 1
        self.page.freeze_panes(self.row, 0)
        self.page.repeat_rows(self.row - 1)
        self.page.set_landscape()
        self.page.set_paper(A4)
        self.page.fit_to_pages(1, 0)
        self.page.set_footer("&C第 &P 页 共 &N 页")

    def _person(self, entry: Line, number: int) -> None:
        person, row = entry.person, self.row
        texts = {
            "village": entry.village, "head_name": entry.household.head.name, "relation": entry.relation,
            "head_id": entry.household.head.id_no, "group": entry.group, "flags": entry.flags,
            "category": entry.category, "name": person.name, "sex": entry.sex, "id_no": entry.id_text,
            "phone": person.phone, "bank": self.book.bank, "account": person.account, "remark": entry.remark,
        }  # fmt: skip
        for n, name in enumerate(self.columns):
            if name == "seq":
                self.page.write_number(row, n, number, self.middle)
            elif name in MONEY:
                self._amount(row, n, entry.cash_fen if name == "cash" else entry.goods_fen)
            elif name == "birth":
                self._birth(row, n, entry.birth)
            else:
                style = self.middle if name in ("sex", "relation", "head_name") else self.text
                self.page.write_string(row, n, texts.get(name, ""), style)  # blank: its border still, to be signed
        self.row += 1
        entry.row_no = self.row

    def _amount(self, row: int, column: int, fen: int) -> None:
        if not fen:
            self.page.write_blank(row, column, None, self.money)
        elif self.style.amount == "number":
            self.page.write_number(row, column, figure(fen), self.money)
        else:
            self.page.write_string(row, column, amount_text(fen, self.style), self.text)

    def _birth(self, row: int, column: int, birth: dt.date) -> None:
        if self.style.birth == "date" and birth.year >= 1901:
            self.page.write_datetime(row, column, birth, self.date)
        else:
            self.page.write_string(row, column, birth_text(birth, self.style), self.text)

    def _merge(self, column: str, value: str | int, rows: int) -> None:
        n = self.at[column]
        self.page.merge_range(self.row - rows, n, self.row - 1, n, value, self.middle)

    def _sum_row(self, label: str, persons: int, cash: int, goods: int) -> None:
        for n in range(len(self.columns)):
            self.page.write_blank(self.row, n, None, self.bold)
        if "village" in self.at:
            self.page.write_string(self.row, self.at["village"], label, self.bold)
        self.page.write_string(
            self.row, self.at["name"], f"{persons}{'家' if self.sheet.institutions else '人'}", self.bold
        )
        for name, fen in zip(MONEY, (cash, goods), strict=True):
            if name in self.at:
                self._sum(self.row, self.at[name], fen)
        self.row += 1

    def _sum(self, row: int, column: int, fen: int) -> None:
        if self.style.amount == "number":
            self.page.write_number(row, column, figure(fen), self.bold_money)
        else:
            self.page.write_string(row, column, amount_text(fen, self.style), self.bold)

    def _total(self, first: int) -> None:
        """The total over the rows as listed: typed figures, or formulas with their value, or a planted mistake."""
        sheet = self.sheet
        if sheet.total == "missing":
            return
        persons, cash, goods = sheet.sums()
        if sheet.total == "doubled":
            more = sheet.sums(sheet.doubled_village)
            persons, cash, goods = persons + more[0], cash + more[1], goods + more[2]
        if sheet.total == "mistyped":
            cash, goods = (mistyped(cash), goods) if cash else (cash, mistyped(goods))
        row = self.row
        self._sum_row("", persons, cash, goods)
        self.page.write_string(row, 0, self.style.total, self.bold)
        if sheet.total == "right" and not self.style.subtotals and self.style.amount == "number":
            for name, fen in zip(MONEY, (cash, goods), strict=True):
                if name in self.at:
                    n = self.at[name]
                    cells = xl_range(first, n, row - 1, n)
                    self.page.write_formula(row, n, f"=SUM({cells})", self.bold_money, figure(fen))
        sheet.total_row, sheet.total_fen = self.row, cash + goods

    def _foot(self) -> None:
        last = len(self.columns) - 1
        if self.style.annex:
            self.row += 1  # some leave a blank row before the signatures
        self.page.merge_range(self.row, 0, self.row, last, self.book.footer, self.line)


def figure(fen: int) -> int | float:
    """Yuan for a number cell, which Excel keeps as a double: the one place where an amount is no integer of fen."""
    return fen // 100 if fen % 100 == 0 else fen / 100


def mistyped(fen: int) -> int:
    """The figure with its first two different neighbouring digits swapped; a hundred yuan more when there are none."""
    digits = str(fen // 100)
    for n in range(len(digits) - 1):
        if digits[n] != digits[n + 1] and digits[n + 1] != "0":
            return int(digits[:n] + digits[n + 1] + digits[n] + digits[n + 2 :]) * 100 + fen % 100
    return fen + 100_00
