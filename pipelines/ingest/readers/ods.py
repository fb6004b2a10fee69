"""OpenDocument sheets (ods), parsed here: repeated cells are counted before they are written out."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.ingest.grid import Grid
from pipelines.ingest.packed import opened, part
from pipelines.ingest.readers.markup import Attributes, number, walk
from pipelines.ingest.readers.numbers import plain
from pipelines.ingest.readers.sheets import Book, Sheet
from pipelines.ingest.refusals import MAX_CELLS, damaged, far_cell

NUMBERS = {"float", "currency", "percentage"}
SPACES = {"tab": "\t", "line-break": "\n"}
ASIDE = {"annotation", "shapes", "frame", "tracked-changes", "del", "deletion"}
UNSEEN = {"collapse", "filter"}


def read(data: bytes) -> Iterator[Grid]:
    with opened(data) as archive:
        named = {member.filename.lower(): member for member in archive.infolist()}
        if "content.xml" not in named:
            raise damaged()
        xml = part(archive, named["content.xml"])
    parser = _Parser()
    walk(xml, parser.start, parser.end, parser.text)
    return parser.grids()


class _Parser:
    def __init__(self) -> None:
        self.book = Book()
        self.sheets = self.book.sheets
        self.hidden_styles: set[str] = set()
        self.style = ""
        self.row = self.column = self.column_at = self.repeat = 0
        self.cell: Attributes | None = None
        self.words: list[list[str]] = []  # of each paragraph of the cell
        self.in_row: list[tuple[int, int, str, str]] = []  # first column, how many, text, letter
        self.merged: list[tuple[int, int, int, int]] = []
        self.aside = 0
        self.nested = 0
        self.filled: list[tuple[Sheet, int, int, list[tuple[int, int, str, str]]]] = []  # first row, times, cells
        self.counted = 0  # cells, with their repeats

    def start(self, name: str, attributes: Attributes) -> None:
        if name in ASIDE or self.aside:
            self.aside += 1
            return
        if name == "style":
            self.style = attributes.get("name", "")
        elif name == "table-properties" and attributes.get("display") == "false":
            self.hidden_styles.add(self.style)
        elif name == "table":
            self._table(attributes)
        elif not self.sheets or self.nested > 1:
            return
        elif name == "table-column":
            self._columns(attributes)
        elif name == "table-row":
            self.column, self.in_row = 0, []
            self.repeat = max(1, number(attributes, "number-rows-repeated", 1))
            if attributes.get("visibility") in UNSEEN:
                self.sheets[-1].hidden_rows.append((self.row, self.row + self.repeat - 1))
        elif name in {"table-cell", "covered-table-cell"}:
            self.cell, self.words = attributes, []
        elif self.cell is not None:
            self._in_cell(name, attributes)

    def end(self, name: str) -> None:
        if self.aside:
            self.aside -= 1
        elif name == "table":
            self.nested -= 1
        elif not self.sheets or self.nested > 1:
            return
        elif name in {"table-cell", "covered-table-cell"} and self.cell is not None:
            self._cell(self.cell)
            self.cell = None
        elif name == "table-row":
            self._row()

    def text(self, text: str) -> None:
        if self.words and self.cell is not None and not self.aside:
            self.words[-1].append(text)

    def _in_cell(self, name: str, attributes: Attributes) -> None:
        if name == "p":
            self.words.append([])
        elif name == "s" and self.words:
            self.words[-1].append(" " * min(number(attributes, "c", 1), 1000))
        elif name in SPACES and self.words:
            self.words[-1].append(SPACES[name])

    def _table(self, attributes: Attributes) -> None:
        self.nested += 1
        if self.nested == 1:
            hidden = attributes.get("style-name") in self.hidden_styles
            self.book.add(attributes.get("name", f"Sheet{len(self.sheets) + 1}"), hidden)
            self.row = self.column_at = 0

    def _columns(self, attributes: Attributes) -> None:
        count = max(1, number(attributes, "number-columns-repeated", 1))
        if attributes.get("visibility") in UNSEEN:
            self.sheets[-1].hidden_columns.append((self.column_at, self.column_at + count - 1))
        self.column_at += count

    def _cell(self, attributes: Attributes) -> None:
        count = max(1, number(attributes, "number-columns-repeated", 1))
        text, letter = _shown(attributes, "\n".join("".join(words) for words in self.words))
        if text:
            self.in_row.append((self.column, count, text, letter))
        across, down = number(attributes, "number-columns-spanned", 1), number(attributes, "number-rows-spanned", 1)
        if across > 1 or down > 1:
            self.sheets[-1].merge(self.row, self.column, self.row + down - 1, self.column + across - 1)
        self.column += count

    def _row(self) -> None:
        """Counted now, written out at the end: a few bytes can stand for more cells than can be held."""
        if self.in_row:
            sheet = self.sheets[-1]
            self.counted += self.repeat * sum(count for _, count, _, _ in self.in_row)
            if self.counted > MAX_CELLS:
                raise far_cell(sheet.name, self.row + self.repeat, self.column)
            self.filled.append((sheet, self.row, self.repeat, self.in_row))
        self.row += self.repeat

    def grids(self) -> Iterator[Grid]:
        for sheet, first, repeat, cells in self.filled:
            for row in range(first, first + repeat):
                for column, count, text, letter in cells:
                    for at in range(column, column + count):
                        sheet.put(row, at, text, letter)
        return self.book.grids()


def _shown(attributes: Attributes, text: str) -> tuple[str, str]:
    """What a cell shows and its type letter."""
    kind = attributes.get("value-type", "string" if text else "")
    if kind in NUMBERS:
        return (text, "e") if text.startswith("#") else (plain(attributes.get("value", text)), "n")
    told = {
        "date": (attributes.get("date-value", text).removesuffix("T00:00:00"), "d"),
        "time": (_clock(attributes.get("time-value", text)), "d"),
        "boolean": (attributes.get("boolean-value", text).upper(), "b"),
        "error": (text, "e"),
        "": (attributes.get("formula", ""), "e"),  # a formula that was never computed
    }
    return told.get(kind) or (attributes.get("string-value", "") or text, "s")


def _clock(text: str) -> str:
    """PT08H30M00S → 08:30:00; as it stands when it is nothing of the kind."""
    import re  # noqa: PLC0415 - rare

    found = re.fullmatch(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S", text)
    return ":".join(part.zfill(2) for part in found.groups()) if found else text
