"""What a row below a header is: person, subtotal, total, note or footer. Headers are for the caller to see."""

from __future__ import annotations

import re

from pipelines.ingest.grid import Row
from pipelines.ingest.headers import ANCHORS, squeeze
from pipelines.ingest.layout.heads import TITLED, Spans
from pipelines.ingest.layout.labels import OPENING, label, total_beside
from pipelines.ingest.layout.shape import Table

NAME_LENGTH = 12  # a lone cell with more in it is no name
NUMBER_LENGTH = 15
ORDINAL = r"\(?[一二三四五六七八九十]{1,3}\)?[、.,)]|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]+(部分|类)"
SECTION = re.compile(ORDINAL)


class Roles:
    """Tells the role of the rows of one table, headers aside."""

    def __init__(self, table: Table, spans: Spans) -> None:
        fields = table.fields
        people = [fields[field] for field in ("name", "id_no") if field in fields]
        self.people = people or [fields[field] for field in ANCHORS if field in fields]
        self.id_at = fields.get("id_no", fields.get("head_id", self.people[0]))
        self.name_at = fields.get("name", fields.get("head_name", self.id_at))
        self.spans = spans

    def sure(self, row: Row) -> bool:
        """A row with an identity number is a person whatever else it says; most rows need no further look."""
        number, name = row.cells[self.id_at], row.cells[self.name_at]
        if len(number) < NUMBER_LENGTH or not number[:14].isdigit():
            return False
        if name and name[0] not in OPENING:
            return True
        return total_beside(row.cells, frozenset(self.people)) is None or _is_sound(number)

    def role(self, row: Row) -> str:
        cells = row.cells
        if found := label(cells):
            return found
        if not any(cells[at].strip() for at in self.people):
            return "note"
        filled = [at for at, cell in enumerate(cells) if cell.strip()]
        if len(filled) == 1 and not self._is_name(row, cells[filled[0]]):
            return "note"
        return "person"

    def _is_name(self, row: Row, text: str) -> bool:
        text = squeeze(text)
        if self.spans.width(row.row_no - 1) > 2 or SECTION.match(text) or TITLED.search(text):
            return False
        return (len(text) <= NAME_LENGTH and not re.search(r"[,。;:、!?()]", text)) or text[:14].isdigit()


def _is_sound(number: str) -> bool:
    from pipelines.ingest.layout.numbers import is_sound  # noqa: PLC0415 - seldom needed

    return is_sound(number)
