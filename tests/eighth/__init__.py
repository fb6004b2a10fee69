"""The rosters of the eighth plan, and its run. Who they are and what becomes of them: `tests.test_eighth_plan`."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

from pipelines.flow import run
from pipelines.folders import Folders
from tests.builders import identity_no

HERE = Path(__file__).parent
STREET, TOWN, FARM = "998801001000", "998801002000", "998801003000"
AREAS = {
    STREET: ("安和街道", "Anhe", "subdistrict"),
    TOWN: ("平远镇", "Pingyuan", "town"),
    FARM: ("北原农场", "Beiyuan", "farm"),
}
HEADER = ["序号", "户主姓名", "户主身份证号", "姓名", "身份证号", "特殊情况", "所在企业"]
ADULT = date(1970, 5, 5)
BORN: dict[str, date] = {
    "乙母": date(1937, 6, 1),
    "丁": date(1943, 1, 23),
    "戊": date(1923, 1, 22),
    "巳": date(1932, 3, 3),
}
NUMBERS: dict[str, str] = {}


class Row(NamedTuple):
    name: str
    head: str = ""  # the person's own name when blank
    flags: str = ""
    firm: str = ""
    cash: int | None = None
    goods: int | None = None


ROSTERS: dict[str, dict[str, list[Row]]] = {
    STREET: {
        "低保户": [Row("甲"), Row("甲妻", "甲"), Row("甲子", "甲", "肢体残疾"), Row("丙"), Row("丙")],
        "点上慰问（低保户）": [Row("甲"), Row("丙")],
        "伤残军人": [Row("甲")],
        "现役军属": [Row("甲妻", "甲")],
        "老复员军人": [Row("乙")],
        "高龄老人": [Row("乙母", "乙"), Row("丁"), Row("戊")],
        "困难职工": [
            Row("己", firm="纺织厂"),
            Row("庚", firm="纺织厂"),
            Row("辛", firm="机械厂"),
            Row("壬", firm="化肥厂"),
        ],
        "英模": [Row("癸")],
    },
    TOWN: {
        "英模": [Row("子")],
        "边缘户": [Row("丑")],
        "因灾困难户": [Row("寅", cash=350, goods=100), Row("卯", cash=300, goods=100)],
        "上级慰问（因灾困难户）": [Row("卯")],
    },
    FARM: {"低保户": [Row("辰"), Row("辰妻", "辰")], "高龄老人": [Row("巳")], "边缘户": [Row("午")]},
}
INSTITUTIONS = {STREET: {"共建部队": ["驻军某部"], "敬老院": ["安康敬老院"]}}


def run_eighth(place: Path) -> tuple[Folders, dict[str, Any]]:
    """Plan, workbooks and a whole run, below `place`."""
    folder = place / "raw" / "eighth"
    write_plan(folder)
    for area, sheets in ROSTERS.items():
        write_town(folder / "2023" / "rosters" / f"{AREAS[area][0]}.xlsx", area, sheets)
    folders = Folders(place / "raw", place / "out", "eighth", 2023)
    return folders, run(folders, gate=False)


def write_plan(folder: Path) -> None:
    folder.mkdir(parents=True)
    shutil.copy(HERE / "plan.yaml", folder)
    lines = [f"{code},{zh},{en},{kind}" for code, (zh, en, kind) in AREAS.items()]
    (folder / "areas.csv").write_text("\n".join(["code,name_zh,name_en,kind", *lines]), "utf-8")
    for year, figures in ((2023, [f"{STREET},heat,2,1200.20", f"{FARM},heat,1,600.10"]), (2024, [])):
        (folder / str(year)).mkdir()
        (folder / str(year) / "stated.csv").write_text(
            "\n".join(["area_code,standard,count,amount", *figures]), "utf-8"
        )
        (folder / str(year) / "matching.csv").write_text(f"area_code,amount,source\n{TOWN},500,镇财政\n", "utf-8")


def number_of(name: str) -> str:
    return NUMBERS.setdefault(name, identity_no(len(NUMBERS) + 1, BORN.get(name, ADULT)))


def write_town(path: Path, area: str, sheets: dict[str, list[Row]]) -> None:
    """A sheet a category; only sheets that claim amounts have columns of money."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        claims = any(row.cash is not None for row in rows)
        cells: list[list[Any]] = [HEADER + ["慰问金（元）", "物资折价（元）"] * claims]
        for number, row in enumerate(rows, 1):
            head = row.head or row.name
            about = [number, head, number_of(head), row.name, number_of(row.name), row.flags, row.firm]
            cells.append(about + [row.cash, row.goods] * claims)
        sums = [sum(row.cash or 0 for row in rows), sum(row.goods or 0 for row in rows)] * claims
        add_sheet(book, area, name, [*cells, ["合计", f"{len(rows)}人", "", "", "", "", "", *sums]])
    for name, names in INSTITUTIONS.get(area, {}).items():
        add_sheet(book, area, name, [["序号", "机构名称", "备注"], *([n, x, ""] for n, x in enumerate(names, 1))])
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def add_sheet(book: openpyxl.Workbook, area: str, name: str, cells: list[list[Any]]) -> None:
    sheet = book.create_sheet(name)
    sheet.append([f"{AREAS[area][0]}2023年春节慰问花名册（{name}）"])
    for row in cells:
        sheet.append(row)
