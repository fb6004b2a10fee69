"""What each row of a sheet is: title, header, person, subtotal, total, note or footer."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipelines.ingest.grid import Row
from pipelines.ingest.headers import ANCHORS, field_of, is_header, squeeze, synonyms

HEADER_WITHIN = 30  # non-blank rows from the top
LABEL_CELLS = 3  # a label stands in one of a row's first filled cells
TITLE_LENGTH = 200

# On squeezed text, so that 「合  计」 and 「本页 小计：」 read alike.
TOTAL = re.compile(r"(总?合计|总计|共计|[全各][市县区乡镇街场]\w{0,4}合计)")
SUBTOTAL = re.compile(r"(小计|本页|.{1,20}(小计|合计)(\(.*\))?:?$)")
FOOTER = re.compile(
    r"(制表|填表|填报|审核|复核|审批|经办|监督|主管|分管|单位负责|负责人|联系电话|联系人|签发|领导签|公章|盖章|村主任|社区主任)"
)
NOTE = re.compile(r"(注\d*[:.、]|备注|附注|说明)")


class Layout(NamedTuple):
    header_row: int | None  # as Excel counts; null when no row is recognised as one
    headers: dict[int, str]  # column index from 0 → header as written
    fields: dict[str, int]  # field → column index; the first column of two that name the same field
    roles: list[str]  # one a row
    title: str | None


def lay_out(rows: list[Row]) -> Layout:
    at = next((i for i, row in enumerate(rows[:HEADER_WITHIN]) if is_header(row.cells)), None)
    if at is None:
        return Layout(None, {}, {}, ["unread"] * len(rows), _title(rows[:1]))
    headers = {column: text for column, text in enumerate(rows[at].cells) if text}
    fields: dict[str, int] = {}
    for column, text in headers.items():
        if field := field_of(text):
            fields.setdefault(field, column)
    roles = ["title"] * at + ["header"] + _roles(rows[at + 1 :], fields, set(headers.values()))
    return Layout(rows[at].row_no, headers, fields, roles, _title(rows[:at]))


def _roles(rows: list[Row], fields: dict[str, int], headers: set[str]) -> list[str]:
    people = [fields[field] for field in ("name", "id_no") if field in fields]
    people = people or [fields[field] for field in ANCHORS if field in fields]
    id_column = fields.get("id_no", fields.get("head_id", people[0]))
    known = headers | synonyms().keys()
    roles = []
    for row in rows:
        # A row with an identity number is a person whatever else it says; most rows need no further look.
        number = row.cells[id_column]
        is_person = len(number) >= 15 and number[:14].isdigit()
        roles.append("person" if is_person else _label(row.cells, known) or _plain(row.cells, people))
    return roles


def _label(cells: list[str], known: set[str]) -> str | None:
    """The role a row's own words give it; null when they give none."""
    if len(known.intersection(cells)) >= 3 and is_header(cells):
        return "header"
    for cell in [squeeze(cell) for cell in cells if cell][:LABEL_CELLS]:
        if TOTAL.match(cell):
            return "total"
        if SUBTOTAL.match(cell):
            return "subtotal"
        if FOOTER.match(cell):
            return "footer"
        if NOTE.match(cell):
            return "note"
    return None


def _plain(cells: list[str], people: list[int]) -> str:
    return "person" if any(cells[column].strip() for column in people) else "note"


def _title(rows: list[Row]) -> str | None:
    words = [cell.strip() for row in rows for cell in row.cells if cell.strip()]
    return " ".join(words)[:TITLE_LENGTH] or None
