"""Text with a delimiter (csv, tsv): one sheet; its rows are records, as Excel counts them when it opens the file."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import repeat

from pipelines.ingest.grid import Grid, rows_of
from pipelines.ingest.readers.sheets import check_extent
from pipelines.ingest.refusals import MAX_CELLS, damaged, too_large

DELIMITERS = ",\t;|，"
SAMPLE = 100_000  # letters
AS_TEXT = re.compile(r'="([^"]*)"')  # how exporters keep Excel from making a number of an identity number
SEP = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # an instruction to Excel, which shows it to nobody


def read(text: str, tab: str) -> Iterator[Grid]:
    """Raises Problem for a text that is too large, or has a cell that never ends."""
    delimiter = delimiter_of(text) or ","
    if (cells := text.count(delimiter) + text.count("\n")) > MAX_CELLS:
        raise too_large(f"文本有 {cells} 个单元格以上", f"The text has {cells} cells or more")
    body = text[told.end() :] if (told := SEP.match(text)) else text
    try:
        records = _records(body, delimiter)
    except csv.Error as error:
        raise damaged() from error
    width = max(map(len, records), default=0)
    check_extent(tab, len(records), width)
    marked = '="' in body
    full = [(_unmarked(cells) if marked else cells) + [""] * (width - len(cells)) for cells in records]
    rows = rows_of(range(1, len(full) + 1), full, repeat("s" * width))
    yield Grid(tab, False, rows, [], frozenset(), frozenset())


def delimiter_of(text: str) -> str | None:
    """The delimiter that gives the most columns, cut through no quoted cell; null when none gives two."""
    if told := SEP.match(text):
        return told[1]
    best, most = None, 0
    for delimiter in DELIMITERS:
        try:
            records = _records(text[:SAMPLE], delimiter)
        except csv.Error:
            continue
        columns = sum(len(cells) - 1 for cells in records if cells and not any(cell.count('"') % 2 for cell in cells))
        if columns > most:
            best, most = delimiter, columns
    return best


def _unmarked(cells: list[str]) -> list[str]:
    return [kept[1] if (kept := AS_TEXT.fullmatch(cell)) else cell for cell in cells]


def _records(text: str, delimiter: str) -> list[list[str]]:
    """Quoted cells may hold line ends; when a quote is left open, quotes are letters and every line is a record."""
    lines = text.rstrip("\x1a").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[-1] == "":
        lines.pop()
    try:
        return list(csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, strict=True))
    except csv.Error:
        return list(csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE))
