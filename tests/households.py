"""Random rosters of households for any plan, and the ledger they make: listed once, twice, split, shared and empty.

A row is as `tests.oracles.listing` takes it, with its `sheet` and what it claims (None: the sheet has no amounts).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from pipelines.engine import CLOSE, DECIDE
from pipelines.ledger import Ledger
from pipelines.plan import Plan
from pipelines.tables import TABLES
from tests.builders import Rows, full, identity_no

SHEETS = "丁乙丙甲"  # the order of sheets is not that of their names
ENTERPRISES = ["纺织厂", "机械厂", "化肥厂", "食品厂", None]


def rosters(plan: Plan, year: int, rng: Random, households: int) -> Rows:
    """Person rows, those of a sheet in order. In few areas their limits bite."""
    areas = rng.sample([a.code for a in plan.areas], rng.choice([1, 2, 4, len(plan.areas)]))
    favoured = rng.sample([c.id for c in plan.categories], 3)
    births = _births(plan, year, rng)
    people: list[tuple[str, date]] = []
    rows: Rows = []
    for block in range(households):
        members = [_born(rng, births, len(people) + n) for n in range(rng.choice([0, 1, 1, 1, 2, 3, 5]))]
        people += members
        if not members:
            continue  # a household of nobody
        home, theirs = rng.choice(areas), rng.choices([c.id for c in plan.categories], k=2) + rng.sample(favoured, 1)
        for listing in range(rng.choice([1, 1, 1, 2, 2, 3])):
            area = home if rng.random() < 0.9 else rng.choice(areas)
            sheet, which = rng.randint(1, len(SHEETS)), rng.choice(plan.lists).id
            group, same = rng.choice(ENTERPRISES), rng.choice(theirs)
            claimed = rng.choice([None, 0, 100000, 12345])
            for person in rng.sample(members, rng.randint(1, len(members))):
                if rng.random() < 0.05:  # of another household, or once more
                    person = rng.choice(people)  # noqa: PLW2901
                category = same if rng.random() < 0.7 else rng.choice(plan.categories).id
                row = {
                    "area": area, "file": f"{area[::-1]}{rng.randint(0, 1)}.xlsx", "sheet": SHEETS[sheet - 1],
                    "sheet_no": sheet, "row_no": 0, "list": which, "category": category,
                    "household": members[0][0], "block": 10 * block + listing, "group": group,
                    "flags": [flag.id for flag in plan.flags if rng.random() < 0.3],
                    "id_no": person[0], "birth": person[1], "claimed": claimed,
                }  # fmt: skip
                rows.append(row if not _institution(plan, category) else _as_institution(row, rng))
    return [row | {"row_no": number} for number, row in enumerate(rows, 5)]


def _births(plan: Plan, year: int, rng: Random) -> list[date]:
    """Around the edges of every age a standard asks for, a leap day, and any."""
    day = plan.years[year].reference_day
    ages = {age for s in plan.standards for age in (s.for_.min_age, s.for_.max_age) if age is not None} or {60}
    edges = [day.replace(year=day.year - age) + timedelta(n) for age in ages for n in (-1, 0, 1)]
    return [*edges, date(1960, 2, 29), date(1924, 2, 29), *(date(rng.randint(1925, 2015), 7, 1) for _ in range(6))]


def _born(rng: Random, births: list[date], number: int) -> tuple[str, date]:
    birth = rng.choice(births)
    return identity_no(number, birth), birth


def _institution(plan: Plan, category: str) -> bool:
    return next(c.institution for c in plan.categories if c.id == category)


def _as_institution(row: dict[str, Any], rng: Random) -> dict[str, Any]:
    key = f"{row['area']}/单位{rng.randint(1, 9)}"
    return row | {"id_no": key, "household": key, "birth": None}


@contextmanager
def closed(planned: dict[str, pl.DataFrame], rows: Rows) -> Iterator[Ledger]:
    """A decided and closed ledger of these rows, gone when the block ends."""
    files = {row["file"]: row["area"] for row in rows}
    sheets = {(row["file"], row["sheet"]): row for row in rows}
    people = [
        row
        | {
            "area_code": row["area"], "household_key": row["household"], "household_no": row["block"],
            "group_name": row["group"], "birth_date": row["birth"], "claimed_cash_fen": row["claimed"],
            "claimed_goods_fen": None if row["claimed"] is None else 0,
            "name": row["id_no"].partition("/")[2] or "赵某",
        }
        for row in rows
    ]  # fmt: skip
    given: dict[str, Rows] = {
        "raw_file": [{"file": file, "area_code": area, "status": "read"} for file, area in files.items()],
        "raw_sheet": [
            {"file": file, "sheet": sheet, "sheet_no": row["sheet_no"], "status": "read",
             "rows": sum((r["file"], r["sheet"]) == (file, sheet) for r in rows)}
            for (file, sheet), row in sheets.items()
        ],
        "raw_row": [{"role": "person", **{k: row[k] for k in ("file", "sheet", "row_no")}} for row in rows],
        "core_person": people,
        "core_flag": [row | {"flag": flag} for row in rows for flag in row["flags"]],
    }  # fmt: skip
    loaded = [name for name in TABLES if name not in (*DECIDE, *CLOSE) and not name.startswith("out_")]
    with TemporaryDirectory() as folder, Ledger(Path(folder) / "ledger.duckdb", kept=False) as made:
        made.save(**{name: planned[name] if name in planned else full(name, given.get(name, [])) for name in loaded})
        made.build(*DECIDE, *CLOSE)
        yield made
