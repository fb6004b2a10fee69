"""The 2,813,500-yuan budget, end to end on the shipped rosters: figures from the plan, people from the oracle."""

from __future__ import annotations

import csv
import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from pipelines.flow import run
from pipelines.folders import Folders
from pipelines.tables import PUBLISHED
from tests import oracle
from tests.builders import CITYWIDE, ROOT
from tests.conftest import Run

# The plan's table: line, persons, cash each, gift each, stated amount; yuan.
STATED = {
    "key_entitled": (3_726, 100, 0, 372_600),
    "urban_dibao": (7_500, 100, 0, 750_000),
    "rural_dibao": (10_572, 100, 0, 1_057_200),
    "rural_wubao": (4_171, 100, 0, 417_100),
    "orphan": (267, 100, 0, 26_700),
    "retired_40": (37, 100, 0, 3_700),
    "one_off": (220, 100, 0, 22_000),
    "unnamed_8": (49, 100, 0, 4_900),  # the text has neither name nor count; 4,900 ÷ 100
    "disabled_soldier": (83, 300, 100, 33_200),
    "centenarian": (138, 300, 200, 69_000),
    "care_home_wubao": (196, 0, 100, 19_600),
    "leader_key_entitled": (25, 300, 200, 12_500),
    "leader_urban_dibao": (25, 300, 200, 12_500),
    "leader_rural_dibao": (25, 300, 200, 12_500),
}
GENERAL, LEADER, TOTAL = 2_776_000, 37_500, 2_813_500
CASH, GIFTS = 2_743_000, 70_500
FEN = 100
T = {"stated_fen", "computed_fen", "stated_count", "computed_count", "agrees"}
YEARS = pytest.mark.parametrize("year", [2023, 2022])


@pytest.fixture
def both(citywide: Run, citywide_2022: Run) -> dict[int, Run]:
    return {2023: citywide, 2022: citywide_2022}


def test_every_line_of_the_plan(citywide: Run) -> None:
    lines = citywide.summary["totals"]["lines"]
    assert lines.keys() == STATED.keys()
    for name, (persons, cash, gift, amount) in STATED.items():
        assert persons * (cash + gift) == amount
        line = lines[name]
        assert (line["computed_count"], line["computed_fen"]) == (persons, amount * FEN), name
        assert (line["stated_fen"], line["agrees"]) == (amount * FEN, True), name
        assert line["stated_count"] == (None if name == "unnamed_8" else persons)


def test_the_total_closes(citywide: Run) -> None:
    totals = citywide.summary["totals"]
    assert {name: s["computed_fen"] for name, s in totals["sections"].items()} == {
        "general": GENERAL * FEN, "leader": LEADER * FEN,
    }  # fmt: skip
    assert {name: s["computed_count"] for name, s in totals["sections"].items()} == {"general": 26_959, "leader": 75}
    assert totals["total"]["computed_fen"] == totals["total"]["stated_fen"] == TOTAL * FEN
    assert totals["components"] == {"cash": CASH * FEN, "gift": GIFTS * FEN}
    assert totals["payers"] == {"city": TOTAL * FEN}
    assert totals["payers_by_kind"] == {"city": {"cash": CASH * FEN, "goods": GIFTS * FEN}}
    assert totals["upper_money"] == []
    assert sum(area["computed_fen"] for area in totals["areas"].values()) == TOTAL * FEN
    assert len(totals["areas"]) == 25
    assert (citywide.summary["balanced"], citywide.summary["exit_code"]) == (True, 1)
    assert citywide.summary["gate"]["ran"]
    assert citywide.summary["gate"]["agreeing"] == citywide.summary["gate"]["expectations"] > 0


def test_awards_are_those_of_an_independent_reading(citywide: Run) -> None:
    """Every workbook read again with another library and decided by the oracle: the same rows, awards and money."""
    listed = oracle.roster(CITYWIDE / "2023" / "rosters")
    people = [row.person for row in listed if row.person and row.person["sound"]]
    with (CITYWIDE / "areas.csv").open(encoding="utf-8-sig", newline="") as text:
        order = [area["code"] for area in csv.DictReader(text)]
    books = oracle.decide(people, order, oracle.DAY[2023])
    allocation = citywide.table("out_allocation")
    money = {(a, s, c): fen for a, s, c, fen in allocation.select(
        "area_code", "standard_id", "component", "amount_fen").iter_rows()}  # fmt: skip
    assert money == books.money
    awards = citywide.table("core_award")
    by_row = {(f, s, r): status for f, s, r, status in awards.select("file", "sheet", "row_no", "status").iter_rows()}
    expected = {(p["file"], p["sheet"], p["row_no"]): o for p, o in zip(people, books.outcomes, strict=True)}
    assert by_row == expected
    claims = pl.sum_horizontal("claimed_cash_fen", "claimed_goods_fen")
    persons = citywide.table("core_person").select("file", "sheet", "row_no", claims)
    claimed = {(f, s, r): fen for f, s, r, fen in persons.iter_rows()}
    assert claimed == {(p["file"], p["sheet"], p["row_no"]): p["claimed"] for p in people}


@YEARS
def test_every_planted_mistake_is_found_where_it_is_and_nothing_else(both: dict[int, Run], year: int) -> None:
    with (ROOT / "tests" / "answers" / f"citywide_{year}.csv").open(encoding="utf-8", newline="") as text:
        key = list(csv.DictReader(text))
    planted = {(a["rule"], a["severity"], a["file"], a["sheet"], int(a["row_no"] or 0)) for a in key}
    at_stake = {(a["rule"], a["file"], a["sheet"], int(a["row_no"] or 0)): int(a["money_fen"]) for a in key}
    assert len(planted) == len(key)
    paid = both[year].table("out_rule").filter(family="payment")["rule"]  # those have a key of their own
    listed = (
        both[year].table("out_finding").filter((pl.col("severity") != "note") & ~pl.col("rule").is_in(paid.implode()))
    )
    findings = listed.to_dicts()
    found = Counter((f["rule"], f["severity"], f["file"], f["sheet"], f["row_no"] or 0) for f in findings)
    assert {f for f in found if f[0] != "category_unnamed"} == planted
    assert max(found.values()) == 1
    assert [f["standard_id"] for f in findings if f["rule"] == "category_unnamed"] == ["unnamed_8"]
    for f in findings:
        if f["rule"] not in ("category_unnamed", "sheet_total_missing"):
            assert f["money_fen"] == at_stake[f["rule"], f["file"], f["sheet"], f["row_no"] or 0], f


def test_the_summary_has_its_documented_shape(citywide: Run) -> None:
    summary = citywide.summary
    assert list(summary) == [
        "plan", "year", "plan_sha256", "version", "balanced", "exit_code", "names", "files", "totals", "bridge",
        "findings", "resubmissions", "flags", "unexplained_fen",
        "payments", "laws", "gate", "seconds",
    ]  # fmt: skip
    totals = summary["totals"]
    assert totals.keys() == {
        "total",
        "lines",
        "sections",
        "areas",
        "payers",
        "payers_by_kind",
        "upper_money",
        "components",
    }
    figures = [totals["total"], *(f for of in ("lines", "sections", "areas") for f in totals[of].values())]
    assert all(figure.keys() == T for figure in figures)
    for file in summary["files"]:
        assert file.keys() == {
            "file", "sha256", "area_code", "status", "problem", "detail", "rows_read", "accepted", "refused"
        }  # fmt: skip
        assert (file["status"], file["problem"], file["detail"]) == ("read", None, None)
    named = totals["lines"].keys() | totals["sections"].keys() | totals["areas"].keys()
    assert named <= summary["names"].keys()
    assert all(words.keys() == {"zh", "en"} and all(words.values()) for words in summary["names"].values())
    assert all(step.keys() == {"cause", "is_level", "rows", "amount_fen"} for step in summary["bridge"])
    assert [step["cause"] for step in summary["bridge"] if step["is_level"]] == ["claimed", "computed", "stated"]
    assert (summary["flags"], summary["unexplained_fen"]) == ([], 0)
    findings = summary["findings"]
    assert sum(findings["by_rule"].values()) == findings["error"] + findings["warning"] + findings["note"]
    assert summary["laws"].keys() == {"rows", "fen", "bridge"}
    assert all(law.keys() == {"holds", "detail"} and law["holds"] for law in summary["laws"].values())
    assert all(isinstance(spent, float) for spent in summary["seconds"].values())


def numbers(folder: Path) -> set[str]:
    """The identity, phone and account numbers of every roster of a folder."""
    return {number for row in oracle.roster(folder) for number in row.digits}


def texts(published: Path) -> dict[str, str]:
    """All text that was published: page, summary, each part of the workbook, each text column of each table."""
    found = {name: (published / name).read_text("utf-8") for name in ("report.html", "summary.json")}
    with zipfile.ZipFile(published / "workbook.xlsx") as book:
        found |= {f"workbook.xlsx/{name}": book.read(name).decode("utf-8", "replace") for name in book.namelist()}
    for path in (published / "tables").iterdir():
        table = pl.read_parquet(path)
        rows = table.select(pl.concat_str(pl.all().cast(pl.String), separator=" | ", ignore_nulls=True))
        found[path.name] = "\n".join(rows.to_series())
    return found


def test_everything_is_published(citywide: Run) -> None:
    published = citywide.folders.published
    assert {path.name for path in published.iterdir()} == {
        "ledger.duckdb", "report.html", "returns", "summary.json", "tables", "workbook.xlsx",
    }  # fmt: skip
    assert {path.stem for path in (published / "tables").iterdir()} == set(PUBLISHED)
    assert {path.name for path in published.parent.iterdir()} == {published.name, "gate_history.csv"}
    assert zipfile.is_zipfile(published / "workbook.xlsx")
    assert "2,813,500.00" in (published / "report.html").read_text("utf-8")


def test_no_number_of_anybody_leaves_the_ledger(citywide: Run) -> None:
    personal = numbers(CITYWIDE / "2023" / "rosters")
    assert {len(number) for number in personal} == {11, 18, 19}
    assert len(personal) > 50_000
    for name, text in texts(citywide.folders.published).items():
        for pattern in (r"(?=(\d{17}[\dX]))", r"(?=(\d{11}))", r"(?=(\d{19}))"):
            assert not personal.intersection(re.findall(pattern, text)), name


@pytest.fixture(scope="module")
def one_less(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The shipped year with one five-guarantee recipient of the last town struck off."""
    import shutil

    raw, out = tmp_path_factory.mktemp("raw"), tmp_path_factory.mktemp("out")
    shutil.copytree(CITYWIDE, raw / "citywide", ignore=lambda at, _: ["rosters"] if Path(at).name == "2022" else [])
    path = next((raw / "citywide" / "2023" / "rosters").glob("25 *.xlsx"))
    book = openpyxl.load_workbook(path, data_only=True)  # totals as the town saw them: saving drops cached values
    sheet = book["农村五保户"]
    at = next(n for n, cells in enumerate(sheet.iter_rows(values_only=True), 1) if cells[0] == 3)
    sheet.delete_rows(at)
    book.save(path)
    return run(Folders(raw, out, "citywide", 2023), gate=False)


def test_one_person_less_moves_the_figure_and_the_bridge(one_less: dict[str, Any]) -> None:
    assert (one_less["balanced"], one_less["exit_code"]) == (False, 4)
    whole = one_less["totals"]["total"]
    assert (whole["computed_fen"], whole["stated_fen"]) == ((TOTAL - 100) * FEN, TOTAL * FEN)
    steps = {step["cause"]: (step["rows"], step["amount_fen"]) for step in one_less["bridge"]}
    assert steps["short_of_plan"] == (1, 100 * FEN)
    assert steps.keys().isdisjoint({"missing_area", "above_plan", "plan_arithmetic", "unexplained"})
    disagree = [name for name, line in one_less["totals"]["lines"].items() if not line["agrees"]]
    assert disagree == ["rural_wubao"]
    assert [name for name, area in one_less["totals"]["areas"].items() if not area["agrees"]] == ["990681401000"]
    by_rule = one_less["findings"]["by_rule"]
    assert by_rule["stated_figure"] == 6  # the total, its section and line, the area and its line, the payer
    assert by_rule["sheet_total"] == 2 + 1  # the town's own total now says a hundred too much
    assert by_rule["sheet_persons"] == 1


@pytest.mark.parametrize("year", [2022, 2023])
def test_golden_table(year: int, request: pytest.FixtureRequest) -> None:
    """Places of the distribution table × the plan's rates: every area, line, component and payer."""
    made: Run = request.getfixturevalue("citywide" if year == 2023 else "citywide_2022")
    paid = made.table("out_funding").rename({"amount_fen": "paid_fen"})
    key = ["area_code", "standard_id", "component"]
    table = made.table("out_allocation").join(paid, on=key).sort(*key, "payer")
    with (Path(__file__).parent / f"golden/citywide_{year}.csv").open(encoding="utf-8") as text:
        names, *golden = csv.reader(text)
    columns = [name if name != "amount_fen" else "paid_fen" for name in names]
    assert [[str(cell) for cell in row] for row in table.select(columns).iter_rows()] == golden
