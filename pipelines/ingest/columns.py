"""columns.csv: what the headers of some files mean, as the analyst says."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from pipelines.ingest.advice import Named
from pipelines.ingest.encodings import decode
from pipelines.problems import Problem
from pipelines.tables import ENTRY_FIELDS

NAME = "columns.csv"
COLUMNS = ("file", "sheet", "header", "field", "note")
FIELDS = (*ENTRY_FIELDS, "household_no")

Said = tuple[int, str, str]  # line, zh, en


def read_columns(folder: Path) -> tuple[Named, ...]:
    """The lines of `folder`/columns.csv, in order; none where there is no such file.

    Raises Problem (exit code 3) naming every wrong line.
    """
    path = folder / NAME
    if not path.exists():
        return ()
    wrong: list[Said] = []
    found: list[Named] = []
    for line_no, row in _rows(path, wrong):
        if not row["header"]:
            wrong.append((line_no, "缺少 header（列名，或以 [K] 指第 K 列）", "no header given (or [K] for column K)"))
        elif row["field"] and row["field"] not in FIELDS:
            near = _near(row["field"])
            wrong.append((line_no, f"没有字段「{row['field']}」{near}", f'there is no field "{row["field"]}"{near}'))
        else:
            file = row["file"].replace("\\", "/") or "*"
            found.append(Named(file, row["sheet"] or "*", row["header"], row["field"]))
    if wrong:
        zh = "\n".join(f"{NAME}:{line}: {said}" for line, said, _ in wrong)
        en = "\n".join(f"{NAME}:{line}: {said}" for line, _, said in wrong)
        listed = " ".join(FIELDS)
        raise Problem(
            "columns",
            f"{NAME} 有 {len(wrong)} 处问题：\n{zh}\n可用的字段：{listed}（留空表示不用这一列）",
            f"{NAME} has {len(wrong)} problem(s):\n{en}\nFields: {listed} (blank: the column is not used)",
        )
    return tuple(found)


def _rows(path: Path, wrong: list[Said]) -> Iterator[tuple[int, dict[str, str]]]:
    read = decode(path.read_bytes())
    if read is None:
        wrong.append((1, "不是文本文件；请另存为 CSV UTF-8", "is not a text file; save it as CSV UTF-8"))
        return
    lines = csv.reader(io.StringIO(read[0], newline=""))
    header: list[str] = []
    for cells in lines:
        stripped = [cell.strip() for cell in cells]
        if not any(stripped):
            continue
        if header:
            yield lines.line_num, dict.fromkeys(COLUMNS, "") | dict(zip(header, stripped, strict=False))
            continue
        header = [cell.casefold() for cell in stripped]
        if not {"header", "field"} <= set(header) <= {*COLUMNS, ""}:
            needed = ",".join(COLUMNS)
            wrong.append((lines.line_num, f"表头应为 {needed}", f"the header has to be {needed}"))
            return


def _near(field: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only for what went wrong

    near = get_close_matches(field, FIELDS, 1, 0.6)
    return f" (→ {near[0]}?)" if near else ""
