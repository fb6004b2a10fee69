"""The sample rosters: reproducible, exactly the stated people plus what the answer key names, and all invented."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from pipelines import identity
from pipelines.money import parse_yuan
from pipelines.plan import Plan, load_plan
from pipelines.sample import write_sample

ROOT = Path(__file__).parent.parent
CITYWIDE = ROOT / "data" / "raw" / "citywide"
SEED = 2023  # of the rosters in data/raw
SCALE = 0.03
EXTRA = {"duplicate_in_line", "duplicate_across_towns", "duplicate_across_lines", "age_eligible",
         "identity_check_digit", "over_quota"}  # fmt: skip
NAME = {"姓名", "对象姓名", "慰问对象姓名"}
MONEY = ("慰问金", "慰问品", "慰问物资")
Cells = list[list[Any]]
Key = tuple[str, str]  # file, sheet


@dataclass(frozen=True)
class Listed:
    """A person row as an independent reader sees it."""

    file: str
    sheet: str
    row_no: int
    standard: str
    id_no: str
    fen: int


@dataclass
class Read:
    people: list[Listed]
    totals: dict[Key, int | None]  # as the sheet states it; None when it has no total row
    cells: dict[Key, Cells]
    answers: list[dict[str, str]]

    def at(self, rules: set[str]) -> set[tuple[str, str, int]]:
        return {(a["file"], a["sheet"], int(a["row_no"])) for a in self.answers if a["rule"] in rules}


@pytest.fixture(scope="session")
def plan() -> Plan:
    return load_plan(CITYWIDE)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sample")
    write_sample(CITYWIDE, 2023, 7, SCALE, out)
    return out


@pytest.fixture(scope="session", params=["small", 2022, 2023])
def rosters(request: pytest.FixtureRequest, plan: Plan, small: Path) -> tuple[Read, dict[Key, int]]:
    """What is in a year's workbooks, and the people stated by (area code, standard)."""
    if request.param == "small":
        scaled = {
            (f.area_code, f.standard): ceil((f.count or 0) * SCALE) for f in plan.area_figures[2023] if f.standard
        }
        return read(plan, small / "rosters", small / "answers.csv", _by_openpyxl), scaled
    stated = {(f.area_code, f.standard): f.count or 0 for f in plan.area_figures[request.param] if f.standard}
    answers = ROOT / "tests" / "answers" / f"citywide_{request.param}.csv"
    return read(plan, CITYWIDE / str(request.param) / "rosters", answers, _by_calamine), stated


def _by_openpyxl(file: Path) -> dict[str, Cells]:
    book = openpyxl.load_workbook(file, data_only=True)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def _by_calamine(file: Path) -> dict[str, Cells]:
    book = CalamineWorkbook.from_path(file)
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def read(plan: Plan, folder: Path, answers: Path, cells_of: Callable[[Path], dict[str, Cells]]) -> Read:
    """A reading that knows nothing of ours: the row with a name heading, and rows with 18 characters of identity."""
    words = {word: c.id for c in plan.categories for word in (c.name.zh, *c.also)}
    general = {s.for_.category: s.id for s in plan.standards if s.for_.list_ is None}
    leader = {s.for_.category: s.id for s in plan.standards if s.for_.list_}
    with answers.open(encoding="utf-8", newline="") as lines:
        got = Read([], {}, {}, list(csv.DictReader(lines)))
    for file in sorted(folder.iterdir()):
        for sheet, cells in cells_of(file).items():
            key = (file.name, sheet)
            got.cells[key], got.totals[key] = cells, None
            head = next(n for n, row in enumerate(cells) if NAME & {str(c).replace(" ", "") for c in row})
            titles = [str(c).replace(" ", "") for c in cells[head]]
            money = [n for n, title in enumerate(titles) if title.startswith(MONEY)]
            id_at = next(n for n, title in enumerate(titles) if "身份" in title)
            kind_at = next((n for n, title in enumerate(titles) if "类别" in title), None)
            for row_no, row in enumerate(cells[head + 1 :], start=head + 2):
                fen = sum(parse_yuan(f"{row[n]:.2f}" if isinstance(row[n], float) else str(row[n]))
                          for n in money if row[n] not in (None, ""))  # fmt: skip
                if len(str(row[id_at] or "")) == 18:
                    standard = leader[words[str(row[kind_at])]] if kind_at is not None else general[words[sheet]]
                    got.people.append(Listed(*key, row_no, standard, str(row[id_at]), fen))
                elif str(row[0]).replace(" ", "").replace("\u3000", "") in ("合计", "总计"):
                    got.totals[key] = fen
    return got


def test_the_stated_people_and_the_extra_rows_are_listed(rosters: tuple[Read, dict[Key, int]], plan: Plan) -> None:
    got, stated = rosters
    where = {}
    for file in {key[0] for key in got.cells}:
        where[file] = next(a.code for a in plan.areas if any(name in file for name in (a.name_zh, *a.also)))
    listed = Counter((where[p.file], p.standard) for p in got.people)
    listed.subtract((a["area_code"], a["standard"]) for a in got.answers if a["rule"] in EXTRA)
    assert {key: n for key, n in listed.items() if n} == stated


def test_the_answer_key_points_at_rows(rosters: tuple[Read, dict[Key, int]]) -> None:
    got, _ = rosters
    people = {(p.file, p.sheet, p.row_no): p for p in got.people}
    for answer in got.answers:
        cells = got.cells[answer["file"], answer["sheet"]]
        if answer["rule"] in ("sheet_total", "subtotal_in_total"):
            label = str(cells[int(answer["row_no"]) - 1][0])
            assert label.strip().endswith("计")
        elif answer["rule"] == "sheet_total_missing":
            assert not answer["row_no"]
        else:
            person = people[answer["file"], answer["sheet"], int(answer["row_no"])]
            assert person.standard == answer["standard"]
            assert answer["rule"] not in EXTRA or int(answer["money_fen"]) == person.fen


def test_everybody_is_invented_and_numbers_are_sound(rosters: tuple[Read, dict[Key, int]]) -> None:
    got, _ = rosters
    assert all(p.id_no.startswith("99") for p in got.people)
    unsound = {(p.file, p.sheet, p.row_no) for p in got.people if identity.problem(p.id_no)}
    assert unsound == got.at({"identity_check_digit"})
    assert unsound


def test_nobody_stands_twice_but_as_planted_or_allowed(rosters: tuple[Read, dict[Key, int]], plan: Plan) -> None:
    got, _ = rosters
    planted = got.at(EXTRA)
    lines = defaultdict(list)
    for p in got.people:
        if (p.file, p.sheet, p.row_no) not in planted:
            lines[p.id_no].append(p.standard)
    allowed = {frozenset(pair.standards) for pair in plan.stacking.together if pair.standards}
    for standards in lines.values():
        general = {s for s in standards if not s.startswith("leader_")}
        assert len(set(standards)) == len(standards)
        assert len(standards) - len(general) <= 1
        assert len(general) < 2 or frozenset(general) in allowed
    again = {(p.file, p.sheet, p.row_no) for p in got.people if p.id_no in lines} & planted
    assert again >= got.at({"duplicate_in_line", "duplicate_across_towns", "duplicate_across_lines"})


def test_totals_are_right_but_as_planted(rosters: tuple[Read, dict[Key, int]]) -> None:
    got, _ = rosters
    summed: Counter[Key] = Counter()
    for p in got.people:
        summed[p.file, p.sheet] += p.fen
    wrong = {key for key, total in got.totals.items() if total != summed[key]}
    rules = {"sheet_total", "subtotal_in_total", "sheet_total_missing"}
    assert wrong == {(a["file"], a["sheet"]) for a in got.answers if a["rule"] in rules}
    for answer in got.answers:
        key = (answer["file"], answer["sheet"])
        if answer["rule"] in ("sheet_total", "subtotal_in_total"):
            assert abs((got.totals[key] or 0) - summed[key]) == int(answer["money_fen"]) > 0


def contents(out: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(out.rglob("*")) if file.is_file()}


def test_same_seed_same_bytes_whatever_the_hash_seed_and_zone(small: Path, tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from pipelines.sample import write_sample; " \
           f"write_sample(Path(sys.argv[1]), 2023, 7, {SCALE}, Path(sys.argv[2]))"  # fmt: skip
    told = {**os.environ, "PYTHONHASHSEED": "99", "TZ": "Pacific/Auckland", "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", code, str(CITYWIDE), str(tmp_path)], check=True, env=told)
    assert contents(tmp_path) == contents(small)
    assert len(contents(small)) == 26


def test_another_seed_another_roster(small: Path, tmp_path: Path) -> None:
    write_sample(CITYWIDE, 2023, 8, SCALE, tmp_path)
    ours, theirs = contents(small), contents(tmp_path)
    assert all(ours[name] != theirs[name] for name in ours)


def test_the_rosters_in_the_folder_are_what_the_generator_writes(tmp_path: Path) -> None:
    """Compared by zip member: the compressed bytes may depend on the zlib of the machine."""
    write_sample(CITYWIDE, 2023, SEED, 1.0, tmp_path)
    shipped = CITYWIDE / "2023" / "rosters"
    assert {f.name for f in shipped.iterdir()} == {f.name for f in (tmp_path / "rosters").iterdir()}
    for file in shipped.iterdir():
        with zipfile.ZipFile(file) as ours, zipfile.ZipFile(tmp_path / "rosters" / file.name) as made:
            assert [(n, ours.read(n)) for n in ours.namelist()] == [(n, made.read(n)) for n in made.namelist()]
    assert (tmp_path / "answers.csv").read_bytes() == (ROOT / "tests" / "answers" / "citywide_2023.csv").read_bytes()


def test_most_people_are_known_from_last_year(plan: Plan) -> None:
    answers = ROOT / "tests" / "answers"
    ids = {}
    for year in (2022, 2023):
        got = read(plan, CITYWIDE / str(year) / "rosters", answers / f"citywide_{year}.csv", _by_calamine)
        ids[year] = {p.id_no: p.standard for p in got.people if p.standard[:6] != "leader"}
    both = ids[2022].keys() & ids[2023].keys()
    assert 0.88 < len(both) / len(ids[2022]) < 0.96
    assert sum(ids[2022][i] != ids[2023][i] for i in both) > 20  # some changed category


def test_a_year_without_a_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="2019"):
        write_sample(CITYWIDE, 2019, 1, 1.0, tmp_path)
