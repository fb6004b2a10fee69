"""Several tables on one sheet: each is held to its own total, and the books still close."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipelines.flow import run
from pipelines.folders import Folders
from tests.builders import identity_no, plan_folder
from tests.conftest import Run

HEADERS = ["序号", "村（社区）", "姓名", "身份证号", "慰问金（元）"]
BORN = date(1950, 1, 1)
ABOUT_TOTALS = ("sheet_total", "sheet_total_missing", "subtotal_in_total", "sheet_persons")


def table(category: str, first: int, people: int, total: list[Any] | None) -> list[list[Any]]:
    rows = [[n + 1, "东湖村", "赵某", identity_no(first + n, BORN), 100] for n in range(people)]
    return [[f"泊兰镇2023年春节慰问花名册（{category}）"], HEADERS, *rows, *([total] if total else []), []]


def summed(people: int, yuan: int, label: str = "合计") -> list[Any]:
    return [label, None, f"{people}人", None, yuan]


@pytest.fixture
def claims(tmp_path: Path) -> Any:
    def made(*rows: list[Any]) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
        book = openpyxl.Workbook()
        for cells in rows:
            book.worksheets[0].append(cells)
        folder = plan_folder(tmp_path / "raw") / "rosters"
        folder.mkdir()
        book.save(folder / "a.xlsx")
        folders = Folders(tmp_path / "raw", tmp_path / "out", "citywide", 2023)
        done = Run(folders, run(folders, gate=False))  # refuses to publish when the bridge does not add up
        found = done.table("out_finding").filter(file="a.xlsx").sort("row_no", "rule")
        told = [row for row in found.select("rule", "row_no", "observed", "expected").rows() if row[0] in ABOUT_TOTALS]
        gaps = done.table("core_claim").filter(file="a.xlsx").filter(outcome="sheet_total")
        return told, gaps.select("row_no", "claimed_fen").rows()

    return made


def test_each_table_has_its_total_and_the_sheet_one(claims: Any) -> None:
    two = [*table("城镇低保", 1, 2, summed(2, 200)), *table("农村低保", 11, 3, summed(3, 300))]
    assert claims(*two[:-1], summed(5, 500, "总计")) == ([], [])


def test_a_wrong_total_is_that_tables(claims: Any) -> None:
    two = [*table("城镇低保", 1, 2, summed(3, 900)), *table("农村低保", 11, 3, summed(3, 300))]
    told, gaps = claims(*two)
    assert told == [("sheet_persons", 5, "3", "2"), ("sheet_total", 5, "900.00", "200.00")]
    assert gaps == [(5, 70000)]


def test_a_table_without_a_total_beside_others_that_have_one(claims: Any) -> None:
    three = [
        *table("城镇低保", 1, 2, summed(2, 200)),
        *table("农村低保", 11, 1, None),
        *table("孤儿", 21, 1, summed(1, 100)),
    ]
    told, gaps = claims(*three)
    assert told == [("sheet_total_missing", 9, "—", "100.00")]
    assert gaps == []


def test_one_total_for_all_tables(claims: Any) -> None:
    two = [*table("城镇低保", 1, 2, None), *table("农村低保", 11, 3, None)]
    assert claims(*two[:-1], summed(5, 500, "总计")) == ([], [])
