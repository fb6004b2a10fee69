"""A hundred rosters as townships send them, each read as a clerk would read it. The files: tests/corpus."""

from __future__ import annotations

import shutil
from difflib import ndiff
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipelines.clean import clean_rosters
from pipelines.ingest import read_rosters
from pipelines.ingest.advising import read_advice
from pipelines.plan import Plan, load_plan
from pipelines.problems import Problem
from tests.corpus import cases as corpus
from tests.corpus.cases import Done
from tests.corpus.make import CASES, CAST, FILES, HERE, OFFICE, UNKEPT
from tests.corpus.parts import cells, kinds, layouts, refusals  # noqa: F401 - they register their cases

EXPECTED = corpus.cases()
BESIDE = ("columns.csv", "corrections.csv")


@cache
def plan() -> Plan:
    return load_plan(HERE / "plan")


def settle(cases: dict[str, str], folder: Path) -> Done:
    """The files of each case, in the folder given for it among the rosters of one year: read and cleaned."""
    for name, place in cases.items():
        rosters = folder / "rosters" / place
        rosters.mkdir(parents=True)
        for path, data in (CASES[name]() if name in UNKEPT else {}).items():
            (rosters / path).write_bytes(data)
        for kept in sorted((FILES / name).glob("*")):
            shutil.copy(kept, folder if kept.name in BESIDE else rosters)
    raw = read_rosters(folder / "rosters", advice=read_advice(folder))
    return Done(raw, clean_rosters(raw, plan()))


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Done:
    """All of the corpus at once, but for cases with files of corrections or columns, which are for a whole year."""
    return settle({name: name for name in EXPECTED if not alone(name)}, tmp_path_factory.mktemp("year"))


def alone(name: str) -> bool:
    return any((FILES / name / beside).exists() for beside in BESIDE)


@pytest.mark.parametrize("name", EXPECTED)
def test_case(name: str, year: Done, tmp_path: Path) -> None:
    case = EXPECTED[name]
    if "stops" in case:
        with pytest.raises(Problem) as caught:
            settle({name: ""}, tmp_path)
        said = {word: (word in caught.value.zh, word in caught.value.en) for word in case["stops"]["says"]}
        assert said == dict.fromkeys(said, (True, True))
        assert caught.value.exit_code == 3
        return
    done, place = (settle({name: ""}, tmp_path), "") if alone(name) else (corpus.only(year, name), f"{name}/")
    files = corpus.files_of(name, case)
    for file, spec in files.items():
        compared = ndiff(corpus.expected(spec), corpus.found(done, f"{place}{file}", spec))
        assert [line for line in compared if not line.startswith(" ")] == [], file
    assert set(done.raw.raw_file["file"]) == {f"{place}{file}" for file in files}
    assert done.raw.raw_correction.height == case.get("corrections", 0)
    conserved(done)


def conserved(done: Done) -> None:
    """Every row has one place and one role; every person row is accepted or refused, never both, with reasons."""
    raw, cleaned = done
    assert raw.raw_sheet["rows"].sum() == raw.raw_row.height
    assert raw.raw_row.select("file", "sheet", "row_no").is_unique().all()
    place = ["file", "sheet", "row_no"]
    people = raw.raw_row.filter(role="person").select(place)
    settled = pl.concat([cleaned.core_person.select(place), cleaned.core_rejected.select(place)])
    assert people.sort(place).equals(settled.sort(place))
    assert cleaned.core_rejected.select(place).equals(cleaned.core_refusal.select(place).unique().sort(place))
    entries = raw.raw_row.filter(pl.col("role").is_in(["person", "subtotal", "total"])).select(place)
    assert entries.join(raw.raw_entry, on=place, how="anti").is_empty()


def test_every_case_has_its_files_and_every_file_its_case() -> None:
    assert set(EXPECTED) == set(CASES)
    assert {path.name for path in FILES.iterdir()} == set(CASES) - UNKEPT
    assert len(EXPECTED) >= 80
    size = sum(path.stat().st_size for path in FILES.rglob("*") if path.is_file())
    assert size < 1 << 20


def test_everything_on_the_list_is_covered() -> None:
    listed = corpus.checklist()
    tags = {tag for case in EXPECTED.values() for tag in case["tags"]}
    assert set(listed) - tags == set(), "listed, and no case shows it"
    assert tags - set(listed) == set(), "shown, and not on the list"


def test_the_cast_is_nobody() -> None:
    from stdnum.iso7064 import mod_11_2

    for person in CAST.values():
        number = person["id_no"]
        assert number.startswith("99")
        assert mod_11_2.is_valid(number)
        assert number[6:14] == person["birth"].replace("-", "")
        assert (int(number[16]) % 2 == 1) == (person["sex"] == "男")


@pytest.mark.parametrize("name", sorted(set(CASES) - OFFICE - UNKEPT))
def test_the_files_are_what_the_maker_makes(name: str) -> None:
    made = CASES[name]()
    kept: dict[str, Any] = {
        path.relative_to(FILES / name).as_posix(): path.read_bytes()
        for path in (FILES / name).rglob("*")
        if path.is_file()
    }
    assert made.keys() == kept.keys()
    assert all(data == kept[path] for path, data in made.items() if not zipped(data))


def zipped(data: bytes) -> bool:
    """How small an archive comes out differs between machines."""
    return data.startswith(b"PK")
