"""A grid → blocks, tables, roles and named columns. Most sheets are one table; looks that cost come after that."""

from __future__ import annotations

import re

from pipelines.ingest.grid import Grid, Row
from pipelines.ingest.headers import squeeze
from pipelines.ingest.layout.beside import split
from pipelines.ingest.layout.columns import name_columns, with_units
from pipelines.ingest.layout.heads import FORM_LINE, TITLED, Head, Spans, find_head, same_columns, same_leaves
from pipelines.ingest.layout.proof import head_by_content
from pipelines.ingest.layout.roles import NUMBER_LENGTH, SECTION, Roles
from pipelines.ingest.layout.shape import Block, Table
from pipelines.ingest.layout.summary import summary_role
from pipelines.ingest.naming import Naming, unit_in

TITLE_LENGTH = 200
PAGE_MARK = re.compile(r"\(?第?\d+页?[/,共]*第?\d*页?\)?$")


def lay_out(grid: Grid, naming: Naming) -> list[Block]:
    """Blocks from the left; one for nearly every sheet. Each row of a block has one role and one table."""
    blocks = split(grid, naming) or [Block(grid.name, grid.name, grid.rows, grid.merges)]
    for block in blocks:
        block.title = blocks[0].title  # a title over all of them stands in the first
        _Sheet(block, naming).lay_out()
    return blocks


class _Sheet:
    """One block while it is laid out, from the top."""

    def __init__(self, block: Block, naming: Naming) -> None:
        self.block, self.rows, self.naming = block, block.rows, naming
        self.spans = Spans(block.merges)
        self.roles = block.roles = ["unread"] * len(self.rows)
        self.last: Head | None = None  # of the table laid out last
        self.starts: list[int] = []  # index of the first row of each table, its title included

    def lay_out(self) -> None:
        found = self._first()
        if found is None:
            self.block.title = _text(self.rows[:1]) or self.block.title
            self.block.numbers = [0] * len(self.rows)
            return
        while found is not None:
            found = self._table(*found)
        tables, numbers = self.block.tables, [0] * len(self.rows)
        for table, start, end in zip(tables, self.starts, [*self.starts[1:], len(self.rows)], strict=True):
            numbers[start:end] = [table.number] * (end - start)
            table.last_row = self.rows[end - 1].row_no
        self.block.numbers = numbers
        self.block.title = tables[0].title

    def _first(self) -> tuple[Head, str] | None:
        for at in range(len(self.rows)):
            if found := find_head(self.rows, at, self.naming, self.spans):
                return found
        head = head_by_content(self.rows)
        return (head, "people") if head else None

    def _table(self, head: Head, kind: str) -> tuple[Head, str] | None:
        """Lays out the table under a header; gives the next one's header."""
        before = self.block.tables[-1] if self.block.tables else None
        top = self._titled_from(head.first, before)
        self.starts.append(head.first if before is None else top)
        own = _text(self.rows[top : head.first])
        title = own or (before.title if before else None)
        if not before and self.block.title and not TITLED.search(squeeze(title or "")):
            title = " ".join(filter(None, (self.block.title, title)))[:TITLE_LENGTH]
        number = len(self.block.tables) + 1
        table = Table(number, kind, title, head.first, head.last + 1, [], self.rows[head.first].row_no)
        table.columns = name_columns(self.rows, head, title, self.naming, kind)
        if before and self.last and same_leaves(self.rows, self.last, head) and "元" not in (own or ""):
            table.columns = with_units(table.columns, before.columns)
        self.last = head
        self.block.tables.append(table)
        self._mark(head)
        return self._people(table, head) if kind == "people" else self._counts(table, head)

    def _people(self, table: Table, head: Head) -> tuple[Head, str] | None:
        if not table.fields.keys() & {"name", "id_no", "head_name", "head_id"}:
            return self._counts(table, head)
        tell = Roles(table, self.spans)
        at, rows, roles = table.body, self.rows, self.roles
        while at < len(rows):
            row = rows[at]
            if tell.sure(row):
                roles[at] = "person"
            elif found := find_head(rows, at, self.naming, self.spans, self._floor(at)):
                if not self._is_repeated(head, found[0], table):
                    return found
                self._titled_from(found[0].first, table)
                self._mark(found[0])
                self._mark_levels(head, found[0].first)
                at = found[0].last
            else:
                roles[at] = tell.role(row)
                if roles[at] == "note" and self._is_section(at):
                    roles[at] = "title"
                    self.block.sections[at] = next(cell for cell in row.cells if cell.strip())
            at += 1
        return None

    def _is_repeated(self, head: Head, other: Head, table: Table) -> bool:
        """Whether a header is this table's, printed again on the next page, and not a further table's."""
        levels = self._levels(head)
        same = same_columns(head, other) or (self._levels(other) <= levels and same_leaves(self.rows, head, other))
        units = {column.at: column.unit or "元" for column in table.columns}
        if not same or any(unit_in(path) not in {None, units[at]} for at, path in other.paths.items() if at in units):
            return False
        known = squeeze(table.title or "")
        lines = [_line(row) for row in self.rows[self._titles_above(other.first, table) : other.first]]
        return all(line in levels or PAGE_MARK.sub("", line) in known for line in lines)

    def _levels(self, head: Head) -> set[str]:
        """What the rows of a header say, each."""
        return {_line(row) for row in self.rows[head.first : head.last + 1]}

    def _mark_levels(self, head: Head, first: int) -> None:
        """Upper levels of a header printed again may stand above it without the merges that tell them."""
        levels = self._levels(head)
        while self.roles[first - 1] != "header" and _line(self.rows[first - 1]) in levels:
            first -= 1
            self.roles[first] = "header"
            self.block.sections.pop(first, None)

    def _counts(self, table: Table, head: Head) -> tuple[Head, str] | None:
        rows = self.rows
        alone = all(other.kind == "summary" for other in self.block.tables)
        at = table.body
        while at < len(rows):
            if found := find_head(rows, at, self.naming, self.spans, self._floor(at)):
                if not same_columns(head, found[0]):
                    return found
                self._mark(found[0])
                at = found[0].last
            else:
                self.roles[at] = summary_role(rows[at], table, alone)
            at += 1
        return None

    def _floor(self, at: int) -> int:
        """The rows right above that may belong to a header: those of which nothing better is known."""
        while at and (
            self.roles[at - 1] == "note"
            or (self.roles[at - 1] == "title" and not SECTION.match(_line(self.rows[at - 1])))
            or (self.roles[at - 1] == "person" and not any(map(str.isdigit, self.rows[at - 1].line)))
        ):
            at -= 1
        return at

    def _mark(self, head: Head) -> None:
        for at in range(head.first, head.last + 1):
            self.roles[at] = "header"
            self.block.sections.pop(at, None)

    def _titled_from(self, first: int, before: Table | None) -> int:
        """Index of the first title row above a header; the rows get their role."""
        if before is None:
            for at in range(first):
                self.roles[at] = "unread" if _holds_number(self.rows[at]) else "title"
            return 0
        at = self._titles_above(first, before)
        self.roles[at:first] = ["title"] * (first - at)
        return at

    def _titles_above(self, first: int, table: Table) -> int:
        at = first
        while at - 1 >= table.body and self._is_title(at - 1):
            if at < first and self.rows[at].row_no > self.rows[at - 1].row_no + 1 and not self._is_big(at - 1):
                break
            at -= 1
        return at

    def _is_title(self, at: int) -> bool:
        text = squeeze("".join(self.rows[at].cells))
        if self.roles[at] in {"note", "title"}:
            return not re.match(r"(注\d*[:.、]|备注|附注|说明|填表说明)", text)
        return bool(FORM_LINE.search(text)) and "单位" in text and self.roles[at] == "footer"

    def _is_big(self, at: int) -> bool:
        return bool(TITLED.search(squeeze("".join(self.rows[at].cells))))

    def _is_section(self, at: int) -> bool:
        """A line of its own that says what the people below it are: 「二、特困供养人员」, or a merged 「东风村」."""
        row = self.rows[at]
        texts = [squeeze(cell) for cell in row.cells if cell.strip()]
        if not 0 < len(texts) < 3 or len(texts[0]) > 30 or at + 1 >= len(self.rows):
            return False
        width = self.spans.width(row.row_no - 1)
        return bool(SECTION.match(texts[0])) or (width > 2 and len(texts) == 1 and not re.search("[:。,]", texts[0]))


def _line(row: Row) -> str:
    return squeeze("".join(row.cells))


def _holds_number(row: Row) -> bool:
    return any(len(cell) >= NUMBER_LENGTH and cell[:14].isdigit() for cell in row.cells)


def _text(rows: list[Row]) -> str | None:
    words = [cell.strip() for row in rows for cell in row.cells if cell.strip()]
    return " ".join(words)[:TITLE_LENGTH] or None
