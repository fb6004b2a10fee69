"""Small files that would take all the memory or time of whoever opens them in good faith, and how each is refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable

OFFICE = "http://schemas.openxmlformats.org"
MAIN = f'xmlns="{OFFICE}/spreadsheetml/2006/main"'
LINKS = f"{OFFICE}/officeDocument/2006/relationships"
OPEN = " ".join(f'xmlns:{x}="urn:oasis:names:tc:opendocument:xmlns:{x}:1.0"' for x in ("office", "table", "text"))
SHEETML = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
MILLION = 1_000_000


def packed(parts: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


def xlsx(rows: str, after: str = "", tabs: int = 1, texts: str = "", before: str = "") -> bytes:
    """A workbook whose tabs all show one sheet."""
    link = f'<Relationship Id="r{{}}" Type="{LINKS}/{{}}" Target="{{}}"/>'
    links = [link.format(tab, "worksheet", "worksheets/sheet1.xml") for tab in range(tabs)]
    sheets = [f'<sheet name="s{tab}" sheetId="{tab + 1}" r:id="r{tab}"/>' for tab in range(tabs)]
    parts: dict[str, str | bytes] = {
        "_rels/.rels": _links([link.format("", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{LINKS}"><sheets>{"".join(sheets)}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _links([*links, link.format("S", "sharedStrings", "sharedStrings.xml")]),
        "xl/worksheets/sheet1.xml": f"{before}<worksheet {MAIN}><sheetData>{rows}</sheetData>{after}</worksheet>",
        "xl/sharedStrings.xml": texts or f"<sst {MAIN}/>",
    }
    return packed(parts)


def _links(links: Iterable[str]) -> str:
    return f'<Relationships xmlns="{OFFICE}/package/2006/relationships">{"".join(links)}</Relationships>'


def ods(table: str) -> bytes:
    body = f'<office:body><office:spreadsheet><table:table table:name="s">{table}</table:table></office:spreadsheet>'
    content = f"<office:document-content {OPEN}>{body}</office:body></office:document-content>"
    return packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def ods_row(cell: str, row: str = "") -> str:
    return f"<table:table-row {row}><table:table-cell {cell}><text:p>x</text:p></table:table-cell></table:table-row>"


def sheetml(table: str, before: str = "") -> bytes:
    body = f'<Worksheet ss:Name="s"><Table>{table}</Table></Worksheet>'
    return f'<?xml version="1.0"?>{before}<Workbook {SHEETML}>{body}</Workbook>'.encode()


def docx(body: str) -> bytes:
    return packed({"word/document.xml": f'<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>'})


ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
PARAGRAPH = "<w:p><w:r><w:t>x</w:t></w:r></w:p>"
WIDE = f'<w:tc><w:tcPr><w:gridSpan w:val="16000"/></w:tcPr></w:tc><w:tc>{PARAGRAPH}</w:tc>'
TABLE = f"<w:tbl><w:tr>{WIDE}</w:tr></w:tbl>{PARAGRAPH}"
ENTITIES = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
NO_PLACES = f"<row>{'<c><v>1</v></c>' * 16_384}</row>{'<row/>' * 300_000}{FAR}"
FAR_ROW = '<Row ss:Index="1048576"><Cell ss:Index="16384"><Data>x</Data></Cell></Row>'
MERGES = "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * MILLION + "</mergeCells>"


def same_text_everywhere() -> bytes:
    rows = (
        f'<row r="{row}">{"".join(f"""<c t="s" r="{column}{row}"><v>0</v></c>""" for column in "ABCDEFGHIJ")}</row>'
        for row in range(1, 3_000)
    )
    return xlsx("".join(rows), texts=f"<sst {MAIN}><si><t>{'字' * 32_767}</t></si></sst>")


def rows_past_the_end() -> bytes:
    rows = (f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1_048_000, 1_050_000))
    return xlsx("".join(rows))


def archive_of_bombs() -> bytes:
    return packed({"0.zip": packed({f"{number}.csv": "a,b\n" * 60_000 for number in range(100)})})


BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {  # the file's name → why it must be refused, and the file
    "far cell": ("too_large", lambda: xlsx(ONE + FAR)),
    "far cell, single quotes": ("too_large", lambda: xlsx(ONE + FAR.replace('"', "'"))),
    "far cell, other blanks": ("too_large", lambda: xlsx(ONE + FAR.replace(" r", "\n\tr").replace("=", " = "))),
    "far cell, small letters": ("too_large", lambda: xlsx(ONE + FAR.replace("XFD", "xfd"))),
    "far cell, letters as numbers": ("too_large", lambda: xlsx(ONE + FAR.replace("XFD", "&#88;FD"))),
    "far cell, beyond any sheet": ("too_large", lambda: xlsx(ONE + FAR.replace("1048576", "4000000000"))),
    "far cell, no places told": ("too_large", lambda: xlsx(NO_PLACES)),
    "far cell.ods": ("too_large", lambda: ods(ods_row("", 'table:number-rows-repeated="1048576"') * 9)),
    "wide row.ods": ("too_large", lambda: ods(ods_row('table:number-columns-repeated="16384"') * 400)),
    "endless row.ods": ("too_large", lambda: ods(ods_row("", f'table:number-rows-repeated="{"9" * 30}"'))),
    "far cell.xml": ("too_large", lambda: sheetml(FAR_ROW)),
    "far cell.html": ("too_large", lambda: b"<table>" + b"<tr><td colspan=65000 rowspan=65000>x" * 99),
    "wide tables.docx": ("too_large", lambda: docx(TABLE * 3_000)),
    "commas.csv": ("too_large", lambda: b"," * 6 * MILLION),
    "lines.csv": ("too_large", lambda: b"a,b\n" * 3 * MILLION),
    "quotes.csv": ("not_a_workbook", lambda: '姓名,"'.encode() * MILLION),
    "rows past the end": ("too_large", rows_past_the_end),
    "merged ranges": ("too_large", lambda: xlsx(ONE, MERGES)),
    "65000 sheets": ("too_large", lambda: xlsx(ONE, tabs=65_000)),
    "the same text everywhere": ("too_large", same_text_everywhere),
    "four thousand million texts": ("damaged", lambda: xlsx(ONE, texts=f'<sst {MAIN} uniqueCount="4294967295"/>')),
    "unpacks to 64 MB": ("too_large", lambda: xlsx(ONE, " " * (64 << 20))),
    "archives.zip/0.zip": ("too_large", archive_of_bombs),
    "deep.xml": ("damaged", lambda: sheetml("<a>" * MILLION + "</a>" * MILLION)),
    "deep.html": ("damaged", lambda: b"<table><tr><td>" * 100_000),
    "comments.html": ("damaged", lambda: b"<table><tr><td>x</table>" + b"<!--" * 300_000),
    "tags.html": ("damaged", lambda: b"<table><tr><td>x</table>" + b"<a b='" * 300_000),
    "entities": ("unsafe_xml", lambda: xlsx(ONE, before=ENTITIES)),
    "entities.xml": ("unsafe_xml", lambda: sheetml("&b;", ENTITIES)),
    "entities.docx": ("unsafe_xml", lambda: packed({"word/document.xml": f"{ENTITIES}<w:document xmlns:w='w'/>"})),
}
