"""Lists the rosters are compared with: the year's `lists/` folder, a few columns a file, as CSV or workbook.

What a file lists is told by how its name begins (`KINDS`): `deceased.csv`, `institutions 2023.xlsx`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from pipelines.identity import normalise
from pipelines.ingest.encodings import decode
from pipelines.ingest.headers import field_of
from pipelines.ingest.kinds import kind_of
from pipelines.ingest.readers import grids
from pipelines.problems import Problem

KINDS = {
    "deceased": "deceased",
    "institutions": "institution",
    "upper_level": "upper_level",
    "other_plan": "other_plan",
    "already_paid": "already_paid",
}
"""How a file name begins → what its people are."""
NUMBERS, NAMES = ("id_no", "head_id"), ("name", "head_name")
HEADER_WITHIN = 10


def read_lists(folder: Path) -> list[dict[str, Any]]:
    """Rows of `core_listed`, in order of file and row; none where there is no folder. Blank numbers are left out.

    Raises Problem for a file whose name says no kind, that cannot be read, or has no column of identity numbers.
    """
    found = []
    for path in sorted(p for p in folder.glob("*") if p.is_file() and not p.name.startswith((".", "~$"))):
        kind = next((kind for begins, kind in KINDS.items() if path.name.startswith(begins)), None)
        if kind is None:
            begins = ", ".join(KINDS)
            raise _refused(path, f"文件名应以 {begins} 之一开头", f"its name must begin with one of {begins}")
        found += [{"kind": kind, "source": path.name, **person} for person in _people(path)]
    return found


def _people(path: Path) -> Iterator[dict[str, Any]]:
    rows = _rows(path)
    for _, cells in islice(rows, HEADER_WITHIN):
        fields = [field_of(cell) for cell in cells]
        number, name = (next((fields.index(f) for f in known if f in fields), None) for known in (NUMBERS, NAMES))
        if number is not None:
            break
    else:
        raise _refused(path, "没有「身份证号」列", "it has no column headed 身份证号 (identity number)")
    for row_no, cells in rows:
        if len(cells) > number and (id_no := normalise(cells[number])):
            named = cells[name].strip() if name is not None and len(cells) > name else ""
            yield {"row_no": row_no, "id_no": id_no, "name": named or None}


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of its first sheet."""
    data = path.read_bytes()
    kind = kind_of(data)
    try:
        if path.suffix.lower() == ".csv" and (decoded := decode(data)):  # a lone column is no table, but is a list
            yield from enumerate(csv.reader(io.StringIO(decoded[0], newline="")), 1)
            return
        if kind.problem:
            raise kind.problem
        grid = next(iter(grids(data, kind, path.name)))
    except Problem as problem:
        raise _refused(path, problem.zh, problem.en) from problem
    except (StopIteration, KeyError) as error:  # no sheet in it, or an archive
        zh, en = "不是可读的表格；请存为 .xlsx 或 .csv", "it is no readable table; save it as .xlsx or .csv"
        raise _refused(path, zh, en) from error
    yield from ((row.row_no, row.cells) for row in grid.rows)


def _refused(path: Path, zh: str, en: str) -> Problem:
    return Problem("list_unreadable", f"对照名单 lists/{path.name}：{zh}", f"the list lists/{path.name}: {en}")
