"""xlsb: the binary parts are looked through before the cell reader sees them."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from pipelines.ingest.grid import Grid
from pipelines.ingest.packed import opened
from pipelines.ingest.readers import cells
from pipelines.ingest.readers.scan import Scan
from pipelines.ingest.readers.sheets import MAX_MERGES, check_sheets
from pipelines.ingest.refusals import damaged

ROW, LAST_CELL, COLUMNS, SHEET, MERGE = 0, 11, 60, 156, 176
BLANK, ERROR, FORMULA_ERROR = 1, 3, 11
LINK = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")


def read(data: bytes) -> Iterator[Grid]:
    """Raises Problem for a workbook that is damaged or too large."""
    with opened(data) as archive:
        try:
            scans = {tab: _look(archive.read(name), tab) for tab, name in _tabs(archive).items()}
        except struct.error as error:
            raise damaged() from error
    return cells.read(data, scans)


def _records(part: bytes) -> Iterator[tuple[int, int, int]]:
    """Type, where its bytes begin, and how many they are. Both numbers are written seven bits a byte."""
    at = 0
    while at < len(part):
        kind = part[at]
        at += 1
        if kind & 0x80:
            kind = kind & 0x7F | part[at] << 7
            at += 1
        length = shift = 0
        while True:
            byte = part[at]
            at += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 or shift > 21:
                break
        yield kind, at, length
        at += length


def _look(part: bytes, tab: str) -> Scan:
    scan = Scan(merges=[])
    assert scan.merges is not None  # noqa: S101 - just made
    row = 0
    for kind, at, length in _records(part):
        if kind == ROW:
            row = struct.unpack_from("<I", part, at)[0]
            if length > 11 and part[at + 11] & 0x10:
                scan.hidden_rows.append((row,) * 2)
        elif BLANK <= kind <= LAST_CELL:
            column = struct.unpack_from("<I", part, at)[0]
            if kind != BLANK:
                scan.cell(row, column)
            if kind in {ERROR, FORMULA_ERROR}:
                scan.error(row, column, part[at + 8])
        elif kind == COLUMNS:
            first, last, _, _, flags = struct.unpack_from("<IIIIH", part, at)
            if flags & 1:
                scan.hidden_columns.append((first, last))
        elif kind == MERGE and len(scan.merges) <= MAX_MERGES:
            top, bottom, left, right = struct.unpack_from("<IIII", part, at)
            scan.merges.append(((top, left), (bottom, right)))
    scan.check(tab)
    return scan


def _tabs(archive: zipfile.ZipFile) -> dict[str, str]:
    """Tab → its part."""
    parts = {name.lower(): name for name in archive.namelist()}
    book = next(name for name in parts if name.endswith("workbook.bin"))
    folder = PurePosixPath(parts[book]).parent
    links = archive.read(str(folder / "_rels" / f"{PurePosixPath(parts[book]).name}.rels")).decode("utf-8", "replace")
    targets = {}
    for link in LINK.findall(links):
        target, known = re.search(r'Target="([^"]*)"', link), re.search(r'\bId="([^"]*)"', link)
        if target and known:
            targets[known[1]] = parts.get(str(folder / target[1]).lower(), parts.get(target[1].lstrip("/").lower(), ""))
    tabs = {}
    part = archive.read(parts[book])
    for kind, at, length in _records(part):
        if kind == SHEET:  # state, number, link, name
            link_id, after = _text(part, at + 8)
            name, _ = _text(part, after)
            if targets.get(link_id):
                tabs[name] = targets[link_id]
        if length > len(part):
            raise damaged()
    check_sheets(len(tabs))
    return tabs


def _text(part: bytes, at: int) -> tuple[str, int]:
    """A string of wide letters and where the bytes after it begin."""
    end = at + 4 + 2 * struct.unpack_from("<I", part, at)[0]
    return part[at + 4 : end].decode("utf-16-le", "replace"), end
