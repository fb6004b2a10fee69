"""decisions.csv: filled in in the workbook, read back, honoured to the fen, and refused whole where it does not fit."""

from __future__ import annotations

import csv
import io
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.explain import explain
from pipelines.flow import run
from pipelines.folders import Folders
from pipelines.identity import mask_id
from pipelines.ingest.decisions import COLUMNS, decided, keep_decisions, read_decisions, read_filled
from pipelines.ledger import Ledger
from pipelines.plan import load_plan, plan_tables
from pipelines.problems import Problem
from pipelines.tables import TABLES
from pipelines.words import DECISION, TO_JUDGE
from tests.builders import RAW, full, identity_no, ledger, plan_folder
from tests.conftest import Run

SHEET = "城镇低保对象"
JUDGE = " ".join(TO_JUDGE)
BIRTH = date(1950, 1, 1)
WANG, WANG_TOO, LI, SUN, SUN_TOO = (identity_no(n, BIRTH) for n in (1011, 1012, 3303, 4404, 4405))
FIFTH, NINTH = "a.xlsx", "b.xlsx"
TITLES = {FIFTH: "泊兰镇", NINTH: "雁泽镇"}
Rows = list[dict[str, Any]]


def listed(folder: Path, file: str, people: list[tuple[str, str, str, int]]) -> None:
    """A town's roster: name, number, village and yuan of each."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    sheet.append([f"{TITLES[file]}2023年春节慰问花名册"])
    sheet.append(["序号", "村（社区）", "姓名", "身份证号", "慰问金（元）"])
    for n, (name, id_no, village, yuan) in enumerate(people, 1):
        sheet.append([n, village, name, id_no, yuan])
    sheet.append(["合计", None, None, None, sum(yuan for *_, yuan in people)])
    (folder / "rosters").mkdir(exist_ok=True)
    book.save(folder / "rosters" / file)


@pytest.fixture(scope="session")
def undecided(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Two people under two numbers each, one of them with an amount unlike the standard, and one under one number."""
    root = tmp_path_factory.mktemp("undecided")
    folder = plan_folder(root / "raw")
    wangs = [("王桂兰", WANG, "东风村", 100), ("王桂兰", WANG_TOO, "东风村", 130)]
    suns = [("孙志强", SUN, "红旗村", 100), ("孙志强", SUN_TOO, "红旗村", 100)]
    listed(folder, FIFTH, [*wangs, ("李春生", LI, "西河村", 100), *suns])
    listed(folder, NINTH, [("李春生", LI, "西河村", 100)])
    folders = Folders(root / "raw", root / "out", "citywide", 2023)
    return Run(folders, run(folders, gate=False))


@pytest.fixture
def year(undecided: Run, tmp_path: Path) -> Run:
    """A copy, to decide on."""
    shutil.copytree(undecided.folders.raw, tmp_path / "raw")
    shutil.copytree(undecided.folders.curated, tmp_path / "out")
    return Run(Folders(tmp_path / "raw", tmp_path / "out", "citywide", 2023), undecided.summary)


def cluster(made: Run, *row_nos: int, file: str = FIFTH) -> str:
    found = made.table("core_cluster").filter(pl.col("file") == file, pl.col("row_no").is_in(row_nos))
    (key,) = found["cluster"].unique()
    return str(key)


def fill(
    made: Run, *said: tuple[str, int, str], who: str = "周明", why: str = "已核对", day: Any = date(2026, 1, 9)
) -> Path:
    """The workbook with decisions filled into its sheet, by file and row."""
    path = made.folders.published / "workbook.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book[JUDGE]
    heads = {str(cell.value).split("\n")[0]: cell.column for cell in sheet[6]}
    at = {(sheet.cell(n, 2).value, sheet.cell(n, 4).value): n for n in range(7, sheet.max_row + 1)}
    for file, row_no, word in said:
        filled = {"决定": word, "决定人": who, "理由": why, "日期": day}
        for head, value in filled.items():
            sheet.cell(at[file, row_no], heads[head]).value = value
    book.save(path)
    return path


def decide(made: Run, workbook: Path) -> Any:
    about = ["decide", "citywide", "2023", str(workbook), "--raw", str(made.folders.raw), "--lang", "en"]
    return CliRunner().invoke(app, about)


def again(made: Run) -> Run:
    return Run(made.folders, run(made.folders, gate=False))


def total(made: Run) -> int:
    return int(made.table("out_reconciliation").filter(pl.col("level") == "total")["computed_fen"][0])


def bridge(made: Run, level: str = "total") -> dict[str, tuple[Any, int]]:
    steps = made.table("out_bridge").filter(pl.col("level") == level)
    return {cause: (rows, fen) for cause, rows, fen in steps.select("cause", "rows", "amount_fen").iter_rows()}


def found(made: Run) -> Rows:
    findings = made.table("out_finding").filter(pl.col("rule") == "same_person_two_numbers")
    return findings.select("row_no", "observed", "expected", "money_fen").to_dicts()


def statuses(made: Run) -> dict[tuple[str, int], str]:
    awards = made.table("core_award").filter(pl.col("file") != "plan.yaml")
    return {(file, row_no): status for file, row_no, status in awards.select("file", "row_no", "status").iter_rows()}


def write(made: Run, *lines: str) -> None:
    made.folders.decisions.write_text("\n".join([",".join(COLUMNS), *lines]), "utf-8-sig")


def stopped(made: Run) -> list[tuple[str, str]]:
    """The lines of the Problem in both languages, without its first."""
    with pytest.raises(Problem) as caught:
        run(made.folders, gate=False)
    assert (caught.value.code, caught.value.exit_code) == ("decisions", 3)
    return list(zip(caught.value.zh.splitlines()[1:], caught.value.en.splitlines()[1:], strict=True))


def test_undecided_rows_are_paid_and_listed(undecided: Run) -> None:
    key, other, once = cluster(undecided, 3, 4), cluster(undecided, 6, 7), cluster(undecided, 5)
    kept, second = {4: WANG_TOO, 3: WANG}, {7: SUN_TOO, 6: SUN}
    assert {row["row_no"]: row["money_fen"] for row in found(undecided)} == {4: 10000, 7: 10000}
    for row in found(undecided):
        assert row["observed"].endswith(mask_id((kept | second)[row["row_no"]]))
        assert row["expected"].split(": ")[0] == {4: key, 7: other}[row["row_no"]]
    assert "decided" not in bridge(undecided)
    assert total(undecided) == 5 * 10000
    sheet = openpyxl.load_workbook(undecided.folders.published / "workbook.xlsx")[JUDGE]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=7, max_col=13)]
    assert sorted((row[0], row[1], row[3], row[8]) for row in cells) == sorted(
        [
            *((key, FIFTH, 3, 100), (key, FIFTH, 4, 100), (other, FIFTH, 6, 100), (other, FIFTH, 7, 100)),
            *((once, FIFTH, 5, 100), (once, NINTH, 3, 0)),
        ]
    )
    shown = "\n".join(str(cell) for row in cells for cell in row)
    assert "王*兰" in shown
    assert all(text not in shown for text in (WANG, WANG_TOO, LI, "王桂兰", "李春生"))
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == f'"{",".join(f"{zh} {en}" for zh, en in DECISION.values())}"'


def test_a_decision_goes_from_the_workbook_into_the_books(year: Run) -> None:
    before = total(year), bridge(year)
    workbook = fill(year, (FIFTH, 3, "保留 keep"), (FIFTH, 4, "不发 drop"))
    told = decide(year, workbook)
    assert told.exit_code == 0, told.output
    read = list(csv.DictReader(io.StringIO(year.folders.decisions.read_text("utf-8-sig"))))
    assert [(row["row"], row["decision"], row["date"]) for row in read] == [
        ("3", "keep", "2026-01-09"),
        ("4", "drop", "2026-01-09"),
    ]
    made = again(year)
    assert total(made) == before[0] - 10000
    steps = bridge(made)
    assert steps["decided"] == (1, -13000)
    assert steps["claimed"] == before[1]["claimed"]
    assert (
        steps["claimed"][1]
        + sum(steps[cause][1] for cause in ("decided", "duplicate", "amount_differs") if cause in steps)
        == steps["computed"][1]
        == total(made)
    )
    assert "amount_differs" in before[1]
    assert "amount_differs" not in steps, "the row whose amount differed is dropped"
    assert all(made.table("out_law")["holds"])
    assert [row["row_no"] for row in found(made)] == [7], "the cluster that nobody decided on is listed still"
    assert statuses(made)[FIFTH, 4] == "decided"
    for number, verdict in ((WANG, "awarded"), (WANG_TOO, "decided")):
        with Ledger(made.folders.published / "ledger.duckdb", read_only=True) as books:
            _, reasons, _ = explain(books, "person", number)
        tried = [(reason.verdict, reason.because) for reason in reasons if reason.place]
        assert [said for said, _ in tried] == [verdict]
        assert (tried[0][1] == "decision: 周明, 2026-01-09: 已核对") == (verdict == "decided")
    text = year.folders.decisions.read_bytes()
    assert decide(made, made.folders.published / "workbook.xlsx").exit_code == 0, "filled in, as it was decided"
    assert year.folders.decisions.read_bytes() == text


def test_one_kept_row_drops_the_others_of_its_cluster(year: Run) -> None:
    write(year, f"{cluster(year, 3, 4)},{FIFTH},{SHEET},4,保留,周明,已核对,2026/1/9")
    made = again(year)
    assert (statuses(made)[FIFTH, 3], statuses(made)[FIFTH, 4]) == ("decided", "awarded")
    assert bridge(made)["decided"] == (1, -10000)


def test_where_the_first_listing_is_dropped_another_stands(year: Run) -> None:
    """One number in two towns: the first was paid; when it is dropped the other is, and nothing is repeated."""
    before = statuses(year)
    assert (before[FIFTH, 5], before[NINTH, 3]) == ("awarded", "duplicate")
    write(year, f"{cluster(year, 5)},{FIFTH},{SHEET},5,drop,周明,已迁出,2026-01-09")
    made = again(year)
    after = statuses(made)
    assert (after[FIFTH, 5], after[NINTH, 3]) == ("decided", "awarded")
    assert total(made) == total(year)
    assert bridge(made)["decided"] == (1, -10000)
    assert "duplicate" not in bridge(made)
    assert made.summary["findings"]["by_rule"]["duplicate_across_towns"] == 0
    assert year.summary["findings"]["by_rule"]["duplicate_across_towns"] == 1


def test_both_genuine_silences_and_changes_no_amount(year: Run) -> None:
    workbook = fill(year, (FIFTH, 3, "均属实 both genuine"), (FIFTH, 4, "均属实"), day="2026年1月9日")
    assert decide(year, workbook).exit_code == 3
    assert not year.folders.decisions.exists()
    assert decide(year, fill(year, (FIFTH, 3, "均属实"), (FIFTH, 4, "均属实"))).exit_code == 0
    (line,) = csv.DictReader(io.StringIO(year.folders.decisions.read_text("utf-8-sig")))
    assert (line["decision"], line["file"]) == ("both_genuine", "")
    made = again(year)
    assert total(made) == total(year)
    assert bridge(made) == bridge(year)
    assert [row["row_no"] for row in found(made)] == [7]


def test_decisions_of_other_clusters_stay(year: Run) -> None:
    wang, sun = cluster(year, 3, 4), cluster(year, 6, 7)
    write(year, f"{wang},{FIFTH},{SHEET},4,drop,李红,早前,2025-12-01", f"{sun},,,,both_genuine,李红,早前,2025-12-01")
    told = decide(year, fill(year, (FIFTH, 6, "保留")))
    assert told.exit_code == 0, told.output
    lines, wrong = read_decisions(year.folders.decisions)
    assert not wrong
    assert {(line.cluster, line.decision, line.who) for line in lines} == {
        (wang, "drop", "李红"),
        (sun, "keep", "周明"),
    }


def test_every_line_that_does_not_fit_is_named(year: Run) -> None:
    wang, sun = cluster(year, 3, 4), cluster(year, 6, 7)
    said = "周明,已核对,2026-01-09"
    write(
        year,
        f"D-AAAAAAAA,{FIFTH},{SHEET},3,drop,{said}",
        f"{wang},{FIFTH},{SHEET},6,drop,{said}",
        f"{wang},{FIFTH},{SHEET},3,delete,{said}",
        f"{wang},{FIFTH},{SHEET},3,drop,{said}",
        f"{wang},{FIFTH},{SHEET},3,keep,{said}",
        f"{sun},,,,both_genuine,{said}",
        f"{sun},{FIFTH},{SHEET},7,不发,{said}",
        f"{wang},{FIFTH},{SHEET},4,drop,,,",
        f"{wang},,,,keep,{said}",
        f"{wang},{FIFTH},{SHEET},4,drop,周明,已核对,2026-02-30",
    )
    lines = stopped(year)
    assert [zh.split(": ")[0] for zh, _ in lines] == [f"decisions.csv:{n}" for n in (2, 3, 4, 6, 8, 9, 10, 11)]
    tokens = [wang, "▸ 3", "delete", "5", "7", "who, why, date", "place", "2026-02-30"]
    assert all(token in en for (_, en), token in zip(lines, tokens, strict=True)), lines
    assert all(any("一" <= letter <= "鿿" for letter in zh) for zh, _ in lines)
    assert WANG not in "".join(zh + en for zh, en in lines)


def test_a_workbook_that_cannot_be_read_says_why(year: Run, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"no workbook")
    openpyxl.Workbook().save(tmp_path / "y.xlsx")
    for name in ("x.xlsx", "y.xlsx", "z.xlsx"):
        assert decide(year, tmp_path / name).exit_code == 3
    filled = fill(year, (FIFTH, 3, "keep"), who="")
    with pytest.raises(Problem, match=r"workbook\.xlsx:\d+: who not given"):
        read_filled(filled)


MEMBERS = full("core_cluster", [{"cluster": "D-A", "file": "f", "sheet": "s", "row_no": n} for n in (1, 2, 3)])


@pytest.mark.parametrize(
    ("lines", "becomes"),
    [
        (["1,drop"], {1: "drop"}),
        (["1,keep"], {1: "keep", 2: "drop", 3: "drop"}),
        (["1,keep", "2,keep"], {1: "keep", 2: "keep", 3: "drop"}),
        (["2,drop", "1,keep"], {1: "keep", 2: "drop", 3: "drop"}),
        ([",both_genuine"], dict.fromkeys((1, 2, 3), "both_genuine")),
    ],
)
def test_what_lines_make_of_a_cluster(tmp_path: Path, lines: list[str], becomes: dict[int, str]) -> None:
    path = tmp_path / "decisions.csv"
    rows = [f"D-A,{'f,s,' if line[0] != ',' else ',,'}{line},周明,已核对,2026-01-09" for line in lines]
    path.write_text("\n".join([",".join(COLUMNS), *rows]), "gb18030")
    made = decided(read_decisions(path), MEMBERS)
    assert {row["row_no"]: row["decision"] for row in made.to_dicts()} == becomes
    assert keep_decisions(path, read_decisions(path)[0]) == len(lines)
    assert decided(read_decisions(path), MEMBERS).equals(made)


def test_no_file_is_no_decision(tmp_path: Path) -> None:
    made = decided(read_decisions(tmp_path / "decisions.csv"), MEMBERS)
    assert made.is_empty()
    assert made.columns == list(TABLES["core_decision"].columns)


@pytest.mark.parametrize(
    ("dropped", "becomes", "claims"),
    [
        ((), {5: "awarded"}, {"awarded": 1, "in_household": 1}),
        ((5,), {5: "decided", 6: "awarded"}, {"decided": 1, "awarded": 1}),
        ((6,), {5: "awarded", 6: "decided"}, {"awarded": 1, "decided": 1}),
        ((5, 6), {5: "decided", 6: "decided"}, {"decided": 2}),
    ],
)
def test_a_household_stands_while_one_of_its_rows_does(
    dropped: tuple[int, ...], becomes: dict[int, str], claims: dict[str, int]
) -> None:
    """Plan Gaoban pays households: the head's row or its member's may go, both together end the award."""
    plan = load_plan(RAW / "gaoban")
    place = {"file": "f", "sheet": "s", "list": plan.lists[0].id, "category": "low_income", "claimed": 50000}
    given = [
        {**place, "sheet_no": 1, "row_no": n, "id_no": number, "area": plan.areas[0].code, "birth": BIRTH}
        for n, number in ((5, WANG), (6, LI))
    ]
    persons = [
        {
            **{name: row[name] for name in ("file", "sheet", "row_no", "list", "category", "id_no")},
            "household_key": WANG,
        }
        | {"area_code": row["area"], "birth_date": BIRTH, "household_no": 1, "name": "赵某"}
        | {"claimed_cash_fen": 50000, "claimed_goods_fen": 0}
        for row in given
    ]
    decisions = [{"file": "f", "sheet": "s", "row_no": n, "cluster": "D-A", "decision": "drop"} for n in dropped]
    with ledger(plan_tables(plan, 2023), given, core_person=persons, core_decision=decisions) as made:
        awards = made.table("core_award").filter(pl.col("file") == "f")
        assert dict(awards.select("row_no", "status").iter_rows()) == becomes
        outcomes = made.table("core_claim").filter(pl.col("row_no").is_in([5, 6]))["outcome"]
        assert dict(outcomes.value_counts().iter_rows()) == claims
        assert all(made.table("out_law")["holds"])
