"""SpreadsheetML of 2003: XML that Java systems write and call `.xls`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.ingest.grid import Grid
from pipelines.ingest.readers.markup import Attributes, number, walk
from pipelines.ingest.readers.numbers import plain
from pipelines.ingest.readers.sheets import Book

LETTERS = {"Number": "n", "DateTime": "d", "Boolean": "b", "Error": "e"}
# Letters that XML forbids, which careless exporters write all the same.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
    "|&#(?:x0*(?:[0-8bcefBCEF]|1[0-9a-fA-F])|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]));"
)


def read(text: str, tab: str) -> Iterator[Grid]:
    parser = _Parser(tab)
    walk(FORBIDDEN.sub("", text.lstrip("\ufeff \t\r\n")), parser.start, parser.end, parser.text)
    return parser.book.grids()


class _Parser:
    def __init__(self, tab: str) -> None:
        self.tab = tab  # for a sheet that does not name itself
        self.book = Book()
        self.sheets = self.book.sheets
        self.row = self.column = self.across = self.next_column_style = 0
        self.kind, self.parts = "", [""]
        self.path: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        self.path.append(name)
        if name == "Worksheet":
            self.book.add(attributes.get("Name") or f"{self.tab} {len(self.sheets) + 1}")
            self.row, self.next_column_style = -1, 0
        if not self.sheets:
            return
        sheet = self.sheets[-1]
        if name == "Column":
            first = number(attributes, "Index", self.next_column_style + 1) - 1
            self.next_column_style = first + number(attributes, "Span") + 1
            if attributes.get("Hidden") == "1":
                sheet.hidden_columns.append((first, self.next_column_style - 1))
        elif name == "Row":
            first = number(attributes, "Index", self.row + 2) - 1
            self.column, self.row = -1, first + number(attributes, "Span")  # only empty rows are spanned
            if attributes.get("Hidden") == "1":
                sheet.hidden_rows.append((first, self.row))
        elif name == "Cell":
            self.column = number(attributes, "Index", self.column + 2) - 1
            across, down = number(attributes, "MergeAcross"), number(attributes, "MergeDown")
            sheet.merge(self.row, self.column, self.row + down, self.column + across)
            self.across = across
        elif name == "Data" and self.path[-2:-1] == ["Cell"]:
            self.kind, self.parts = attributes.get("Type", "String"), []

    def text(self, text: str) -> None:
        if "Data" in self.path or self.path[-1:] == ["Visible"]:
            self.parts.append(text)

    def end(self, name: str) -> None:
        self.path.pop()
        if name == "Data" and self.path[-1:] == ["Cell"] and self.sheets:
            self.sheets[-1].put(self.row, self.column, *_cell(self.kind, "".join(self.parts)))
        elif name == "Cell":
            self.column += self.across
        elif name == "Visible" and self.sheets:
            self.sheets[-1].hidden = "Hidden" in "".join(self.parts)
        if name in {"Data", "Visible"}:
            self.parts = []


def _cell(kind: str, text: str) -> tuple[str, str]:
    letter = LETTERS.get(kind, "s")
    if letter == "n":
        return plain(text), "n"
    if letter == "d":
        return text.removesuffix(".000").removesuffix("T00:00:00"), "d"
    if letter == "b":
        return ("TRUE" if text.strip() == "1" else "FALSE"), "b"
    return text, letter
