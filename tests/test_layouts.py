"""How townships lay rosters out, and how each layout is understood: tables, headers, roles, columns, households."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from pipelines.ingest import read_rosters
from pipelines.ingest.advising import read_advice
from pipelines.ingest.gather import Raw
from pipelines.ingest.headers import field_of, unit_of
from pipelines.ingest.suggest import suggestion
from pipelines.problems import Problem
from tests.builders import warm

Rows = list[list[Any]]
IDS = [
    "990101195001010010",
    "990101195002020026",
    "990101195003030031",
    "990101195004040047",
    "990101195005050052",
    "990101195006060068",
]
BAD = "990101195001010018"  # its check digit is wrong
NAMES = ["赵一", "钱二", "孙三", "李四", "周五", "吴六"]
HEAD = ["序号", "姓名", "身份证号", "金额"]


def people(*numbers: int, cash: Any = 100) -> Rows:
    return [[n + 1, NAMES[n], IDS[n], cash] for n in numbers]


def read(folder: Path, rows: Rows | dict[str, Rows], *merges: str, **more: Any) -> Raw:
    """The rows as a workbook of one sheet `s`, or of the sheets given; `more`: hidden rows and columns, columns.csv."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for tab, lines in (rows if isinstance(rows, dict) else {"s": rows}).items():
        sheet = book.create_sheet(tab)
        for line in lines:
            sheet.append(line)
        for cells in merges:
            sheet.merge_cells(cells)
        for row_no in more.get("hidden_rows", ()):
            sheet.row_dimensions[row_no].hidden = True
        for column in more.get("hidden_columns", ()):
            sheet.column_dimensions[column].hidden = True
    (folder / "rosters").mkdir(parents=True, exist_ok=True)
    book.save(folder / "rosters" / "a.xlsx")
    if "advice" in more:
        (folder / "columns.csv").write_text(f"file,sheet,header,field,note\n{more['advice']}", encoding="utf-8")
    return read_rosters(folder / "rosters", workers=1, advice=read_advice(folder))


def roles(raw: Raw, sheet: str = "s") -> str:
    """One word a row, those that follow each other counted."""
    words: list[tuple[str, int]] = []
    for role in raw.raw_row.filter(sheet=sheet)["role"]:
        words = [*words[:-1], (role, words[-1][1] + 1)] if words and words[-1][0] == role else [*words, (role, 1)]
    return " ".join(role if count == 1 else f"{role}*{count}" for role, count in words)


def fields(raw: Raw, table: int = 1, sheet: str = "s") -> dict[str, str | None]:
    return dict(raw.raw_column.filter(table_no=table, sheet=sheet).select("header", "field").iter_rows())


def entries(raw: Raw, *columns: str, role: str = "person") -> list[Any]:
    rows = raw.raw_entry.filter(role=role).select(columns).rows()
    return [row[0] for row in rows] if len(columns) == 1 else rows


TWO: Rows = [
    ["松柏镇花名册"],
    ["序号", "户主信息", None, "姓名", "身份证号", "发放金额（元）", None, None, "备注"],
    [None, "姓名", "身份证号", None, None, "慰问金", "慰问品折价", "合计"],
    [1, "赵一", IDS[0], "赵一", IDS[0], 100, 20, 120],
    [2, "赵一", IDS[0], "钱二", IDS[1], 100, 0, 100],
]  # fmt: skip
TWO_FIELDS = {
    "序号": "seq", "户主信息▸姓名": "head_name", "户主信息▸身份证号": "head_id", "姓名": "name", "身份证号": "id_no",
    "发放金额（元）▸慰问金": "cash", "发放金额（元）▸慰问品折价": "goods", "发放金额（元）▸合计": "amount",
    "备注": "remark",
}  # fmt: skip


@pytest.mark.parametrize(
    "merges", [("A1:I1", "A2:A3", "B2:C2", "D2:D3", "E2:E3", "F2:H2", "I2:I3"), ("B2:C2", "F2:H2"), ()]
)
def test_a_header_of_two_levels(tmp_path: Path, merges: tuple[str, ...]) -> None:
    raw = read(tmp_path, TWO, *merges)
    assert roles(raw) == "title header*2 person*2"
    assert fields(raw) == TWO_FIELDS
    assert raw.raw_column["unit"].to_list() == [None] * 5 + ["元"] * 3 + [None]
    assert raw.raw_table.select("header_row", "header_rows", "last_row").rows() == [(2, 2, 5)]
    assert entries(raw, "name", "cash", "goods") == [("赵一", "100", "20"), ("钱二", "100", "0")]


def test_a_header_of_three_levels(tmp_path: Path) -> None:
    rows: Rows = [
        ["序号", "基本情况", None, None, None, "2026年慰问情况", None, None],
        [None, "姓名", "住址", None, "身份证号", "现金", "实物"],
        [None, None, "村", "组", None, None, "大米（袋）", "折价（元）"],
        [1, "赵一", "东风村", "3组", IDS[0], 100, 2, 50],
    ]
    raw = read(tmp_path, rows, "A1:A3", "B1:E1", "F1:H1", "B2:B3", "C2:D2", "E2:E3", "F2:F3", "G2:H2")
    assert roles(raw) == "header*3 person"
    assert fields(raw) == {
        "序号": "seq", "基本情况▸姓名": "name", "基本情况▸住址▸村": "village", "基本情况▸住址▸组": "group",
        "基本情况▸身份证号": "id_no", "2026年慰问情况▸现金": "cash", "2026年慰问情况▸实物▸大米（袋）": None,
        "2026年慰问情况▸实物▸折价（元）": "goods",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("group", "leaf", "field"),
    [
        ("开户人", "姓名", "payee"), ("监护人", "姓名", None), ("帮扶干部", "姓名", "helper"),
        ("代领人", "身份证号", None),
        ("家庭成员", "身份证号", "id_no"), ("联系人", "电话", None), ("户主", "*姓 名", "head_name"),
    ],
)  # fmt: skip
def test_a_group_says_whose_column_it_is(tmp_path: Path, group: str, leaf: str, field: str | None) -> None:
    rows: Rows = [
        ["序号", "姓名", "身份证号", group, None],
        [None, None, None, leaf, "说明"],
        [1, "赵一", IDS[0], "某", "某"],
    ]
    named = fields(read(tmp_path, rows, "A1:A2", "B1:B2", "C1:C2", "D1:E1"))
    assert named[f"{group}▸{leaf}"] in (field, None if field == "id_no" else field)


def test_a_line_that_numbers_the_columns_is_header(tmp_path: Path) -> None:
    raw = read(tmp_path, [HEAD, [1, 2, 3, 4], *people(0, 1)])
    assert roles(raw) == "header*2 person*2"


def test_a_level_of_one_word_needs_no_merge(tmp_path: Path) -> None:
    rows: Rows = [
        ["姓名", "身份证号", "慰问情况", None],
        [None, None, "标准", None],
        [None, None, "现金", "折价"],
        ["赵一", IDS[0], 1, 2],
    ]
    raw = read(tmp_path, rows)
    assert roles(raw) == "header*3 person"
    assert entries(raw, "cash", "goods") == [("1", "2")]


def test_a_level_for_one_column_is_told_by_the_merges_beside_it(tmp_path: Path) -> None:
    rows: Rows = [["姓名", "身份证号", "村", "慰问"], [None, None, None, "现金"], ["赵一", IDS[0], "东风村", 1]]
    raw = read(tmp_path, rows, "A1:A2", "B1:B2", "C1:C2")
    assert roles(raw) == "header*2 person"
    assert fields(raw)["慰问▸现金"] == "cash"


@pytest.mark.parametrize("at", [0, 1])
def test_a_title_over_part_of_the_columns_is_no_group(tmp_path: Path, at: int) -> None:
    rows: Rows = [[*[None] * at, "松柏镇慰问汇总表"], HEAD, *people(0)]
    raw = read(tmp_path, rows, ("A1:C1", "B1:C1")[at])
    assert roles(raw) == "title header person"
    assert raw.raw_sheet["title"].to_list() == ["松柏镇慰问汇总表"]


@pytest.mark.parametrize("title", ["松柏镇花名册", "松柏镇花名册 第2页"])
def test_a_page_begins_with_title_and_header_again(tmp_path: Path, title: str) -> None:
    rows: Rows = [
        ["松柏镇花名册"],
        HEAD,
        *people(0, 1),
        ["本页小计", None, None, 200],
        [title],
        HEAD,
        *people(2),
        ["合计"],
    ]
    raw = read(tmp_path, rows)
    assert roles(raw) == "title header person*2 subtotal title header person total"
    assert raw.raw_table.height == 1
    assert raw.raw_row["table_no"].to_list() == [0, *[1] * 8]


def test_the_same_header_under_another_title_heads_another_table(tmp_path: Path) -> None:
    raw = read(tmp_path, [["松柏镇低保户花名册"], HEAD, *people(0), [], ["松柏镇孤儿花名册"], HEAD, *people(1)])
    assert raw.raw_table["title"].to_list() == ["松柏镇低保户花名册", "松柏镇孤儿花名册"]
    assert entries(raw, "table_no") == [1, 2]


IN_WAN: Rows = [
    ["松柏镇花名册"],
    [None, None, None, "发放情况"],
    [None, None, None, "慰问金额（万元）"],
    ["序号", "姓名", "身份证号", "慰问金", "物资折款"],
    [1, NAMES[0], IDS[0], 0.26, 0.01],
    ["本页小计", None, None, 0.26, 0.01],
    [],
]


@pytest.mark.parametrize("levels", [3, 2, 1])
def test_a_header_printed_again_keeps_the_unit_of_its_upper_levels(tmp_path: Path, levels: int) -> None:
    rows = [*IN_WAN, *IN_WAN[4 - levels : 4], [2, NAMES[1], IDS[1], 0.26, 0]]
    raw = read(tmp_path, rows, "D2:E2", "D3:E3", *(["D8:E8"] if levels > 1 else []))
    assert roles(raw) == f"title header*3 person subtotal header{f'*{levels}' if levels > 1 else ''} person"
    assert raw.raw_table.height == 1
    assert raw.raw_column.filter(field="cash")["unit"].to_list() == ["万元"]
    assert entries(raw, "table_no", "cash") == [(1, "0.26"), (1, "0.26")]


@pytest.mark.parametrize(
    ("again", "unit"), [([["松柏镇孤儿花名册"]], "万元"), ([["松柏镇孤儿花名册"], ["单位：元"]], "元")]
)
def test_a_further_table_of_the_same_columns_has_their_unit_unless_it_says_its_own(
    tmp_path: Path, again: Rows, unit: str
) -> None:
    rows: Rows = [*IN_WAN, *again, IN_WAN[3], [1, NAMES[1], IDS[1], 1, 0]]
    raw = read(tmp_path, rows, "D2:E2", "D3:E3")
    assert raw.raw_column.filter(field="cash")["unit"].to_list() == ["万元", unit]
    assert entries(raw, "table_no") == [1, 2]


def test_the_same_columns_in_another_unit_are_another_table(tmp_path: Path) -> None:
    rows: Rows = [[*HEAD[:3], "慰问金"], *people(0), [], [*HEAD[:3], "慰问金（万元）"], *people(1, cash=0.01)]
    assert read(tmp_path, rows).raw_column.filter(field="cash")["unit"].to_list() == [None, "万元"]


def test_a_lone_upper_level_below_a_table_is_nobody(tmp_path: Path) -> None:
    rows: Rows = [
        ["松柏镇花名册"], ["姓名", "村", "金额", "身份证号"], [NAMES[0], "东风村", 1, IDS[0]], [],
        ["松柏镇孤儿花名册"], ["填表单位：民政办", None, None, "单位：元"],
        [None, None, None, "发放情况"], [None, None, None, "慰问款物"],
        ["序号", "姓名", "身份证号", "现金", "物资折价"],
        [1, NAMES[1], IDS[1], 100, 20],
    ]  # fmt: skip
    raw = read(tmp_path, rows, "D7:E7", "D8:E8")
    assert roles(raw) == "title header person title*2 header*3 person"
    assert raw.raw_table["title"].to_list()[1].startswith("松柏镇孤儿花名册")
    assert fields(raw, 2)["发放情况▸慰问款物▸现金"] == "cash"


def test_a_header_may_have_a_word_of_those_who_sign(tmp_path: Path) -> None:
    rows: Rows = [
        ["序号", "个人信息", None, "家庭人口", "金额（元）", "联系人："],
        [None, "姓名", "身份证号"],
        [1, NAMES[0], IDS[0], 2, 100, "李某"],
        ["审核人：", None, "制表人：", None, "日期："],
    ]
    raw = read(tmp_path, rows, "B1:C1")
    assert roles(raw) == "header*2 person footer"
    assert list(fields(raw).values()) == ["seq", "name", "id_no", "hh_size", "amount", "helper"]


def test_tables_below_one_another(tmp_path: Path) -> None:
    rows: Rows = [
        ["松柏镇花名册"], ["一、低保户"], HEAD, *people(0), ["小计", None, None, 100], [],
        ["二、特困人员"], ["身份证号", "姓名", "村", "慰问金"], [IDS[1], "钱二", "东风村", 200], ["审核人：", "某某"],
        [], ["松柏镇孤儿花名册"], ["单位：万元"], HEAD, *people(2, cash=0.1),
    ]  # fmt: skip
    raw = read(tmp_path, rows)
    assert roles(raw) == "title*2 header person subtotal title header person footer title*2 header person"
    assert raw.raw_table.select("table_no", "title", "header_row", "last_row").rows() == [
        (1, "松柏镇花名册 一、低保户", 3, 5),
        (2, "二、特困人员", 8, 10),
        (3, "松柏镇孤儿花名册 单位：万元", 14, 15),
    ]
    assert raw.raw_row["table_no"].to_list() == [0, 0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3]
    assert fields(raw, 2) == {"身份证号": "id_no", "姓名": "name", "村": "village", "慰问金": "cash"}
    assert entries(raw, "table_no", "name", "id_no") == [(n + 1, NAMES[n], IDS[n]) for n in range(3)]
    assert raw.raw_column.filter(pl.col("unit") == "万元")["table_no"].to_list() == [3]


def test_households_count_through_the_tables_of_a_sheet(tmp_path: Path) -> None:
    head = ["户主", "姓名", "身份证号"]
    rows: Rows = [head, *[["赵一", NAMES[n], IDS[n]] for n in (0, 1)], [*head, "备注"], ["赵一", "孙三", IDS[2], "某"]]
    assert entries(read(tmp_path, rows), "household_no") == [1, 1, 2]


def test_tables_beside_each_other_are_blocks(tmp_path: Path) -> None:
    left: Rows = [["甲村花名册", None, None, None], HEAD, *people(0, 1)]
    right: Rows = [
        ["乙村花名册", None, None, None],
        ["姓名", "身份证号", "金额", "备注"],
        [NAMES[2], IDS[2], 300, None],
        [None] * 4,
    ]
    rows: Rows = [[*a, None, *b] for a, b in zip(left, right, strict=True)]
    raw = read(tmp_path, rows, "A1:D1", "F1:I1", hidden_columns=("B", "G"))
    assert raw.raw_sheet.select("sheet", "tab", "title", "rows", "merges", "hidden_columns").rows() == [
        ("s (A:D)", "s", "甲村花名册", 4, "A1:D1", "B"),
        ("s (F:I)", "s", "乙村花名册", 3, "F1:I1", "G"),
    ]
    assert roles(raw, "s (A:D)") == "title header person*2"
    assert raw.raw_column.filter(sheet="s (F:I)")["col_no"].to_list() == [6, 7, 8, 9]
    row = raw.raw_row.filter(sheet="s (F:I)", row_no=3).row(0, named=True)
    assert (row["cells"], row["cell_types"]) == ([*[""] * 5, "孙三", IDS[2], "300"], "-----ssn")
    assert entries(raw, "sheet", "name") == [("s (A:D)", "赵一"), ("s (A:D)", "钱二"), ("s (F:I)", "孙三")]


def test_one_list_in_two_columns_of_a_page_shares_its_title(tmp_path: Path) -> None:
    rows: Rows = [
        ["松柏镇花名册"],
        ["单位：万元"],
        HEAD * 2,
        *[a + b for a, b in zip(people(0, 1), people(2, 3), strict=True)],
    ]
    raw = read(tmp_path, rows, "A1:H1")
    assert raw.raw_sheet["title"].to_list() == ["松柏镇花名册 单位：万元"] * 2
    assert raw.raw_column.filter(field="amount")["unit"].to_list() == ["万元"] * 2
    assert sorted(entries(raw, "name")) == sorted(NAMES[:4])


def test_an_empty_column_does_not_part_a_table(tmp_path: Path) -> None:
    rows: Rows = [["序号", "户主", "姓名", None, "身份证号", "金额", "备注"], [1, "赵一", "赵一", None, IDS[0], 100]]
    raw = read(tmp_path, rows)
    assert raw.raw_sheet["sheet"].to_list() == ["s"]
    assert entries(raw, "name", "id_no") == [("赵一", IDS[0])]


def test_two_lists_beside_each_other_both_name_people_alike(tmp_path: Path) -> None:
    rows: Rows = [
        ["序号", "村", "户主姓名", "家庭人口"],
        [None, None, None, None, None, "姓名", "身份证号", "家庭人口", "金额"],
        [1, "东风村", "赵一", None, None, "赵一", IDS[0], 2, 100],
    ]
    raw = read(tmp_path, rows)
    assert raw.raw_sheet["sheet"].to_list() == ["s"]


SUMMARY: Rows = [
    ["村（社区）", "低保户", None, "合计", None],
    [None, "人数", "金额（元）", "人数", "金额（元）"],
    ["东风村", 2, 200, 3, 300],
    ["合计", 2, 200, 3, 300],
    ["制表人：某"],
]


def test_a_summary_names_nobody(tmp_path: Path) -> None:
    raw = read(tmp_path, {"汇总": SUMMARY, "名册": [HEAD, *people(0)]})
    assert raw.raw_file["status"].to_list() == ["read"]
    assert dict(raw.raw_sheet.select("sheet", "status").iter_rows()) == {"汇总": "summary", "名册": "read"}
    assert roles(raw, "汇总") == "header*2 summary total footer"
    assert entries(raw, "village", "persons", "amount", role="summary") == [("东风村", "3", "300")]
    assert not raw.raw_column.filter(pl.col("how").is_null()).height


def test_a_summary_below_people_gives_no_total_of_theirs(tmp_path: Path) -> None:
    raw = read(
        tmp_path,
        [HEAD, *people(0), ["合计", None, None, 100], [], ["村", "人数", "金额"], ["东风村", 1, 100], ["合计", 1, 100]],
    )
    assert roles(raw) == "header person total header summary*2"
    assert raw.raw_sheet["status"].to_list() == ["read"]


def test_what_is_hidden_is_read_and_said(tmp_path: Path) -> None:
    raw = read(tmp_path, [HEAD, *people(0, 1, 2, 3)], hidden_rows=(2, 3, 5), hidden_columns=("B", "D"))
    assert raw.raw_sheet.select("hidden_rows", "hidden_columns").rows() == [("2-3, 5", "B, D")]
    assert entries(raw, "name") == NAMES[:4]


@pytest.mark.parametrize(
    ("row", "role"),
    [
        (["合", "计", None, 100], "total"), (["小", "计", None, 100], "subtotal"),
        (["合计", None, "1980101195001012345"], "total"),
        ([None, "合计", IDS[1], 100], "person"), (["合计", None, BAD, 100], "total"), (["总计", "钱二", BAD], "person"),
        ([7, "总计生", BAD, 100], "person"),
        (["第1页 共3页"], "footer"), (["东风村民委员会（盖章）"], "footer"),
        ([None, "以上人员均已公示，无异议。"], "note"),
        ([None, "钱二"], "person"), (["小計：", None, None, 100], "subtotal"),
    ],
)  # fmt: skip
def test_roles_of_odd_rows(tmp_path: Path, row: list[Any], role: str) -> None:
    assert roles(read(tmp_path, [HEAD, *people(0), row, *people(2)])) == f"header person {role} person".replace(
        "person person person", "person*3"
    )


def test_the_headcount_of_a_total_stands_anywhere(tmp_path: Path) -> None:
    rows: Rows = [HEAD, *people(0), ["合计", None, None, 100, "1家"], ["合  计", 1, None, 100]]
    assert entries(read(tmp_path, rows), "persons", role="total") == ["1家", "1"]


def test_people_above_the_header_are_said(tmp_path: Path) -> None:
    raw = read(tmp_path, [["松柏镇"], *people(0), HEAD, *people(1)])
    assert roles(raw) == "title unread header person"


def test_a_header_far_down_and_one_with_nobody_below(tmp_path: Path) -> None:
    far = read(tmp_path / "far", [*[[f"说明第{n}条"] for n in range(40)], HEAD, *people(0)])
    assert (roles(far), far.raw_sheet["header_row"].to_list()) == ("title*40 header person", [41])
    none = read(tmp_path / "none", [["松柏镇"], HEAD])
    assert (roles(none), none.raw_sheet["status"].to_list()) == ("title header", ["read"])
    assert none.raw_entry.is_empty()


def test_a_line_above_a_part_says_its_category_or_village(tmp_path: Path) -> None:
    rows: Rows = [
        HEAD,
        ["一、特困人员"],
        *people(0),
        ["小计", None, None, 100],
        ["（二）低保户"],
        *people(1, 2),
        ["东风村"],
        *people(3),
    ]
    raw = read(tmp_path, rows, "A8:D8")
    assert roles(raw) == "header title person subtotal title person*2 title person"
    assert entries(raw, "category", "village") == [
        ("特困人员", None),
        ("低保户", None),
        ("低保户", None),
        (None, "东风村"),
    ]


def test_a_village_is_filled_from_merge_run_household_or_tab(tmp_path: Path) -> None:
    head = ["村", "户主", "姓名", "身份证号"]
    once: Rows = [["东风村", NAMES[0], NAMES[0], IDS[0]], *[[None, NAMES[n], NAMES[n], IDS[n]] for n in (1, 2)]]
    assert entries(read(tmp_path / "run", [head, *once]), "village") == ["东风村"] * 3
    family: Rows = [
        ["东风村", "赵一", "赵一", IDS[0]],
        [None, None, "钱二", IDS[1]],
        ["红星村", "孙三", "孙三", IDS[2]],
    ]
    assert entries(read(tmp_path / "household", [head, *family]), "village") == ["东风村", "东风村", "红星村"]
    lost: Rows = [
        ["东风村", "赵一", "赵一", IDS[0]],
        [None, "钱二", "钱二", IDS[1]],
        ["红星村", "孙三", "孙三", IDS[2]],
    ]
    assert entries(read(tmp_path / "lost", [head, *lost]), "village") == ["东风村", None, "红星村"]
    assert entries(read(tmp_path / "tab", {"东风社区": [HEAD, *people(0)]}), "village") == ["东风社区"]


@pytest.mark.parametrize(
    ("head", "rows", "households"),
    [
        (["户编号"], [[7], [None], [8]], [1, 1, 2]),
        (["户编号"], [[1], [2], [3]], [None] * 3),
        (["序号", "金额"], [[1, 300], [None, None], [2, 100]], [1, 1, 2]),
        (["序号", "金额"], [[1, 300], [None, 300], [2, 100]], [None] * 3),
        (["序号", "金额"], [[1, 300], [None, None], [3, 100]], [None] * 3),
        (["户主", "户主身份证号"], [["赵一", IDS[0]], ["赵一", None], ["孙 三", IDS[2]]], [1, 1, 2]),
    ],
)
def test_households_without_relations(
    tmp_path: Path, head: list[str], rows: Rows, households: list[int | None]
) -> None:
    lines = [[*head, "姓名", "身份证号"], *[[*row, NAMES[n], IDS[n]] for n, row in enumerate(rows)]]
    assert entries(read(tmp_path, lines), "household_no") == households


def test_two_families_whose_heads_share_a_name(tmp_path: Path) -> None:
    rows: Rows = [
        ["户主", "姓名", "身份证号"],
        ["赵一", "赵一", IDS[0]],
        ["赵一", "赵一", IDS[1]],
        ["同上", "孙三", IDS[2]],
    ]
    assert entries(read(tmp_path, rows), "household_no") == [1, 2, 2]


def test_heads_listed_without_members_are_the_people(tmp_path: Path) -> None:
    raw = read(
        tmp_path, [["户主姓名", "身份证号", "家庭人口", "金额"], ["赵一", IDS[0], 3, 300], ["钱二", IDS[1], 1, 100]]
    )
    assert entries(raw, "name", "id_no", "head_name") == [("赵一", IDS[0], None), ("钱二", IDS[1], None)]


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("金额（万元）", "万元"), ("金额(元)", "元"), ("标准（元/人）", "元"), ("补助金额万元", "万元"),
        ("慰问金/元", "元"),
        ("金额", None), ("单元", None), ("人数（人）", None),
    ],
)  # fmt: skip
def test_units_of_headers(header: str, unit: str | None) -> None:
    assert unit_of(header) == unit


@pytest.mark.parametrize(
    ("title", "header", "unit"),
    [
        ("单位：人、元", "金额", "元"), ("金额单位：万元", "金额", "万元"), ("单位：万元", "金额（元）", "元"),
        ("单位：元、万元", "金额", None), ("填报单位：松柏镇", "金额", None),
    ],
)  # fmt: skip
def test_the_headers_own_unit_goes_before_the_tables(tmp_path: Path, title: str, header: str, unit: str | None) -> None:
    raw = read(tmp_path, [[title], ["姓名", "身份证号", header], ["赵一", IDS[0], 1]])
    assert raw.raw_column["unit"].to_list() == [None, None, unit]


@pytest.mark.parametrize("columns", [["金额（万元）", "金额（元）"], ["金额（元）", "金额（万元）"]])
def test_of_a_sum_in_two_units_the_yuan_are_read(tmp_path: Path, columns: list[str]) -> None:
    raw = read(tmp_path, [["姓名", "身份证号", *columns], ["赵一", IDS[0], 1, 2]])
    found = {row["header"]: (row["field"], row["unit"], row["how"]) for row in raw.raw_column.iter_rows(named=True)}
    assert found["金额（元）"] == ("amount", "元", "synonym")
    assert found["金额（万元）"] == (None, "万元", "synonym")


def test_beside_goods_a_plain_amount_is_the_cash(tmp_path: Path) -> None:
    head = ["姓名", "身份证号", "补助金额", "慰问物资", "折价（元）", "合计金额"]
    raw = read(tmp_path, [head, ["赵一", IDS[0], 100, "大米一袋", 50, 150]])
    assert list(fields(raw).values()) == ["name", "id_no", "cash", None, "goods", "amount"]
    assert raw.raw_column.filter(header="慰问物资")["suggestion"].to_list() == ["goods"]


def test_goods_in_yuan_go_before_goods_counted(tmp_path: Path) -> None:
    raw = read(tmp_path, [["姓名", "身份证号", "慰问品", "折价（元）"], ["赵一", IDS[0], 2, 50]])
    assert list(fields(raw).values()) == ["name", "id_no", None, "goods"]


def test_names_and_numbers_that_changed_places_are_read_where_they_stand(tmp_path: Path) -> None:
    rows: Rows = [
        ["姓名", "身份证号", "金额"],
        [IDS[0], "赵一（户主）", 1],
        [IDS[1], "*钱 二", 2],
        [IDS[2], "阿依·买买提", 3],
        ["合计", "3人", 6],
    ]
    raw = read(tmp_path, rows)
    assert raw.raw_column.select("field", "how").rows() == [
        ("id_no", "content"),
        ("name", "content"),
        ("amount", "synonym"),
    ]
    assert entries(raw, "id_no") == IDS[:3]
    assert roles(raw) == "header person*3 total"


def test_columns_that_changed_places_are_told_by_every_row_when_the_numbers_are_mistyped(tmp_path: Path) -> None:
    head: Rows = [["村", "身份证号", "姓名"]]
    rows: Rows = [
        ["村", NAMES[0], BAD],
        ["村", "卓玛⋅才让", f"‘{BAD}"],
        *head,
        ["村", NAMES[2], f"{BAD[:6]}-{BAD[6:]}"],
    ]
    raw = read(tmp_path / "a", [*head, *rows])
    assert raw.raw_column.select("field", "how").rows()[1:] == [("name", "content"), ("id_no", "content")]
    assert entries(raw, "name") == [NAMES[0], "卓玛⋅才让", NAMES[2]]
    raw = read(tmp_path / "b", [*head, *rows, ["村", BAD, NAMES[3]]])  # one row says otherwise
    assert raw.raw_column["how"].to_list() == ["synonym"] * 3
    raw = read(tmp_path / "c", [*head, *rows[:2]])  # too few
    assert raw.raw_column["how"].to_list() == ["synonym"] * 3


def test_an_unknown_column_of_numbers_is_the_number(tmp_path: Path) -> None:
    rows: Rows = [["姓名", "村", "金额", "公民号"], *[[NAMES[n], "村", 1, IDS[n]] for n in range(3)]]
    raw = read(tmp_path / "a", rows)
    assert raw.raw_column.filter(header="公民号").select("field", "how").rows() == [("id_no", "content")]
    rows[1][3] = rows[2][3] = BAD  # two of three unsound: that proves nothing
    raw = read(tmp_path / "b", rows)
    assert raw.raw_column.filter(header="公民号").select("field", "how").rows() == [(None, None)]


def test_disability_certificates_under_the_number_are_no_numbers(tmp_path: Path) -> None:
    rows: Rows = [["姓名", "身份证号", "公民号", "金额"], *[[NAMES[n], f"{IDS[n]}42", IDS[n], 1] for n in range(3)]]
    assert list(fields(read(tmp_path, rows)).values()) == ["name", "disability", "id_no", "amount"]


def test_a_sheet_is_known_by_its_numbers_when_no_header_is(tmp_path: Path) -> None:
    raw = read(tmp_path, [["困难群众", "号码", "应给数"], *[[NAMES[n], IDS[n], 100] for n in range(3)]])
    assert roles(raw) == "header person*3"
    assert entries(raw, "id_no") == IDS[:3]


def test_relations_beside_a_merged_head(tmp_path: Path) -> None:
    rows: Rows = [
        ["户主（与户主关系）", None, "姓名", "身份证号"],
        *[["赵一", ("户主", "妻", "子")[n], NAMES[n], IDS[n]] for n in range(3)],
    ]
    raw = read(tmp_path, rows, "A1:B1")
    assert raw.raw_column["field"].to_list()[1] == "relation"


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("身分证号码", "id_no"), ("慰问金領", None), ("家庭往址", "address"), ("姓名（曾用名）", "name"),
        ("血型", None), ("出生地点", None), ("对象姓别", None), ("性列", None),
        ("联系电活", "phone"), ("去年收入情况", None), ("社保帐号", "account"),
    ],
)  # fmt: skip
def test_close_misses_are_suggested_and_not_taken(header: str, field: str | None) -> None:
    assert suggestion(header) == field
    assert field_of(header) is None


def test_every_column_that_is_not_understood_is_echoed(tmp_path: Path) -> None:
    rows: Rows = [
        ["姓名", "身份证号", "年龄", "身分证号码", "联系电话", "电话", None, "金额"],
        *[[NAMES[n], IDS[n], 70, 5, "1", "2", "某", 1] for n in range(2)],
    ]
    raw = read(tmp_path, rows)
    unknown = raw.raw_column.filter(pl.col("field").is_null() & pl.col("how").is_null())
    assert unknown.select("col_no", "header", "suggestion").rows() == [
        (4, "身分证号码", "id_no"),
        (6, "电话", "phone"),
        (7, "", None),
    ]


def test_the_analyst_names_columns(tmp_path: Path) -> None:
    rows: Rows = [
        ["受慰者", "号 码", "去年金额", "金额", "说明"],
        ["赵一", IDS[0], 1, 2, "a"],
        ["钱二", IDS[1], 1, 2, "b"],
    ]
    advice = "*.xlsx,s,受慰者,name,\na*,*,号码,id_no,\n*,*,金额,,不用\n,,[C],amount,\nb.xlsx,*,说明,reason,\n"
    raw = read(tmp_path, rows, advice=advice)
    assert raw.raw_column.select("field", "how").rows() == [
        ("name", "override"), ("id_no", "override"), ("amount", "override"), (None, "override"), ("remark", "synonym"),
    ]  # fmt: skip
    assert entries(raw, "name", "id_no", "amount") == [("赵一", IDS[0], "1"), ("钱二", IDS[1], "1")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "file,sheet,header,field,note\n*,*,受慰者,nane,\n\n*,*,,name,\n",
            ["columns.csv:2", "nane", "name?", "columns.csv:4", "id_no"],
        ),
        ("file,header\n*,x\n", ["columns.csv:1", "file,sheet,header,field,note"]),
    ],
)
def test_wrong_lines_of_columns_csv_are_named_at_once(tmp_path: Path, text: str, says: list[str]) -> None:
    (tmp_path / "columns.csv").write_text(text, encoding="utf-8")
    with pytest.raises(Problem) as caught:
        read_advice(tmp_path)
    assert caught.value.exit_code == 3
    assert all(word in caught.value.zh and word in caught.value.en for word in says)


def test_any_pile_of_rows_keeps_every_row_once(tmp_path: Path) -> None:
    dice = random.Random(11)
    parts: Rows = [
        HEAD, ["合计", None, None, 1], ["注：某"], ["松柏镇花名册"], ["单位：万元"], [None, "某"],
        ["村", "人数", "金额"],
        ["东风村", 3, 4], ["制表人：", "某"], ["姓名", "身份证号", "备注", "村"], ["一、低保户"],
        [None, None, None, None, "x"],
    ]  # fmt: skip
    tabs: dict[str, Rows] = {}
    for number in range(60):
        lines = [dice.choice([*parts, *people(0, 1, 2)]) for _ in range(dice.randrange(1, 14))]
        beside = [dice.choice([[None] * 4, *parts, *people(3, 4)]) for _ in lines] if dice.random() < 0.4 else []
        tabs[f"t{number}"] = (
            [[*a, *[None] * (5 - len(a)), *b] for a, b in zip(lines, beside, strict=True)] if beside else lines
        )
    raw = read(tmp_path, tabs)
    kept: dict[str, set[tuple[int, int]]] = {
        tab: {(row_no, column) for row_no, cells in found.iter_rows() for column, cell in enumerate(cells) if cell}
        for tab, found in (
            (tab, raw.raw_row.join(raw.raw_sheet.filter(tab=tab), on="sheet", how="semi").select("row_no", "cells"))
            for tab in tabs
        )
    }
    for tab, lines in tabs.items():
        filled = [(r, c) for r, line in enumerate(lines, 1) for c, cell in enumerate(line) if cell is not None]
        assert kept[tab] == set(filled), tab
    cells = raw.raw_row.select(pl.col("cells").list.eval(pl.element() != "").list.sum()).to_series().sum()
    assert cells == sum(cell is not None for lines in tabs.values() for line in lines for cell in line)
    assert raw.raw_row.select("sheet", "row_no").is_unique().all()
    assert raw.raw_sheet["rows"].sum() == raw.raw_row.height


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A plan with one roster of two blocks, a hidden row and an unknown column."""
    year = tmp_path / "raw" / "p" / "2026"
    rows: Rows = [
        [*a, None, *b]
        for a, b in zip(
            [[*HEAD, "身分证号码"], *[[*row, "某"] for row in people(0, 1)]], [HEAD, *people(2, 3)], strict=True
        )
    ]
    read(year, {"名册": rows}, hidden_rows=(2,))
    (year.parent / "plan.yaml").write_text("plan: p\n", encoding="utf-8")
    return tmp_path


def test_a_dry_look_says_how_each_column_is_understood(town: Path) -> None:
    done = warm("ingest", "p", 2026, "--raw", town / "raw", "--lang", "en")
    assert done.returncode == 1
    for words in (
        "a.xlsx  [xlsx] Read",
        "名册 (A:E) · Read · person 2 · hidden rows 2",
        "▸ E  身分证号码  → Identity number (id_no)?",
    ):
        assert words in done.stdout
    done = warm("ingest", "p", 2026, "--raw", town / "raw", "--json")
    found = json.loads(done.stdout)["files"][0]
    assert [sheet["sheet"] for sheet in found["sheets"]] == ["名册 (A:E)", "名册 (G:J)"]
    assert found["sheets"][0]["roles"] == {"header": 1, "person": 2}
    assert found["sheets"][0]["tables"][0]["columns"][4] == {
        "column": "E", "header": "身分证号码", "field": None, "unit": None, "how": None, "suggestion": "id_no",
    }  # fmt: skip
    (town / "raw" / "p" / "2026" / "rosters" / "b.xlsx").write_text("x", encoding="utf-8")
    done = warm("ingest", "p", 2026, "--raw", town / "raw", "--lang", "zh")
    assert done.returncode == 4
    assert "拒收" in done.stdout


def test_the_page_of_a_roster_shows_roles_and_no_person(town: Path) -> None:
    page = town / "page.html"
    done = warm("ingest", "p", 2026, "--raw", town / "raw", "--explain", "a.xlsx", "--to", page, "--lang", "zh")
    assert done.returncode == 1
    text = page.read_text("utf-8")
    assert not [secret for secret in (*IDS, *NAMES) if secret in text]
    for words in (
        "名册 (G:J)",
        "表头",
        "header",
        "人员",
        "person",
        "隐藏",
        "hidden rows",
        "99*************010",
        "赵*",
        "身分证号码",
    ):
        assert words in text
    assert "http://" not in text
    assert "<script" not in text
    done = warm("ingest", "p", 2026, "--raw", town / "raw", "--explain", "b.xlsx", "--to", page)
    assert done.returncode == 3
    assert "a.xlsx" in done.stderr
