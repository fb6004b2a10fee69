"""Rosters written by anything but the libraries under test: openpyxl, xlwt, python-docx, LibreOffice, and by hand.

Everything but LibreOffice gives the same bytes each time.
"""

from __future__ import annotations

import io
import shutil
import struct
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from pathlib import Path
from typing import Any

Rows = list[list[Any]]
LONG_AGO = datetime(2026, 1, 5, 9, 0, 0)  # noqa: DTZ001 - a workbook knows no time zone


@dataclass(frozen=True)
class Sheet:
    """`rows` from A1; None is an empty cell. `merges` and rows, columns hidden are named as Excel names them."""

    name: str
    rows: Rows
    merges: tuple[str, ...] = ()
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[str, ...] = ()


def rezip(data: bytes, change: Callable[[str, bytes], bytes | None] | None = None) -> bytes:
    """The same archive with every time fixed, and its parts changed; a part changed to None is left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = change(name, old.read(name)) if change else old.read(name)
            if part is not None:
                add(new, name, part)
    return out.getvalue()


def add(archive: zipfile.ZipFile, name: str, part: bytes) -> None:
    info = zipfile.ZipInfo(name, (2026, 1, 5, 9, 0, 0))
    info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
    archive.writestr(info, part)


def zipped(parts: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            add(archive, name, part.encode() if isinstance(part, str) else part)
    return out.getvalue()


def xlsx(*sheets: Sheet) -> bytes:
    """By openpyxl."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    book.properties.created = book.properties.modified = LONG_AGO
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        for row in sheet.rows:
            page.append(row)
        for cells in sheet.merges:
            page.merge_cells(cells)
        for row_no in sheet.hidden_rows:
            page.row_dimensions[row_no].hidden = True
        for letter in sheet.hidden_columns:
            page.column_dimensions[letter].hidden = True
        if sheet.hidden:
            page.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return rezip(out.getvalue(), _undated)


def _undated(name: str, part: bytes) -> bytes:
    """openpyxl stamps the hour of saving whatever it is told."""
    if name != "docProps/core.xml":
        return part
    head, mark, tail = part.partition(b"<dcterms:modified")
    return head + mark + b' xsi:type="dcterms:W3CDTF">2026-01-05T09:00:00Z' + tail[tail.index(b"</") :]


def xls(*sheets: Sheet) -> bytes:
    """BIFF8 by xlwt."""
    import xlwt
    from openpyxl.utils import range_boundaries

    book = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for sheet in sheets:
        page = book.add_sheet(sheet.name)
        for r, row in enumerate(sheet.rows):
            for c, value in enumerate(row):
                if isinstance(value, date):
                    page.write(r, c, value, day)
                elif value is not None:
                    page.write(r, c, xlwt.Formula(value[1:]) if str(value).startswith("=") else value)
        for cells in sheet.merges:
            left, top, right, bottom = range_boundaries(cells)
            page.merge(top - 1, bottom - 1, left - 1, right - 1)
        for row_no in sheet.hidden_rows:
            page.row(row_no - 1).hidden = True
        for letter in sheet.hidden_columns:
            page.col(ord(letter) - 65).hidden = True
        page.visibility = int(sheet.hidden)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def office(data: bytes, came: str, kind: str) -> bytes:
    """`data`, a file of the kind `came`, opened and saved again by LibreOffice; never the same bytes twice."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"in.{came}"
        source.write_bytes(data)
        _soffice(folder, "--convert-to", kind, "--outdir", f"{folder}/out", str(source))
        return next((Path(folder) / "out").iterdir()).read_bytes()


def locked_xlsx(data: bytes) -> bytes:
    """As Excel locks it, with the password `chunjie`; never the same bytes twice. By msoffcrypto-tool."""
    from msoffcrypto.format.ooxml import OOXMLFile  # type: ignore[import-not-found]

    out = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt("chunjie", out)
    return out.getvalue()


def locked_xls(data: bytes) -> bytes:
    """An xlwt book whose record of who wrote it gives way to the record that says it is encrypted (RC4)."""
    at = data.index(b"\x5c\x00\x70\x00")
    secret = bytes(range(7, 7 + 48))
    lock = struct.pack("<HHHHH", 0x2F, 54, 1, 1, 1) + secret
    return data[:at] + lock + struct.pack("<HH", 0x5C, 54) + b" " * 54 + data[at + 116 :]


def locked_ods(data: bytes) -> bytes:
    """An ods with its content scrambled and a manifest that says how; by hand."""
    how = (
        '<manifest:encryption-data manifest:checksum-type="SHA1/1K" manifest:checksum="AAAAAAAAAAAAAAAAAAAAAAAAAAA=">'
        '<manifest:algorithm manifest:algorithm-name="Blowfish CFB" manifest:initialisation-vector="AAAAAAAAAAA="/>'
        '<manifest:key-derivation manifest:key-derivation-name="PBKDF2" manifest:iteration-count="1024"'
        ' manifest:salt="AAAAAAAAAAAAAAAAAAAAAA=="/></manifest:encryption-data></manifest:file-entry>'
    )

    def lock(name: str, part: bytes) -> bytes:
        if name == "content.xml":
            return bytes((byte * 7 + n * 13 + 5) % 256 for n, byte in enumerate(part))
        if name == "META-INF/manifest.xml":
            head, mark, tail = part.partition(b'manifest:full-path="content.xml"')
            element, _, rest = tail.partition(b"/>")
            assert mark
            return head + mark + element + b' manifest:size="9999">' + how.encode() + rest
        return part

    return rezip(data, lock)


def _soffice(folder: str, *words: str) -> None:
    program = shutil.which("soffice")
    if program is None:
        raise RuntimeError("LibreOffice (soffice) is needed to make these files")
    profile = (Path(folder) / "profile").as_uri()
    subprocess.run([program, f"-env:UserInstallation={profile}", "--headless", *words], check=True, capture_output=True)


def text(rows: Rows, encoding: str, separator: str = ",") -> bytes:
    """Separated values with Windows line ends; quoted only where a cell needs it."""

    def cell(value: Any) -> str:
        words = "" if value is None else str(value)
        if any(mark in words for mark in (separator, '"', "\n")):
            return '"' + words.replace('"', '""') + '"'
        return words

    return "".join(separator.join(map(cell, row)) + "\r\n" for row in rows).encode(encoding)


SPREADSHEETML = """<?xml version="1.0" encoding="UTF-8"?>
{doctype}<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:html="http://www.w3.org/TR/REC-html40">
<DocumentProperties xmlns="urn:schemas-microsoft-com:office:office"><Author>民政办</Author></DocumentProperties>
<Styles><Style ss:ID="Default" ss:Name="Normal"><Font ss:FontName="宋体" ss:Size="11"/></Style></Styles>
{sheets}</Workbook>
"""


def spreadsheetml(*sheets: Sheet, doctype: str = "") -> bytes:
    """Excel 2003 XML as Java systems write it under the name .xls: empty cells left out, ss:Index after them."""
    from openpyxl.utils import range_boundaries

    pages = []
    for sheet in sheets:
        spans: dict[tuple[int, int], str] = {}
        for cells in sheet.merges:
            left, top, right, bottom = range_boundaries(cells)
            spans[top, left] = (f' ss:MergeAcross="{right - left}"' if right > left else "") + (
                f' ss:MergeDown="{bottom - top}"' if bottom > top else ""
            )
        body, last = [], 0
        for r, row in enumerate(sheet.rows, 1):
            filled = [(c, value) for c, value in enumerate(row, 1) if value is not None]
            if not filled:
                continue
            index = f' ss:Index="{r}"' if r != last + 1 else ""
            hidden = ' ss:Hidden="1"' if r in sheet.hidden_rows else ""
            body.append(f"<Row{index}{hidden}>{_xml_cells(filled, spans, r)}</Row>\n")
            last = r
        pages.append(
            f'<Worksheet ss:Name="{escape(sheet.name)}"><Table>\n{"".join(body)}</Table>'
            '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">'
            f"{'<Visible>SheetHidden</Visible>' if sheet.hidden else ''}</WorksheetOptions></Worksheet>\n"
        )
    return SPREADSHEETML.format(sheets="".join(pages), doctype=doctype).encode()


def _xml_cells(filled: list[tuple[int, Any]], spans: dict[tuple[int, int], str], r: int) -> str:
    out, last = "", 0
    for c, value in filled:
        index = f' ss:Index="{c}"' if c != last + 1 else ""
        kind = "Number" if isinstance(value, int | float) else "DateTime" if isinstance(value, date) else "String"
        shown = f"{value:%Y-%m-%d}T00:00:00.000" if kind == "DateTime" else escape(str(value)).replace("&amp;e;", "&e;")
        span = spans.get((r, c), "")
        out += f'<Cell{index}{span}><Data ss:Type="{kind}">{shown}</Data></Cell>'
        last = c + (int(span.split('"')[1]) if "MergeAcross" in span else 0)
    return out


def html(*sheets: Sheet, charset: str = "utf-8", encoding: str = "utf-8", close: bool = True) -> bytes:
    """A page of tables as web systems hand it out under the name .xls; `close=False` leaves </td></tr> out."""
    from openpyxl.utils import range_boundaries

    page = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">\n'
        f'<head><meta http-equiv="Content-Type" content="text/html; charset={charset}">\n'
        "<style>td{mso-number-format:'\\@'} .n{color:#000}</style><script>var a = '<td>1</td>';</script></head>\n<body>"
    )
    for sheet in sheets:
        spans, covered = {}, set()
        for cells in sheet.merges:
            left, top, right, bottom = range_boundaries(cells)
            spans[top, left] = (f" colspan={right - left + 1}" if right > left else "") + (
                f' rowspan="{bottom - top + 1}"' if bottom > top else ""
            )
            covered |= {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)} - {(top, left)}
        page += '<table border="1">\n'
        width = max(map(len, sheet.rows))
        for r, row in enumerate(sheet.rows, 1):
            page += "<tr>"
            for c in range(1, width + 1):
                if (r, c) not in covered:
                    value = row[c - 1] if c <= len(row) and row[c - 1] is not None else ""
                    shown = escape(str(value)).replace("\n", "<br>") or "&nbsp;"
                    page += f"<td{spans.get((r, c), '')}>{shown}" + "</td>" * close
            page += "</tr>\n" * close
        page += "</table>\n"
    return (page + "</body></html>").encode(encoding)


def docx(*parts: str | Sheet) -> bytes:
    """By python-docx: a text is a paragraph, a sheet a table."""
    import docx as word
    from openpyxl.utils import range_boundaries

    document = word.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(len(part.rows), max(map(len, part.rows)))
        for r, row in enumerate(part.rows):
            for c, value in enumerate(row):
                table.cell(r, c).text = "" if value is None else str(value)
        for cells in part.merges:
            left, top, right, bottom = range_boundaries(cells)
            joined = table.cell(top - 1, left - 1).merge(table.cell(bottom - 1, right - 1))
            joined.text = str(part.rows[top - 1][left - 1])
    out = io.BytesIO()
    document.save(out)
    bulky = ("customXml/", "docProps/thumbnail", "word/theme", "word/styles", "word/fontTable")
    return rezip(out.getvalue(), lambda name, part: None if name.startswith(bulky) else _unlinked(part, bulky))


def _unlinked(part: bytes, gone: tuple[str, ...]) -> bytes:
    """Without the links and content types of parts left out: the template's are bulky and say nothing."""
    if b"<Relationships" not in part[:300] and b"<Types" not in part[:300]:
        return part
    for name in gone:
        short = name.split("/", 1)[-1].encode() or name.encode()
        for tag in (b"<Relationship ", b"<Override "):
            pieces = part.split(tag)
            kept = [pieces[0]]
            for piece in pieces[1:]:
                element, mark, tail = piece.partition(b"/>")
                if short in element or b"customXml" in element:
                    kept[-1] += tail
                else:
                    kept.append(element + mark + tail)
            part = tag.join(kept)
    return part


def xlsb(*sheets: Sheet) -> bytes:
    """The binary workbook, record by record as [MS-XLSB] has it; LibreOffice reads it, but writes none."""
    from openpyxl.utils import range_boundaries

    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.bin" ContentType="application/vnd.ms-excel.worksheet"/>'
        for n in range(1, len(sheets) + 1)
    )
    relationships = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/relationships/worksheet" Target="worksheets/sheet{n}.bin"/>'
        for n in range(1, len(sheets) + 1)
    )
    book = _record(131) + _record(143)
    for n, sheet in enumerate(sheets, 1):
        book += _record(156, struct.pack("<II", int(sheet.hidden), n) + _wide(f"rId{n}") + _wide(sheet.name))
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="bin" ContentType='
        f'"application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>{types}</Types>',
        "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}'
        '/relationships/officeDocument" Target="xl/workbook.bin"/></Relationships>',
        "xl/workbook.bin": book + _record(144) + _record(132),
        "xl/_rels/workbook.bin.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{relationships}'
        "</Relationships>",
    }
    for n, sheet in enumerate(sheets, 1):
        width = max(map(len, sheet.rows))
        data = _record(129) + _record(148, struct.pack("<IIII", 0, len(sheet.rows) - 1, 0, width - 1)) + _record(145)
        for r, row in enumerate(sheet.rows):
            span = struct.pack("<III", 1, 0, max(len(row) - 1, 0))
            data += _record(0, struct.pack("<IIHHB", r, 0, 300, 0, 0) + span)
            for c, value in enumerate(row):
                at = struct.pack("<II", c, 0)
                if isinstance(value, int | float):
                    data += _record(5, at + struct.pack("<d", value))
                elif value is not None:
                    data += _record(6, at + _wide(str(value)))
        data += _record(146)
        if sheet.merges:
            data += _record(177, struct.pack("<I", len(sheet.merges)))
            for cells in sheet.merges:
                left, top, right, bottom = range_boundaries(cells)
                data += _record(176, struct.pack("<IIII", top - 1, bottom - 1, left - 1, right - 1))
            data += _record(178)
        parts[f"xl/worksheets/sheet{n}.bin"] = data + _record(130)
    return zipped(parts)


XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"


def _record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    size, length = len(data), b""
    while True:
        length += bytes([size & 127 | (128 if size > 127 else 0)])
        size >>= 7
        if not size:
            return head + length + data


def _wide(words: str) -> bytes:
    coded = words.encode("utf-16-le")
    return struct.pack("<I", len(coded) // 2) + coded


def sheets_xlsx(tabs: list[str], sheet_xml: list[str]) -> bytes:
    """An xlsx by hand, for what no library would write: sheet XML as given, texts in the cells themselves."""
    numbered = list(enumerate(zip(tabs, sheet_xml, strict=True), 1))
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for n, _ in numbered
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/relationships/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n, _ in numbered
    )
    listed = "".join(f'<sheet name="{escape(tab)}" sheetId="{n}" r:id="rId{n}"/>' for n, (tab, _) in numbered)
    return zipped({
        "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        '"application/xml"/><Override PartName="/xl/workbook.xml" ContentType='
        f'"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>{types}</Types>',
        "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}'
        '/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}/relationships"><sheets>{listed}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
        **{f"xl/worksheets/sheet{n}.xml": xml for n, (_, xml) in numbered},
    })  # fmt: skip


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet_xml(rows: Rows, doctype: str = "") -> str:
    from openpyxl.utils import get_column_letter

    body = ""
    for r, row in enumerate(rows, 1):
        cells = ""
        for c, value in enumerate(row, 1):
            place = f'r="{get_column_letter(c)}{r}"'
            if isinstance(value, int | float):
                cells += f"<c {place}><v>{value}</v></c>"
            elif value is not None:
                shown = escape(str(value)).replace("&amp;e;", "&e;")
                cells += f'<c {place} t="inlineStr"><is><t>{shown}</t></is></c>'
        body += f'<row r="{r}">{cells}</row>'
    return f'{XML}{doctype}<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'
