"""What the gate said, run after run: `gate_history.csv` beside the results, a line a run and suite, only added to.

It knows the time, which no result does: the page shows runs by number, and like runs on end as one, so that the same
input still gives the same page.
"""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

import polars as pl

from pipelines.check.verdict import agreeing
from pipelines.folders import Folders

COLUMNS = ("run", "result", "rules", "suite", "expectations", "failing", "agreeing", "offenders")
FIGURES = COLUMNS[4:]
SHOWN = 12


def record(folders: Folders, rules: str, out_gate: pl.DataFrame) -> None:
    """Add this run's lines: expectations asked, those not met, those where both counts agree, offenders in all.

    `rules` tells the state of the catalogue. Nothing is added where the gate was skipped.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    lines = (
        out_gate.group_by("suite")
        .agg(
            expectations=pl.len(),
            failing=(~pl.col("success")).sum(),
            agreeing=agreeing().fill_null(value=False).sum(),
            offenders=pl.col("unexpected").sum(),
        )
        .sort("suite")
        .with_columns(run=pl.lit(now), result=pl.lit(folders.published.name), rules=pl.lit(rules))
        .select(COLUMNS)
    )
    text = lines.write_csv(include_header=not folders.gate_history.exists())
    if not lines.is_empty():
        with folders.gate_history.open("a", encoding="utf-8", newline="") as file:
            file.write(text)  # one write, so that two runs at once do not mix their lines


def history(folders: Folders) -> list[dict[str, Any]]:
    """The latest states of this result, oldest first: {runs: "3" or "3–5", rules, and the figures over all suites}."""
    if not folders.gate_history.exists():
        return []
    text = folders.gate_history.read_text("utf-8", errors="replace")
    lines = [line for line in csv.DictReader(io.StringIO(text)) if line.get("result") == folders.published.name]
    runs = [
        _sum(list(of_run)) for _, of_run in groupby((line for line in lines if _readable(line)), lambda x: x["run"])
    ]
    states = []
    for state, alike in groupby(enumerate(runs, 1), lambda numbered: numbered[1]):
        numbers = [number for number, _ in alike]
        states.append({"first": numbers[0], **state})
    return states[-SHOWN:]


def _readable(line: dict[str, str]) -> bool:
    return all((line.get(figure) or "").isdigit() for figure in FIGURES)


def _sum(lines: list[dict[str, str]]) -> dict[str, Any]:
    return {"rules": lines[0]["rules"], **{figure: sum(int(line[figure]) for line in lines) for figure in FIGURES}}
