"""Person, subtotal, total and summary rows with their cells named by meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from pipelines.ingest.grid import Merges, Row
from pipelines.ingest.headers import squeeze
from pipelines.ingest.households import AS_ABOVE, DITTO, Fields, number_households
from pipelines.ingest.layout.shape import Block, Table

KEPT = {"person", "subtotal", "total", "summary"}
PLACES = ("county", "town", "village", "group")
# Money is not among them: a sum merged over a family is one sum, not one for each member.
FILLED_DOWN = (
    "head_name", "head_id", "hh_size", "covered", "address", "account", "bank", "payee", "phone", *PLACES, "category",
    "seq", "household_no",
)  # fmt: skip
BLOCK_FORMING = {"seq", "head_name", "head_id", "household_no"}
SHARED = (*PLACES, "head_name", "head_id", "category", "address")  # a member's blank is the household's
COUNT = re.compile(r"\d+(人|户|家|所|个|名|位|份|口|人次)")
VILLAGE = re.compile(r"[一-鿿]{1,12}(村|社区|居委会|嘎查|连队?)(村?民?委会)?$")
ORDINAL = re.compile(r"^(\(?[一二三四五六七八九十]{1,3}\)?[、.,)]?|第[一二三四五六七八九十]+(部分|类)[:、]?)(?=.)")


class Entries(NamedTuple):
    at: list[int]  # index of the row in the block
    household_no: list[int | None]
    fields: Fields


def entries_of(block: Block, table: Table, first_household: int = 0) -> Entries:
    """Entries of one table. Households are numbered from `first_household` + 1, so that a sheet counts through.

    Without a column for it, the village is the one the tab is named after.
    """
    roles = block.roles
    end = next((t.start for t in block.tables if t.number == table.number + 1), len(block.rows))
    at = [i for i in range(table.body, end) if roles[i] in KEPT and block.numbers[i] == table.number]
    if not at:
        return Entries([], [], {})
    rows = [block.rows[i] for i in at]
    columns = list(zip(*(row.cells for row in rows), strict=True))
    fields: Fields = {field: list(columns[column]) for field, column in table.fields.items()}
    people = {row.row_no: n for n, (i, row) in enumerate(zip(at, rows, strict=True)) if roles[i] == "person"}
    blocks = _fill_down(fields, people, table, block.merges) if block.merges else {}
    if "village" not in fields and VILLAGE.fullmatch(tab := squeeze(block.tab)):
        fields["village"] = [tab if roles[i] == "person" else "" for i in at]
    numbers = number_households(fields, people.values(), blocks)
    _fill_runs(fields, list(people.values()))
    _fill_households(fields, numbers)
    if block.sections:
        _fill_sections(fields, at, block, people.values())
    if "persons" not in fields:
        fields["persons"] = [
            "" if roles[i] == "person" else _headcount(row, table) for i, row in zip(at, rows, strict=True)
        ]
    if "household_no" in fields:
        fields.setdefault("seq", fields.pop("household_no"))
    households = [numbers[n] + first_household if n in numbers else None for n in range(len(at))]
    return Entries(at, households, fields)


def _headcount(row: Row, table: Table) -> str:
    """Without a column for it, the headcount of a total row is in any cell, as 「12人」, or bare under 姓名."""
    if stated := next((cell for cell in row.cells if COUNT.fullmatch(squeeze(cell))), ""):
        return stated
    under = row.cells[table.fields["name"]].strip() if "name" in table.fields else ""
    return under if under.isdecimal() else ""


def _fill_down(fields: Fields, people: dict[int, int], table: Table, merges: Merges) -> dict[int, int]:
    """Fills merged cells down over person rows. Gives the blocks that the household's own cells form: entry → block."""
    named = {at: field for field, at in table.fields.items() if field in FILLED_DOWN}
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
            if field in BLOCK_FORMING:
                blocks.setdefault(i, top)
    return blocks


def _fill_runs(fields: Fields, people: list[int]) -> None:
    """A village or category written once above many blanks, as if merged: filled in a third of the rows or fewer."""
    if len(people) < 3:
        return
    for field in (*PLACES, "category"):
        texts = fields.get(field)
        if texts is None or not texts[people[0]].strip():
            continue
        if 3 * sum(bool(texts[i].strip()) for i in people) > len(people):
            continue
        above = ""
        for i in people:
            above = texts[i] = texts[i] if texts[i].strip() else above


def _fill_households(fields: Fields, numbers: dict[int, int]) -> None:
    """What a household's first row says of all of it."""
    for field in SHARED if numbers else ():
        if field in fields and not AS_ABOVE.isdisjoint(map(squeeze, set(fields[field]))):
            texts, first = fields[field], dict[int, str]()
            for i, number in numbers.items():
                text = first.setdefault(number, texts[i])
                if not texts[i].strip() or (field == "head_id" and squeeze(texts[i]) in DITTO):
                    texts[i] = text


def _fill_sections(fields: Fields, at: list[int], block: Block, people: Iterable[int]) -> None:
    """What a line above a part of the table says of it: a village's name its village, anything else its category."""
    blank = [""] * len(at)
    lines = sorted(block.sections)
    for n in people:
        above = [line for line in lines if line < at[n] and block.numbers[line] == block.numbers[at[n]]]
        if not above:
            continue
        text = ORDINAL.sub("", squeeze(block.sections[above[-1]]))
        field = "village" if VILLAGE.fullmatch(text) else "category"
        texts = fields.setdefault(field, list(blank))
        texts[n] = texts[n] if texts[n].strip() else text
