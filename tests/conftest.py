"""Runs of the shipped data, made once and shared by all workers: tests only read them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from filelock import FileLock

from pipelines.folders import Folders
from pipelines.ledger import Ledger

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
RAW = ROOT / "data" / "raw"


Tables = dict[str, pl.DataFrame]


LONGEST = ("workbook", "laws", "plans_def", "plans_abc", "oracle", "disturbances", "notebooks", "page", "reconcile")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, so that no worker is left alone with one at the end."""
    turn = {f"test_{name}": n for n, name in enumerate(LONGEST)}
    items.sort(key=lambda item: turn.get(item.path.stem, len(turn)))


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: tests often wait for a browser, a kernel or a spreadsheet program."""
    return (os.cpu_count() or 1) + 1


@dataclass(frozen=True)
class Run:
    """One published run."""

    folders: Folders
    summary: dict[str, Any]

    def table(self, name: str) -> pl.DataFrame:
        with Ledger(self.folders.published / "ledger.duckdb", read_only=True) as ledger:
            return ledger.table(name)


def shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that the first worker to ask for it fills; the others wait."""
    own = factory.getbasetemp()
    place = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder, finished = place / name, place / f"{name}.made"
    with FileLock(place / f"{name}.lock"):
        if not finished.exists():
            folder.mkdir()
            make(folder)
            finished.touch()
    return folder


@pytest.fixture(scope="session")
def citywide(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """`warm run citywide 2023` on the shipped rosters, gate included."""
    return made(tmp_path_factory, 2023, gate=True)


@pytest.fixture(scope="session")
def citywide_2022(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return made(tmp_path_factory, 2022, gate=False)


@pytest.fixture(scope="session")
def citywide_years(citywide: Run, citywide_2022: Run, tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """The tables of `warm compare citywide 2022 2023`."""
    years = (citywide_2022.folders.published, citywide.folders.published)
    return compared(tmp_path_factory, years, every_order=False)


@pytest.fixture(scope="session")
def subdistrict(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """OUT with both years of the subdistrict's plan."""
    from pipelines.flow import run

    def make(out: Path) -> None:
        for year in (2023, 2024):
            run(Folders(RAW, out, "subdistrict", year), gate=False)

    return shared(tmp_path_factory, "subdistrict", make)


@pytest.fixture(scope="session")
def subdistrict_years(subdistrict: Path, tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """The tables of `warm compare subdistrict 2023 2024 --every-order`."""
    years = (subdistrict / "subdistrict" / "2023", subdistrict / "subdistrict" / "2024")
    return compared(tmp_path_factory, years, every_order=True)


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


def compared(factory: pytest.TempPathFactory, years: tuple[Path, Path], every_order: bool) -> Tables:
    from pipelines.compare import compare

    def make(folder: Path) -> None:
        with (
            Ledger(years[0] / "ledger.duckdb", read_only=True) as before,
            Ledger(years[1] / "ledger.duckdb", read_only=True) as after,
        ):
            for name, table in compare(before, after, every_order).items():
                table.write_parquet(folder / f"{name}.parquet")

    folder = shared(factory, f"{years[1].parent.name}_years", make)
    return {path.stem: pl.read_parquet(path) for path in sorted(folder.glob("*.parquet"))}


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

    name = f"citywide_{year}"
    curated = shared(factory, name, lambda out: run(Folders(RAW, out, "citywide", year), gate=gate))
    folders = Folders(RAW, curated, "citywide", year)
    return Run(folders, json.loads((folders.published / "summary.json").read_text("utf-8")))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """For a module: its event loop would stand in the way of other modules' own."""
    from tests.browser import launched

    with launched() as opened:
        yield opened
