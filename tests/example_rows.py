"""The worked examples of a plan as roster rows, decided by the engine. What a row means: `ExampleRow`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipelines.engine import DECIDE
from pipelines.ledger import Ledger
from pipelines.plan import Plan, plan_tables
from pipelines.plan.model import Example, ExampleRow
from pipelines.tables import TABLES
from tests.builders import Rows, full, identity_no

MIDDLE_AGED = date(1966, 6, 6)
FILE = "example.xlsx"


@contextmanager
def decided(plan: Plan, example: Example) -> Iterator[Ledger]:
    """A ledger with the awards of an example, up to `core_component`, gone when the block ends."""
    planned = plan_tables(plan, example.year)
    people = _people(plan, example)
    flags = [
        {**{name: person[name] for name in ("file", "sheet", "row_no")}, "flag": flag}
        for person, row in zip(people, example.rows, strict=True)
        for flag in row.flags
    ]
    sheets = list(dict.fromkeys(person["sheet"] for person in people))
    given: dict[str, Rows] = {
        "raw_file": [{"file": FILE, "area_code": people[0]["area_code"], "status": "read"}],
        "raw_sheet": [{"file": FILE, "sheet": name, "sheet_no": n} for n, name in enumerate(sheets, 1)],
        "core_person": people,
        "core_flag": flags,
    }
    built = DECIDE[: DECIDE.index("core_component") + 1]
    empty = [name for name in TABLES if name not in (*DECIDE, *planned) and not name.startswith("out_")]
    with TemporaryDirectory() as folder, Ledger(Path(folder) / "ledger.duckdb", kept=False) as ledger:
        ledger.save(**planned, **{name: full(name, given.get(name, [])) for name in empty})
        ledger.build(*built)
        yield ledger


def comes_to(ledger: Ledger) -> dict[str, int]:
    """Fen of cash and of priced goods; the plan's own lump sums are in no example."""
    sums = ledger.query("select kind, sum(amount_fen)::bigint from core_component where file = ? group by kind", FILE)
    return {"cash": 0, "goods": 0} | {kind: fen or 0 for kind, fen in sums.rows()}


def _people(plan: Plan, example: Example) -> Rows:
    institutional = {category.id for category in plan.categories if category.institution}
    area = _area_with_goods(plan)
    ids: dict[Any, str] = {}
    heads: dict[int, str] = {}
    people: Rows = []
    for number, row in enumerate(example.rows):
        who = (row.household, _person(plan, row, number))
        named = f"机构{row.household}"
        birth = next((r.birth for n, r in enumerate(example.rows) if r.birth and _same(plan, r, n, who)), MIDDLE_AGED)
        id_no = f"{area}/{named}" if row.category in institutional else identity_no(len(ids) + 1, birth)
        id_no = ids.setdefault(who, id_no)
        people.append(
            {
                "file": FILE,
                "sheet": f"{row.list_ or plan.lists[0].id} {row.category}",
                "row_no": number + 5,
                "area_code": area,
                "household_key": heads.setdefault(row.household, id_no),
                "household_no": row.household,
                "list": row.list_ or plan.lists[0].id,
                "category": row.category,
                "name": named if row.category in institutional else "赵某",
                "id_no": id_no,
                "birth_date": None if row.category in institutional else birth,
                "claimed_cash_fen": row.amount,
                "claimed_goods_fen": None if row.amount is None else 0,
            }
        )
    return people


def _person(plan: Plan, row: ExampleRow, number: int) -> tuple[str, int]:
    if row.person is not None:
        return ("person", row.person)
    return ("row", number) if plan.stacking.within == "household" else ("person", 0)


def _same(plan: Plan, row: ExampleRow, number: int, who: tuple[int, tuple[str, int]]) -> bool:
    return (row.household, _person(plan, row, number)) == who


def _area_with_goods(plan: Plan) -> str:
    cash = [d for d in plan.delivery if d.how == "cash"]
    return next(a.code for a in plan.areas if not any(a.code in d.areas or a.kind in d.kinds for d in cash))
