"""Web pages (often called `.xls`): one sheet, with everything on the page below one another, as Excel opens it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

from pipelines.ingest.grid import Grid
from pipelines.ingest.readers.sheets import MAX_COLUMNS, Book, Sheet
from pipelines.ingest.refusals import damaged, far_cell, no_table

MAX_UNCLOSED = 1_000
MAX_DEPTH = 50  # tables in tables

Attributes = list[tuple[str, str | None]]

SILENT = {"style", "script", "title", "xml", "noscript", "template", "select"}
BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "br", "center", "caption", "form", "body", "hr", "ul"}
BLANKS = re.compile(r"[ \t\r\n\f]+")
TAB = re.compile(r"<x:ExcelWorksheet>\s*<x:Name>([^<]+)</x:Name>", re.IGNORECASE)
UNSEEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)


def read(text: str, tab: str) -> Iterator[Grid]:
    """Raises Problem for a page without a table."""
    if text.count("<") > text.count(">") + MAX_UNCLOSED:  # the parser would look for their ends over and over
        raise damaged()
    tabs = TAB.findall(text)
    page = _Page(Book().add(unescape(tabs[0]).strip() if len(tabs) == 1 else tab))
    try:
        page.feed(text)
        page.close()
    except AssertionError as error:  # how the parser gives up on a declaration
        raise damaged() from error
    page.finish()
    yield page.sheet.grid()


class _Table:
    def __init__(self, merges: int) -> None:
        self.merges = merges  # how many the sheet had before
        self.row = -1  # of the sheet; none begun
        self.column = 0  # next free
        self.cols = 0  # <col> elements met
        self.cell: tuple[int, int, bool] | None = None  # columns, rows, hidden
        self.words: list[str] = []
        self.taken: dict[int, int] = {}  # column → rows still covered from above, this one among them


class _Page(HTMLParser):
    def __init__(self, sheet: Sheet) -> None:
        super().__init__(convert_charrefs=True)
        self.sheet = sheet
        self.tables: list[_Table] = []
        self.next_row, self.found = 0, False
        self.loose: list[str] = []  # words outside any cell
        self.silent: str | None = None
        self.seen: dict[int, set[bool]] = {}  # column → whether its cells are hidden

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if self.silent:
            return
        if tag in SILENT:
            self.silent = tag
        elif tag == "table":
            self._flush_loose()
            if len(self.tables) >= MAX_DEPTH:
                raise damaged()
            self.tables.append(_Table(len(self.sheet.merges)))
            self.found = True
        elif self.tables and tag in {"tr", "td", "th", "col"}:
            self._table_tag(self.tables[-1], tag, dict(attrs))
        elif tag in BLOCKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            if tag == self.silent:
                self.silent = None
        elif tag == "table" and self.tables:
            self._end_table(self.tables.pop())
        elif tag in {"td", "th"} and self.tables:
            self._end_cell(self.tables[-1])
        elif tag == "tr" and self.tables:
            self._end_row(self.tables[-1])
        elif tag in BLOCKS:
            self._break()

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        if tag not in SILENT:
            self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        words = BLANKS.sub(" ", data)
        if self.tables and self.tables[-1].cell:
            self.tables[-1].words.append(words)
        elif words != " ":
            self.loose.append(words)

    def finish(self) -> None:
        if not self.found:
            raise no_table()
        while self.tables:
            self.handle_endtag("table")
        self._flush_loose()
        self.sheet.hidden_columns += [(column, column) for column, hidden in self.seen.items() if hidden == {True}]

    def _break(self) -> None:
        if self.tables and self.tables[-1].cell:
            self.tables[-1].words.append("\n")
        else:
            self._flush_loose()

    def _flush_loose(self) -> None:
        """Words between tables are a row of their own; inside a table they belong to no cell and stand before it."""
        if text := _tidy(self.loose):
            self.sheet.put(self.next_row, 0, text)
            self.next_row += 1
        self.loose = []

    def _table_tag(self, table: _Table, tag: str, attributes: dict[str, str | None]) -> None:
        hidden = bool(UNSEEN.search(attributes.get("style") or "")) or "hidden" in attributes
        if tag == "col":
            span = _span(attributes, "span")
            if hidden:
                self.sheet.hidden_columns.append((table.cols, table.cols + span - 1))
            table.cols += span
            return
        if tag == "tr" or table.row < 0:
            self._end_row(table)
            self._flush_loose()
            table.row, table.column = self.next_row, 0
            self.next_row += 1
        if tag == "tr":
            if hidden:
                self.sheet.hidden_rows.append((table.row, table.row))
            return
        self._end_cell(table)
        while table.taken.get(table.column, 0) > 0:
            table.column += 1
        table.cell = (_span(attributes, "colspan"), _span(attributes, "rowspan"), hidden)

    def _end_cell(self, table: _Table) -> None:
        if table.cell is None:
            return
        columns, rows, hidden = table.cell
        if table.column + columns > MAX_COLUMNS:
            raise far_cell(self.sheet.name, table.row + 1, table.column + columns)
        self.sheet.put(table.row, table.column, _tidy(table.words))
        self.sheet.merge(table.row, table.column, table.row + rows - 1, table.column + columns - 1)
        if columns == 1:
            self.seen.setdefault(table.column, set()).add(hidden)
        if rows > 1:
            table.taken.update(dict.fromkeys(range(table.column, table.column + columns), rows))
        table.column += columns
        table.cell, table.words = None, []

    def _end_row(self, table: _Table) -> None:
        self._end_cell(table)
        if table.row >= 0:
            table.taken = {column: rows - 1 for column, rows in table.taken.items() if rows > 1}
        table.row = -1

    def _end_table(self, table: _Table) -> None:
        """A cell reaches down no farther than its table."""
        self._end_row(table)
        self.sheet.merges[table.merges :] = [
            (first, (min(bottom, self.next_row - 1), right))
            for first, (bottom, right) in self.sheet.merges[table.merges :]
        ]


def _span(attributes: dict[str, str | None], name: str) -> int:
    text = (attributes.get(name) or "1").strip()
    return min(max(int(text), 1), 65_534) if text.isascii() and text.isdecimal() and len(text) < 9 else 1


def _tidy(words: list[str]) -> str:
    lines = [BLANKS.sub(" ", line).strip(" ") for line in "".join(words).split("\n")]
    return "\n".join(line for line in lines if line)
