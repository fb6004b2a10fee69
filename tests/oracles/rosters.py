"""Roster rows for the oracles and the engine alike: from `sample.yaml`, or as a ledger decided straight from rows.

A row: area, file, sheet_no, row_no, list, category, id_no, household (the head's number), block (its number in the
sheet), flags, cash and goods (claimed fen, None where the sheet has no amounts).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
from ruamel.yaml import YAML

from pipelines.engine import CLOSE, DECIDE
from pipelines.frames import frame
from pipelines.ledger import Ledger
from pipelines.tables import TABLES

Rows = list[dict[str, Any]]
PLACE = ("file", "sheet", "row_no")
BLANK: dict[str, Any] = {
    "VARCHAR": "", "BIGINT": 0, "BOOLEAN": False, "DATE": date(2000, 1, 1), "VARCHAR[]": []
}  # fmt: skip
BORN = date(1960, 1, 1)


@contextmanager
def decided(planned: dict[str, pl.DataFrame], rows: Rows) -> Iterator[Ledger]:
    """A decided and closed ledger of these rows, gone when the block ends."""
    people = [_person(row) for row in rows]
    files = {p["file"]: p["area_code"] for p in people}
    sheets = {(p["file"], p["sheet"]): p["sheet_no"] for p in people}
    sizes = Counter((p["file"], p["sheet"]) for p in people)
    given: dict[str, Rows] = {
        "raw_file": [{"file": file, "area_code": area, "status": "read"} for file, area in files.items()],
        "raw_sheet": [
            {"file": file, "sheet": sheet, "sheet_no": number, "status": "read", "rows": sizes[file, sheet]}
            for (file, sheet), number in sheets.items()
        ],
        "raw_row": [{**{k: p[k] for k in PLACE}, "role": "person"} for p in people],
        "core_person": people,
        "core_flag": [{**{k: p[k] for k in PLACE}, "flag": flag} for p in people for flag in p["flags"]],
    }  # fmt: skip
    made_by_sql = (*DECIDE, *CLOSE)
    loaded = [name for name in TABLES if name not in made_by_sql and not name.startswith("out_")]
    with TemporaryDirectory() as folder, Ledger(Path(folder) / "ledger.duckdb", kept=False) as ledger:
        ledger.save(**{name: planned.get(name, _full(name, given.get(name, []))) for name in loaded})
        ledger.build(*made_by_sql)
        yield ledger


def place(row: dict[str, Any]) -> tuple[str, str, int]:
    return row["file"], f"表{row['sheet_no']}", row["row_no"]


def _person(row: dict[str, Any]) -> dict[str, Any]:
    return {
        **{name: row[name] for name in ("list", "category", "id_no", "flags", "sheet_no")},
        **dict(zip(PLACE, place(row), strict=True)),
        "area_code": row["area"],
        "household_key": row["household"],
        "household_no": row["block"],
        "birth_date": row.get("birth") or BORN,
        "claimed_cash_fen": row["cash"],
        "claimed_goods_fen": row["goods"],
        "name": "赵某",
    }


def _full(table: str, rows: Rows) -> pl.DataFrame:
    columns = TABLES[table].columns
    return frame(table, [{c: row.get(c, BLANK.get(kind)) for c, kind in columns.items()} for row in rows])


@cache
def sampled(plan_folder: Path, year: int) -> Rows:
    """The rows `sample.yaml` describes, one file an area, one sheet a list and category."""
    tree = YAML(typ="safe").load(plan_folder / "sample.yaml")
    areas = [line.split(",")[0] for line in (plan_folder / "areas.csv").read_text("utf-8").splitlines()[1:]]
    rows: Rows = []
    sheets: dict[tuple[str, str], int] = {}
    households = 0
    for kind in tree["households"]:
        times = kind["times"]
        wanted = dict.fromkeys(areas, times) if isinstance(times, int) else times
        for area in [code for code in areas for _ in range(wanted.get(code, wanted.get(year, 0)))]:
            households += 1
            for number, member in enumerate(kind["members"]):
                for on in member["rows"]:
                    sheet = on.get("list", "general"), on["category"]
                    rows.append({
                        "area": area, "file": area, "sheet_no": sheets.setdefault(sheet, len(sheets) + 1),
                        "row_no": len(rows) + 1, "list": sheet[0], "category": sheet[1], "block": households,
                        "household": f"{households}-0", "id_no": f"{households}-{number}", "flags": on.get("flags", []),
                        **{name: on[name] * 100 if name in on else 0 for name in ("cash", "goods")},
                    })  # fmt: skip
    return rows
