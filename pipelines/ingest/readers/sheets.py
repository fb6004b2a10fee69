"""Sheets put together cell by cell, for readers that parse the file themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipelines.ingest.grid import Grid, Merges, rows_of
from pipelines.ingest.refusals import MAX_CELLS, far_cell, too_large, too_many_cells

MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384  # of Excel's sheets
MAX_MERGES = 200_000
MAX_SHEETS = 4_000

Ranges = list[tuple[int, int]]  # first and last


class Book:
    """The sheets of a file. Raises Problem for more sheets or cells, empty ones to the left included, than fit."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._cells = 0

    def add(self, name: str, hidden: bool = False) -> Sheet:
        self.sheets.append(Sheet(self, name, hidden))
        check_sheets(len(self.sheets))
        return self.sheets[-1]

    def hold(self, cells: int) -> None:
        self._cells += cells
        if self._cells > MAX_CELLS:
            raise too_many_cells()

    def grids(self) -> Iterator[Grid]:
        return (sheet.grid() for sheet in self.sheets)


class Sheet:
    """Rows and columns count from 0 here, as in merges."""

    def __init__(self, book: Book, name: str, hidden: bool) -> None:
        self.book, self.name, self.hidden = book, name, hidden
        self.merges: Merges = []
        self.hidden_rows: Ranges = []
        self.hidden_columns: Ranges = []
        self._rows: dict[int, tuple[list[str], list[str]]] = {}  # texts and type letters
        self._width = 0

    def put(self, row: int, column: int, text: str, letter: str = "s") -> None:
        """An empty text is no cell."""
        if text == "":
            return
        if column >= MAX_COLUMNS or row >= MAX_ROWS:
            raise far_cell(self.name, row + 1, column + 1)
        if row not in self._rows:
            self._rows[row] = ([], [])
        texts, letters = self._rows[row]
        if (gap := column - len(texts)) >= 0:
            self.book.hold(gap + 1)
            texts.extend([""] * gap + [text])
            letters.extend(["-"] * gap + [letter])
            if column >= self._width:
                self._width = column + 1
        else:
            texts[column], letters[column] = text, letter

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        if (top, left) != (bottom, right):
            self.merges.append(((top, left), (bottom, right)))

    def grid(self) -> Grid:
        """Raises Problem for a sheet too wide and long to hold."""
        height, width = max(self._rows, default=-1) + 1, self._width
        check_extent(self.name, height, width)
        numbers = sorted(self._rows)
        found = [self._rows[number] for number in numbers]
        rows = rows_of(
            (number + 1 for number in numbers),
            [texts + [""] * (width - len(texts)) for texts, _ in found],
            ("".join(letters) for _, letters in found),
        )
        return Grid(
            self.name, self.hidden, rows, within(self.name, self.merges, height, width),
            frozenset(row + 1 for row in spread(self.hidden_rows, height)),
            frozenset(spread(self.hidden_columns, width)),
        )  # fmt: skip


def check_extent(name: str, height: int, width: int) -> None:
    """Raises Problem for a sheet whose cells lie too far apart to hold."""
    if height * width > MAX_CELLS or height > MAX_ROWS or width > MAX_COLUMNS:
        raise far_cell(name, height, width)


def check_sheets(count: int) -> None:
    """Raises Problem for a file of more sheets than anyone can look at."""
    if count > MAX_SHEETS:
        raise too_large(f"工作表或表格有 {count} 张以上", f"There are {count} sheets or tables, or more")


def within(name: str, merges: Merges, height: int, width: int) -> Merges:
    """Merged ranges cut to where there are cells, in order; whoever walks over one then walks over cells."""
    if len(merges) > MAX_MERGES:
        raise too_large(
            f"工作表“{name}”有 {len(merges)} 处合并单元格", f'Sheet "{name}" has {len(merges)} merged ranges'
        )
    return sorted(
        ((top, left), (min(bottom, height - 1), min(right, width - 1)))
        for (top, left), (bottom, right) in merges
        if top < height and left < width
    )


def spread(ranges: Ranges, end: int) -> Iterable[int]:
    """The numbers in these ranges that are below the end, each once, however often they are named."""
    reached = 0
    for first, last in sorted(ranges):
        yield from range(max(first, reached), min(last + 1, end))
        reached = max(reached, last + 1)
        if reached >= end:
            break
