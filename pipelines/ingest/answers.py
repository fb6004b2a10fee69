"""The list of findings in a workbook that was sent back to a town: which sheet it is, and what the town answered.

The list carries a hidden row of marks, '#' and a column of `raw_answer`: however it was sorted or widened, it is read.
"""

from __future__ import annotations

import re
from typing import Any

from pipelines.ingest.grid import Grid
from pipelines.tables import TABLES
from pipelines.words import ANSWER

MARKS = {f"#{column}": column for column in TABLES["raw_answer"].columns if column != "file"}
WITHIN = 30  # rows from the top
KEY = re.compile(r"[0-9a-f]{16}")


def is_answers(grid: Grid) -> bool:
    return _marked(grid) is not None


def answers_of(grid: Grid) -> list[dict[str, Any]]:
    """Rows of `raw_answer` without their file; a finding listed twice keeps the line that has an answer."""
    marked = _marked(grid)
    if marked is None:
        return []
    at, columns = marked
    found: dict[str, dict[str, Any]] = {}
    for row in grid.rows[at + 1 :]:
        texts = {column: row.cells[number].strip() or None for number, column in columns.items()}
        key = texts.get("finding_key") or ""
        if not KEY.fullmatch(key) or not texts.get("rule"):
            continue
        said = _answer(texts.get("answer"), texts.get("because"))
        line = {column: texts.get(column) for column in MARKS.values()} | said
        if key not in found or (found[key]["answer"], found[key]["because"]) == (None, None):
            found[key] = line
    return list(found.values())


def _marked(grid: Grid) -> tuple[int, dict[int, str]] | None:
    for at, row in enumerate(grid.rows[:WITHIN]):
        if "#finding_key" in row.cells:
            return at, {number: MARKS[cell] for number, cell in enumerate(row.cells) if cell in MARKS}
    return None


def _answer(answer: str | None, because: str | None) -> dict[str, str | None]:
    """The code of the answer chosen; words of the town's own in its place go before the reason."""
    said = answer or ""
    code = next((code for code, words in ANSWER.items() if any(word in said for word in words)), None)
    own = None if code or not said else said
    return {"answer": code, "because": "；".join(part for part in (own, because) if part) or None}
