"""columns.csv: what the headers of some files mean, as the analyst says."""

from __future__ import annotations

from pathlib import Path

from pipelines.ingest.advice import Named
from pipelines.ingest.lines import Said, near, rows_of
from pipelines.problems import Problem
from pipelines.tables import ENTRY_FIELDS

NAME = "columns.csv"
COLUMNS = ("file", "sheet", "header", "field", "note")
FIELDS = (*ENTRY_FIELDS, "household_no")


def read_columns(folder: Path) -> tuple[Named, ...]:
    """The lines of `folder`/columns.csv, in order; none where there is no such file.

    Raises Problem (exit code 3) naming every wrong line.
    """
    path = folder / NAME
    if not path.exists():
        return ()
    wrong: list[Said] = []
    found: list[Named] = []
    for line_no, row in rows_of(path, COLUMNS, wrong, needed=("header", "field")):
        if not row["header"]:
            wrong.append((line_no, "缺少 header（列名，或以 [K] 指第 K 列）", "no header given (or [K] for column K)"))
        elif row["field"] and row["field"] not in FIELDS:
            hint = near(row["field"], FIELDS)
            wrong.append((line_no, f"没有字段「{row['field']}」{hint}", f'there is no field "{row["field"]}"{hint}'))
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
