"""Tables standing side by side on one tab are split into blocks of columns."""

from __future__ import annotations

from typing import NamedTuple

from pipelines.ingest.grid import CELL, Grid, Row
from pipelines.ingest.headers import ANCHORS, normal
from pipelines.ingest.layout.heads import Head, Spans, find_head
from pipelines.ingest.layout.shape import Block, letters
from pipelines.ingest.naming import Naming

REPEATED = 3  # headers in a row that come again, one of which names people
LOOK = 40  # rows from the top in which a first header shows that there may be a second


def split(grid: Grid, naming: Naming) -> list[Block]:
    """Nothing for a sheet that is one block."""
    spans = Spans(grid.merges)
    found = next(
        (found for at in range(len(grid.rows[:LOOK])) if (found := find_head(grid.rows, at, naming, spans))), None
    )
    if found is None:
        return []
    cells = grid.rows[found[0].last].cells
    edges = _repeats(found[0], len(cells), naming) or _gaps(grid, found[0], naming)
    if not edges:
        return []
    ranges = [range(a, b) for a, b in zip([0, *edges], [*edges, len(cells)], strict=True)]
    return [_block(grid, columns) for columns in ranges]


def part(rows: list[Row], columns: range) -> list[Row]:
    """The rows with what stands in other columns left out, so that cells keep their addresses."""
    parts = []
    for row in rows:
        mine = row.cells[columns.start : columns.stop]
        if any(mine):
            cells = [""] * columns.start + mine + [""] * (len(row.cells) - columns.start - len(mine))
            line = CELL.join(cells).rstrip(CELL)
            types = "-" * columns.start + row.types[columns.start : columns.stop]
            parts.append(Row(row.row_no, cells, line, types[: line.count(CELL) + 1]))
    return parts


def _block(grid: Grid, columns: range) -> Block:
    rows = part(grid.rows, columns)
    used = [at for at in columns if any(row.cells[at] for row in rows)]
    merges = [merge for merge in grid.merges if merge[0][1] in columns]
    first, last = letters(used[0]), letters(used[-1])
    return Block(f"{grid.name} ({first}:{last})", grid.name, rows, merges, columns)


def _repeats(head: Head, width: int, naming: Naming) -> list[int]:
    """Columns where the header begins again with the words it began with."""
    names = [normal("".join(head.paths.get(at, ()))) for at in range(width)]
    start = min(head.paths)
    edges: list[int] = []
    for at in range(start + REPEATED, width):
        if names[at] != names[start]:
            continue
        same = next((n for n in range(width - at) if names[at + n] != names[start + n]), width - at)
        fields = {naming.meaning(head.paths[n], letters(n))[0] for n in range(at, at + same) if n in head.paths}
        if len(fields - {None, ""}) >= REPEATED and fields.intersection(ANCHORS):
            edges.append(at)
    return edges


def _gaps(grid: Grid, head: Head, naming: Naming) -> list[int]:
    """Columns after an empty one where a table of its own begins."""
    cells = grid.rows[head.last].cells
    suspects = [column for column in range(min(head.paths) + 1, len(cells)) if column not in head.paths]
    if not suspects:
        return []
    empty = {column for column in suspects if not any(row.cells[column].strip() for row in grid.rows)}
    starts = [column + 1 for column in sorted(empty) if column + 1 < len(cells) and column + 1 not in empty]
    edges: list[int] = []
    for start, stop in zip(starts, [*starts[1:], len(cells)], strict=False):
        left = _heads(grid, range(edges[-1] if edges else 0, start), naming)
        right = _heads(grid, range(start, stop), naming)
        if left and right and _are_apart(left, right[0]):
            edges.append(start)
    return edges


class _Headed(NamedTuple):
    first: int  # rows as Excel counts
    last: int
    kind: str
    fields: set[str | None]


def _heads(grid: Grid, columns: range, naming: Naming) -> list[_Headed]:
    """The headers in some of the columns."""
    rows = part(grid.rows[: 2 * LOOK], columns)
    spans = Spans([merge for merge in grid.merges if merge[0][1] in columns])
    found: list[_Headed] = []
    at = floor = 0
    while at < len(rows):
        if headed := find_head(rows, at, naming, spans, floor):
            head, kind = headed
            fields = {naming.meaning(path, letters(column))[0] for column, path in head.paths.items()}
            found.append(_Headed(rows[head.first].row_no, rows[head.last].row_no, kind, fields - {None, ""}))
            at, floor = head.last, head.last + 1
        at += 1
    return found


def _are_apart(left: list[_Headed], right: _Headed) -> bool:
    """Two tables, and not one with an empty column in it: they start elsewhere, or say the same things twice."""
    people = [head for head in left if head.kind == "people"]
    if right.kind == "people" and people and not any(head.fields & right.fields & set(ANCHORS) for head in people):
        return False  # two lists of people both name them
    level = [head for head in left if head.first <= right.last and right.first <= head.last]
    return all(len(head.fields & right.fields) > 1 or head.kind != right.kind for head in level)
