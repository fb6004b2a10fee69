"""Rosters as towns send them, written by an independent library, and everything that is not a roster."""

from __future__ import annotations

import os
import pickle
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from pipelines.frames import schema
from pipelines.ingest import read_rosters
from pipelines.ingest.gather import Raw
from pipelines.ingest.grid import CELL, Grid, Row
from pipelines.ingest.headers import field_of
from pipelines.ingest.layout import lay_out
from pipelines.ingest.naming import Naming
from pipelines.problems import Problem
from pipelines.tables import ENTRY_FIELDS, TABLES

Rows = list[list[Any]]
IDS = ["990101195001010012", "990101195002020013", "990101195003030014", "990101195004040015", "990101195005050016"]

PLAIN: Rows = [
    ["松柏镇2023年春节慰问花名册"],
    ["填报单位：松柏镇", None, None, "单位：人、元"],
    ["序号", "村（社区）", "姓 名", "身 份 证 号 码", "慰问金（元）", "慰问品折价(元)", "帐号", "备注："],
    [1, "东风村", "赵一", IDS[0], 100, 0, "6200000000000000001"],
    [2, "东风村", "钱二", IDS[1], 100, 12.5],
    ["东风村小计", None, None, "2人", 200],
    [],
    [3, "红星村", "孙三", IDS[2], 100],
    ["合  计", None, None, "3人", 300, 12.5],
    ["注：以上人员均已公示"],
    ["制表人：周八", None, "审核人：吴九", None, "联系电话：00000000"],
]
FAMILIES: Rows = [
    ["户主姓名", "姓名", "公民身份号码", "与户主关系", "家庭人口", "合计金额"],
    ["赵一", "赵一", IDS[0], "户主", 3, 300],
    [None, "赵二", IDS[1], "配偶", None, None],
    [None, "赵三", IDS[2], "子", None, None],
    ["钱四", "钱四", IDS[3], "户主", 1, 100],
    ["总计", None, None, None, "2户", 400],
]


def write(path: Path, sheets: dict[str, Rows], merges: tuple[str, ...] = ()) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for cells in merges:
            sheet.merge_cells(cells)
    book.save(path)


def read_one(folder: Path, sheets: dict[str, Rows], merges: tuple[str, ...] = ()) -> Raw:
    write(folder / "a.xlsx", sheets, merges)
    return read_rosters(folder, workers=1)


def rewrite(path: Path, change: Callable[[str, bytes], bytes]) -> None:
    """The same workbook with its parts changed."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, change(name, data))


def only(frame: pl.DataFrame) -> dict[str, Any]:
    assert frame.height == 1
    return frame.row(0, named=True)


def test_a_plain_roster(tmp_path: Path) -> None:
    raw = read_one(tmp_path, {"农村低保": PLAIN}, ("A1:H1",))
    assert only(raw.raw_file) | {"sha256": "", "bytes": 0} == {
        "file": "a.xlsx", "sha256": "", "bytes": 0, "kind": "xlsx", "encoding": None, "sheets": 1, "area_code": None,
        "status": "read", "problem": None, "detail_zh": None, "detail_en": None,
    }  # fmt: skip
    sheet = only(raw.raw_sheet)
    assert sheet["header_row"] == 3
    assert sheet["rows"] == 10
    assert sheet["title"] == "松柏镇2023年春节慰问花名册 填报单位：松柏镇 单位：人、元"
    roles = dict(raw.raw_row.select("row_no", "role").iter_rows())
    assert roles == {
        1: "title", 2: "title", 3: "header", 4: "person", 5: "person", 6: "subtotal", 8: "person", 9: "total",
        10: "note", 11: "footer",
    }  # fmt: skip
    assert raw.raw_column["field"].to_list() == [
        "seq",
        "village",
        "name",
        "id_no",
        "cash",
        "goods",
        "account",
        "remark",
    ]
    row = raw.raw_row.row(by_predicate=pl.col("row_no") == 5, named=True)
    assert row["cells"] == ["2", "东风村", "钱二", IDS[1], "100", "12.5"]
    assert row["cell_types"] == "nsssnn"
    entry = raw.raw_entry.row(by_predicate=pl.col("row_no") == 4, named=True)
    assert {name: entry[name] for name in ("name", "id_no", "cash", "goods", "account", "remark", "household_no")} == {
        "name": "赵一", "id_no": IDS[0], "cash": "100", "goods": "0", "account": "6200000000000000001", "remark": None,
        "household_no": None,
    }  # fmt: skip
    total = raw.raw_entry.row(by_predicate=pl.col("role") == "total", named=True)
    assert (total["seq"], total["persons"], total["cash"], total["goods"]) == ("合  计", "3人", "300", "12.5")


def test_merged_families_are_filled_down_but_never_their_money(tmp_path: Path) -> None:
    raw = read_one(tmp_path, {"名册": FAMILIES}, ("A2:A4", "E2:E4", "F2:F4"))
    people = raw.raw_entry.filter(role="person")
    assert people["household_no"].to_list() == [1, 1, 1, 2]
    assert people["head_name"].to_list() == ["赵一", "赵一", "赵一", "钱四"]
    assert people["hh_size"].to_list() == ["3", "3", "3", "1"]
    assert people["amount"].to_list() == ["300", None, None, "100"]
    assert raw.raw_row.filter(row_no=3)["cells"].to_list() == [["", "赵二", IDS[1], "配偶"]]
    assert raw.raw_entry.filter(role="total")["household_no"].to_list() == [None]


@pytest.mark.parametrize(
    ("columns", "people", "merges", "households"),
    [
        (["与户主关系"], [["户主"], ["妻"], ["本人"], ["户主"], ["子"]], (), [1, 1, 2, 3, 3]),
        (["户主"], [["赵"], ["赵"], ["钱"], [None], ["赵"]], (), [1, 1, 2, 2, 3]),
        (["户主"], [["赵"], ["同上"], ["〃"], ["钱"], ["钱"]], (), [1, 1, 1, 2, 2]),
        (["序号"], [[1], [None], [2], [3], [None]], ("A2:A3", "A5:A6"), [1, 1, 2, 3, 3]),
        (["序号"], [[1], [2], [3], [4], [5]], (), [None] * 5),
        (
            ["户主", "与户主关系"],
            [["赵", "子"], ["赵", "女"], ["钱", "女"], [None, "户主"], [None, None]],
            (),
            [1, 1, 2, 3, 3],
        ),
    ],
)
def test_households(
    tmp_path: Path, columns: list[str], people: Rows, merges: tuple[str, ...], households: list[int | None]
) -> None:
    rows = [[*columns, "姓名", "身份证号", "村"]] + [[*row, f"人{i}", IDS[i], "村"] for i, row in enumerate(people)]
    assert read_one(tmp_path, {"s": rows}, merges).raw_entry["household_no"].to_list() == households


def test_rows_are_conserved_against_an_independent_reader(tmp_path: Path) -> None:
    dice = random.Random(7)
    for number in range(3):
        sheets: dict[str, Rows] = {}
        for tab in range(4):
            body = [list(row) for row in PLAIN[3:] for _ in range(dice.randrange(4))]
            dice.shuffle(body)
            sheets[f"表{tab}"] = [[None] * dice.randrange(3)] * dice.randrange(3) + PLAIN[:3] + body
        write(tmp_path / "镇" / f"{number}.xlsx", sheets)
    raw = read_rosters(tmp_path)
    ours = {tuple(row[:3]): row[3] for row in raw.raw_row.select("file", "sheet", "row_no", "cells").iter_rows()}
    theirs = {}
    for path in sorted(tmp_path.rglob("*.xlsx")):
        for sheet in openpyxl.load_workbook(path):
            for row_no, values in enumerate(sheet.iter_rows(values_only=True), start=1):
                cells = ["" if value is None else str(value) for value in values]
                if any(cells):
                    theirs[path.relative_to(tmp_path).as_posix(), sheet.title, row_no] = cells
    assert ours.keys() == theirs.keys()
    assert all(
        cells == theirs[place][: len(cells)] and not any(theirs[place][len(cells) :]) for place, cells in ours.items()
    )
    assert raw.raw_sheet["rows"].sum() == raw.raw_row.height
    assert (raw.raw_row["cells"].list.len() == raw.raw_row["cell_types"].str.len_chars()).all()
    kept = raw.raw_row.filter(pl.col("role").is_in(["person", "subtotal", "total"])).select(
        "file", "sheet", "row_no", "role"
    )
    assert_frame_equal(kept, raw.raw_entry.select("file", "sheet", "row_no", "role"))


def test_every_frame_keeps_its_contract_for_any_number_of_workers(tmp_path: Path) -> None:
    for name in ("b/二.xlsx", "a.xlsx", "c.xlsx"):
        write(tmp_path / name, {"丙": PLAIN, "甲": FAMILIES, "乙": [["目录"]], "空": []})
    (tmp_path / "d.xlsx").write_text("not a workbook", encoding="utf-8")
    seen: list[str] = []
    one, two = read_rosters(tmp_path, seen.append, workers=1), read_rosters(tmp_path, workers=2)
    assert sorted(seen) == one.raw_file["file"].to_list() == ["a.xlsx", "b/二.xlsx", "c.xlsx", "d.xlsx"]
    for name, frame in one._asdict().items():
        assert dict(frame.schema) == schema(name)
        assert frame.columns == list(TABLES[name].columns)
        assert not frame.select(pl.any_horizontal(pl.col(TABLES[name].required()).is_null().any())).item()
        assert_frame_equal(frame, frame.sort(TABLES[name].key))
        assert frame.select(TABLES[name].key).is_unique().all()
        assert_frame_equal(frame, two._asdict()[name])


def test_only_refused_files_still_give_every_table(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("x", encoding="utf-8")
    raw = read_rosters(tmp_path)
    assert [frame.height for frame in raw] == [1, *[0] * 7]
    assert all(dict(frame.schema) == schema(name) for name, frame in raw._asdict().items())


def test_sheets_without_a_header_are_kept_and_named(tmp_path: Path) -> None:
    raw = read_one(tmp_path, {"名册": PLAIN, "汇总": [["总表"], ["松柏镇", 3]], "空": []})
    file = only(raw.raw_file)
    assert (file["status"], file["problem"], file["sheets"]) == ("partly", "no_header", 3)
    assert "汇总" in file["detail_zh"]
    assert "名册" not in file["detail_zh"]
    assert "汇总" in file["detail_en"]
    assert dict(raw.raw_sheet.select("sheet", "status").iter_rows()) == {
        "名册": "read",
        "汇总": "unread",
        "空": "empty",
    }
    assert raw.raw_row.filter(sheet="汇总")["role"].to_list() == ["unread", "unread"]
    assert raw.raw_entry.filter(sheet="汇总").is_empty()


def test_a_workbook_of_empty_sheets_is_said_to_be_empty(tmp_path: Path) -> None:
    assert only(read_one(tmp_path, {"空": []}).raw_file)["problem"] == "no_rows"


def test_a_header_repeated_on_each_page_is_no_person(tmp_path: Path) -> None:
    raw = read_one(tmp_path, {"s": [*PLAIN[:4], ["本页小计", None, None, None, 100], *PLAIN[2:5]]})
    assert raw.raw_row["role"].to_list() == [
        "title",
        "title",
        "header",
        "person",
        "subtotal",
        "header",
        "person",
        "person",
    ]


def test_rows_count_as_excel_counts_them(tmp_path: Path) -> None:
    raw = read_one(tmp_path, {"s": [[], [], [None, *PLAIN[2]], [], [None, *PLAIN[3]]]})
    assert raw.raw_row["row_no"].to_list() == [3, 5]
    assert raw.raw_sheet["header_row"].to_list() == [3]
    assert raw.raw_column["col_no"].to_list() == list(range(2, 10))
    assert raw.raw_entry["name"].to_list() == ["赵一"]


def test_cells_keep_what_they_showed(tmp_path: Path) -> None:
    from datetime import date, datetime

    moment = datetime(2023, 1, 2, 3, 4)  # noqa: DTZ001 — a workbook knows no time zone
    values = [
        "  两 空 ",
        12.0,
        0.1,
        True,
        date(2023, 1, 2),
        moment,
        "#DIV/0!",
        990101195001010012,
        "a\nb",
    ]
    raw = read_one(tmp_path, {"R&D “表”": [["姓名", "身份证号", "村"], ["赵一", IDS[0], "村"], [*values, None]]})
    row = raw.raw_row.filter(row_no=3).row(0, named=True)
    assert row["cells"][:7] == ["  两 空 ", "12", "0.1", "TRUE", "2023-01-02", "2023-01-02T03:04:00", "#DIV/0!"]
    assert row["cells"][7].startswith("990101195001010")
    assert row["cells"][8] == "a\nb"
    assert row["cell_types"] == "snnbddens"


def test_two_columns_of_one_meaning_keep_the_first(tmp_path: Path) -> None:
    raw = read_one(tmp_path, {"s": [["姓名", "身份证号", "慰问金", "现金(元)"], ["赵一", IDS[0], 1, 2]]})
    assert raw.raw_column["field"].to_list() == ["name", "id_no", "cash", None]
    assert raw.raw_entry["cash"].to_list() == ["1"]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("姓　名", "name"), ("*姓名", "name"), ("金额（元）", "amount"), ("慰问金 (元):", "cash"), ("社保帐号", None),
        ("银行帐号", "account"), ("金额（万元）", "amount"), ("慰问品（份）", ""), ("慰问品（元）", "goods"),
        ("№", "seq"), ("No.", "seq"), ("人数（人）", "persons"), ("领取人签字（按手印）", "sign"), ("东风村", None),
        ("", None),
    ],
)  # fmt: skip
def test_headers(header: str, field: str | None) -> None:
    assert field_of(header) == field


def test_every_synonym_names_a_field_of_the_contract() -> None:
    from pipelines.ingest.headers import synonyms

    assert set(synonyms().values()) == {*ENTRY_FIELDS, "household_no", ""}


@pytest.mark.parametrize(
    ("cells", "role"),
    [
        (["合 计", "", "", "12人"], "total"), (["", "", "总计："], "total"), (["全镇合计", "", ""], "total"),
        (["", "东风村小计", ""], "subtotal"), (["本页 小计", "", ""], "subtotal"),
        (["城市低保合计", "", ""], "subtotal"), (["单位负责人：", "", ""], "footer"), (["", "经办人：", ""], "footer"),
        (["注：1.已公示", "", ""], "note"), (["说明：", "", ""], "note"), (["7", "", ""], "note"),
        (["  ", " ", ""], "note"), (["7", "赵一", ""], "person"), (["", "", IDS[0]], "person"),
        (["合计", "赵一", IDS[0]], "person"), (["注册", "赵一", ""], "person"),
    ],
)  # fmt: skip
def test_roles(cells: list[str], role: str) -> None:
    header = ["序号", "姓名", "身份证号", "户主"]
    rows = [
        Row(i, row, CELL.join(row), "") for i, row in enumerate([header, [*cells, *[""] * (4 - len(cells))]], start=1)
    ]
    grid = Grid("s", False, rows, [], frozenset(), frozenset())
    assert lay_out(grid, Naming("f", "s"))[0].roles[1] == role


def test_a_total_above_the_people_is_a_total(tmp_path: Path) -> None:
    raw = read_one(tmp_path, {"s": [PLAIN[2], ["合计", None, None, None, 100], PLAIN[3]]})
    assert raw.raw_entry["role"].to_list() == ["total", "person"]


def test_hidden_sheets_are_read_and_said_to_be_hidden(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", {"s": PLAIN, "t": FAMILIES})
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    book["t"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    sheets = read_rosters(tmp_path).raw_sheet
    assert sheets.select("sheet", "sheet_no", "hidden", "status").rows() == [
        ("s", 1, False, "read"),
        ("t", 2, True, "read"),
    ]


def test_an_open_document_sheet_is_read(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = [["姓名", "身份证号", "村"], ["赵一", IDS[0], "东风村"]]
    body = "".join(f"<table:table-row>{''.join(cell.format(text) for text in row)}</table:table-row>" for row in rows)
    name = "urn:oasis:names:tc:opendocument:xmlns:{0}:1.0"
    spaces = " ".join(f'xmlns:{x}="{name.format(x)}"' for x in ("office", "table", "text", "manifest"))
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f"<manifest:manifest {spaces}/>")
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name='名册'>{body}"
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    raw = read_rosters(tmp_path)
    assert only(raw.raw_file)["kind"] == "ods"
    assert only(raw.raw_entry)["name"] == "赵一"


def test_what_the_office_leaves_behind_is_ignored(tmp_path: Path) -> None:
    for name in ("~$a.xlsx", ".hidden.xlsx", "Thumbs.db", ".git/b.xlsx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert read_one(tmp_path, {"s": PLAIN}).raw_file["file"].to_list() == ["a.xlsx"]


def test_the_bytes_say_what_a_file_is_not_its_name(tmp_path: Path) -> None:
    write(tmp_path / "b.xlsx", {"s": PLAIN})
    (tmp_path / "b.xlsx").rename(tmp_path / "a.xls")
    assert only(read_rosters(tmp_path).raw_file)["kind"] == "xlsx"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere file names are always text")
def test_a_file_name_unpacked_as_gbk_bytes_is_read_as_what_it_says(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", {"s": PLAIN})
    (tmp_path / "a.xlsx").rename(tmp_path / os.fsdecode("松柏镇.xlsx".encode("gb18030")))
    assert only(read_rosters(tmp_path).raw_file)["file"] == "松柏镇.xlsx"


def damage_far_cell(path: Path) -> None:
    def change(name: str, data: bytes) -> bytes:
        far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        return data.replace(b"</sheetData>", far) if name.endswith("sheet1.xml") else data

    write(path, {"s": PLAIN})
    rewrite(path, change)


def damage_bomb(path: Path) -> None:
    write(path, {"s": PLAIN})
    rewrite(path, lambda name, data: data + b" " * (64 << 20) if name.endswith("sheet1.xml") else data)


def damage_truncate(path: Path) -> None:
    write(path, {"s": PLAIN * 50})
    path.write_bytes(path.read_bytes()[:3000])


def damage_sheet(path: Path) -> None:
    write(path, {"s": PLAIN})
    rewrite(path, lambda name, data: data[: len(data) // 2] if name.endswith("sheet1.xml") else data)


def damage_flip(path: Path) -> None:
    write(path, {"s": PLAIN * 50})
    with zipfile.ZipFile(path) as archive:
        at = archive.getinfo("xl/worksheets/sheet1.xml").header_offset
    data = bytearray(path.read_bytes())
    data[at + 200 : at + 260] = bytes(60)
    path.write_bytes(data)


def encrypted(path: Path) -> None:
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
    )


def old_but_hollow(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "Workbook".encode("utf-16-le") + bytes(500))


def other_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda path: path.write_text("花名册见附件", encoding="utf-8"), "not_a_workbook"),
        (lambda path: path.write_bytes(b""), "empty_file"),
        (encrypted, "encrypted"),
        (old_but_hollow, "damaged"),
        (other_zip, "no_table"),
        (damage_truncate, "damaged"),
        (damage_flip, "damaged"),
        (damage_sheet, "damaged"),
        (damage_far_cell, "too_large"),
        (damage_bomb, "too_large"),
    ],
)
def test_a_bad_file_is_refused_and_the_good_one_read(tmp_path: Path, make: Callable[[Path], Any], problem: str) -> None:
    make(tmp_path / "bad.xlsx")
    write(tmp_path / "good.xlsx", {"s": PLAIN})
    raw = read_rosters(tmp_path)
    bad, good = raw.raw_file.iter_rows(named=True)
    assert (bad["status"], bad["problem"], good["status"]) == ("refused", problem, "read")
    assert bad["detail_zh"]
    assert bad["detail_en"]
    assert len(bad["sha256"]) == 64
    assert set(raw.raw_row["file"]) == {"good.xlsx"}


def test_no_folder_and_no_files_are_the_users_to_mend(tmp_path: Path) -> None:
    for folder, code in ((tmp_path / "none", "no_folder"), (tmp_path, "no_files")):
        with pytest.raises(Problem) as caught:
            read_rosters(folder)
        assert (caught.value.code, caught.value.exit_code) == (code, 3)
        again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 — our own bytes
        assert str(again) == str(caught.value)
        assert again.zh in str(again)
        assert again.en in str(again)
        assert str(folder) in again.zh


def test_a_reading_process_starts_light() -> None:
    heavy = {"polars", "pyarrow", "pydantic", "typer", "duckdb", "rich"}
    code = f"import sys, pipelines.ingest.reading; print({heavy!r} & sys.modules.keys())"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"
