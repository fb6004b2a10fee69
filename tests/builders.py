"""Small inputs for tests: town workbooks, plan folders, ledgers straight from rows."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import polars as pl
from stdnum.iso7064 import mod_11_2

from pipelines.engine import CLOSE, DECIDE
from pipelines.frames import frame
from pipelines.ledger import Ledger
from pipelines.tables import TABLES

Rows = list[dict[str, Any]]
ROOT = Path(__file__).parents[1]
RAW = ROOT / "data" / "raw"
CITYWIDE = RAW / "citywide"
SMALL_TOWNS = ("05 ", "19 ", "25 ")  # how the shipped files of three small towns begin


def identity_no(number: int, birth: date) -> str:
    """A sound identity number of nobody: the 99 prefix is not issued."""
    first17 = f"99{number // 1000:04d}{birth:%Y%m%d}{number % 1000:03d}"
    return first17 + str(mod_11_2.calc_check_digit(first17))


def town(path: Path, title: str, sheets: dict[str, list[tuple[str, int]]], headed: bool = True) -> Path:
    """A town's workbook: sheet name → (identity number, yuan) of each person, with a total row."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, people in sheets.items():
        sheet = book.create_sheet(name)
        sheet.append([f"{title}2023年春节慰问花名册（{name}）"])
        sheet.append(["序号", "村（社区）", "姓名", "身份证号", "慰问金（元）"] if headed else ["甲", "乙", "丙"])
        for number, (id_no, yuan) in enumerate(people, 1):
            sheet.append([number, "东湖村", "赵某", id_no, yuan])
        sheet.append(["合计", None, f"{len(people)}人", None, sum(yuan for _, yuan in people)])
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def plan_folder(raw: Path, rosters: tuple[str, ...] = ()) -> Path:
    """RAW/citywide with the shipped plan, inputs and those 2023 rosters whose names begin so; the folder of 2023."""
    target = raw / "citywide"
    shutil.copytree(CITYWIDE, target, ignore=shutil.ignore_patterns("rosters"))
    shipped = [path for path in (CITYWIDE / "2023" / "rosters").iterdir() if path.name.startswith(rosters)]
    for path in sorted(shipped) if rosters else []:
        (target / "2023" / "rosters").mkdir(exist_ok=True)
        shutil.copy(path, target / "2023" / "rosters")
    return target / "2023"


@contextmanager
def ledger(planned: dict[str, pl.DataFrame], people: Rows, **more: Rows) -> Iterator[Ledger]:
    """A decided and closed ledger, gone when the block ends.

    `people` are rows as `tests.oracle` takes them, with `claimed` fen; files and sheets are theirs. `more` adds rows
    of other tables, full or not: what is left out is null where it may be, else zero or blank.
    """
    persons = [_person(row) for row in people]
    placed = [*persons, *more.get("core_rejected", []), *more.get("core_sheet_total", [])]
    sheet_no = {(row["file"], row["sheet"]): row["sheet_no"] for row in people}
    sheets = {(row["file"], row["sheet"]): row for row in placed}
    files = {row["file"]: row["area_code"] for row in placed}
    roles = [(row, "person") for row in [*persons, *more.get("core_rejected", [])]]
    roles += [(row, row["role"]) for row in more.get("core_sheet_total", [])]
    given: dict[str, Rows] = {
        "raw_file": [{"file": f, "area_code": area, "status": "read"} for f, area in files.items()],
        "raw_sheet": [
            {
                "file": file, "sheet": sheet, "sheet_no": sheet_no.get((file, sheet), 99), "status": "read",
                "rows": sum((row["file"], row["sheet"]) == (file, sheet) for row, _ in roles),
            }
            for file, sheet in sheets
        ],
        "raw_row": [{**{k: row[k] for k in ("file", "sheet", "row_no")}, "role": role} for row, role in roles],
        "core_person": persons,
        **more,
    }  # fmt: skip
    loaded = [name for name in TABLES if name not in (*DECIDE, *CLOSE) and not name.startswith("out_")]
    with TemporaryDirectory() as folder, Ledger(Path(folder) / "ledger.duckdb", kept=False) as made:
        made.save(**{name: planned[name] if name in planned else full(name, given.get(name, [])) for name in loaded})
        made.build(*DECIDE, *CLOSE)
        yield made


def warm(*words: object, **env: str) -> subprocess.CompletedProcess[str]:
    """The command as a user runs it, to its end."""
    with started(*words, **env) as process:
        out, err = process.communicate(timeout=300)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def started(*words: object, **env: str) -> subprocess.Popen[str]:
    """The command as a user runs it, in an English locale unless `env` says otherwise."""
    code = "from pipelines.entry import main; main()"
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=plain | {"LANG": "C.UTF-8", "COLUMNS": "200", "PYTHONPATH": str(ROOT)} | env,
    )


def full(table: str, rows: Rows) -> pl.DataFrame:
    zero: dict[str, Any] = {"VARCHAR": "", "BIGINT": 0, "BOOLEAN": False, "DATE": date(2000, 1, 1), "VARCHAR[]": []}
    columns = TABLES[table].columns
    return frame(table, [{c: row.get(c, zero.get(kind)) for c, kind in columns.items()} for row in rows])


def _person(row: dict[str, Any]) -> dict[str, Any]:
    return {
        **{name: row[name] for name in ("file", "sheet", "row_no", "list", "category", "id_no")},
        "area_code": row["area"],
        "birth_date": row["birth"],
        "claimed_cash_fen": row["claimed"],
        "claimed_goods_fen": 0,
        "household_key": row["id_no"],
        "name": "赵某",
    }
