"""Processes that begin at once and read or load while this one is still loading its own libraries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.aside import Aside
from pipelines.folders import Folders
from pipelines.ingest import start_reading
from pipelines.ingest.advising import read_advice

if TYPE_CHECKING:
    from pipelines.ingest.pool import Reading


PAGE, GATE = "pipelines.reports.page", "pipelines.check.gate"


@dataclass(frozen=True)
class Early:
    """Readers of rosters and paid files, and the process that asks the gate (unless skipped) and draws the page."""

    reading: Reading
    paid: Reading | None  # paid files, where there are any
    aside: Aside
    gate: bool


@contextmanager
def start(folders: Folders, gate: bool, workers: int | None) -> Iterator[Early]:
    """Raises Problem when there is nothing to read. No process outlives the block."""
    with ExitStack() as stack:
        reading = stack.enter_context(start_reading(folders.rosters, workers, read_advice(folders.rosters.parent)))
        paid = stack.enter_context(start_reading(folders.paid, workers)) if folders.paid else None
        modules = [PAGE, GATE] if gate else [PAGE]
        yield Early(reading, paid, stack.enter_context(Aside(*modules)), gate)
