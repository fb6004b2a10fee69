"""corrections.csv: applied where it fits, refused whole where it does not, and never without a trace."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipelines.flow import run
from pipelines.folders import Folders
from pipelines.ingest import read_rosters
from pipelines.ingest.advice import Advice
from pipelines.ingest.advising import read_advice
from pipelines.ingest.corrections import read_corrections
from pipelines.ingest.gather import Raw
from pipelines.problems import Problem
from tests.builders import plan_folder
from tests.conftest import Run

TITLE = "泊兰镇2023年春节慰问花名册"
SHEET = "城镇低保对象"
HEADERS = ["序号", "村（社区）", "姓名", "身份证号", "慰问金（元）"]
WRONG, RIGHT = "990601195001010035", "990601195001010034"
COLUMNS = "file,sheet,cell,old,new,reason,who,date\n"
SAID = "录入错误,周明,2026-01-09\n"


def roster(path: Path, *rows: list[Any]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    for cells in [[TITLE], HEADERS, *rows]:
        sheet.append(cells)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


@pytest.fixture
def year(tmp_path: Path) -> Path:
    """The folder of a year with one roster, a.xlsx: in row 3 a mistyped number, in row 4 an amount too small."""
    rows = [[1, "东风村", "赵春生", WRONG, 1700], [2, "东风村", " 钱桂兰 ", "990601194807120043", 17]]
    roster(tmp_path / "rosters" / "a.xlsx", *rows)
    return tmp_path


def advice(year: Path, *lines: str, encoding: str = "utf-8") -> Advice:
    (year / "corrections.csv").write_bytes((COLUMNS + "".join(lines)).encode(encoding))
    return read_advice(year)


def read(year: Path, *lines: str, encoding: str = "utf-8") -> Raw:
    return read_rosters(year / "rosters", workers=1, advice=advice(year, *lines, encoding=encoding))


def stopped(year: Path, *lines: str) -> Problem:
    with pytest.raises(Problem) as caught:
        read(year, *lines)
    assert (caught.value.code, caught.value.exit_code) == ("corrections", 3)
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_correction_changes_the_entry_and_not_the_row(year: Path, encoding: str) -> None:
    raw = read(
        year,
        f"a.xlsx,{SHEET},d3,{WRONG},{RIGHT},{SAID}",
        f"a.xlsx,{SHEET},$C$4,钱桂兰,钱桂蓝,{SAID}",
        f'a.xlsx,{SHEET},E4,17,"1,700.00",{SAID}',
        encoding=encoding,
    )
    corrected = raw.raw_entry.select("row_no", "name", "id_no", "cash").rows()
    assert corrected == [(3, "赵春生", RIGHT, "1700"), (4, "钱桂蓝", "990601194807120043", "1,700.00")]
    stood = {row["row_no"]: row["cells"] for row in raw.raw_row.to_dicts()}
    assert (stood[3][3], stood[4][2], stood[4][4]) == (WRONG, " 钱桂兰 ", "17")
    assert raw.raw_correction.select("tab", "cell", "old", "new", "reason", "who", "day").rows() == [
        (SHEET, "C4", "钱桂兰", "钱桂蓝", "录入错误", "周明", "2026-01-09"),
        (SHEET, "D3", WRONG, RIGHT, "录入错误", "周明", "2026-01-09"),
        (SHEET, "E4", "17", "1,700.00", "录入错误", "周明", "2026-01-09"),
    ]


def test_a_cell_may_be_filled_or_emptied(year: Path) -> None:
    raw = read(year, f"a.xlsx,{SHEET},B3,东风村,,{SAID}", f"a.xlsx,{SHEET},A4,2,,{SAID}")
    assert raw.raw_entry.select("seq", "village").rows() == [("1", None), (None, "东风村")]
    again = read(year, f"a.xlsx,{SHEET},B1,,附件1,{SAID}")
    assert again.raw_sheet["title"].to_list() == [f"{TITLE} 附件1"]


def test_every_line_that_does_not_fit_is_named(year: Path) -> None:
    (year / "rosters" / "b.xlsx").write_bytes(b"no workbook")
    problem = stopped(
        year,
        f"a.xlsx,{SHEET},D3,{WRONG},{RIGHT},{SAID}",
        f"a.xlsx,{SHEET},D4,{WRONG},{RIGHT},{SAID}",
        f"a.xlsx,{SHEET},D9,{WRONG},{RIGHT},{SAID}",
        f"a.xlsx,{SHEET},ZZ3,{WRONG},{RIGHT},{SAID}",
        f"a.xlsx,城镇低保,D3,{WRONG},{RIGHT},{SAID}",
        f"a.xls,{SHEET},D3,{WRONG},{RIGHT},{SAID}",
        f"b.xlsx,{SHEET},D3,{WRONG},{RIGHT},{SAID}",
    )
    for told in (problem.zh, problem.en):
        named = [line.partition(": ")[0] for line in told.splitlines()[1:]]
        assert named == [f"corrections.csv:{n}" for n in range(3, 9)]
        assert f"▸ {SHEET} ▸ D4" in told
        assert f"(→ {SHEET}?)" in told
        assert "(→ a.xlsx?)" in told
        assert WRONG not in told  # whose number it is stays out of messages
        assert RIGHT not in told


def test_a_correction_falls_when_the_roster_comes_in_again(year: Path) -> None:
    line = f"a.xlsx,{SHEET},E4,17,1700,{SAID}"
    assert read(year, line).raw_correction.height == 1
    roster(year / "rosters" / "a.xlsx", [1, "东风村", "赵春生", RIGHT, 1700], [2, "东风村", "钱桂兰", RIGHT, 1700])
    assert "corrections.csv:2" in stopped(year, line).zh


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (f"a.xlsx,{SHEET},D3,1,2,,周明,2026-01-09\n", "reason"),
        (f"a.xlsx,{SHEET},D3,1,2,录入错误,,2026-01-09\n", "who"),
        (f"a.xlsx,{SHEET},3D,1,2,{SAID}", "3D"),
        (f"a.xlsx,{SHEET},D3,1,2,录入错误,周明,2026-02-30\n", "2026-02-30"),
        (f"a.xlsx,{SHEET},D3,1,1,{SAID}", "old"),
        (f"a.xlsx,{SHEET},D3,{WRONG},9.90601E+17,{SAID}", "new"),
        (f"a.xlsx,{SHEET},D3,1,2,{SAID}a.xlsx,{SHEET},d3,1,3,{SAID}", "corrections.csv:3"),
        (f",{SHEET},,1,2,{SAID}", "cell"),
    ],
)
def test_a_line_that_says_too_little_is_refused_before_anything_is_read(year: Path, line: str, says: str) -> None:
    with pytest.raises(Problem) as caught:
        advice(year, line)
    assert says in caught.value.zh
    assert says in caught.value.en


def test_the_header_is_checked(year: Path) -> None:
    (year / "corrections.csv").write_text("file,sheet,cell,old,new,reason,who\n", "utf-8")
    with pytest.raises(Problem, match=r"corrections\.csv:1.*file,sheet,cell,old,new,reason,who,date"):
        read_corrections(year)
    (year / "corrections.csv").write_bytes(b"PK\x03\x04\x00\x00")
    with pytest.raises(Problem, match="CSV UTF-8"):
        read_corrections(year)


def test_no_file_is_no_correction(year: Path) -> None:
    assert read_corrections(year) == ()


def test_files_of_other_kinds_and_in_archives(year: Path) -> None:
    lines = [",".join(HEADERS), f"1,东风村,赵春生,{WRONG},1700"]
    (year / "rosters" / "泊兰镇.csv").write_bytes("\n".join([TITLE, *lines]).encode("gb18030"))
    with zipfile.ZipFile(year / "rosters" / "all.zip", "w") as archive:
        archive.write(year / "rosters" / "a.xlsx", "inner/b.xlsx")
    raw = read(
        year,
        f"泊兰镇.csv,泊兰镇,D3,{WRONG},{RIGHT},{SAID}",
        f"all.zip/inner/b.xlsx,{SHEET},D3,{WRONG},{RIGHT},{SAID}",
    )
    numbers = dict(raw.raw_entry.filter(row_no=3).select("file", "id_no").iter_rows())
    assert numbers == {"泊兰镇.csv": RIGHT, "all.zip/inner/b.xlsx": RIGHT, "a.xlsx": WRONG}


def test_the_run_uses_what_was_corrected(tmp_path: Path) -> None:
    """A refused row is accepted, and a number that a spreadsheet cut short is damaged no longer."""
    folder = plan_folder(tmp_path / "raw")
    rows = [[1, "东风村", "赵春生", WRONG, 100], [2, "东风村", "钱桂兰", 990601194807120043.0, 100]]
    roster(folder / "rosters" / "a.xlsx", *rows)
    folders = Folders(tmp_path / "raw", tmp_path / "out", "citywide", 2023)
    made = Run(folders, run(folders, gate=False))
    assert made.table("core_refusal")["reason"].to_list() == ["id_check_digit", "id_damaged"]
    damaged = made.table("core_refusal")["stood"][1]
    text = f"a.xlsx,{SHEET},D3,{WRONG},{RIGHT},{SAID}a.xlsx,{SHEET},D4,{damaged},990601194807120043,{SAID}"
    (folder / "corrections.csv").write_text(COLUMNS + text, "utf-8-sig")
    run(folders, gate=False)
    assert made.table("core_refusal").is_empty()
    assert made.table("core_person")["id_no"].to_list() == [RIGHT, "990601194807120043"]
    assert made.table("raw_correction").height == 2
