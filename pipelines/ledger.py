"""The only opener of DuckDB: tables are made here, from frames or from `sql/`, and held to their contracts."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import polars as pl

from pipelines.frames import POLARS
from pipelines.problems import Problem
from pipelines.tables import PUBLISHED, TABLES

SQL = Path(__file__).parent / "sql"
CLOSED = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "preserve_insertion_order": "true",
    "enable_external_file_cache": "false",  # `save` writes one path again and again: another table's bytes may be kept
}


class ContractBroken(RuntimeError):
    """A table does not have the columns of its contract: a defect of the product, never of the input."""


class Ledger:
    """One DuckDB file. Tables are made from frames (`save`) or from `sql/<table>.sql` (`build`), and checked."""

    def __init__(self, path: Path, read_only: bool = False, kept: bool = True) -> None:
        """`kept` False: what is made is asked, never written."""
        if read_only and not path.exists():
            raise Problem(
                "no_ledger",
                f"没有账本 {path}；请先运行 warm run",
                f"there is no ledger {path}; run `warm run` first",
                3,
            )
        self.read_only = read_only
        self.kept = kept and not read_only
        self._incoming = path.with_suffix(".incoming.parquet")
        try:
            self.connection = duckdb.connect(path, read_only=read_only, config={**CLOSED, "threads": _threads()})
        except duckdb.IOException as wrong:
            raise Problem(
                "ledger_unreadable",
                f"打不开账本 {path}：请关闭正在使用它的程序；文件如已损坏，请移走后重新运行该年",
                f"the ledger {path} cannot be opened: close the program that uses it; if it is damaged, move it away "
                "and run that year again",
                5,
            ) from wrong
        if not read_only:
            self.connection.execute((SQL / "macros.sql").read_text("utf-8"))
        with contextlib.suppress(duckdb.InvalidInputException):  # a notebook has no such bar, and no such setting
            self.connection.execute("set enable_progress_bar = false")  # it would be printed into --json
        self.connection.execute("set lock_configuration = true")
        if not read_only:
            self.connection.begin()  # one transaction: all of it or nothing, and written once

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None and self.kept:
            self.connection.commit()
        self.connection.close()

    def save(self, **frames: pl.DataFrame) -> None:
        for name, frame in frames.items():
            # By way of Parquet: handed a frame, DuckDB imports pyarrow and pandas, which takes longer than a whole run.
            frame.write_parquet(self._incoming, compression="uncompressed")
            self.connection.read_parquet(str(self._incoming)).create(name)
            self._keep_contract(name)
        self._incoming.unlink(missing_ok=True)

    def build(self, *names: str) -> None:
        for name in names:
            self.connection.execute((SQL / f"{name}.sql").read_text("utf-8"))
            self._keep_contract(name)

    def query(self, sql: str, *values: object) -> pl.DataFrame:
        """The rows of one statement; values go in as `?`, never into the text."""
        if not values:
            return pl.DataFrame(self.connection.sql(sql))
        found = self.connection.execute(sql, list(values))
        schema: Any = [(column[0], POLARS.get(str(column[1]))) for column in found.description]
        return pl.DataFrame(found.fetchall(), schema=schema, orient="row")

    def table(self, name: str) -> pl.DataFrame:
        """A whole table in the order of its key."""
        return pl.DataFrame(self.connection.table(name)).sort(TABLES[name].key)

    def _keep_contract(self, name: str) -> None:
        made = self.connection.table(name)
        found = dict(zip(made.columns, map(str, made.types), strict=True))
        if found != TABLES[name].types():
            raise ContractBroken(f"{name} is {found}, its contract says {TABLES[name].types()}")


def _threads() -> int:
    """One core is left to the processes beside (the page, the gate); small machines gain by it."""
    return max(1, (os.cpu_count() or 1) - 1)


def publish_tables(tables: dict[str, pl.DataFrame], folder: Path) -> None:
    """The published tables as Parquet, rows in the order of their keys: same rows, same bytes."""
    folder.mkdir()
    for name in PUBLISHED:
        shown = tables[name].drop(TABLES[name].kept_back)
        shown.write_parquet(folder / f"{name}.parquet", compression="zstd")
