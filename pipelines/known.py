"""People of last year's ledger: where a number that a spreadsheet cut short may be found again."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from pipelines.folders import Folders
from pipelines.ledger import Ledger

PEOPLE = """
    select name, id_no, file || ' ▸ ' || sheet || ' ▸ ' || row_no as place
    from core_person
    where birth_date is not null
    order by file, sheet, row_no
"""


def last_years_people(folders: Folders) -> pl.DataFrame | None:
    """name, id_no, place of everybody accepted in last year's published ledger; None where there is none.

    It is input like the rosters: nothing is filled in from it, numbers are suggested (`core_refusal.suggested`).
    """
    earlier = replace(folders, year=folders.year - 1, rules=None)
    path = earlier.published / "ledger.duckdb"
    if not path.is_file():
        return None
    with Ledger(path, read_only=True) as ledger:
        return ledger.query(PEOPLE).with_columns(place=pl.format(f"{earlier.year} ▸ {{}}", "place"))
