"""The workbooks sent back to the towns, there and back again: marked, answered, mended in part, read as rosters."""

from __future__ import annotations

import os
import re
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from pipelines.flow import run
from pipelines.folders import Folders
from pipelines.ingest.answers import answers_of, is_answers
from pipelines.ingest.grid import Grid, Row, row_of
from pipelines.reports.returns.cells import COLUMNS, cells_of, sheet_data, widths_of
from pipelines.reports.returns.tabs import tabs_of, unlike
from tests.builders import identity_no, plan_folder
from tests.conftest import Run
from tests.office import converted

LIST = "问题清单 Findings"
HEADER = ["序号", "村（社区）", "姓名", "性别", "身份证号", "出生日期", "银行账号", "慰问金（元）", "备注"]
NAME, ID_NO, AMOUNT = "C", "E", "H"
BAD_FILLS = {"FFF8CBC6", "FFFFE699", "FFD6E4F5"}
CODE = r"(?<!\d)99\d{15}[\dX](?!\d)"
HOSTILE = ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "<r><t>x</t></r>", "<r><b/></r>", "http://example.org/",
           "a&b<c>\"d'", " 空格 ", "mailto:a@b.c", "{=1}"]  # fmt: skip


def numbered_in_a_row(raw: Path, *more: Any) -> Path:
    """The plan's folder, with the check for one person under two numbers off: people here differ by one digit."""
    year = plan_folder(raw, *more)
    with (year.parent / "plan.yaml").open("a", encoding="utf-8") as plan:
        plan.write("\nchecks:\n  same_person_two_numbers: {severity: off, reason: numbered in a row}\n")
    return year


def number(n: int, sound: bool = True) -> str:
    """Somebody's number, born in 1950, a woman when `n` is even; or one whose check digit is wrong."""
    good = identity_no(n, date(1950, 1, 1))
    return good if sound else good[:17] + ("0" if good[17] != "0" else "1")


def person(n: int, sound: bool = True, amount: Any = 100, **more: str) -> list[Any]:
    sex = "男" if n % 2 else "女"
    row = [n, "东湖村", more.get("name", f"王{'一二三四五六七八九十'[n % 10]}"), more.get("sex", sex)]
    born = datetime(1950, 1, 1)  # noqa: DTZ001 - as openpyxl has it
    return [*row, number(n, sound), born, f"62{n:017d}", amount, more.get("remark")]


def roster(path: Path, title: str, tabs: dict[str, list[list[Any]]], total: int | None = None) -> Path:
    """A town's workbook: merged title, header, people, a total that is right unless given."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, people in tabs.items():
        sheet = book.create_sheet(name)
        sheet.append([f"{title}2023年春节慰问花名册"])
        sheet.merge_cells("A1:I1")
        sheet.append(HEADER)
        for row in people:
            sheet.append(row)
            sheet.cell(sheet.max_row, len(HEADER)).data_type = "s"  # or "=1+1" would be a formula already here
        claimed = sum(row[7] for row in people if isinstance(row[7], int)) if total is None else total
        sheet.append(["合计", None, f"{len(people)}人", None, None, None, None, claimed])
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def sent(raw: Path) -> Path:
    """A plan folder with three towns: mistakes in the first two, hostile texts in the second; its rosters folder."""
    rosters = numbered_in_a_row(raw) / "rosters"
    both = [person(40, name="王某人")]
    roster(
        rosters / "枫堰镇一.xlsx",
        "枫堰镇",
        {
            "城市低保": [person(1), person(2, sound=False), person(3, amount=200), person(4, sex="男"), person(1)],
            "农村低保": [person(11), person(12), *both],
        },
    )
    roster(rosters / "枫堰镇二.xlsx", "枫堰镇", {"城市低保": [person(21), person(22, sound=False)]})
    hostile = [person(100 + n, name="王某", remark=text) for n, text in enumerate(HOSTILE)]
    roster(
        rosters / "泊兰镇.xlsx", "泊兰镇", {"城市低保": hostile, "农村低保": [*both, person(31, amount="<r><b/></r>")]}
    )
    (rosters / "栖棠镇.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    return rosters


def made(raw: Path, curated: Path, workers: int | None = None) -> Run:
    folders = Folders(raw, curated, "citywide", 2023)
    return Run(folders, run(folders, gate=False, workers=workers))


@dataclass
class Sample:
    rosters: Path
    first: Run

    def back(self, area: str) -> Path:
        return self.first.folders.published / "returns" / f"{area}.xlsx"

    def again(self, place: Path, files: dict[str, Path | None]) -> Run:
        """A second run, rosters of the first with some put in, and those of None taken out."""
        shutil.copytree(self.rosters.parents[2], place / "raw")
        for name, path in files.items():
            target = place / "raw" / "citywide" / "2023" / "rosters" / name
            shutil.copy(path, target) if path else target.unlink()
        return made(place / "raw", place / "out")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    raw = tmp_path_factory.mktemp("sent")
    rosters = sent(raw)
    return Sample(rosters, made(raw, tmp_path_factory.mktemp("first")))


def keys(of: Run, *rules: str) -> dict[str, str]:
    """finding_key → rule, of findings that have a file."""
    found = of.table("out_finding").filter(pl.col("file").is_not_null())
    found = found.filter(pl.col("rule").is_in(rules)) if rules else found
    return dict(found.select("finding_key", "rule").iter_rows())


def listed(path: Path) -> list[dict[str, Any]]:
    """The list of a return as a person sees it, and its hidden columns."""
    rows = list(openpyxl.load_workbook(path)[LIST].iter_rows(values_only=True))
    heads = next(i for i, row in enumerate(rows) if row[0] == "序号\nNo.")
    words = [str(head).split("\n")[0] for head in rows[heads]]
    return [dict(zip(words, row, strict=True)) for row in rows[heads + 1 :]]


def at(of: Run, rule: str, file: str) -> dict[str, Any]:
    found = of.table("out_finding").filter((pl.col("rule") == rule) & (pl.col("file") == file))
    assert found.height == 1, found
    return found.row(0, named=True)


def test_every_finding_of_a_row_names_its_cell(sample: Sample) -> None:
    found = sample.first.table("out_finding")
    assert found.filter(pl.col("row_no").is_not_null() & pl.col("cell").is_null()).is_empty()
    assert found.filter(pl.col("row_no").is_null())["cell"].drop_nulls().is_empty()
    assert at(sample.first, "identity_check_digit", "枫堰镇一.xlsx")["cell"] == f"{ID_NO}4"
    assert at(sample.first, "amount_differs", "枫堰镇一.xlsx")["cell"] == f"{AMOUNT}5"
    assert at(sample.first, "identity_sex", "枫堰镇一.xlsx")["cell"] == "D6"


def test_keys_are_unique_and_stay_when_rows_move_and_files_are_renamed(sample: Sample, tmp_path: Path) -> None:
    before = sample.first.table("out_finding")
    assert before["finding_key"].is_unique().all()
    people = [person(4, sex="男"), person(1), person(3, amount=200), person(9), person(1), person(2, sound=False)]
    moved = roster(
        tmp_path / "m.xlsx",
        "枫堰镇",
        {"农村低保": [person(12), person(40, name="王某人"), person(11)], "城市低保": people},
    )
    after = sample.again(tmp_path, {"枫堰镇一.xlsx": None, "枫堰镇 改名.xlsx": moved})
    rules = ("identity_check_digit", "amount_differs", "identity_sex", "duplicate_in_line", "duplicate_across_towns")
    assert len(keys(sample.first, *rules)) == 6
    assert keys(after, *rules) == keys(sample.first, *rules)


def test_marks_sit_where_they_belong_and_nowhere_else(sample: Sample) -> None:
    book = openpyxl.load_workbook(sample.back("枫堰镇"))
    assert book.sheetnames == [LIST, "城市低保", "农村低保", "城市低保 (2)"]
    marked = {
        (sheet.title, cell.coordinate): (cell.fill.fgColor.rgb, cell.comment.text)
        for sheet in book.worksheets[1:]
        for row in sheet
        for cell in row
        if cell.comment or cell.fill.fgColor.rgb in BAD_FILLS
    }
    assert {place: fill for place, (fill, _) in marked.items()} == {
        ("城市低保", f"{ID_NO}4"): "FFF8CBC6",
        ("城市低保", f"{AMOUNT}5"): "FFF8CBC6",
        ("城市低保", "D6"): "FFFFE699",
        ("城市低保", f"{ID_NO}7"): "FFF8CBC6",
        ("城市低保 (2)", f"{ID_NO}4"): "FFF8CBC6",
    } | {place: fill for place, (fill, _) in marked.items() if place[0] == "农村低保"}
    text = marked["城市低保", f"{AMOUNT}5"][1].split("\n")
    assert text[:3] == ["✘ 错误：列报金额与标准不符", "应为：100.00", "改法：按方案标准更正金额"]
    assert text[3:5] == ["✘ Error: Claimed amount is not the standard", "Expected: 100.00"]
    assert book["城市低保"].freeze_panes == "A3"
    assert book["城市低保"].page_setup.orientation == "landscape"
    assert str(book["城市低保"].merged_cells) == "A1:I1"


def test_a_towns_cells_are_untouched(sample: Sample) -> None:
    back = openpyxl.load_workbook(sample.back("枫堰镇"))
    for file, names in {"枫堰镇一.xlsx": {"城市低保": "城市低保", "农村低保": "农村低保"},
                        "枫堰镇二.xlsx": {"城市低保": "城市低保 (2)"}}.items():  # fmt: skip
        town = openpyxl.load_workbook(sample.rosters / file)
        for tab, name in names.items():
            wanted = {(c.coordinate, c.value, c.data_type) for row in town[tab] for c in row if c.value is not None}
            found = {(c.coordinate, c.value, c.data_type) for row in back[name] for c in row if c.value is not None}
            assert found == wanted
            assert back[name][f"{ID_NO}3"].number_format == "@"


def test_the_list_links_to_cells_and_shows_the_towns_own_data(sample: Sample) -> None:
    lines = listed(sample.back("枫堰镇"))
    (line,) = [line for line in lines if line["rule"] == "amount_differs"]
    assert (line["工作表"], line["单元格"], line["现值"], line["应为"]) == ("城市低保", f"{AMOUNT}5", "200", "100.00")
    (wrong,) = [line for line in lines if line["rule"] == "identity_check_digit" and line["工作表"] == "城市低保"]
    assert wrong["现值"] == number(2, sound=False)
    sheet = openpyxl.load_workbook(sample.back("枫堰镇"))[LIST]
    for row in [row for row in sheet.iter_rows(min_row=7) if row[3].value]:
        assert row[3].hyperlink.location == f"'{row[2].value}'!{row[3].value}"
    assert (sheet.column_dimensions["K"].hidden, sheet.column_dimensions["K"].max) == (True, 12)
    assert sheet.row_dimensions[5].hidden
    assert sheet.data_validations.dataValidation[0].formula1 == '"已更正 corrected,情况属实 correct as it is"'
    refused = listed(sample.back("栖棠镇"))
    assert [(line["rule"], line["工作表"]) for line in refused][:1] == [
        ("file_refused", "栖棠镇.xlsx")
    ]  # before the area's own


def test_nothing_typed_by_a_town_becomes_a_formula_a_link_or_a_number(sample: Sample) -> None:
    back = sample.back("泊兰镇")
    column = [cell.value for cell in openpyxl.load_workbook(back)["城市低保"]["I"]]
    assert [value for value in column if value in HOSTILE] == HOSTILE
    with zipfile.ZipFile(back) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"xl/worksheets/sheet[2-9]\.xml", name):
                xml = archive.read(name).decode()
                assert "<f>" not in xml
                assert "hyperlink" not in xml
        styles = archive.read("xl/styles.xml").decode()
    assert 'quotePrefix="1"' in styles


def test_nor_in_the_list(sample: Sample) -> None:
    (line,) = [line for line in listed(sample.back("泊兰镇")) if line["rule"] == "row_refused"]
    assert line["现值"].strip() == "<r><b/></r>"


def test_every_kind_of_cell_is_written_as_it_was() -> None:
    kinds = [
        ("s", "a_x0041_\x0b<&", ' t="inlineStr"><is><t>a_x005F_x0041__x000B_&lt;&amp;</t></is></c>'),
        ("s", "1.50", ' t="inlineStr"><is><t>1.50</t></is></c>'),
        ("s", " x", ' t="inlineStr"><is><t xml:space="preserve"> x</t></is></c>'),
        ("n", "990681195001011232", "><v>990681195001011232</v></c>"),
        ("n", "1e+20", "><v>1e+20</v></c>"),
        ("n", "=1", ' t="inlineStr"><is><t>=1</t></is></c>'),
        ("d", "2023-01-14", "><v>44940</v></c>"),
        ("d", "2023-01-14T12:00:00", "><v>44940.5</v></c>"),
        ("d", "1899-12-31", ' t="inlineStr"><is><t>1899-12-31</t></is></c>'),
        ("d", "12:30:00", ' t="inlineStr"><is><t>12:30:00</t></is></c>'),
        ("b", "TRUE", ' t="b"><v>1</v></c>'),
        ("e", "#DIV/0!", ' t="e"><v>#DIV/0!</v></c>'),
        ("e", "#<b/>", ' t="inlineStr"><is><t>#&lt;b/&gt;</t></is></c>'),
    ]
    rows = {"tab": [0], "block": [0], "row_no": [7], "table_no": [1], "role": ["person"]}
    rows |= {"cells": [[text for _, text, _ in kinds]], "cell_types": ["".join(kind for kind, _, _ in kinds)]}
    columns = {"block": [0, 0], "table_no": [1, 1], "col_no": [1, 15], "field": ["name", "id_no"]}
    bad = {"severity": ["error"], "at": [7 * COLUMNS + 16]}
    cells = cells_of(pl.DataFrame(rows), pl.DataFrame(columns), pl.DataFrame(bad), pl.Series([], dtype=pl.Int64))
    indexes = {style: n for n, style in enumerate(cells["style"].unique().sort())}
    ((tab, xml, last_row, last_col),) = sheet_data(cells, widths_of(cells), indexes).iter_rows()
    assert (tab, last_row, last_col) == (0, 7, 17)
    assert re.findall(r'<c r="(\w+)" s="\d+"(.*?(?:/>|</c>))', xml) == [
        *((f"{letter}7", wanted) for letter, (_, _, wanted) in zip("ABCDEFGHIJKLM", kinds, strict=True)),
        ("N7", "/>"),
        ("O7", "/>"),
        ("Q7", "/>"),
    ]
    assert cells["style"][-1] == "plain|text|error"


def test_a_return_holds_no_other_towns_people(sample: Sample) -> None:
    people = sample.first.table("core_person").select("area_code", "id_no")
    own = dict(people.group_by("area_code").agg(pl.col("id_no")).iter_rows())
    names = {"枫堰镇": "990681111000", "泊兰镇": "990681101000"}
    for name, code in names.items():
        with zipfile.ZipFile(sample.back(name)) as archive:
            text = "".join(archive.read(part).decode("utf-8", "replace") for part in archive.namelist())
        strangers = {id_no for area, numbers in own.items() if area != code for id_no in numbers} - {*own[code]}
        found = set(re.findall(CODE, text))
        assert found & {*own[code]}
        assert not found & strangers
    published = sample.first.folders.published
    assert os.name == "nt" or all(path.stat().st_mode & 0o077 == 0 for path in (published / "returns").iterdir())
    for table in ("out_finding", "out_resubmission"):
        assert "finding_key" not in pl.read_parquet_schema(published / "tables" / f"{table}.parquet")


def test_an_untouched_return_is_read_as_the_rosters_were(sample: Sample, tmp_path: Path) -> None:
    back = {"枫堰镇一.xlsx": None, "枫堰镇二.xlsx": None, "回来.xlsx": sample.back("枫堰镇")}
    again = sample.again(tmp_path, back)
    assert again.summary["totals"] == sample.first.summary["totals"]
    assert keys(again) == keys(sample.first)
    told = again.table("out_resubmission")
    assert set(told["state"]) == {"still_there"}
    assert told.height == len(listed(sample.back("枫堰镇")))
    assert (again.table("raw_row")["role"] == "answer").sum() == told.height + 6


def mended(path: Path, to: Path, change: Callable[[Any], None]) -> Path:
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(to)
    return to


def answer(sheet: Any, key: str, said: str, because: str | None = None) -> None:
    for row in sheet.iter_rows(min_row=7):
        if row[11].value == key:
            row[8].value, row[9].value = said, because
            return
    raise AssertionError(key)


def test_there_and_back(sample: Sample, tmp_path: Path) -> None:
    """Two cells mended, one mended wrongly, one answered and left, a total not brought along: just that is told."""
    digit = at(sample.first, "identity_check_digit", "枫堰镇一.xlsx")
    amount = at(sample.first, "amount_differs", "枫堰镇一.xlsx")
    twice = at(sample.first, "duplicate_in_line", "枫堰镇一.xlsx")
    wrongly = at(sample.first, "identity_check_digit", "枫堰镇二.xlsx")

    def change(book: Any) -> None:
        book["城市低保"][digit["cell"]] = number(2)
        book["城市低保"][amount["cell"]] = 100
        book["城市低保 (2)"][wrongly["cell"]] = number(23, sound=False)
        answer(book[LIST], digit["finding_key"], "已更正 corrected")
        answer(book[LIST], twice["finding_key"], "情况属实 correct as it is", f"两人同号 {number(1)}")
        book.move_sheet(LIST, 3)

    back = mended(sample.back("枫堰镇"), tmp_path / "b.xlsx", change)
    again = sample.again(tmp_path, {"枫堰镇一.xlsx": None, "枫堰镇二.xlsx": None, "回来.xlsx": back})
    before, after = keys(sample.first), keys(again)
    assert before.keys() - after.keys() == {found["finding_key"] for found in (digit, amount, wrongly)}
    assert {after[key] for key in after.keys() - before.keys()} == {"sheet_total", "identity_check_digit"}
    paid = [one.summary["totals"]["areas"]["990681111000"] for one in (sample.first, again)]
    assert paid[1]["computed_fen"] - paid[0]["computed_fen"] == 10000
    assert paid[1]["computed_count"] - paid[0]["computed_count"] == 1
    told = again.table("out_resubmission")
    states = {state: set(told.filter(pl.col("state") == state)["rule"]) for state in ("fixed", "new")}
    assert states == {"fixed": {"identity_check_digit", "amount_differs"}, "new": {"sheet_total"}}
    said = {row["finding_key"]: row for row in told.to_dicts()}
    assert said[digit["finding_key"]]["answer"] == "corrected"
    assert said[digit["finding_key"]]["cell_then"] == digit["cell"]
    assert said[wrongly["finding_key"]]["state"] == "still_there"
    assert (said[wrongly["finding_key"]]["tab"], said[wrongly["finding_key"]]["cell"]) == (
        "城市低保 (2)",
        wrongly["cell"],
    )
    stands = said[twice["finding_key"]]
    assert (stands["state"], stands["answer"]) == ("still_there", "correct_as_is")
    assert (stands["tab"], stands["cell"], stands["because"]) == ("城市低保", twice["cell"], "两人同号 *****")
    (file,) = again.summary["resubmissions"]
    assert (file["file"], file["fixed"], file["new"], file["unread"]) == ("回来.xlsx", 2, 1, 0)
    assert file["answers"] == {"corrected": 1, "correct_as_is": 1}
    shown = openpyxl.load_workbook(again.folders.published / "workbook.xlsx")["疑点清单 Findings"]
    assert "情况属实 correct as it is：两人同号 *****" in [cell.value for row in shown for cell in row]
    (next_time,) = [
        line
        for line in listed(again.folders.published / "returns" / "枫堰镇.xlsx")
        if line["finding_key"] == twice["finding_key"]
    ]
    assert next_time["处理结果"] == "情况属实 correct as it is"


def test_a_sheet_left_out_is_not_called_mended(sample: Sample, tmp_path: Path) -> None:
    back = mended(sample.back("枫堰镇"), tmp_path / "b.xlsx", lambda book: book.remove(book["城市低保 (2)"]))
    again = sample.again(tmp_path, {"枫堰镇一.xlsx": None, "枫堰镇二.xlsx": None, "枫堰镇.xlsx": back})
    told = again.table("out_resubmission").filter(pl.col("state") != "still_there")
    assert told.filter(pl.col("tab_then") == "城市低保 (2)")["state"].unique().to_list() == ["unread"]
    assert "fixed" not in set(told.filter(pl.col("cell_then").is_not_null())["state"])


def test_any_kind_and_layout_goes_there_and_back(tmp_path: Path) -> None:
    """Tables side by side are one tab again, a text file becomes a workbook; read as rosters they say the same."""
    rosters = numbered_in_a_row(tmp_path / "raw") / "rosters"
    rosters.mkdir()
    heads = ["序号", "姓名", "身份证号", "慰问金（元）"]
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.title = "城市低保"
    sheet.append(["枫堰镇城市低保慰问花名册"])
    sheet.append([*heads, None, *heads])
    for n in range(1, 6):
        sheet.append([n, "王某", number(n, n != 2), 100, None, n + 5, "李某", number(n + 5, n != 4), 100])
    book.save(rosters / "枫堰镇.xlsx")
    lines = [
        "泊兰镇城市低保花名册",
        ",".join(heads),
        f"1,赵某,{number(51)},100",
        f"2,钱某,{number(52, sound=False)},100",
    ]
    (rosters / "泊兰镇城市低保.csv").write_text("\n".join(lines), "gb18030")
    first = made(tmp_path / "raw", tmp_path / "out")
    returns = first.folders.published / "returns"
    (tab,) = openpyxl.load_workbook(returns / "枫堰镇.xlsx").worksheets[1:]
    assert (tab.title, tab.dimensions) == ("城市低保", "A1:I7")
    assert [cell.coordinate for row in tab for cell in row if cell.comment] == ["C4", "H6"]
    shutil.copytree(tmp_path / "raw", tmp_path / "again")
    back = tmp_path / "again" / "citywide" / "2023" / "rosters"
    for path in back.iterdir():
        path.unlink()
    for path in returns.iterdir():
        shutil.copy(path, back)
    second = made(tmp_path / "again", tmp_path / "out2")
    assert keys(second) == keys(first)
    assert second.summary["totals"] == first.summary["totals"]


def test_a_merged_cell_is_marked_where_it_shows() -> None:
    (tab,) = tabs_of([{"file": "f", "sheet": "s", "tab": "s", "hidden": False, "merges": "A3:A5 B1:C1"}], {}).values()
    assert [tab.anchor(place) for place in ((5, 1), (6, 1), (1, 3), (3, 1))] == [(3, 1), (6, 1), (1, 2), (3, 1)]


def test_names_are_ones_that_all_programs_bear_and_never_two_alike() -> None:
    taken = {"问题清单 findings"}
    names = ["问题清单 Findings", "a" * 40, "a" * 40, "A" * 40, "x:y/z", "'q'", "History", "", ".."]
    made_names = [unlike(taken, name, 31) for name in names]
    a = "a" * 27
    assert made_names == [
        "问题清单 Findings (2)",
        "a" * 31,
        f"{a} (2)",
        f"{'A' * 27} (3)",
        "x_y_z",
        "q",
        "History_",
        "_",
        "_ (2)",
    ]


def test_same_input_same_bytes(sample: Sample, tmp_path: Path) -> None:
    again = made(sample.rosters.parents[2], tmp_path, workers=2)
    returns = sorted((sample.first.folders.published / "returns").iterdir())
    assert [path.name for path in returns] == ["枫堰镇.xlsx", "栖棠镇.xlsx", "泊兰镇.xlsx"]
    for path in returns:
        assert path.read_bytes() == (again.folders.published / "returns" / path.name).read_bytes()


def test_an_office_program_opens_and_prints_them(sample: Sample, tmp_path: Path) -> None:
    for number_, name in enumerate(("枫堰镇", "泊兰镇")):
        shutil.copy(sample.back(name), tmp_path / f"{number_}.xlsx")
    printed = converted(tmp_path, "pdf")
    assert all((printed / f"{n}.pdf").read_bytes().startswith(b"%PDF") for n in range(2))


def grid(rows: list[list[str]]) -> Grid:
    made_rows: list[Row] = []
    for row_no, cells in enumerate(rows, 1):
        row = row_of(row_no, cells, "".join("s" if cell else "-" for cell in cells))
        made_rows += [row] if row else []
    return Grid("任意", False, made_rows, [], frozenset(), frozenset())


def test_the_list_is_read_however_it_was_sorted_widened_or_answered() -> None:
    one, other, third = "0123456789abcdef", "fedcba9876543210", "0" * 16
    rows = [
        ["某镇问题清单"],
        ["", "#because", "#finding_key", "#answer", "#rule", "#cell", "新列", "#tab"],
        ["No.", "说明", "finding_key", "处理结果", "rule", "单元格", "新列", "工作表"],
        ["2", "", other, "已 经 改 了", "r", "A2", "", "表"],
        ["1", "因为", one, "correct as it is", "r", "D17", "x", "表"],
        ["1", "", one, "已更正 corrected", "r", "D17", "", "表"],
        ["3", "", third, "", "r", "", "", ""],
        ["", "忘了", "no key", "已更正", "r", "D17", "", "表"],
    ]
    answers = {row["finding_key"]: row for row in answers_of(grid([[*row, *[""] * (8 - len(row))] for row in rows]))}
    assert answers.keys() == {one, other, third}
    assert (answers[one]["answer"], answers[one]["because"], answers[one]["cell"]) == ("correct_as_is", "因为", "D17")
    assert (answers[other]["answer"], answers[other]["because"]) == (None, "已 经 改 了")
    assert answers[third] == {
        "finding_key": third, "rule": "r", "tab": None, "cell": None, "answer": None, "because": None,
    }  # fmt: skip
    assert not is_answers(grid([["姓名", "身份证号"], ["王某", one]]))


def test_the_terminal_tells_what_came_of_it(capsys: pytest.CaptureFixture[str], sample: Sample) -> None:
    from pipelines.terminal import show_run

    file = {"file": "回来.xlsx", "area_code": "A", "fixed": 2, "still_there": 1, "new": 0, "unread": 0,
            "answers": {"corrected": 1, "correct_as_is": 0}}  # fmt: skip
    for lang, line in {
        "zh": "↩ 回来.xlsx：已改正 2、仍未改 1；答复：已更正 1",
        "en": "↩ 回来.xlsx: fixed 2, still there 1; answers: corrected 1",
    }.items():
        show_run(sample.first.folders, sample.first.summary | {"resubmissions": [file]}, lang)
        assert line in capsys.readouterr().out
