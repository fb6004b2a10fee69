"""Person, subtotal and total rows with their cells named by meaning."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipelines.ingest.grid import Merges, Row
from pipelines.ingest.headers import squeeze
from pipelines.ingest.households import number_households
from pipelines.ingest.roles import Layout

# Money is not among them: a sum merged over a family is one sum, not one for each member.
FILLED_DOWN = (
    "head_name", "head_id", "hh_size", "covered", "address", "account", "bank", "payee", "phone", "village", "group",
    "seq",
)  # fmt: skip
COUNT = re.compile(r"\d+[人户]")

Fields = dict[str, list[str]]  # a field the sheet has → its text in each entry, '' for an empty cell


class Entries(NamedTuple):
    row_no: list[int]
    role: list[str]
    household_no: list[int | None]
    fields: Fields


def entries_of(rows: list[Row], layout: Layout, merges: Merges) -> Entries:
    chosen = [
        (row, role) for row, role in zip(rows, layout.roles, strict=True) if role in {"person", "subtotal", "total"}
    ]
    if not chosen:
        return Entries([], [], [], {})
    roles = [role for _, role in chosen]
    columns = list(zip(*(row.cells for row, _ in chosen), strict=True))
    fields = {field: list(columns[column]) for field, column in layout.fields.items()}
    people = {row.row_no: i for i, (row, role) in enumerate(chosen) if role == "person"}
    blocks = _fill_down(fields, people, layout, merges)
    if "persons" not in fields:
        fields["persons"] = ["" if role == "person" else _headcount(row) for row, role in chosen]
    numbers = number_households(fields, people.values(), blocks)
    return Entries([row.row_no for row, _ in chosen], roles, [numbers.get(i) for i in range(len(chosen))], fields)


def _headcount(row: Row) -> str:
    """Without a column for it, the headcount of a total row is written into any cell, as 「12人」."""
    return next((cell for cell in row.cells if COUNT.fullmatch(squeeze(cell))), "")


def _fill_down(fields: Fields, people: dict[int, int], layout: Layout, merges: Merges) -> dict[int, int]:
    """Fills merged cells down over person rows. Gives the blocks that seq or head_name form: entry → its block."""
    named = {layout.fields[field]: field for field in FILLED_DOWN if field in layout.fields}
    last = max(people, default=0)
    blocks: dict[int, int] = {}
    filled: dict[int, int] = {}  # column → last row of the range before, so that overlapping ranges are met once
    for (top, column), (bottom, _) in sorted(merges):
        if top == bottom or column not in named or top + 1 not in people or top <= filled.get(column, -1):
            continue
        field = named[column]
        text = fields[field][people[top + 1]]
        filled[column] = min(bottom, last)
        for i in [people[row_no] for row_no in range(top + 1, filled[column] + 2) if row_no in people]:
            fields[field][i] = fields[field][i] or text
            if field in {"seq", "head_name"}:
                blocks.setdefault(i, top)
    return blocks
