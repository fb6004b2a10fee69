"""Each kind of file gives the same neutral sheets: what stands where, what is merged, what is hidden."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pytest

from pipelines.ingest.encodings import decode
from pipelines.ingest.grid import Grid
from pipelines.ingest.kinds import kind_of
from pipelines.ingest.readers import grids, xls, xlsb
from pipelines.ingest.readers.delimited import delimiter_of
from pipelines.ingest.readers.numbers import plain, shown
from pipelines.ingest.readers.sheets import MAX_MERGES, within
from pipelines.ingest.reading import read_file
from pipelines.problems import Problem
from tests.bombs import docx, ods, packed, sheetml, xlsx

ID = "990101195001010012"
HEADS = "序号,户主,姓名,身份证号码,金额"
TEXT = f"{HEADS}\r\n1,赵一,赵一,{ID},300\r\n2,赵一,钱·二,{ID},12.5\r\n"
TRADITIONAL = TEXT.translate(str.maketrans("号户证码额赵钱", "號戶證碼額趙錢")).replace("·", "")


def read(data: bytes, name: str = "名册.csv") -> list[Grid]:
    return list(grids(data, kind_of(data), name))


def one(data: bytes) -> Grid:
    (grid,) = read(data)
    return grid


def lines(grid: Grid) -> dict[int, str]:
    return {row.row_no: row.line.replace("\x1f", "|") for row in grid.rows}


def types(grid: Grid) -> dict[int, str]:
    return {row.row_no: row.types for row in grid.rows}


# Text


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.replace("赵一", "一一").encode("utf-16-le"), "utf-16-le"),  # 一 has a zero where digits have none
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.replace("赵", "䶮𬭎").encode("gb18030"), "gb18030"),  # not in GBK
        (TRADITIONAL.encode("cp950"), "cp950"),
        (TRADITIONAL.encode("gb18030"), "gb18030"),
        ("姓名\n張三\n".encode("big5"), "cp950"),
        ("姓名\n赵一\n".encode("gbk"), "gb18030"),
        ("<meta charset=gb2312><td>钱·二".encode("gb18030"), "gb18030"),
        ("<meta charset=big5><td>戶".encode("big5"), "cp950"),
        ("<meta charset=gb2312><td>姓名".encode(), "utf-8"),  # it says one thing and is another
        ('<?xml version="1.0" encoding="GB2312"?><a>赵</a>'.encode("gbk"), "gb18030"),
    ],
)
def test_the_encoding_of_a_text(data: bytes, encoding: str) -> None:
    found = decode(data)
    assert found
    assert found[1] == encoding
    assert "\u30fb" not in found[0], "the dot in names read as another letter"
    assert any(word in found[0] for word in ("姓名", "·", "戶", "赵"))


@pytest.mark.parametrize("data", [b"\xff\xff\x80\x80,\xff\n" * 9, b"\x00\x01\x02", "姓名,金额\n".encode("utf-16")[:-1]])
def test_bytes_that_are_no_text_have_no_encoding(data: bytes) -> None:
    assert decode(data) is None


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        (TEXT, ","), (TEXT.replace(",", "\t"), "\t"), (TEXT.replace(",", ";"), ";"), (TEXT.replace(",", "|"), "|"),
        (TEXT.replace(",", "，"), "，"), ('名称;"a,b,c,d,e,f"\n1;"a,b,c,d,e,f"\n', ";"), ("a;b\nc,d,e\nf,g,h\n", ","),
        ("sep=;\r\na;b,c,d\r\n", ";"), ("花名册见附件\n", None), ("", None),
    ],
)  # fmt: skip
def test_the_delimiter_of_a_text(text: str, delimiter: str | None) -> None:
    assert delimiter_of(text) == delimiter


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('a,"b\nc",d\n\ne,"x ""y""",\n', {1: "a|b\nc|d", 3: 'e|x "y"'}),  # Excel counts records
        ('a,"b,c\nd,e\n', {1: 'a|"b|c', 2: "d|e"}),  # a quote left open does not swallow the rest
        (f'a,="{ID}"\nb,"=""007"""\n', {1: f"a|{ID}", 2: "b|007"}),
        ("a,b\rc,d\r", {1: "a|b", 2: "c|d"}),
        ("sep=;\r\na;b\r\n", {1: "a|b"}),
        ("\ufeffa,b\n,\nc,\n\x1a", {1: "a|b", 3: "c"}),
        ("a\x1fb,c\x1ed\n", {1: "a␟b|c␞d"}),
    ],
)
def test_records_of_a_text(text: str, rows: dict[int, str]) -> None:
    grid = one(text.encode())
    assert lines(grid) == rows
    assert grid.name == "名册"
    assert set("".join(types(grid).values())) <= {"s", "-"}
    assert len({len(row.cells) for row in grid.rows}) == 1


# Marked-up tables

PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><title>没人看的标题</title><style>td {}</style>
<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>一&amp;二</x:Name>
</x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]--></head><body><h2>松柏镇&nbsp;名册</h2>
<table><col><col span=2 style='display:none'><tr><td colspan=4>一、 低保<br>户  </td></tr>
<tr><th>户主<th>姓名<th>金额<th>备注</tr>
<tr style="DISPLAY: none"><td rowspan=2>赵一<td>赵一<td rowspan=9>300<td><p>甲</p><p>乙</p>
<tr><td>赵二<td></table>
落款<script>var a = "<td>";</script>
<table><tr><td>外<table><tr><td>里</table><td>旁</table></body></html>"""


def test_a_web_page() -> None:
    grid = one(PAGE.encode())
    assert grid.name == "一&二"
    assert lines(grid) == {
        1: "松柏镇\xa0名册", 2: "一、 低保\n户", 3: "户主|姓名|金额|备注", 4: "赵一|赵一|300|甲\n乙", 5: "|赵二",
        6: "落款", 7: "外|旁", 8: "里",
    }  # fmt: skip
    assert grid.merges == [((1, 0), (1, 3)), ((3, 0), (4, 0)), ((3, 2), (4, 2))], "no cell reaches below its table"
    assert grid.hidden_rows == {4}
    assert grid.hidden_columns == {1, 2}


def test_a_column_of_hidden_cells_is_a_hidden_column() -> None:
    cell = "<td style='display:none'>{}<td>{}"
    grid = one(f"<table><tr>{cell.format('a', 'b')}<tr>{cell.format('c', 'd')}</table>".encode())
    assert lines(grid) == {1: "a|b", 2: "c|d"}
    assert grid.hidden_columns == {0}


def test_spreadsheetml() -> None:
    rows = (
        '<Column ss:Hidden="1"/><Column/><Column ss:Index="4" ss:Hidden="1" ss:Span="1"/>'
        '<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">标&#10;题&#11;</Data></Cell>'
        "<Cell><Data>e</Data></Cell></Row>"
        '<Row ss:Index="4" ss:Hidden="1"><Cell ss:MergeDown="1"><Data ss:Type="Number">1.5E2</Data></Cell>'
        '<Cell ss:Index="3"><Data ss:Type="DateTime">2023-01-02T00:00:00.000</Data></Cell>'
        '<Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="Error">#N/A</Data></Cell></Row>'
        f'<Row ss:Span="1"/><Row><Cell ss:Index="2"><ss:Data ss:Type="String">{ID}<Font>x</Font></ss:Data></Cell></Row>'
    )
    grid = one(sheetml(rows))
    assert (grid.name, grid.hidden) == ("s", False)
    assert lines(grid) == {1: "标\n题|||e", 4: "150||2023-01-02|TRUE|#N/A", 7: f"|{ID}x"}
    assert types(grid) == {1: "s--s", 4: "n-dbe", 7: "-s"}
    assert grid.merges == [((0, 0), (0, 2)), ((3, 0), (4, 0))]
    assert grid.hidden_rows == {4}
    assert grid.hidden_columns == {0, 3, 4}


def test_a_hidden_sheet_of_spreadsheetml() -> None:
    data = sheetml("<Row><Cell><Data>a</Data></Cell></Row>").replace(
        b"</Table>", b"</Table><x:WorksheetOptions xmlns:x='x'><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
    )
    assert one(data).hidden


def test_spreadsheetml_in_gbk() -> None:
    data = sheetml("<Row><Cell><Data>钱·二</Data></Cell></Row>").decode().replace('"1.0"', '"1.0" encoding="GB2312"')
    assert lines(one(data.encode("gb18030"))) == {1: "钱·二"}


def word(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, merge: str = "") -> str:
    return f"<w:tc><w:tcPr>{merge}</w:tcPr>{paragraph(text)}</w:tc>"


def test_word_tables() -> None:
    first = word(
        cell("户主", '<w:vMerge w:val="restart"/>') + cell("成员", '<w:gridSpan w:val="2"/>') + cell("备注"),
        cell("", "<w:vMerge/>") + cell("姓名") + cell("金额") + cell("x"),
        "<w:trPr><w:gridBefore w:val='1'/></w:trPr>" + cell("赵一") + cell("300"),
    )
    second = word(cell("甲") + cell(f"乙</w:t></w:r></w:p>{word(cell('里'))}<w:p><w:r><w:t>丙"))
    moved = f"<w:moveFrom>{paragraph('移走')}</w:moveFrom><w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
    body = paragraph("松柏镇") + paragraph("") + moved + first + word(cell("续")) + paragraph("第二") + second
    upper, lower, inner = read(docx(body + paragraph("制表人")), "a.docx")
    assert lines(upper) == {1: "松柏镇", 2: "户主|成员||备注", 3: "|姓名|金额|x", 4: "|赵一|300", 5: "续"}
    assert upper.merges == [((1, 0), (2, 0)), ((1, 1), (1, 2))]
    assert lines(lower) == {1: "第二", 2: "甲|乙\n丙", 3: "制表人"}
    assert lines(inner) == {1: "里"}
    assert [upper.name, lower.name, inner.name] == ["表1", "表2", "表3"]


def test_a_web_page_in_one_file() -> None:
    message = EmailMessage()
    message.set_content("<html><table><tr><td>甲</table>", "html", "gb18030", cte="quoted-printable")
    message.make_related()
    message.add_related("<html>只有字", "html")
    message.add_related("<table><tr><td>乙</table>", "html", cte="base64")
    first, second = read(bytes(message), "名册.xls")
    assert (first.name, lines(first), second.name, lines(second)) == ("名册", {1: "甲"}, "名册 2", {1: "乙"})


# Workbooks


def biff(*records: tuple[int, bytes]) -> bytes:
    return b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in records)


BOF, EOF = (0x809, bytes(16)), (0x0A, b"")


def test_a_look_through_the_records_of_an_old_workbook() -> None:
    def sheet_at(at: int) -> bytes:
        return biff(BOF, (0x85, struct.pack("<IBBBB", at, 0, 0, 2, 1) + "甲乙".encode("utf-16-le")), EOF)

    chart = [BOF, (0x203, struct.pack("<HHHd", 60_000, 200, 0, 1.0)), EOF]
    cells_ = [
        (0x208, struct.pack("<8H", 1, 0, 3, 0, 0, 0, 0x20, 0)),
        (0x208, struct.pack("<8H", 2, 0, 3, 0, 0, 0, 0, 0)),
        (0x7D, struct.pack("<6H", 4, 5, 0, 0, 1, 0)),
        (0xBD, struct.pack("<HHHIHIH", 7, 1, 0, 0, 0, 0, 2)),
        (0x205, struct.pack("<HHHBB", 2, 3, 0, 0x2A, 1)),
        (0x205, struct.pack("<HHHBB", 2, 4, 0, 1, 0)),
        (0x06, struct.pack("<HHH", 3, 0, 0) + b"\x02\0\x07\0\0\0\xff\xff" + bytes(8)),
    ]
    globals_ = sheet_at(len(sheet_at(0)))
    (tab, scan), *rest = xls._scan(globals_ + biff(BOF, *chart, *cells_, EOF)).items()
    assert (tab, rest) == ("甲乙", [])
    assert (scan.rows, scan.columns) == (8, 5), "a chart's cells are none of the sheet's"
    assert scan.hidden_rows == [(1, 1)]
    assert scan.hidden_columns == [(4, 5)]
    assert scan.errors == {2: {3: "#N/A"}, 3: {0: "#DIV/0!"}}
    with pytest.raises(Problem) as caught:
        xls._scan(biff(BOF, (0x2F, bytes(6))))
    assert caught.value.code == "encrypted"


def test_a_look_through_the_records_of_a_binary_workbook() -> None:
    def record(kind: int, body: bytes) -> bytes:
        head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
        size = bytes([len(body)]) if len(body) < 128 else bytes([len(body) & 0x7F | 0x80, len(body) >> 7])
        return head + size + body

    part = (
        record(60, struct.pack("<IIIIH", 1, 2, 0, 0, 1)) + record(60, struct.pack("<IIIIH", 3, 3, 0, 0, 0))
        + record(0, struct.pack("<IIHBB", 4, 0, 0, 0, 0x10) + bytes(5)) + record(2, struct.pack("<IIi", 6, 0, 4))
        + record(1, struct.pack("<II", 9, 0)) + record(3, struct.pack("<IIB", 2, 0, 0x17))
        + record(0, struct.pack("<IIHBB", 5, 0, 0, 0, 0) + bytes(200)) + record(176, struct.pack("<4I", 0, 1, 2, 3))
    )  # fmt: skip
    scan = xlsb._look(part, "s")
    assert (scan.rows, scan.columns) == (5, 7)
    assert scan.hidden_rows == [(4, 4)]
    assert scan.hidden_columns == [(1, 2)]
    assert scan.errors == {4: {2: "#REF!"}}
    assert scan.merges == [((0, 2), (1, 3))]
    with pytest.raises(Problem) as caught:
        xlsb._look(record(0, struct.pack("<I", 1_048_575) + bytes(8)) + record(2, struct.pack("<IIi", 9, 0, 4)), "s")
    assert caught.value.code == "too_large"


def test_an_open_document_sheet() -> None:
    text = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>"
    value = '<table:table-cell office:value-type="{}" office:{}="{}"/>'
    row = "<table:table-row{}>{}</table:table-row>"
    table = (
        '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
        + row.format("", text.format(' table:number-columns-spanned="3" table:number-rows-spanned="2"', "标题"))
        + row.format(' table:number-rows-repeated="2"', '<table:table-cell table:number-columns-repeated="16384"/>')
        + row.format(
            ' table:visibility="filter"',
            value.format("float", "value", "0.30000000000000004") + value.format("date", "date-value", "2023-01-02")
            + value.format("boolean", "boolean-value", "true") + value.format("time", "time-value", "PT08H05M00S")
            + text.format(' office:value-type="float" office:value="0"', "#DIV/0!")
            + '<table:table-cell table:formula="of:=SUM(1)"/>'
            + text.format("", "a<text:s text:c='2'/>b<text:tab/>c</text:p><text:p>d")
            + "<table:table-cell><office:annotation><text:p>批注</text:p></office:annotation></table:table-cell>",
        )
        + row.format(' table:number-rows-repeated="2"', text.format(' table:number-columns-repeated="2"', "x"))
        + row.format(' table:number-rows-repeated="1048570"', "<table:table-cell/>")
    )  # fmt: skip
    grid = one(ods(table))
    assert lines(grid) == {
        1: "标题", 4: "0.3|2023-01-02|TRUE|08:05:00|#DIV/0!|of:=SUM(1)|a  b\tc\nd", 5: "x|x", 6: "x|x"
    }  # fmt: skip
    assert types(grid)[4] == "ndbdees"
    assert grid.merges == [((0, 0), (1, 2))]
    assert grid.hidden_rows == {4}
    assert grid.hidden_columns == {1, 2}


def test_what_is_hidden_in_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    for row in range(1, 6):
        sheet.append([f"{column}{row}" for column in "ABCD"])
    sheet.row_dimensions[2].hidden = sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions.group("B", "C", hidden=True)
    sheet.merge_cells("D1:D9")
    book.save(tmp_path / "a.xlsx")
    grid = one((tmp_path / "a.xlsx").read_bytes())
    assert grid.hidden_rows == {2, 5}
    assert grid.hidden_columns == {1, 2}
    assert grid.merges == [((0, 3), (4, 3))], "cut to where there are cells"


def test_more_merged_ranges_than_any_roster_has() -> None:
    with pytest.raises(Problem) as caught:
        within("s", [((0, 0), (1, 1))] * (MAX_MERGES + 1), 9, 9)
    assert caught.value.code == "too_large"
    assert within("s", [((0, 0), (1, 1))] * MAX_MERGES, 9, 9)


def test_borders_down_to_the_last_row_are_no_cells() -> None:
    styled = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    grid = one(xlsx(f'<row r="1"><c r="A1"><v>1</v></c></row>{styled}'))
    assert lines(grid) == {1: "1"}


def test_a_formula_without_a_result_is_not_nothing() -> None:
    cells_ = (
        '<c r="A1"><f>SUM(B1:B2)&amp;1</f><v></v></c><c r="B1"><f>1+1</f></c><c r="C1" t="str"><f>""</f><v></v></c>'
        '<c r="D1"><f>1+2</f><v>3</v></c><c r="E1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="F1"><v>1</v></c>'
    )
    grid = one(xlsx(f'<row r="1">{cells_}</row>'))
    assert lines(grid) == {1: "=SUM(B1:B2)&1|=1+1||3|#DIV/0!|1"}
    assert types(grid) == {1: "ee-nen"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12.0, "12"), (12.5, "12.5"), (0.1 + 0.2, "0.3"), (300.00000000000006, "300"), (1e-7, "0.0000001"),
        (990101195001010012.0, "990101195001010048"), (1e15, "1000000000000000"), (-0.0, "0"), (1700.3, "1700.3"),
        (123456789012.345, "123456789012.345"), (float("inf"), "inf"),
    ],
)  # fmt: skip
def test_a_number_is_shown_plain(value: float, text: str) -> None:
    assert shown(value) == text


@pytest.mark.parametrize(("text", "found"), [(ID, ID), ("1.5E2", "150"), (" 7 ", "7"), ("x", "x"), ("1e999", "inf")])
def test_a_number_written_in_xml(text: str, found: str) -> None:
    assert plain(text) == found


# Archives and what is refused


def archived(members: dict[str, bytes], change: Callable[[bytes], bytes] = lambda data: data) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return change(target.getvalue())


def names(data: bytes, tmp_path: Path) -> list[tuple[str, str]]:
    (tmp_path / "包.zip").write_bytes(data)
    files = [parsed.file for parsed in read_file(str(tmp_path / "包.zip"), "包.zip")]
    return [(file["file"], file["problem"] or file["kind"]) for file in files]


def test_the_files_of_an_archive(tmp_path: Path) -> None:
    inner = archived({"里/丙.csv": TEXT.encode(), "更里.zip": archived({"丁.csv": TEXT.encode()})})
    found = names(
        archived({
            "甲.csv": TEXT.encode(), "文件夹/": b"", "文件夹/乙.zip": inner, "../../逃.csv": TEXT.encode(),
            "__MACOSX/._甲.csv": b"x", "~$甲.xlsx": b"x", "Thumbs.db": b"x", "照片.jpg": b"\xff\xd8\xff\xe0",
            "甲\\戊.csv": TEXT.encode(), "逃.csv": TEXT.encode(),
        }),
        tmp_path,
    )  # fmt: skip
    assert found == [
        ("包.zip/甲.csv", "csv"), ("包.zip/逃.csv", "csv"), ("包.zip/照片.jpg", "scan"), ("包.zip/甲/戊.csv", "csv"),
        ("包.zip/逃.csv (2)", "csv"), ("包.zip/文件夹/乙.zip/里/丙.csv", "csv"),
        ("包.zip/文件夹/乙.zip/更里.zip", "deep_archive"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("松柏镇.csv".encode("gb18030"), "松柏镇.csv"),
        ("松柏镇.csv".encode(), "松柏镇.csv"),
        (b"plain.csv", "plain.csv"),
    ],
)
def test_names_that_do_not_say_their_encoding(tmp_path: Path, written: bytes, name: str) -> None:
    placeholder = "x" * len(written)
    data = archived({placeholder: TEXT.encode()}, lambda data: data.replace(placeholder.encode(), written))
    assert names(data, tmp_path) == [(f"包.zip/{name}", "csv")]


def test_an_empty_archive(tmp_path: Path) -> None:
    assert names(archived({"Thumbs.db": b"x"}), tmp_path) == [("包.zip", "empty_archive")]


@pytest.mark.parametrize(
    ("data", "kind", "problem"),
    [
        (b"", "unknown", "empty_file"), (b"%PDF-1.7", "pdf", "scan"), (b"\xff\xd8\xff\xe0", "jpg", "scan"),
        (b"\x89PNG\r\n", "png", "scan"), (b"II*\0", "tiff", "scan"), (b"\0\0\0\x18ftypheic", "picture", "scan"),
        (packed({"OFD.xml": "x"}), "ofd", "scan"), (b"Rar!\x1a\x07", "rar", "other_archive"),
        (b"7z\xbc\xaf\x27\x1c", "7z", "other_archive"), (b"\x1f\x8b\x08", "gzip", "other_archive"),
        (b"b\x14#e\0\0E-SafeNet\0LOCK", "unknown", "encrypted"), (b"MZ\x90\0\x03", "unknown", "not_a_workbook"),
        (packed({"[Content_Types].xml": "x", "ppt/a.xml": "x"}), "unknown", "unknown_kind"),
        (packed({"xl/worksheets/sheet1.xml": "x"}), "unknown", "damaged"),
        ("只有文字".encode(), "unknown", "not_a_workbook"), (b'{"a": 1}', "unknown", "not_a_workbook"),
        (b"PK\x03\x04", "zip", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "unknown", "damaged"),
    ],
)  # fmt: skip
def test_files_that_are_not_read(data: bytes, kind: str, problem: str) -> None:
    found = kind_of(data)
    assert found.problem
    assert (found.name, found.problem.code) == (kind, problem)


@pytest.mark.parametrize("data", [b"<html><p>x", docx("<w:p/>"), docx(paragraph("x"))])
def test_a_page_or_document_without_a_table(data: bytes) -> None:
    with pytest.raises(Problem) as caught:
        read(data)
    assert caught.value.code == "no_table"


def test_a_part_with_entities_is_not_opened() -> None:
    for before in ("<!DOCTYPE a>", " <!-- x --> <!DOCTYPE a>", '<?xml version="1.0"?>\n<!DOCTYPE a>'):
        with pytest.raises(Problem) as caught:
            read(xlsx("", before=before))
        assert caught.value.code == "unsafe_xml"
    assert read(xlsx('<row r="1"><c r="A1" t="inlineStr"><is><t>&lt;!DOCTYPE a></t></is></c></row>'))
