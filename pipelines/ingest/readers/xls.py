"""xls and WPS .et (BIFF): its records are looked through before the cell reader sees them."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from pipelines.ingest.grid import Grid
from pipelines.ingest.readers import cells
from pipelines.ingest.readers.compound import stream
from pipelines.ingest.readers.scan import Scan
from pipelines.ingest.readers.sheets import check_sheets
from pipelines.ingest.refusals import damaged, encrypted

EOF, FILEPASS, COLINFO, BOUNDSHEET, ROW = 0x0A, 0x2F, 0x7D, 0x85, 0x208
FORMULA, MULRK, BOOLERR = 0x06, 0xBD, 0x205
CELLS = {FORMULA, 0x406, 0x206, 0x203, 0xFD, 0x27E, 0x204, MULRK, BOOLERR, 0xD6}  # begin with row and column
PAIR = struct.Struct("<HH").unpack_from
BOFS = {0x809, 0x409, 0x209, 0x09}


def read(data: bytes) -> Iterator[Grid]:
    """Raises Problem for a workbook that is protected, damaged or too large."""
    book = stream(data, "Workbook", "Book")
    if not book:
        raise damaged()
    try:
        scans = _scan(book)
    except (struct.error, IndexError, ValueError) as error:
        raise damaged() from error
    for tab, scan in scans.items():
        scan.check(tab)
    return cells.read(data, scans)


def _scan(book: bytes) -> dict[str, Scan]:
    """By tab. A record is a type and a length, two bytes each, and that many bytes."""
    tabs: dict[int, str] = {}
    scans: dict[str, Scan] = {}
    scan, depth, at, end = Scan(), 0, 0, len(book) - 4
    while at <= end:
        kind, length = PAIR(book, at)
        if kind in CELLS and depth < 2:  # a chart inside the sheet has cells of its own
            _cell(scan, book, kind, at + 4, length)
        elif kind in {ROW, COLINFO}:
            _hidden(scan, book, kind, at + 4, length)
        elif kind == FILEPASS:
            raise encrypted()
        elif kind == BOUNDSHEET and not scans:
            tabs[struct.unpack_from("<I", book, at + 4)[0]] = _name(book[at + 10 : at + 4 + length])
            check_sheets(len(tabs))
        elif kind in BOFS:
            depth += 1
            if depth == 1:
                scan = scans.setdefault(tabs[at], Scan()) if at in tabs else Scan()
        elif kind == EOF:
            depth -= 1
        at += 4 + length
    return scans


def _cell(scan: Scan, book: bytes, kind: int, at: int, length: int) -> None:
    row, column = PAIR(book, at)
    if kind == MULRK:
        column = PAIR(book, at + length - 4)[1]  # the last of several
    scan.cell(row, column)
    if kind == FORMULA and book[at + 12 : at + 14] == b"\xff\xff" and book[at + 6] == 2:
        scan.error(row, column, book[at + 8])
    elif kind == BOOLERR and book[at + 7]:
        scan.error(row, column, book[at + 6])


def _hidden(scan: Scan, book: bytes, kind: int, at: int, length: int) -> None:
    first, last = PAIR(book, at)
    if kind == COLINFO and length >= 10 and book[at + 8] & 1:
        scan.hidden_columns.append((first, last))
    elif kind == ROW and length >= 16 and book[at + 12] & 0x20:
        scan.hidden_rows.append((first, first))


def _name(raw: bytes) -> str:
    """BIFF8: length, whether two bytes a letter, letters. Older ones are not matched and have no scan of their own."""
    wide = raw[1] & 1
    return raw[2 : 2 + raw[0] * (2 if wide else 1)].decode("utf-16-le" if wide else "latin-1", "replace")
