"""The gate's history: one line a run and suite, only added to; like runs on end are one on the page."""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl
import pytest

from pipelines.check.catalogue import fingerprint, rules
from pipelines.folders import Folders
from pipelines.frames import frame
from pipelines.history import COLUMNS, history, record
from pipelines.reports.page.gate import past
from tests.conftest import Run


def gate(offenders: int, ours: int | None = None) -> pl.DataFrame:
    told = {"suite": "findings", "success": offenders == 0, "unexpected": offenders}
    rows = [
        {**told, "expectation": "a", "ours": offenders if ours is None else ours},
        {**told, "expectation": "b", "success": True, "unexpected": 0, "ours": 0},
        {"suite": "contracts", "expectation": "c", "success": True, "unexpected": None, "ours": None},
    ]
    return frame("out_gate", rows)


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    made = Folders(tmp_path, tmp_path, "p", 2023)
    made.published.mkdir(parents=True)
    return made


def lines(folders: Folders) -> list[dict[str, str]]:
    return list(csv.DictReader(folders.gate_history.read_text("utf-8").splitlines()))


def test_each_run_adds_a_line_a_suite_and_takes_none_away(folders: Folders) -> None:
    record(folders, "aaa", gate(3))
    first = folders.gate_history.read_text("utf-8")
    record(folders, "aaa", gate(3, ours=2))
    assert folders.gate_history.read_text("utf-8").startswith(first)
    told = lines(folders)
    assert list(told[0]) == list(COLUMNS)
    figures = [[row[c] for c in COLUMNS[1:]] for row in told]
    assert figures == [
        ["2023", "aaa", "contracts", "1", "0", "1", "0"],
        ["2023", "aaa", "findings", "2", "1", "2", "3"],
        ["2023", "aaa", "contracts", "1", "0", "1", "0"],
        ["2023", "aaa", "findings", "2", "1", "1", "3"],  # one count differs: that run was refused, and stands here
    ]


def test_a_run_without_the_gate_adds_nothing(folders: Folders) -> None:
    record(folders, "aaa", frame("out_gate", []))
    assert not folders.gate_history.exists()
    assert history(folders) == []


def test_like_runs_are_one_state_and_other_results_another_history(folders: Folders) -> None:
    with folders.gate_history.open("w", encoding="utf-8") as file:
        file.write(",".join(COLUMNS) + "\n")
        for run, result, rules_, offenders in (
            ("t1", "2023", "a", 3), ("t2", "2023", "a", 3), ("t3", "2022", "a", 9), ("t4", "2023", "b", 3),
            ("t5", "2023", "b", 1), ("t6", "2023", "b", 1),
        ):  # fmt: skip
            file.write(
                f"{run},{result},{rules_},contracts,5,0,5,0\n{run},{result},{rules_},findings,2,1,2,{offenders}\n"
            )
        file.write("t7,2023,b,findings,mended by hand\n")
    states = history(folders)
    assert [(s["first"], s["rules"], s["expectations"], s["offenders"]) for s in states] == [
        (1, "a", 7, 3), (3, "b", 7, 3), (4, "b", 7, 1),
    ]  # fmt: skip
    assert not any("t1" in str(value) for state in states for value in state.values()), "no time reaches the page"
    shown = past(states)
    assert [row["first"] for row in shown["states"]] == [4, 3, 1]
    assert shown["points"] == "0.0,0.0 60.0,0.0 120.0,16.0"


def test_a_run_leaves_its_lines_and_shows_them(citywide: Run) -> None:
    told = lines(citywide.folders)
    assert {row["suite"] for row in told} == {"findings", "contracts"}
    assert {row["rules"] for row in told} == {fingerprint(rules())}
    gate_rows = citywide.table("out_gate")
    assert sum(int(row["expectations"]) for row in told) == gate_rows.height
    assert sum(int(row["offenders"]) for row in told) == gate_rows["unexpected"].sum()
    page = (citywide.folders.published / "report.html").read_text("utf-8")
    assert fingerprint(rules()) in page
    assert told[0]["run"] not in page
    assert citywide.folders.gate_history.parent == citywide.folders.published.parent
