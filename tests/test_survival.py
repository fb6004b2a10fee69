"""Whatever a file does to its reader, the run goes on, the others are read and the file's row says what happened."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import polars as pl
import psutil
import pytest

from pipelines.ingest import read_rosters, reading, start_reading, worker
from pipelines.ingest.gather import Raw
from pipelines.problems import Problem
from tests.bad_readers import serve_badly, serve_in_512_mib, serve_not
from tests.bombs import BOMBS
from tests.fuzz import faults, read_all, write_damaged
from tests.test_ingest import PLAIN, write

ROWS = "序号,姓名,身份证号,金额\n1,赵一,990101195001010012,300\n"


@pytest.fixture
def bad_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "serve", serve_badly)
    monkeypatch.setattr(worker, "SECONDS", 3.0)


def outcome(raw: Raw) -> dict[str, str | None]:
    return dict(raw.raw_file.select("file", pl.coalesce("problem", "status")).iter_rows())


def children() -> list[psutil.Process]:
    return [child for child in psutil.Process().children() if "resource_tracker" not in " ".join(child.cmdline())]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("deadly", "damaged"),
        ("endless", "timeout"),
        pytest.param(
            "greedy", "too_large", marks=pytest.mark.skipif(sys.platform != "linux", reason="no limit to memory")
        ),
    ],
)
@pytest.mark.usefixtures("bad_readers")
def test_a_file_that_beats_its_reader_is_refused_and_the_others_are_read(
    tmp_path: Path, name: str, problem: str
) -> None:
    for file in (f"a {name}.csv", f"{name}.xlsx", "m.csv", "z.csv"):
        (tmp_path / file).write_text(ROWS, "utf-8")
    write(tmp_path / "k.xlsx", {"s": PLAIN})
    seen: list[str] = []
    raw = read_rosters(tmp_path, seen.append, workers=2)
    assert outcome(raw) == {
        f"a {name}.csv": problem, f"{name}.xlsx": problem, "m.csv": "read", "z.csv": "read", "k.xlsx": "read"
    }  # fmt: skip
    assert sorted(seen) == raw.raw_file["file"].to_list()
    beaten = raw.raw_file.filter(problem=problem)
    assert beaten["sha256"].str.len_chars().to_list() == [64, 64]
    assert beaten["kind"].to_list() == ["csv", "csv"], "what it was is known all the same"
    assert beaten["detail_zh"].null_count() == beaten["detail_en"].null_count() == 0
    assert not children()


@pytest.mark.usefixtures("bad_readers")
def test_what_a_reader_read_before_harms_no_file(tmp_path: Path) -> None:
    """A file that finds its reader worn out is read by a new one."""
    for file in ("a.csv", "tired.csv", "z.csv"):
        (tmp_path / file).write_text(ROWS, "utf-8")
    assert set(outcome(read_rosters(tmp_path, workers=1)).values()) == {"read"}


@pytest.mark.usefixtures("bad_readers")
def test_a_file_in_an_archive_takes_no_other_with_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for name in ("a.csv", "deadly.csv", "z.csv"):
            archive.writestr(name, ROWS)
    raw = read_rosters(tmp_path, workers=2)
    assert outcome(raw) == {"all.zip/a.csv": "read", "all.zip/deadly.csv": "damaged", "all.zip/z.csv": "read"}


def test_a_fault_of_ours_is_told_without_the_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError("990101195001010012")

    (tmp_path / "a.csv").write_text(ROWS, "utf-8")
    monkeypatch.setattr(reading, "grids", fail)
    (parsed,) = reading.read_file(str(tmp_path / "a.csv"), "a.csv")
    assert parsed.file["problem"] == "reader_failed"
    assert "ValueError, fail:" in parsed.file["detail_en"]
    assert "9901" not in str(parsed.file)


def test_readers_that_do_not_start_are_a_fault_of_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "serve", serve_not)
    (tmp_path / "a.csv").write_text(ROWS, "utf-8")
    with pytest.raises(Problem) as caught:
        read_rosters(tmp_path)
    assert (caught.value.code, caught.value.exit_code) == ("no_reader", 5)


@pytest.mark.usefixtures("bad_readers")
def test_whoever_wants_no_more_answers_waits_for_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "SECONDS", 600.0)
    for number in range(4):
        (tmp_path / f"endless {number}.csv").write_text(ROWS, "utf-8")
    with pytest.raises(KeyboardInterrupt), start_reading(tmp_path, workers=2):
        raise KeyboardInterrupt
    assert not children()


@pytest.mark.skipif(os.name != "posix", reason="ends a process outright")
def test_readers_end_with_a_run_that_is_killed(tmp_path: Path) -> None:
    (tmp_path / "endless.csv").write_text(ROWS, "utf-8")
    code = (
        "from pipelines.ingest import start_reading, worker; from tests.bad_readers import serve_badly\n"
        "from pathlib import Path; import sys\n"
        "if __name__ == '__main__':\n"
        "    worker.serve = serve_badly\n"
        "    with start_reading(Path(sys.argv[1])) as reading:\n"
        "        print('reading', flush=True); reading.results(print)\n"
    )
    script = tmp_path.with_suffix(".py")
    script.write_text(code)
    root = str(Path(__file__).parents[1])
    run = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path)], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": root}
    )
    assert run.stdout
    run.stdout.readline()
    while not (tmp_path / "endless.csv.begun").exists() and run.poll() is None:
        time.sleep(0.05)
    readers = [child for child in psutil.Process(run.pid).children() if "spawn_main" in " ".join(child.cmdline())]
    assert readers
    run.send_signal(signal.SIGKILL)
    run.wait()
    run.stdout.close()
    assert psutil.wait_procs(readers, timeout=30)[1] == []


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """With half the memory that readers have."""
    monkeypatch.setattr(worker, "serve", serve_in_512_mib)
    problem, make = BOMBS[name]
    (tmp_path / name.split("/", maxsplit=1)[0]).write_bytes(make())
    assert outcome(read_rosters(tmp_path)) == {name: problem}


def test_damaged_files_of_every_kind(tmp_path: Path) -> None:
    write_damaged(tmp_path, 150, seed=7)
    raw, _, _, most = read_all(tmp_path)
    assert faults(raw, 150) == []
    assert most < 1 << 30
    assert set(raw.raw_file["status"]) == {"read", "partly", "refused"}
