"""What the rosters are compared with, as `core_listed`: the year's lists, and people other ledgers have paid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipelines.frames import frame
from pipelines.ingest.lists import read_lists
from pipelines.ledger import Ledger

if TYPE_CHECKING:
    import polars as pl

    from pipelines.folders import Folders
    from pipelines.plan import Plan

PAID = """
    select person.id_no, min(person.name) as name
    from core_award as award
    join core_person as person using (file, sheet, row_no)
    where award.status = 'awarded'
    group by person.id_no
    order by person.id_no
"""


def compared_with(folders: Folders, plan: Plan) -> pl.DataFrame:
    """`core_listed`. Raises Problem for a list that cannot be read, or a ledger to compare with that is not there."""
    elsewhere = [row for one in plan.compare for row in _paid(folders, one.plan, one.year)]
    return frame("core_listed", read_lists(folders.lists) + elsewhere)


def _paid(folders: Folders, plan: str, year: int) -> list[dict[str, Any]]:
    """Another plan's people, or those of an earlier year of this plan; this very year and later ones say nothing."""
    if plan == folders.plan and year >= folders.year:
        return []
    about = {"kind": "already_paid" if plan == folders.plan else "other_plan", "source": f"{plan}/{year}"}
    with Ledger(folders.curated / plan / str(year) / "ledger.duckdb", read_only=True) as ledger:
        return [{**about, "row_no": n, **row} for n, row in enumerate(ledger.query(PAID).to_dicts(), 1)]
