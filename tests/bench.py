"""`make bench`: speed as ratios measured in one run on one machine, memory beside. Prints, never asserts.

floor    the citywide workbooks read by calamine into memory and the same cells loaded into DuckDB, nothing else
run      `warm run citywide 2023 --no-gate`: everything but Great Expectations
gx       importing Great Expectations and validating the finished ledger, alone
gated    `warm run citywide 2023`
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

from tests.bench_duplicates import report
from tests.bench_page import report as report_page

ROOT = Path(__file__).parents[1]
ROSTERS = ROOT / "data/raw/citywide/2023/rosters"
WARM = [sys.executable, "-c", "from pipelines.entry import main; main()"]
ROUNDS = 5


def floor(target: str) -> None:
    """Read and load, nothing else; run as a process of its own, as the product is."""
    import duckdb
    import polars as pl
    from python_calamine import CalamineWorkbook

    rows = [
        (path.name, name, number, [str(cell) for cell in row])
        for path in sorted(ROSTERS.glob("*.xlsx"))
        for workbook in [CalamineWorkbook.from_path(str(path))]
        for name in workbook.sheet_names
        for number, row in enumerate(workbook.get_sheet_by_name(name).to_python(skip_empty_area=False), 1)
    ]
    schema: dict[str, Any] = {"file": pl.String, "sheet": pl.String, "row_no": pl.Int64, "cells": pl.List(pl.String)}
    parquet = Path(target).with_suffix(".parquet")  # the quickest way into DuckDB from polars
    pl.DataFrame(rows, schema=schema, orient="row").write_parquet(parquet, compression="uncompressed")
    with duckdb.connect(target) as connection:
        connection.read_parquet(str(parquet)).create("raw_row")


def reading() -> tuple[float, float]:
    """Cells a second of the town workbooks, in one process: by calamine alone, and from bytes to named rows."""
    from python_calamine import CalamineWorkbook

    from pipelines.ingest.reading import read_file

    paths = sorted(map(str, ROSTERS.glob("*.xlsx")))

    def alone() -> int:
        books = [CalamineWorkbook.from_path(path) for path in paths]
        sheets = [book.get_sheet_by_name(name) for book in books for name in book.sheet_names]
        return sum(len(row) for sheet in sheets for row in sheet.to_python(skip_empty_area=False))

    def ours() -> None:
        for path in paths:
            read_file(path, path)

    taken: dict[Any, list[float]] = {alone: [], ours: []}
    for work, times in [*taken.items()] * ROUNDS:  # in turns, so that both meet the same machine
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    cells = alone()
    return cells / min(taken[alone]), cells / min(taken[ours])


def measure(command: list[str]) -> tuple[float, float, int]:
    """Wall seconds, CPU seconds and peak memory (bytes, whole process tree) of one command."""
    before = _cpu()
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0
    tree = psutil.Process(process.pid)
    while process.poll() is None:
        peak = max(peak, _resident(tree))
        time.sleep(0.05)
    return time.perf_counter() - started, _cpu() - before, peak


def _cpu() -> float:
    import resource  # POSIX only, as make is

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _resident(tree: psutil.Process) -> int:
    total = 0
    try:
        for process in [tree, *tree.children(recursive=True)]:
            total += process.memory_full_info().pss  # pages that processes share count once (Linux)
    except psutil.NoSuchProcess:
        pass
    return total


def best(name: str, command: list[str], rounds: int = ROUNDS) -> tuple[float, float, int]:
    """The quickest of some rounds, and the largest memory of all."""
    taken = [measure(command) for _ in range(rounds)]
    wall, cpu, peak = min(t[0] for t in taken), min(t[1] for t in taken), max(t[2] for t in taken)
    print(f"{name:22} {wall:7.2f} s wall {cpu:7.2f} s CPU {peak / 2**20:7.0f} MiB", flush=True)
    return wall, cpu, peak


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        ledger = out / "citywide/2023/ledger.duckdb"
        run = [*WARM, "run", "citywide", "2023", "--out", str(out), "--json"]
        gx = f"from pipelines.check.gate import answer; answer({str(ledger)!r})"
        print(f"{ROUNDS} rounds each, best wall and CPU, largest memory (every process of the tree)\n")
        base = best("floor", [sys.executable, "-m", "tests.bench", str(out / "floor.duckdb")])
        plain = best("run without GX", [*run, "--no-gate"])
        alone = best("GX alone", [sys.executable, "-c", gx], 2)
        gated = best("run with GX", run, 2)
        help_ = best("warm --help", [*WARM, "--help"])
        raw, named = reading()
        print(f"reading, cells a second  calamine {raw:12,.0f}   named rows {named:12,.0f}")
        print(f"\ncalamine alone / reading to named rows   {raw / named:5.2f}   (at most 2.5)")
        print(f"run without GX / floor                  {plain[0] / base[0]:5.2f}   (at most 2.0)")
        print(f"run with GX / longer of (run, GX alone) {gated[0] / max(plain[0], alone[0]):5.2f}   (at most 1.25)")
        print(f"warm --help, CPU seconds                {help_[1]:5.2f}   (under 0.5)")
        print(f"peak memory without GX, MiB             {plain[2] / 2**20:5.0f}   (under 600)")
        print(f"peak memory with GX, MiB                {gated[2] / 2**20:5.0f}   (under 600)")
        report_page(ledger.with_name("report.html"))
        print("\nduplicates, 100,000 generated people\n")
        report(100_000)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        Path(sys.argv[1]).unlink(missing_ok=True)
        floor(sys.argv[1])
    else:
        main()
