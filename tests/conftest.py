"""Runs of the shipped data, made once a session and shared: tests only read them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from pipelines.folders import Folders
from pipelines.ledger import Ledger

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
RAW = ROOT / "data" / "raw"


@dataclass(frozen=True)
class Run:
    """One published run."""

    folders: Folders
    summary: dict[str, Any]

    def table(self, name: str) -> pl.DataFrame:
        with Ledger(self.folders.published / "ledger.duckdb", read_only=True) as ledger:
            return ledger.table(name)


@pytest.fixture(scope="session")
def citywide(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """`warm run citywide 2023` on the shipped rosters, gate included."""
    return made(tmp_path_factory, 2023, gate=True)


@pytest.fixture(scope="session")
def citywide_2022(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return made(tmp_path_factory, 2022, gate=False)


@pytest.fixture(scope="session")
def eighth(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """`tests/eighth`: a plan of invented rules, every kind at once."""
    from tests.eighth import run_eighth

    return Run(*run_eighth(tmp_path_factory.mktemp("eighth")))


def made(factory: pytest.TempPathFactory, year: int, gate: bool) -> Run:
    from pipelines.flow import run

    folders = Folders(RAW, factory.mktemp("curated"), "citywide", year)
    return Run(folders, run(folders, gate=gate))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """For a module: its event loop would stand in the way of other modules' own."""
    from tests.browser import launched

    with launched() as opened:
        yield opened
