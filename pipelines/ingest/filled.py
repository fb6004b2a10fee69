"""The filled-in sheet of duplicates to judge, as rows of decisions.csv."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import python_calamine

from pipelines.problems import Problem
from pipelines.words import JUDGED, TO_JUDGE


def filled_rows(workbook: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Excel's row number and cells by column of decisions.csv, of each row with a decision.

    Raises Problem (exit code 3) for a file that is no workbook or has no such sheet.
    """
    try:
        book = python_calamine.CalamineWorkbook.from_path(workbook)
        name = next((name for name in book.sheet_names if name.startswith(TO_JUDGE[0])), None)
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False) if name else []
    except (OSError, python_calamine.CalamineError) as error:
        raise _refused(workbook, "打不开，或不是工作簿", "it cannot be opened, or is no workbook") from error
    columns: dict[int, str] | None = None
    for row_no, cells in enumerate(rows, 1):
        if columns is None:
            heads = [str(cell).split("\n")[0].strip() for cell in cells]
            if all(zh in heads for zh, _ in JUDGED.values()):
                columns = {heads.index(zh): column for column, (zh, _) in JUDGED.items()}
            continue
        row = {column: _text(cells[number]) for number, column in columns.items()}
        if row["decision"]:
            yield row_no, row
    if columns is None:
        sheet = " ".join(TO_JUDGE)
        raise _refused(
            workbook, f"没有「{sheet}」表或其表头", f'it has no sheet "{sheet}", or its row of column heads is gone'
        )


def _text(cell: Any) -> str:
    if isinstance(cell, date):  # a day with a time is one too
        return f"{cell:%Y-%m-%d}"
    return str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell).strip()


def _refused(path: Path, zh: str, en: str) -> Problem:
    return Problem("decisions_unreadable", f"{path.name}：{zh}；请使用 warm run 生成的 workbook.xlsx",
                   f"{path.name}: {en}; use the workbook.xlsx that `warm run` makes")  # fmt: skip
