"""What the readers found → the raw tables."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any, NamedTuple

import polars as pl

from pipelines.frames import frame
from pipelines.ingest.advice import Correction
from pipelines.ingest.corrections import hold
from pipelines.ingest.draft import Parsed
from pipelines.ingest.grid import CELL, ROW
from pipelines.tables import ENTRY_FIELDS, TABLES


class Raw(NamedTuple):
    """The raw tables, as `pipelines.tables` has them, each in the order of its key."""

    raw_file: pl.DataFrame
    raw_sheet: pl.DataFrame
    raw_table: pl.DataFrame
    raw_column: pl.DataFrame
    raw_row: pl.DataFrame
    raw_entry: pl.DataFrame
    raw_correction: pl.DataFrame
    raw_answer: pl.DataFrame

    def kept(self) -> dict[str, pl.DataFrame]:
        """What is stored as it is; files get their area first, and entries become people."""
        return {name: table for name, table in self._asdict().items() if name not in {"raw_file", "raw_entry"}}


def gather(files: list[Parsed], corrections: Iterable[Correction] = ()) -> Raw:
    """Raises Problem when one of `corrections` was not applied."""
    corrected = frame("raw_correction", [_named(parsed) | row for parsed in files for row in parsed.corrections])
    tabs = {
        parsed.file["file"]: None if parsed.file["status"] == "refused" else [sheet["tab"] for sheet in parsed.sheets]
        for parsed in files
    }
    hold(corrections, corrected.select("file", "tab", "cell").iter_rows(), tabs)
    found = {
        "raw_file": frame("raw_file", [parsed.file for parsed in files]),
        "raw_sheet": frame("raw_sheet", [_named(parsed) | row for parsed in files for row in parsed.sheets]),
        "raw_table": frame("raw_table", [_named(parsed) | row for parsed in files for row in parsed.tables]),
        "raw_column": frame("raw_column", [_named(parsed) | row for parsed in files for row in parsed.columns]),
        "raw_row": _rows([parsed for parsed in files if parsed.rows["row_no"]]),
        "raw_entry": _entries([parsed for parsed in files if parsed.entries["row_no"]]),
        "raw_correction": corrected,
        "raw_answer": frame("raw_answer", [_named(parsed) | row for parsed in files for row in parsed.answers]),
    }
    return Raw(**{name: table.sort(TABLES[name].key) for name, table in found.items()})


def _named(parsed: Parsed) -> dict[str, Any]:
    return {"file": parsed.file["file"]}


def _files(files: Iterable[tuple[Parsed, int]]) -> list[str]:
    return [name for parsed, rows in files for name in [parsed.file["file"]] * rows]


def _rows(files: list[Parsed]) -> pl.DataFrame:
    plain = ("sheet", "row_no", "table_no", "role")
    columns: dict[str, Any] = {
        "file": _files((parsed, len(parsed.rows["row_no"])) for parsed in files),
        **{name: list(chain(*(parsed.rows[name] for parsed in files))) for name in plain},
        "cells": _unpack([parsed.rows["line"] for parsed in files], ROW).str.split(CELL),
        "cell_types": _unpack([parsed.rows["cell_types"] for parsed in files], ROW),
    }
    return frame("raw_row", columns)


def _entries(files: list[Parsed]) -> pl.DataFrame:
    plain = ("sheet", "row_no", "table_no", "role", "household_no")
    columns: dict[str, Any] = {
        "file": _files((parsed, len(parsed.entries["row_no"])) for parsed in files),
        **{name: list(chain(*(parsed.entries[name] for parsed in files))) for name in plain},
        **{field: _unpack([parsed.entries[field] for parsed in files], CELL) for field in ENTRY_FIELDS},
    }
    entries = frame("raw_entry", columns)
    return entries.with_columns(pl.when(pl.col(ENTRY_FIELDS) != "").then(pl.col(ENTRY_FIELDS)).name.keep())


def _unpack(texts: list[str], separator: str) -> pl.Series:
    return pl.Series(texts, dtype=pl.String).str.split(separator).explode()
