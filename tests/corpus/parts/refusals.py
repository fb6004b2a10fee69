"""Files that must not be read, or only with care."""

from __future__ import annotations

import struct
import zlib

from tests.corpus.make import Made, case
from tests.corpus.parts.kinds import BOOK, NAME, PLAIN, SHORT, roster
from tests.corpus.writers import (
    Sheet,
    docx,
    locked_ods,
    locked_xls,
    locked_xlsx,
    office,
    rezip,
    sheet_xml,
    sheets_xlsx,
    spreadsheetml,
    text,
    xls,
    xlsx,
    zipped,
)

LAUGHS = "".join(
    f'<!ENTITY {b} "{"&" + a + ";" if a else "哈"}{("&" + a + ";") * 9 if a else ""}">'
    for a, b in zip(["", *"abcdfgh"], "abcdfghe", strict=True)
)
DOCTYPE = f"<!DOCTYPE x [{LAUGHS}]>\n"


@case("locked-xlsx", office=True)
def _() -> Made:
    return {f"{NAME}.xlsx": locked_xlsx(xlsx(BOOK))}


@case("locked-xls")
def _() -> Made:
    return {f"{NAME}.xls": locked_xls(xls(BOOK))}


@case("locked-ods", office=True)
def _() -> Made:
    return {f"{NAME}.ods": locked_ods(office(xlsx(BOOK), "xlsx", "ods"))}


@case("locked-zip")
def _() -> Made:
    data = bytearray(zipped({"松柏镇低保户.csv": text(SHORT, "utf-8")}))
    data[6] |= 1  # the flag of a password, in the entry and in the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return {"松柏镇.zip": bytes(data)}


@case("pdf", office=True)
def _() -> Made:
    return {f"{NAME}.pdf": office(xlsx(Sheet("花名册", [["Songbai"], [1, 2]])), "xlsx", "pdf")}


@case("scan-png")
def _() -> Made:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    dots = zlib.compress(b"".join(b"\0" + bytes([255 * ((x + y) % 7 > 0) for x in range(60)]) for y in range(80)))
    head = struct.pack(">IIBBBBB", 60, 80, 8, 0, 0, 0, 0)
    return {f"{NAME}.png": b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")}


@case("scan-jpg")
def _() -> Made:
    return {
        f"{NAME}扫描.jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
        + bytes(200)
        + b"\xff\xd9"
    }


@case("doc-and-wps")
def _() -> Made:
    page = old_document(xls(BOOK))
    return {"松柏镇低保户.doc": page, "松柏镇低保户.wps": page}


def old_document(data: bytes) -> bytes:
    """The compound file of an xls with its one stream named and begun as Word and WPS Writer do."""
    entry, wanted = "Workbook".encode("utf-16-le"), "WordDocument".encode("utf-16-le")
    at = data.index(entry)
    named = data[:at] + wanted.ljust(64, b"\0") + struct.pack("<H", len(wanted) + 2) + data[at + 66 :]
    return named[:512] + struct.pack("<HH", 0xA5EC, 0xC1) + named[516:]


@case("empty-and-truncated")
def _() -> Made:
    large = Sheet("花名册", PLAIN + PLAIN[3:6] * 40)
    return {
        "a空.xlsx": b"",
        "b断.xlsx": xlsx(large)[:3000],
        "c断.xls": xls(large)[:9000],
        "d断.docx": docx("松柏镇低保户花名册", Sheet("1", SHORT))[:5000],
        "e乱码.csv": bytes(range(128, 256)) * 20,
        "松柏镇好.xlsx": xlsx(BOOK),
    }


@case("bomb")
def _() -> Made:
    def blow(name: str, part: bytes) -> bytes:
        return part + b" " * (18 << 20) if name.endswith("sheet1.xml") else part

    return {"炸弹.xlsx": rezip(xlsx(BOOK), blow), "炸弹.zip": zipped({"松柏镇.csv": b"1," * (10 << 20)})}


@case("far-cell")
def _() -> Made:
    def stray(name: str, part: bytes) -> bytes:
        far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        return part.replace(b"</sheetData>", far) if name.endswith("sheet1.xml") else part

    far_xml = spreadsheetml(BOOK).replace(
        b"</Table>",
        b'<Row ss:Index="1048576"><Cell ss:Index="16384"><Data ss:Type="Number">1</Data></Cell></Row></Table>',
    )
    return {"a.xlsx": rezip(xlsx(BOOK), stray), "b.xls": far_xml}


@case("far-span-html")
def _() -> Made:
    cell = '<td colspan="99999999" rowspan="99999999">松柏镇低保户花名册'
    page = f'<html><meta charset="utf-8"><table><tr>{cell}</table></html>'
    return {"松柏镇.xls": page.encode()}


@case("entities-spreadsheetml")
def _() -> Made:
    rows = [["&e;"], *PLAIN]
    return {f"{NAME}.xls": spreadsheetml(Sheet("花名册", rows), doctype=DOCTYPE)}


@case("entities-xlsx")
def _() -> Made:
    return {f"{NAME}.xlsx": sheets_xlsx(["花名册"], [sheet_xml([["&e;"], *PLAIN], DOCTYPE)])}


@case("entities-docx")
def _() -> Made:
    def laugh(name: str, part: bytes) -> bytes:
        if name != "word/document.xml":
            return part
        head, mark, tail = part.partition(b"?>")
        return head + mark + DOCTYPE.encode() + tail.replace("松柏镇低保".encode(), b"&e;", 1)

    return {f"{NAME}.docx": rezip(docx("松柏镇低保户花名册", Sheet("1", SHORT)), laugh)}


@case("external-entity")
def _() -> Made:
    """A part that asks the reader to put another file of this machine in."""
    doctype = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>\n'
    return {f"{NAME}.xls": spreadsheetml(Sheet("花名册", [["&e;"], *PLAIN]), doctype=doctype)}


@case("external-links")
def _() -> Made:
    """Sums drawn from another workbook, with the values of the last saving."""

    def link(name: str, part: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return part
        value = b"<v>1200.5</v>"
        assert part.count(value) == 1
        return part.replace(value, b"<f>[1]Sheet1!$G$6</f><v>1200.5</v>")

    return {f"{NAME}.xlsx": rezip(xlsx(BOOK), link)}


@case("formula-errors")
def _() -> Made:
    """A sum whose source is gone, one divided by nothing, one that was never computed."""
    xml = sheet_xml(PLAIN)
    for at, old, new in (
        ("G4", "<v>1700</v>", "<f>#REF!*2</f><v>#REF!</v>"),
        ("G5", "<v>1700</v>", "<f>1700/0</f><v>#DIV/0!</v>"),
        ("G6", "<v>1200.5</v>", "<f>600.25*2</f>"),
        ("G7", "<v>4600.5</v>", "<f>SUM(G4:G6)</f><v>#REF!</v>"),
    ):
        kind = ' t="e"' if "#" in new.split("<v>")[-1] else ""
        assert f'<c r="{at}">{old}</c>' in xml
        xml = xml.replace(f'<c r="{at}">{old}</c>', f'<c r="{at}"{kind}>{new}</c>')
    return {f"{NAME}.xlsx": sheets_xlsx(["花名册"], [xml])}


@case("sheets-3000", kept=False)
def _() -> Made:
    empty = sheet_xml([])
    tabs = ["花名册", *[f"Sheet{n}" for n in range(2, 3001)]]
    return {f"{NAME}.xlsx": sheets_xlsx(tabs, [sheet_xml(PLAIN), *[empty] * 2999])}


@case("stale-dimension")
def _() -> Made:
    """The part says it is one cell; it is eight rows."""

    def lie(name: str, part: bytes) -> bytes:
        return part.replace(b'<dimension ref="A1:H8"', b'<dimension ref="A1"') if name.endswith("sheet1.xml") else part

    return {f"{NAME}.xlsx": rezip(xlsx(BOOK), lie)}


@case("area-unknown")
def _() -> Made:
    return {"远方镇.xlsx": xlsx(Sheet("花名册", roster("远方镇低保户花名册", ["赵春生"])))}
