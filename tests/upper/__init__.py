"""A plan with money of upper levels, its rosters and its run. The figures: `tests.test_upper_money`."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

from pipelines.flow import run
from pipelines.folders import Folders
from tests.builders import identity_no, town

HERE = Path(__file__).parent
EAST, WEST = "997701001000", "997701002000"
AREAS = {EAST: ("甲镇", "East"), WEST: ("乙镇", "West")}
LISTED = {EAST: {"低保户": 2, "高龄老人": 1}, WEST: {"低保户": 1, "高龄老人": 2}}
RATE = {"低保户": 150, "高龄老人": 200}


def run_upper(place: Path) -> tuple[Folders, dict[str, Any]]:
    """Plan, workbooks and a whole run of 2023, below `place`."""
    folder = place / "raw" / "upper"
    write_plan(folder)
    number = 0
    for area, sheets in LISTED.items():
        people: dict[str, list[tuple[str, int]]] = {}
        for sheet, count in sheets.items():
            people[sheet] = [(identity_no(number + n, date(1940, 5, 5)), RATE[sheet]) for n in range(1, count + 1)]
            number += count
        town(folder / "2023" / "rosters" / f"{AREAS[area][0]}.xlsx", AREAS[area][0], people)
    folders = Folders(place / "raw", place / "out", "upper", 2023)
    return folders, run(folders, gate=False)


def write_plan(folder: Path) -> None:
    for year in (2022, 2023):
        (folder / str(year)).mkdir(parents=True)
        (folder / str(year) / "matching.csv").write_text(f"area_code,amount,source\n{WEST},500,镇财政\n", "utf-8")
    shutil.copy(HERE / "plan.yaml", folder)
    lines = [f"{code},{zh},{en},town" for code, (zh, en) in AREAS.items()]
    (folder / "areas.csv").write_text("\n".join(["code,name_zh,name_en,kind", *lines]), "utf-8")
