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


Tables = dict[str, pl.DataFrame]


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
def citywide_years(citywide: Run, citywide_2022: Run) -> Tables:
    """The tables of `warm compare citywide 2022 2023`."""
    return compared(citywide_2022.folders.published, citywide.folders.published, every_order=False)


@pytest.fixture(scope="session")
def subdistrict(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """OUT with both years of the subdistrict's plan."""
    from pipelines.flow import run

    out = tmp_path_factory.mktemp("curated")
    for year in (2023, 2024):
        run(Folders(RAW, out, "subdistrict", year), gate=False)
    return out


@pytest.fixture(scope="session")
def subdistrict_years(subdistrict: Path) -> Tables:
    """The tables of `warm compare subdistrict 2023 2024 --every-order`."""
    return compared(subdistrict / "subdistrict" / "2023", subdistrict / "subdistrict" / "2024", every_order=True)


@pytest.fixture(scope="session")
def two_years(
    citywide: Run, citywide_2022: Run, citywide_years: Tables, subdistrict: Path, subdistrict_years: Tables
) -> dict[str, Any]:
    """Plan → what its page and workbook of two years are made from."""
    folders = subdistrict / "subdistrict"
    return {
        "citywide": _facts(citywide_years, citywide_2022.folders.published, citywide.folders.published),
        "subdistrict": _facts(subdistrict_years, folders / "2023", folders / "2024"),
    }


def _facts(tables: Tables, old: Path, new: Path) -> Any:
    from pipelines.compare import names_of
    from pipelines.reports.comparison.facts import Facts

    with (
        Ledger(old / "ledger.duckdb", read_only=True) as before,
        Ledger(new / "ledger.duckdb", read_only=True) as after,
    ):
        settings = pl.concat([ledger.table("plan_setting") for ledger in (before, after)])
        return Facts(tables, names_of(before, after), settings)


def compared(old: Path, new: Path, every_order: bool) -> Tables:
    from pipelines.compare import compare

    with (
        Ledger(old / "ledger.duckdb", read_only=True) as before,
        Ledger(new / "ledger.duckdb", read_only=True) as after,
    ):
        return compare(before, after, every_order)


@pytest.fixture(scope="session")
def eighth(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """`tests/eighth`: a plan of invented rules, every kind at once."""
    from tests.eighth import run_eighth

    return Run(*run_eighth(tmp_path_factory.mktemp("eighth")))


@pytest.fixture(scope="session")
def upper(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """`tests/upper`: a plan with money of upper levels."""
    from tests.upper import run_upper

    return Run(*run_upper(tmp_path_factory.mktemp("upper")))


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
