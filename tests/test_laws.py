"""The laws: rows kept, same input same bytes, all or nothing, every amount explains itself, files are private."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import time
from collections import Counter
from pathlib import Path

import psutil
import pytest

from pipelines import folders as folders_module
from pipelines.flow import run
from pipelines.folders import Folders
from pipelines.ledger import Ledger
from pipelines.problems import Problem
from pipelines.tables import PUBLISHED, STORED, TABLES
from tests import oracle
from tests.builders import CITYWIDE, SMALL_TOWNS, plan_folder, started, warm
from tests.conftest import Run
from tests.test_upper_money import tables

BYTES = ["workbook.xlsx", *(f"tables/{name}.parquet" for name in PUBLISHED)]
WHOLE = {"ledger.duckdb", "report.html", "returns", "summary.json", "tables", "workbook.xlsx"}
Bytes = dict[str, bytes]


def contents(folder: Path) -> Bytes:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def published(folder: Path) -> Bytes:
    """What must not differ between two runs of the same input."""
    returns = {f"returns/{path.name}": path.read_bytes() for path in (folder / "returns").iterdir()}
    return returns | {name: (folder / name).read_bytes() for name in BYTES}


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """Three towns of the shipped year, run once with one reader."""
    raw, out = tmp_path_factory.mktemp("raw"), tmp_path_factory.mktemp("out")
    plan_folder(raw, SMALL_TOWNS)
    made = Folders(raw, out, "citywide", 2023)
    assert run(made, gate=False, workers=1)["exit_code"] == 4  # twenty-two towns did not report
    return made


@pytest.fixture
def old(towns: Folders, tmp_path: Path) -> Folders:
    """The same rosters, with an older result in the way that shows when it was touched."""
    made = Folders(towns.raw, tmp_path, "citywide", 2023)
    made.published.mkdir(parents=True)
    (made.published / "summary.json").write_text("old", "utf-8")
    return made


OLD = {"summary.json": b"old"}


# --- rows are conserved --------------------------------------------------------------------------------------------


def test_every_row_of_every_sheet_is_kept(citywide: Run) -> None:
    """Counted by another library: filled rows, and person rows accepted or refused."""
    listed = oracle.roster(CITYWIDE / "2023" / "rosters")
    filled = Counter((row.file, row.sheet) for row in listed)
    people = Counter((row.file, row.sheet) for row in listed if row.person)
    sheets = citywide.table("raw_sheet")
    assert {(f, s): rows for f, s, rows in sheets.select("file", "sheet", "rows").iter_rows()} == filled
    rows = citywide.table("raw_row")
    assert Counter(rows.select("file", "sheet").iter_rows()) == filled
    settled = [*citywide.table("core_person").select("file", "sheet", "row_no").iter_rows(),
               *citywide.table("core_rejected").select("file", "sheet", "row_no").iter_rows()]  # fmt: skip
    assert len(settled) == len(set(settled))
    assert set(settled) == {(row.file, row.sheet, row.row_no) for row in listed if row.person}
    assert sum(people.values()) == len(settled) == 27_062


def test_keys_are_unique_and_required_columns_filled(citywide: Run) -> None:
    for name in STORED:
        table = citywide.table(name)
        assert table.select(TABLES[name].key).is_unique().all(), name
        assert not [column for column in TABLES[name].required() if table[column].null_count()], name


# --- every amount explains itself ----------------------------------------------------------------------------------


def test_every_award_names_its_clause_and_every_loser_what_beat_it(citywide: Run) -> None:
    clause = dict(citywide.table("plan_standard").select("standard_id", "clause").iter_rows())
    awards = citywide.table("core_award").to_dicts()
    at = {f"{a['file']} ▸ {a['sheet']} ▸ {a['row_no']}": a for a in awards}
    for award in awards:
        if award["status"] in ("duplicate", "excluded"):
            winner = at[award["outranked_by"]]
            assert winner["unit_key"] == award["unit_key"]
            assert winner is not award
            assert (winner["standard_id"] == award["standard_id"]) == (award["status"] == "duplicate")
            assert winner["status"] == "awarded"
        else:
            assert award["outranked_by"] is None
        if award["status"] in ("awarded", "duplicate", "ineligible"):
            assert award["because"].startswith(clause[award["standard_id"]]), award


# --- same input, same bytes ----------------------------------------------------------------------------------------


def test_more_readers_and_another_order_of_files_change_nothing(towns: Folders, tmp_path: Path) -> None:
    raw = tmp_path / "elsewhere"
    shutil.copytree(towns.raw, raw, ignore=shutil.ignore_patterns("rosters"))
    again = Folders(raw, tmp_path / "out", "citywide", 2023)
    again.rosters.mkdir()
    for path in sorted(towns.rosters.iterdir(), reverse=True):
        shutil.copyfile(path, again.rosters / path.name)
    run(again, gate=False, workers=2)
    assert published(again.published) == published(towns.published)
    with (
        Ledger(towns.published / "ledger.duckdb", read_only=True) as one,
        Ledger(again.published / "ledger.duckdb", read_only=True) as other,
    ):
        for name in STORED:
            assert one.table(name).equals(other.table(name)), name


def test_another_place_and_time_change_nothing(towns: Folders, tmp_path: Path) -> None:
    told = {"TZ": "Pacific/Auckland", "LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "7", "OMP_NUM_THREADS": "1"}
    done = warm("run", "citywide", 2023, "--raw", towns.raw, "--out", tmp_path, "--no-gate", "--workers", 2, **told)
    assert done.returncode == 4, done.stderr
    assert published(tmp_path / "citywide" / "2023") == published(towns.published)


# --- all or nothing ------------------------------------------------------------------------------------------------


def kill(made: Folders, moment: str) -> list[psutil.Process]:
    """Start a run and kill it when it says it begins a stage, or when a file of its result appears; its helpers."""
    words = ("run", "citywide", 2023, "--raw", made.raw, "--out", made.curated, "--no-gate", "--lang", "en")
    with started(*words) as victim:
        assert victim.stderr
        if " " in moment:
            assert any(line.startswith(moment) for line in victim.stderr)
        else:
            while not list(made.published.parent.glob(f".2023.building.*/{moment}")) and victim.poll() is None:
                time.sleep(0.002)
        helpers = psutil.Process(victim.pid).children(recursive=True) if victim.poll() is None else []
        victim.kill()
    return helpers


@pytest.mark.parametrize("moment", ["reading rosters", "deciding awards", "tables", "summary.json"])
def test_killed_at_any_instant_the_old_result_stands(towns: Folders, old: Folders, moment: str) -> None:
    helpers = kill(old, moment)
    psutil.wait_procs(helpers, timeout=1)
    left = contents(old.published)
    for helper in helpers:
        with contextlib.suppress(psutil.NoSuchProcess):
            helper.kill()
    if left != OLD:  # it had just been swapped
        assert {path.name for path in old.published.iterdir()} == WHOLE
        assert published(old.published) == published(towns.published)
    assert run(old, gate=False, workers=1)["exit_code"] == 4
    assert published(old.published) == published(towns.published)


def test_a_killed_run_leaves_nothing_behind(towns: Folders, old: Folders) -> None:
    """Its helpers end with it, and the next run clears its half-made result away: that holds personal data."""
    helpers = kill(old, "deciding awards")
    alive = psutil.wait_procs(helpers, timeout=10)[1]
    for helper in alive:
        helper.kill()
    run(old, gate=False, workers=1)
    assert list(old.published.parent.iterdir()) == [old.published]
    assert not alive


def test_a_kill_between_the_two_renames_is_mended(old: Folders) -> None:
    old.published.rename(old.published.with_name(".2023.previous"))
    old.settle()
    assert contents(old.published) == OLD
    assert list(old.published.parent.iterdir()) == [old.published]
    old.settle()
    assert contents(old.published) == OLD


@pytest.mark.parametrize("at_once", [True, False])
def test_a_result_is_swapped_in_whole(old: Folders, monkeypatch: pytest.MonkeyPatch, at_once: bool) -> None:
    """In one step where the system can, in two renames where it cannot."""
    if not at_once:
        monkeypatch.setattr(folders_module, "_exchange", lambda *_: False)
    with pytest.raises(KeyError), old.building() as place:
        (place / "summary.json").write_text("half", "utf-8")
        raise KeyError
    assert contents(old.published) == OLD
    with old.building() as place:
        (place / "summary.json").write_text("new", "utf-8")
        assert contents(old.published) == OLD
    assert contents(old.published) == {"summary.json": b"new"}
    assert list(old.published.parent.iterdir()) == [old.published]


BROKEN = {  # law: the table after which the damage is done, and the damage
    "Fen are conserved": ("out_allocation", "update out_allocation set amount_fen = 99 where section = 'leader'"),
    "Rows are conserved": ("core_claim", "delete from core_person where row_no = 4 and category = 'orphan'"),
    "Gaps are explained": ("out_bridge", "update out_bridge set amount_fen = 7 where cause = 'missing_area'"),
}  # fmt: skip


@pytest.mark.parametrize("law", BROKEN)
def test_a_broken_law_is_not_published(old: Folders, monkeypatch: pytest.MonkeyPatch, law: str) -> None:
    table, damage = BROKEN[law]
    build = Ledger.build

    def damaged(self: Ledger, *names: str) -> None:
        for name in names:
            build(self, name)
            if name == table:
                self.connection.execute(damage)

    monkeypatch.setattr(Ledger, "build", damaged)
    with pytest.raises(Problem, match=law) as raised:
        run(old, gate=False, workers=1)
    assert (raised.value.code, raised.value.exit_code) == ("law_broken", 4)
    assert contents(old.published) == OLD
    assert list(old.published.parent.iterdir()) == [old.published]


# --- personal data stays in ----------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_only_the_owner_reads_a_result(towns: Folders) -> None:
    for path in [towns.published, *towns.published.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_tables_of_one_size_saved_one_after_another_hold_their_own_rows(tmp_path: Path) -> None:
    """They pass through one file; DuckDB must not take what it remembers of it for the next table."""
    frames = {name: frame for name, frame in tables({(0, 0, 0): 0}, {}, [0], [{"city": 1}] * 4).items() if frame.height}
    for name, frame in frames.items():
        frame.write_parquet(tmp_path / name, compression="uncompressed")
    sizes = [(tmp_path / name).stat().st_size for name in frames]
    assert len(set(sizes)) < len(sizes), "two of them are to be alike"
    for turn in range(5):
        with Ledger(tmp_path / f"{turn}.duckdb") as ledger:
            ledger.save(**frames)
            for name, frame in frames.items():
                assert ledger.table(name).equals(frame.sort(TABLES[name].key)), name
