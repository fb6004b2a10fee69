"""xlsx: the parts are looked through before the cell reader sees them.

One cell at XFD1048576 would have it claim memory for seventeen thousand million cells; the look finds that, and what
the cell reader does not tell: error cells, hidden rows and columns. Links to other workbooks are never followed.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator

from pipelines.ingest.grid import Grid
from pipelines.ingest.packed import opened, part
from pipelines.ingest.readers import cells
from pipelines.ingest.readers.scan import Scan
from pipelines.ingest.readers.sheets import MAX_COLUMNS, MAX_ROWS, check_sheets
from pipelines.ingest.refusals import MAX_CELLS, damaged, too_large

# Row numbers from 10,000, cells from column AA, cells from row 100,000: an ordinary sheet has none, so it is fast.
FAR = re.compile(rb'r="([A-Za-z]{2,7}\d+|\d{5,10}|[A-Za-z]\d{6,10})"')
# Written otherwise than every office program writes it, it takes longer; whoever mixes both meets the memory's limit.
HEAD, USUAL = 20_000, re.compile(rb'<(?:\w+:)?row r="\d+"')
FAR_LOOSELY = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]{1,7}\d+|\d{1,10})""")
LAST_ROW = re.compile(rb'<row r="(\d{1,7})"')
FILLED = re.compile(
    rb"""<(?:\w+:)?c\b[^>]*?\sr\s*=\s*["']\s*([^"'\s]+)["'][^>]*(?<!/)>(?:(?!</c>).)*?<(?:v|is)\b""", re.DOTALL
)
PLACE = re.compile(rb"([A-Za-z]{1,7})(\d{1,10})")
ERROR_CELL = re.compile(
    rb'<c\b(?=[^>]* t="e")[^>]* r="([A-Z]+)(\d+)"[^>]*(?<!/)>(?:(?!</c>).)*?<v>([^<]*)</v>', re.DOTALL
)
# A formula without a result: what its cell would show is not known, which is not nothing.
NO_RESULT = re.compile(rb"</f>(?:<v\s*/>|<v></v>)?</c>")
LONG_FORMULA = 9_000  # Excel takes 8,192 letters
FORMULA_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*><f\b[^>]*>([^<]+)<')
HIDDEN = re.compile(rb'<(?:\w+:)?(row|col)\b([^>]*\bhidden="(?:1|true)"[^>]*)>')
NUMBER = re.compile(rb'\b(r|min|max)="(\d{1,7})"')
TABS = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
LINKS = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
UNIQUE = re.compile(rb'uniqueCount="(\d+)"')
TEXT_CELL = re.compile(rb't="s"[^>]*>\s*<v>(\d{1,9})</v>')
SHARED = "sharedstrings.xml"
NEEDED = re.compile(r"(?i)^(?!.*(drawing|media|chart|theme|printer|customxml|docprops|externallink)).*\.(xml|rels)$")
Parts = dict[str, bytes]
LONG_TEXT, MAX_TEXT = 2_000, 64 << 20  # bytes


def read(data: bytes) -> Iterator[Grid]:
    """Raises Problem for a workbook that is damaged, unsafe or too large."""
    with opened(data) as archive:
        parts = {about.filename: part(archive, about) for about in archive.infolist() if NEEDED.search(about.filename)}
    scans = _scan(parts)  # before anything is copied
    return cells.read(_unpacked(parts), scans)


def _unpacked(parts: Parts) -> bytes:
    """A container of the parts as they were looked through: the cell reader meets no other, and unpacks none again."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, xml in parts.items():
            archive.writestr(name, xml)
    return target.getvalue()


def _scan(parts: Parts) -> dict[str, Scan]:
    """By tab."""
    tabs = _tabs(parts)
    texts = _long_texts(next((xml for name, xml in parts.items() if name.lower().endswith(SHARED)), b""))
    scans: dict[str, Scan] = {}
    for name, xml in parts.items():
        folder, _, leaf = name.rpartition("/")
        if folder.endswith("worksheets") and leaf.lower().endswith(".xml"):
            tab = tabs.get(leaf, name)
            if texts and sum(texts[int(at)] for at in TEXT_CELL.findall(xml) if int(at) < len(texts)) > MAX_TEXT:
                raise too_large(f"工作表“{tab}”的文字过多", f'Sheet "{tab}" holds too much text')
            scans[tab] = _look(xml, tab)
    return scans


def _long_texts(shared: bytes) -> list[int]:
    """How long each shared text is, when one is so long that repeating it could fill the memory."""
    if (told := UNIQUE.search(shared[:2000])) and int(told[1]) > len(shared):
        raise damaged()  # the cell reader claims memory for as many
    lengths = list(map(len, shared.split(b"</si>")))
    return lengths if max(lengths) > LONG_TEXT else []


def _look(xml: bytes, tab: str) -> Scan:
    scan = Scan()
    scan.rows, scan.columns = _extent(xml)
    scan.check(tab)
    if b' t="e"' in xml:
        for letters, row, text in ERROR_CELL.findall(xml):
            scan.errors.setdefault(int(row) - 1, {})[_column_number(letters) - 1] = html.unescape(
                text.decode("utf-8", "replace")
            )
    for end in NO_RESULT.finditer(xml):
        cell = FORMULA_CELL.match(xml, xml.rfind(b"<c ", max(0, end.start() - LONG_FORMULA), end.start()))
        if cell and b't="str"' not in cell[0]:
            text = f"={html.unescape(cell[3].decode('utf-8', 'replace'))}"
            scan.errors.setdefault(int(cell[2]) - 1, {})[_column_number(cell[1]) - 1] = text
    if b'hidden="' in xml:
        for kind, attributes in HIDDEN.findall(xml):
            numbers = {name: int(value) for name, value in NUMBER.findall(attributes)}
            if kind == b"row" and b"r" in numbers:
                scan.hidden_rows.append((numbers[b"r"] - 1,) * 2)
            elif kind == b"col" and b"min" in numbers:
                scan.hidden_columns.append((numbers[b"min"] - 1, numbers.get(b"max", numbers[b"min"]) - 1))
    return scan


def _extent(xml: bytes) -> tuple[int, int]:
    """An upper bound of the sheet's filled rows and columns, no finer than it needs to be."""
    last = LAST_ROW.match(xml, max(0, xml.rfind(b"<row ")))
    if last and int(last[1]) * MAX_COLUMNS <= MAX_CELLS:
        return int(last[1]), 1  # however wide
    rows, letters = 1, {b"Z"}
    for found in (FAR if USUAL.search(xml[:HEAD]) else FAR_LOOSELY).finditer(xml):
        reference = found[1]
        column = reference.rstrip(b"0123456789")
        rows = max(rows, int(reference[len(column) :]))
        letters.add(column.upper() or b"A")
        if rows > MAX_ROWS:
            break
    columns = max(map(_column_number, letters))
    return (rows, columns) if rows * columns <= MAX_CELLS else _filled(xml)


def _filled(xml: bytes) -> tuple[int, int]:
    """The same to the cell: borders and colours often run down to the last row of all, and hold nothing."""
    rows = columns = 1
    for found in FILLED.finditer(xml):
        place = PLACE.fullmatch(found[1])
        if place is None:  # written so as not to be understood
            return MAX_ROWS + 1, MAX_COLUMNS
        rows, columns = max(rows, int(place[2])), max(columns, _column_number(place[1].upper()))
        if rows > MAX_ROWS or rows * columns > MAX_CELLS:
            break
    return rows, columns


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _tabs(parts: Parts) -> dict[str, str]:
    """Worksheet part → the name on its tab."""
    book = next((name for name in parts if name.lower().endswith("workbook.xml")), None)
    if book is None:
        raise damaged()
    folder, _, leaf = book.rpartition("/")
    links = parts.get(f"{folder}/_rels/{leaf}.rels".lstrip("/"), b"").decode("utf-8", "replace")
    targets = {}
    for link in LINKS.findall(links):
        target, known = re.search(r'Target="([^"]*)"', link), re.search(r'\bId="([^"]*)"', link)
        if target and known:
            targets[known[1]] = target[1].rpartition("/")[2]
    tabs = TABS.findall(parts[book].decode("utf-8", "replace"))
    check_sheets(len(tabs))
    names = {}
    for tab in tabs:
        name, link_id = re.search(r'\bname="([^"]*)"', tab), re.search(r':id="([^"]*)"', tab)
        if name and link_id and link_id[1] in targets:
            names[targets[link_id[1]]] = html.unescape(name[1])
    return names
