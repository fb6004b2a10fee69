"""Whole runs with paid files: the shipped answer keys found line for line, nobody shown, nothing where none came."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from pipelines.explain import explain
from pipelines.explain.sheet import as_text, write_page
from pipelines.flow import run
from pipelines.folders import Folders
from pipelines.ledger import Ledger
from pipelines.paid.invented import write_paid
from pipelines.reports.page.payments import payments
from pipelines.reports.workbook.payees import ACT
from pipelines.terminal import show_run
from pipelines.words import PAID
from tests.builders import RAW
from tests.conftest import Run

ANSWERS = Path(__file__).parent / "answers"
LONG = re.compile(r"\d{15,19}[\dX]?")
FEN = {"due": 272810000, "failed": -70000, "not_yet": -30000, "not_known": -10000, "right": 272700000,
       "twice": 370000, "over": 180000, "not_on_list": 30000, "paid_out": 273280000, "recovered": -40000,
       "balance": -430000}  # fmt: skip


@pytest.fixture(scope="module")
def shanting(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folders = Folders(RAW, tmp_path_factory.mktemp("curated"), "shanting", 2023)
    return Run(folders, run(folders, gate=True))


def answers(plan: str, year: int) -> set[tuple[str, ...]]:
    with (ANSWERS / f"{plan}_{year}_paid.csv").open(encoding="utf-8", newline="") as lines:
        return {tuple(row.values())[:6] for row in csv.DictReader(lines)}


def found(made: Run) -> set[tuple[str, ...]]:
    mine = made.table("out_rule").filter(family="payment")["rule"]
    rows = made.table("out_finding").filter(pl.col("rule").is_in(mine.implode()))
    shown = rows.select("rule", "file", "sheet", "row_no", "area_code", "money_fen").rows()
    return {tuple("" if value is None else str(value) for value in row) for row in shown}


def test_the_answer_keys_are_found_line_for_line(citywide_2022: Run, shanting: Run) -> None:
    assert len(answers("citywide", 2022)) == 51
    assert found(citywide_2022) == answers("citywide", 2022)
    assert found(shanting) == answers("shanting", 2023)


@pytest.mark.parametrize("name", ["citywide_2022", "shanting"])
def test_the_shipped_files_are_what_the_sample_writes(
    name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """They follow from the ledger, which has the same dues whether paid files are there or not."""
    made: Run = request.getfixturevalue(name)
    write_paid(made.folders.published / "ledger.duckdb", tmp_path, 2023)
    shipped = made.folders.rosters.parent
    names = sorted(path.name for path in (shipped / "paid").iterdir())
    assert sorted(path.name for path in (tmp_path / "paid").iterdir()) == names
    for path in (f"paid/{name}" for name in names):
        assert (tmp_path / path).read_bytes() == (shipped / path).read_bytes(), path
    key = ANSWERS / f"{made.folders.plan}_{made.folders.year}_paid.csv"
    assert (tmp_path / "paid_answers.csv").read_bytes() == key.read_bytes()


def test_citywide_2022_is_explained_to_the_fen(citywide_2022: Run) -> None:
    told = citywide_2022.summary["payments"]
    assert {step["cause"]: step["amount_fen"] for step in told["steps"]} == FEN
    assert sum(area["balance_fen"] for area in told["areas"].values()) == FEN["balance"]
    assert sum(payer["paid_out_fen"] for payer in told["payers"].values()) == FEN["paid_out"]
    assert told["payees"]["twice"] == 33 and told["payees"]["recovered"] == 4
    assert citywide_2022.summary["laws"]["payments"]["holds"]
    assert citywide_2022.summary["totals"]["total"]["computed_fen"] == 279740000  # what is awarded is as it was
    again = citywide_2022.table("core_paid").filter(state="paid_again")
    assert again.height == 5 and set(again["verdict"]) == {"paid"}


def test_a_register_is_due_less_who_has_not_signed(shanting: Run) -> None:
    steps = {step["cause"]: (step["payees"], step["amount_fen"]) for step in shanting.summary["payments"]["steps"]}
    assert steps["due"] == (168, 5040000)
    assert steps["not_yet"] == (3, -90000) and steps["short"] == (1, -10000)
    assert steps["balance"][1] == 100000


def cells(path: Path) -> list[str]:
    book = openpyxl.load_workbook(path, read_only=True)
    return [str(value) for sheet in book for row in sheet.iter_rows(values_only=True) for value in row if value]


def test_nobody_is_shown(citywide_2022: Run) -> None:
    published = citywide_2022.folders.published
    paid = citywide_2022.table("core_payment")
    secret = {*paid["account"].drop_nulls(), *citywide_2022.table("core_due")["payee_key"]}
    texts = {
        "page": (published / "report.html").read_text("utf-8"),
        "summary": (published / "summary.json").read_text("utf-8"),
        "workbook": "\n".join(cells(published / "workbook.xlsx")),
        **{
            name: "\n".join(str(row) for row in pl.read_parquet(published / "tables" / f"{name}.parquet").rows())
            for name in ("out_payment", "out_payment_step", "out_finding")
        },
    }
    assert len(secret) > 50_000
    for name, text in texts.items():
        assert not secret.intersection(LONG.findall(text)), name
    acted = citywide_2022.table("core_paid").filter(pl.col("verdict").is_in(["twice", "failed", "over"]))
    listed = [cell for cell in texts["workbook"].split("\n") if cell in set(acted["name"])]
    assert not listed


def test_workbook_lists_whom_to_act_on(citywide_2022: Run) -> None:
    book = openpyxl.load_workbook(citywide_2022.folders.published / "workbook.xlsx", data_only=True)
    sheet = next(sheet for sheet in book if sheet.title.startswith("发放核对"))
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    marks = [value for row in rows for value in row if value in ("✔", "✘")]
    assert marks.count("✔") == 25 + 2 and "✘" not in marks
    people = [list(row) for row in book["发放处理 Payments to act on"].iter_rows(min_row=6, values_only=True)]
    assert len(people) == 33 + 2 + 3 + 7 + 1 + 3
    assert all("*" in str(row[2]) for row in people)
    assert sum(round(row[6] * 100) for row in people if row[6] > 0) == 330000 + 180000 + 30000


def test_nothing_is_said_where_nothing_came_back(citywide: Run) -> None:
    assert citywide.summary["payments"] is None and "payments" not in citywide.summary["laws"]
    for name in ("core_payment", "core_payment_match", "core_paid", "out_payment", "out_payment_step"):
        assert citywide.table(name).is_empty(), name
    assert not found(citywide)
    page = (citywide.folders.published / "report.html").read_text("utf-8")
    assert 'id="payments"' not in page and "#payments" not in page
    book = openpyxl.load_workbook(citywide.folders.published / "workbook.xlsx", read_only=True)
    assert not [name for name in book.sheetnames if name.startswith("发放")]


def test_the_page_tells_each_area_and_payer(shanting: Run) -> None:
    page = (shanting.folders.published / "report.html").read_text("utf-8")
    section = page[page.index('<section id="payments">') :]
    section = section[: section.index("</section>")]
    for words in (
        "前亭村",
        "双山村",
        "50,400.00",
        "−900.00",
        "−100.00",
        "49,400.00",
        "1,000.00",
        "Balance (negative: overpaid)",
    ):
        assert words in section, words
    assert '<a href="#payments">' in page
    told: dict[str, Any] = {name: shanting.table(name).to_dicts() for name in ("out_payment", "out_payment_step")}
    told["plan_payer"] = shanting.table("plan_payer").to_dicts()
    names = {row["area_code"]: (row["name_zh"], row["name_en"]) for row in shanting.table("plan_area").to_dicts()}
    shown = payments(told, names)
    assert shown is not None
    assert sum(row["balance"] for row in shown["areas"]) == shown["total"]["balance"] == 100000


def test_summary_json_has_the_block(shanting: Run) -> None:
    written = json.loads((shanting.folders.published / "summary.json").read_text("utf-8"))
    assert written["payments"] == shanting.summary["payments"]
    assert (written["payments"]["files"], written["payments"]["lines"]) == (14, 168)


def test_the_terminal_says_it_in_one_line(citywide: Run, shanting: Run, capsys: pytest.CaptureFixture[str]) -> None:
    show_run(shanting.folders, shanting.summary, "zh")
    assert "发放：168 笔；应发现金 50,400.00 → 尚未发放 -900.00 → 少发 -100.00" in capsys.readouterr().out
    show_run(citywide.folders, citywide.summary, "en")
    assert "Payments" not in capsys.readouterr().out


def test_a_folder_of_leftovers_is_no_paid_folder(tmp_path: Path) -> None:
    paid = tmp_path / "citywide" / "2022" / "paid"
    paid.mkdir(parents=True)
    for name in ("Thumbs.db", "desktop.ini", "~$回盘.xlsx", ".回盘.csv"):
        (paid / name).write_bytes(b"x")
    (paid / ".old").mkdir()
    (paid / ".old" / "回盘.csv").write_bytes(b"x")
    folders = Folders(tmp_path, tmp_path, "citywide", 2022)
    assert folders.paid is None
    (paid / "回盘.csv").write_bytes(b"x")
    assert folders.paid == paid


def test_money_paid_says_nothing_beside_another_years_rules() -> None:
    assert Folders(RAW, RAW, "citywide", 2022).paid == RAW / "citywide" / "2022" / "paid"
    assert Folders(RAW, RAW, "citywide", 2022, rules=2022).paid is not None
    assert Folders(RAW, RAW, "citywide", 2022, rules=2023).paid is None
    assert Folders(RAW, RAW, "citywide", 2023).paid is None


def test_the_reason_sheet_says_what_was_paid(citywide_2022: Run, citywide: Run, tmp_path: Path) -> None:
    some = citywide_2022.table("core_paid").filter(verdict="twice", due_fen=10_000).sort("payee_key").row(0, named=True)
    with Ledger(citywide_2022.folders.published / "ledger.duckdb", read_only=True) as ledger:
        told = explain(ledger, "person", some["payee_key"])
    line = as_text(told, "en").splitlines()[-1]
    assert "cash due 100.00, paid 200.00: Twice" in line
    assert line.endswith(f"{some['file']} ▸ {some['sheet']} ▸ {some['row_no']}")
    write_page(told, "citywide", 2022, tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "应发现金 100.00，实发 200.00：重复发放" in page
    assert some["payee_key"] not in page
    somebody = citywide.table("core_award").filter(status="awarded")["unit_key"].min()
    with Ledger(citywide.folders.published / "ledger.duckdb", read_only=True) as ledger:
        assert explain(ledger, "person", str(somebody)).payments == []


def test_whoever_is_not_settled_is_listed_with_what_to_do() -> None:
    assert set(ACT) == PAID.keys() - {"paid", "recovered"}
