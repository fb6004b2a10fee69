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
from pipelines.ingest.headers import field_of
from pipelines.ingest.kinds import inspect
from pipelines.ingest.readers import calamine
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
ENCODINGS = ("utf-8-sig", "gb18030")
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
    data = path.read_bytes()
    if path.suffix.lower() != ".csv":
        try:
            grid = next(iter(calamine.read(data, inspect(data))))
        except (Problem, StopIteration) as problem:
            zh, en = "不是可读的工作簿；请存为 .xlsx 或 .csv", "it is no readable workbook; save it as .xlsx or .csv"
            raise _refused(path, zh, en) from problem
        yield from ((row.row_no, row.cells) for row in grid.rows)
        return
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        yield from enumerate(csv.reader(io.StringIO(text, newline="")), 1)
        return
    raise _refused(path, "文字编码无法识别；请存为 CSV UTF-8", "its text encoding is not known; save it as CSV UTF-8")


def _refused(path: Path, zh: str, en: str) -> Problem:
    return Problem("list_unreadable", f"对照名单 lists/{path.name}：{zh}", f"the list lists/{path.name}: {en}")
