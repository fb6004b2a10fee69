"""The only opener of DuckDB and the only knower of the folders.

A run builds its ledger beside the published one and swaps it in whole, so a run killed at any instant leaves the old
result standing. Files are readable by their owner alone; nothing is ever fetched from a network.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb
import polars as pl

from pipelines.problems import Problem
from pipelines.tables import PUBLISHED, TABLES

SQL = Path(__file__).parent / "sql"
CLOSED = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "preserve_insertion_order": "true",
}


class ContractBroken(RuntimeError):
    """A table does not have the columns of its contract: a defect of the product, never of the input."""


@dataclass(frozen=True)
class Folders:
    """Where one plan and year stand."""

    raw: Path
    curated: Path
    plan: str
    year: int

    @property
    def plan_folder(self) -> Path:
        return self.raw / self.plan

    @property
    def rosters(self) -> Path:
        return self.plan_folder / str(self.year) / "rosters"

    @property
    def published(self) -> Path:
        return self.curated / self.plan / str(self.year)

    @property
    def _previous(self) -> Path:
        return self.published.with_name(f".{self.year}.previous")

    def settle(self) -> None:
        """Put back the previous result if a run was killed between the two renames of a swap."""
        if self._previous.exists() and not self.published.exists():
            self._previous.rename(self.published)

    @contextmanager
    def building(self) -> Iterator[Path]:
        """An empty private folder beside the published one; swapped in when the block ends well, removed if not."""
        self.settle()
        place = self.published.with_name(f".{self.year}.building.{os.getpid()}")
        try:
            self.published.parent.mkdir(parents=True, exist_ok=True)
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(mode=0o700)
        except OSError as wrong:
            raise Problem(
                "output_not_writable",
                f"无法写入输出文件夹 {self.published.parent}（{wrong.strerror}）；请换用 --out 指定的文件夹或修改权限",
                f"cannot write to {self.published.parent} ({wrong.strerror}); "
                "choose another folder with --out, or mend its permissions",
                5,
            ) from wrong
        old_mask = os.umask(0o077)
        try:
            yield place
            self._swap(place)
        finally:
            os.umask(old_mask)
            shutil.rmtree(place, ignore_errors=True)

    def _swap(self, new: Path) -> None:
        if not self.published.exists():
            new.rename(self.published)
        elif not _exchange(new, self.published):
            shutil.rmtree(self._previous, ignore_errors=True)
            self.published.rename(self._previous)
            new.rename(self.published)
            shutil.rmtree(self._previous, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step where the system can (Linux); False where it cannot."""
    if sys.platform != "linux":
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    return int(rename(here, os.fsencode(one), here, os.fsencode(other), exchange)) == 0


class Ledger:
    """One DuckDB file. Tables are made from frames (`save`) or from `sql/<table>.sql` (`build`), and checked."""

    def __init__(self, path: Path, read_only: bool = False) -> None:
        if read_only and not path.exists():
            raise Problem(
                "no_ledger",
                f"没有账本 {path}；请先运行 warm run",
                f"there is no ledger {path}; run `warm run` first",
                3,
            )
        self.connection = duckdb.connect(path, read_only=read_only, config=dict(CLOSED))
        if not read_only:
            self.connection.execute((SQL / "macros.sql").read_text("utf-8"))
        self.connection.execute("set lock_configuration = true")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()

    def save(self, **frames: pl.DataFrame) -> None:
        for name, frame in frames.items():
            self.connection.from_arrow(frame.to_arrow()).create(name)
            self._keep_contract(name)

    def build(self, *names: str) -> None:
        for name in names:
            self.connection.execute((SQL / f"{name}.sql").read_text("utf-8"))
            self._keep_contract(name)

    def query(self, sql: str, *values: object) -> pl.DataFrame:
        """The rows of one statement; values go in as `?`, never into the text."""
        return self.connection.execute(sql, list(values)).pl()

    def table(self, name: str) -> pl.DataFrame:
        """A whole table in the order of its key."""
        return self.connection.table(name).pl().sort(TABLES[name].key)

    def _keep_contract(self, name: str) -> None:
        made = self.connection.table(name)
        found = dict(zip(made.columns, map(str, made.types), strict=True))
        if found != TABLES[name].types():
            raise ContractBroken(f"{name} is {found}, its contract says {TABLES[name].types()}")


def publish_tables(tables: dict[str, pl.DataFrame], folder: Path) -> None:
    """The published tables as Parquet, rows in the order of their keys: same rows, same bytes."""
    folder.mkdir()
    for name in PUBLISHED:
        tables[name].write_parquet(folder / f"{name}.parquet", compression="zstd")
