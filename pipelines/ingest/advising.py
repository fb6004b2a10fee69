"""columns.csv and corrections.csv of a year's folder, read together."""

from __future__ import annotations

from pathlib import Path

from pipelines.ingest.advice import Advice
from pipelines.ingest.columns import read_columns
from pipelines.ingest.corrections import read_corrections


def read_advice(folder: Path) -> Advice:
    """What stands in the year's folder, above the rosters. Raises Problem (exit code 3) for wrong lines."""
    return Advice(read_columns(folder), read_corrections(folder))
