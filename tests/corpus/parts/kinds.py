"""The same roster as every kind of file a township sends."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from tests.corpus.make import CAST, Made, case, number
from tests.corpus.writers import Rows, Sheet, add, docx, html, office, spreadsheetml, text, xls, xlsb, xlsx, zipped

HEADER = ["序号", "村（社区）", "姓名", "性别", "身份证号码", "家庭人口", "慰问金额（元）", "备注"]
NAME = "松柏镇低保户"


def person(at: int, village: str, name: str, cash: Any, *size_and_remark: Any) -> list[Any]:
    size, remark = [*size_and_remark, None][:2] if size_and_remark else (1, None)
    return [at, village, name, CAST[name]["sex"], number(name), size, cash, remark]


PLAIN: Rows = [
    ["松柏镇2026年春节慰问低保户花名册"],
    ["填报单位（盖章）：松柏镇人民政府", None, None, None, None, "单位：人、元"],
    HEADER,
    person(1, "东风村", "赵春生", 1700, 3),
    person(2, "东风村", "钱桂兰", 1700, 2),
    person(3, "红星村", "孙守田", 1200.5, 1, "新增"),
    ["合计", None, "3人", None, None, None, 4600.5],
    ["制表人：周明", None, None, "审核人：吴强"],
]
BOOK = Sheet("花名册", PLAIN, ("A1:H1",))
SHORT: Rows = PLAIN[2:7]


def roster(title: str, names: list[str], cash: int = 1000) -> Rows:
    """A small roster of its own: one village, one sum."""
    people = [person(n, "南山村", name, cash) for n, name in enumerate(names, 1)]
    return [[title], HEADER, *people, ["合计", None, f"{len(names)}人", None, None, None, cash * len(names)]]


@case("xlsx-openpyxl")
def _() -> Made:
    return {f"{NAME}.xlsx": xlsx(BOOK)}


@case("xlsx-libreoffice", office=True)
def _() -> Made:
    return {f"{NAME}.xlsx": office(xlsx(BOOK), "xlsx", "xlsx:Calc MS Excel 2007 XML")}


@case("xls-xlwt")
def _() -> Made:
    return {f"{NAME}.xls": xls(BOOK)}


@case("xls-libreoffice", office=True)
def _() -> Made:
    return {f"{NAME}.xls": office(xlsx(BOOK), "xlsx", "xls:MS Excel 97")}


@case("xlsb")
def _() -> Made:
    return {f"{NAME}.xlsb": xlsb(BOOK)}


@case("ods-libreoffice", office=True)
def _() -> Made:
    return {f"{NAME}.ods": office(xlsx(BOOK), "xlsx", "ods")}


@case("et-biff")
def _() -> Made:
    return {f"{NAME}.et": xls(BOOK)}


@case("et-zip")
def _() -> Made:
    return {f"{NAME}.et": xlsx(BOOK)}


@case("wrong-extension")
def _() -> Made:
    return {
        "松柏镇低保户.xls": xlsx(Sheet("花名册", roster("松柏镇低保户花名册", ["赵春生", "钱桂兰"]))),
        "青石乡特困.xlsx": xls(Sheet("花名册", roster("青石乡特困人员花名册", ["李秀英"]))),
        "桃源农场优抚.xlsx": text(roster("桃源农场优抚对象花名册", ["周建国"]), "gb18030"),
        "红旗街道低保.csv": xlsx(Sheet("花名册", roster("红旗街道低保户花名册", ["吴凤霞"]))),
        "松柏镇孤儿": html(Sheet("花名册", roster("松柏镇孤儿花名册", ["郑小虎"]))),
    }


@case("csv-utf8")
def _() -> Made:
    return {f"{NAME}.csv": text(SHORT, "utf-8")}


@case("csv-utf8-bom")
def _() -> Made:
    rows = [list(row) for row in SHORT]
    rows[1][7] = '患病,"卧床"\n需送医'
    return {f"{NAME}.csv": text(rows, "utf-8-sig")}


@case("csv-gb18030")
def _() -> Made:
    people = [person(n, "东风村", name, 500) for n, name in enumerate(["阿依古丽·买买提", "陶䶮", "姜㛃"], 1)]
    rows = [["松柏镇低保户花名册"], HEADER, *people]
    data = text(rows, "gb18030")
    assert b"\xa1\xa4" in data, "the dot of names, two bytes in GBK"
    return {"松柏镇低保户.csv": data}


@case("csv-big5")
def _() -> Made:
    header = ["序號", "村（社區）", "姓名", "性別", "身份證號碼", "慰問金額（元）"]
    people: Rows = [
        [1, "東風村", "趙春生", "男", number("赵春生"), 1700],
        [2, "東風村", "錢桂蘭", "女", number("钱桂兰"), 1700],
    ]
    return {
        "名冊.csv": text([["松柏鎮低保戶花名冊"], header, *people, ["合計", None, "2人", None, None, 3400]], "big5")
    }


@case("csv-utf16le")
def _() -> Made:
    return {f"{NAME}.txt": b"\xff\xfe" + text(SHORT, "utf-16-le", "\t")}


@case("csv-utf16be")
def _() -> Made:
    return {f"{NAME}.csv": b"\xfe\xff" + text(SHORT, "utf-16-be")}


@case("tsv-utf8")
def _() -> Made:
    return {f"{NAME}.tsv": text(PLAIN, "utf-8", "\t")}


@case("csv-semicolon")
def _() -> Made:
    return {f"{NAME}.csv": text(SHORT, "gb18030", ";")}


@case("csv-libreoffice", office=True)
def _() -> Made:
    return {f"{NAME}.csv": office(xlsx(BOOK), "xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1")}


@case("spreadsheetml")
def _() -> Made:
    rows = [PLAIN[0], PLAIN[1], [], *PLAIN[2:]]  # a blank row, so that ss:Index is needed on a row
    merged = ("A1:H1", "A2:E2", "B5:B6")
    return {f"{NAME}.xls": spreadsheetml(Sheet("花名册", rows, merged), Sheet("备用", PLAIN, hidden=True))}


@case("html-utf8")
def _() -> Made:
    return {f"{NAME}.xls": html(BOOK)}


FAMILIES: Rows = [
    ["松柏镇2026年春节慰问低保户花名册"],
    ["户主信息", None, "家庭成员", None, None, "慰问金额（元）"],
    ["户主姓名", "家庭人口", "姓名", "与户主关系", "身份证号"],
    ["赵春生", 3, "赵春生", "户主", number("赵春生"), 1700],
    [None, None, "吴凤霞", "配偶", number("吴凤霞")],
    [None, None, "郑小虎", "孙", number("郑小虎")],
    ["王德福", 1, "王德福", "户主", number("王德福"), 800],
]
FAMILY_MERGES = ("A1:F1", "A2:B2", "C2:E2", "F2:F3", "A4:A6", "B4:B6", "F4:F6")


@case("html-gbk-spans")
def _() -> Made:
    return {f"{NAME}.xls": html(Sheet("花名册", FAMILIES, FAMILY_MERGES), charset="gbk", encoding="gb18030")}


@case("html-gb2312-unclosed")
def _() -> Made:
    rows = [list(row) for row in PLAIN]
    rows[3] = person(1, "东风村", "阿依古丽·买买提", 1700, 3)  # the dot is A1A4: gb2312 must not be taken at its word
    return {f"{NAME}.xls": html(Sheet("花名册", rows), charset="gb2312", encoding="gb18030", close=False)}


@case("html-two-tables")
def _() -> Made:
    one = Sheet("1", roster("松柏镇低保户花名册", ["赵春生", "钱桂兰"]))
    two = Sheet("2", roster("松柏镇特困人员花名册", ["李秀英"]))
    return {"松柏镇.xls": html(one, two)}


@case("html-libreoffice", office=True)
def _() -> Made:
    return {f"{NAME}.html": office(xlsx(BOOK), "xlsx", "html:HTML (StarCalc)")}


@case("docx-table")
def _() -> Made:
    words = ["附件2", "松柏镇2026年春节慰问低保户花名册", "填报单位：松柏镇人民政府"]
    return {f"{NAME}.docx": docx(*words, Sheet("1", SHORT), "制表人：周明    审核人：吴强")}


@case("docx-merged")
def _() -> Made:
    merges = ("A1:B1", "C1:E1", "F1:F2", "A3:A5", "B3:B5", "F3:F5")
    return {f"{NAME}.docx": docx("松柏镇2026年春节慰问低保户花名册", Sheet("1", FAMILIES[1:], merges))}


@case("docx-two-tables")
def _() -> Made:
    one = Sheet("1", roster("", ["赵春生", "钱桂兰"])[1:])
    two = Sheet("2", roster("", ["李秀英"])[1:])
    return {"松柏镇.docx": docx("松柏镇低保户花名册", one, "松柏镇特困人员花名册", two)}


def gbk_zip(parts: dict[str, bytes]) -> bytes:
    """As Windows packs it: names in GBK, and nothing that says so."""
    out = io.BytesIO()
    coded = [name.encode("gb18030") for name in parts]
    with zipfile.ZipFile(out, "w") as archive:
        for n, (name, part) in enumerate(zip(coded, parts.values(), strict=True)):
            add(archive, chr(65 + n) * len(name), part)
    data = out.getvalue()
    for n, name in enumerate(coded):
        stand_in = chr(65 + n).encode() * len(name)
        assert data.count(stand_in) == 2, "once in the entry, once in the directory"
        data = data.replace(stand_in, name)
    return data


@case("zip-gbk-names")
def _() -> Made:
    parts = {
        "松柏镇/低保户名册.xls": xls(Sheet("花名册", roster("松柏镇低保户花名册", ["赵春生", "钱桂兰"]))),
        "松柏镇/特困人员名册.csv": text(roster("松柏镇特困人员花名册", ["李秀英"]), "gb18030"),
        "松柏镇/~$低保户名册.xls": b"lock",
    }
    return {"松柏镇报送.zip": gbk_zip(parts)}


@case("zip-nested")
def _() -> Made:
    inner = zipped({"残疾人.docx": docx("青石乡困难残疾人花名册", Sheet("1", roster("", ["施巧云"])[1:]))})
    return {
        "青石乡.zip": zipped({
            "青石乡/报送/优抚.xlsx": xlsx(Sheet("花名册", roster("青石乡优抚对象花名册", ["周建国"]))),
            "青石乡/报送/孤儿.xls": html(Sheet("花名册", roster("青石乡孤儿花名册", ["郑小虎"]))),
            "青石乡/报送/再打包.zip": inner,
            "青石乡/说明.txt": "请查收。\r\n".encode("gb18030"),
        })
    }  # fmt: skip
