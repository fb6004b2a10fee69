"""Tables of a Word document: each is a sheet, with the paragraphs above it as its title rows."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.ingest.grid import Grid
from pipelines.ingest.packed import opened, part
from pipelines.ingest.readers.markup import Attributes, number, walk
from pipelines.ingest.readers.sheets import MAX_COLUMNS, Book, Sheet
from pipelines.ingest.refusals import damaged, no_table

ASIDE = {"moveFrom", "Fallback", "del"}  # what was moved away or deleted, and a second copy of what is drawn

LETTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read(data: bytes) -> Iterator[Grid]:
    """Raises Problem for a document without a table."""
    with opened(data) as archive:
        named = {member.filename.lower(): member for member in archive.infolist()}
        xml = part(archive, named["word/document.xml"])
    document = _Document()
    walk(xml, document.start, document.end, document.text)
    if not document.book.sheets:
        raise no_table()
    document.flush()
    return document.book.grids()


class _Table:
    """A table being read: where it is in its sheet, and the cells that go on downward."""

    def __init__(self, sheet: Sheet, row: int) -> None:
        self.sheet, self.row = sheet, row
        self.column = self.span = 0
        self.down: str | None = None
        self.open: dict[int, tuple[int, int, int]] = {}  # column → first row, last row, last column of a merged cell
        self.cell: list[str] = []

    def close(self, columns: list[int]) -> None:
        for column in columns:
            top, bottom, right = self.open.pop(column)
            self.sheet.merge(top, column, bottom, right)


class _Document:
    def __init__(self) -> None:
        self.book = Book()
        self.tables: list[_Table] = []  # open ones, the innermost last
        self.above: list[str] = []  # paragraphs since the last table
        self.words: list[str] = []
        self.last: tuple[Sheet, int] | None = None  # the table before: its sheet and next row
        self.aside = self.in_text = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if name in ASIDE or self.aside:
            self.aside += 1
            return
        table = self.tables[-1] if self.tables else None
        if name == "tbl":
            self._begin()
        elif name == "t":
            self.in_text += 1
        elif name in LETTERS:
            self.words.append(LETTERS[name])
        elif table is None:
            return
        elif name == "tr":
            table.column = 0
        elif name == "gridBefore":
            table.column += min(number(attributes, "val"), MAX_COLUMNS)
        elif name == "tc":
            table.span, table.down, table.cell = 1, None, []
        elif name == "gridSpan":
            table.span = max(1, number(attributes, "val", 1))
            if table.span > MAX_COLUMNS:
                raise damaged()
        elif name == "vMerge":
            table.down = attributes.get("val", "continue")

    def end(self, name: str) -> None:
        if self.aside:
            self.aside -= 1
            return
        table = self.tables[-1] if self.tables else None
        if name == "t":
            self.in_text -= 1
        elif name == "p":
            (table.cell if table else self.above).append("".join(self.words).strip())
            self.words = []
        elif table is None:
            return
        elif name == "tc":
            self._cell(table)
        elif name == "tr":
            self._row(table)
        elif name == "tbl":
            self._finish(self.tables.pop())

    def text(self, text: str) -> None:
        if self.in_text and not self.aside:
            self.words.append(text)

    def flush(self) -> None:
        """Paragraphs below the last table belong to it: signatures and notes."""
        if self.last:
            sheet, row = self.last
            for number_, paragraph in enumerate(filter(None, self.above)):
                sheet.put(row + number_, 0, paragraph)

    def _begin(self) -> None:
        above = [paragraph for paragraph in self.above if paragraph]
        if not self.tables:
            self.above = []
        if not self.tables and not above and self.last:
            self.tables.append(_Table(self.last[0], self.last[1]))  # a long table cut in two goes on
        else:
            sheet = self.book.add(f"表{len(self.book.sheets) + 1}")
            for row, paragraph in enumerate(above if not self.tables else []):
                sheet.put(row, 0, paragraph)
            self.tables.append(_Table(sheet, len(above) if not self.tables else 0))

    def _cell(self, table: _Table) -> None:
        right = table.column + table.span - 1
        going_on = table.open.get(table.column)
        if table.down == "continue" and going_on and going_on[2] == right:
            table.open[table.column] = (going_on[0], table.row, right)
        else:
            table.close([column for column in table.open if table.column <= column <= right])
            table.sheet.put(table.row, table.column, "\n".join(filter(None, table.cell)))
            if table.down == "restart":
                table.open[table.column] = (table.row, table.row, right)
            else:
                table.sheet.merge(table.row, table.column, table.row, right)
        table.column = right + 1

    def _row(self, table: _Table) -> None:
        table.close([column for column, (_, bottom, _) in table.open.items() if bottom < table.row])
        table.row += 1

    def _finish(self, table: _Table) -> None:
        table.close(list(table.open))
        if not self.tables:
            self.last = (table.sheet, table.row)
