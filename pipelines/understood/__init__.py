"""A dry look at rosters: what each file is and how each of its sheets is understood, before anything is decided."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.ingest import gathered, start_reading
from pipelines.ingest.advice import Advice
from pipelines.ingest.advising import read_advice
from pipelines.ingest.gather import Raw
from pipelines.ingest.headers import normal
from pipelines.ingest.layout.shape import letters

SHEET = ["file", "sheet"]


def look(rosters: Path, only: str | None = None, workers: int | None = None) -> tuple[Raw, Advice]:
    """The raw tables of the rosters, or of one of the files, and the advice of the folder above them."""
    advice = read_advice(rosters.parent)
    if only is not None:  # corrections of other files would be missed in vain
        advice = replace(advice, corrections=tuple(c for c in advice.corrections if c.file.endswith(only)))
    with start_reading(rosters, workers, advice, only) as reading:
        return gathered(reading), advice


def told(raw: Raw, advice: Advice) -> dict[str, Any]:
    """All of it as plain data: files, their sheets, tables and columns, rows by role, and lines of advice in vain."""
    roles = raw.raw_row.group_by(*SHEET, "role").agg(rows=pl.len()).sort(*SHEET, "role")
    sheets = [
        sheet
        | {
            "roles": {r["role"]: r["rows"] for r in _of(roles, sheet)},
            "tables": [
                table | {"columns": [_column(c) for c in _of(raw.raw_column, sheet, table_no=table["table_no"])]}
                for table in _of(raw.raw_table, sheet)
            ],
        }
        for sheet in raw.raw_sheet.sort("file", "sheet_no", "sheet").iter_rows(named=True)
    ]
    files = [
        file | {"sheets": [sheet for sheet in sheets if sheet["file"] == file["file"]]}
        for file in raw.raw_file.drop("area_code").iter_rows(named=True)
    ]
    by_hand = raw.raw_column.filter(pl.col("how") == "override")["header"].unique()
    used = {part for header in by_hand for part in (normal(header), normal(header.rpartition("▸")[2]))}
    in_vain = [n.header for n in advice.columns if normal(n.header) not in used and not n.header.startswith("[")]
    return {"files": files, "columns_csv_unused": in_vain}


def exit_code(found: dict[str, Any]) -> int:
    """4 when a file or a sheet of it could not be read, 1 when a column was not recognised, else 0."""
    if any(file["status"] != "read" for file in found["files"]):
        return 4
    return 1 if unknown_columns(found) else 0


def unknown_columns(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        column | {"file": file["file"], "sheet": sheet["sheet"]}
        for file in found["files"]
        for sheet in file["sheets"]
        for table in sheet["tables"]
        for column in table["columns"]
        if column["field"] is None and column["how"] is None
    ]


def _of(frame: pl.DataFrame, sheet: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
    here = {name: sheet[name] for name in SHEET} | more
    return frame.filter(**here).drop(list(here)).rows(named=True)


def _column(column: dict[str, Any]) -> dict[str, Any]:
    return {"column": letters(column.pop("col_no") - 1)} | column
