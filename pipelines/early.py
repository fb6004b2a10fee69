"""Processes that begin at once and read or load while this one is still loading its own libraries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.aside import Aside
from pipelines.folders import Folders
from pipelines.ingest import start_reading

if TYPE_CHECKING:
    from pipelines.ingest.pool import Reading


@dataclass(frozen=True)
class Early:
    """Readers of the rosters, the page's maker, and the gate (None when it is skipped)."""

    reading: Reading
    page: Aside
    gate: Aside | None


@contextmanager
def start(folders: Folders, gate: bool, workers: int | None) -> Iterator[Early]:
    """Raises Problem when there is nothing to read. No process outlives the block."""
    with ExitStack() as stack:
        reading = stack.enter_context(start_reading(folders.rosters, workers))
        page = stack.enter_context(Aside("pipelines.reports.page"))
        yield Early(reading, page, stack.enter_context(Aside("pipelines.check.gate")) if gate else None)
