"""The rosters made from `sample.yaml`: exactly the households it describes, household by household and row by row."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from ruamel.yaml import YAML

from pipelines import identity
from pipelines.plan import Plan, load_plan
from pipelines.plan.load import PlanProblems
from pipelines.sample import write_sample

ROOT = Path(__file__).parent.parent
RAW = ROOT / "data" / "raw"
SEED = 2023  # of the rosters in data/raw
PLANS = sorted(path.parent for path in RAW.glob("*/sample.yaml"))
SHIPPED = [(folder, int(year.name)) for folder in PLANS for year in sorted(folder.glob("[0-9]*"))]
NAME = {"姓名", "对象姓名", "慰问对象姓名", "机构名称"}
HEADINGS = {
    "head": {"户主身份证号"}, "relation": {"与户主关系", "家庭关系"}, "group": {"所在企业"}, "flags": {"特殊情况"},
    "id": {"身份证号", "公民身份号码", "身份证号码", "公民身份证号码", "居民身份证号"},
    "category": {"对象类别", "人员类别", "慰问对象类别", "类别"},
    "cash": {"慰问金（元）", "慰问金(元)"}, "goods": {"慰问品（元）", "慰问品折价(元)", "慰问物资折价（元）"},
}  # fmt: skip


@dataclass(frozen=True)
class Listed:
    """A person row as an independent reader sees it."""

    area: str
    list: str
    category: str
    id: str
    head: str
    relation: str
    group: str
    flags: str
    cash: int
    goods: int


@dataclass
class Read:
    people: list[Listed]
    institutions: list[tuple[str, str, str]]  # area, category, name
    wrong_totals: list[tuple[str, str]]
    idle: list[tuple[str, str]]  # sheets with an amount column in which nothing is claimed


def read(plan: Plan, rosters: Path) -> Read:
    """A reading that knows nothing of ours: the row with a name heading, rows to the total, columns by heading."""
    names = {name: c.id for c in plan.categories for name in (c.name.zh, *c.also)}
    areas = {name: a.code for a in plan.areas for name in (a.name_zh, *a.also)}
    got = Read([], [], [], [])
    for file in sorted(rosters.iterdir()):
        area = areas[max((name for name in areas if name in file.name), key=len)]
        book = CalamineWorkbook.from_path(file)
        for sheet in book.sheet_names:
            rows = [[_text(c) for c in row] for row in book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)]
            start = next(n for n, row in enumerate(rows) if NAME & set(row))
            name = next(n for n, cell in enumerate(rows[start]) if cell in NAME)
            at = {key: n for key, words in HEADINGS.items() for n, cell in enumerate(rows[start]) if cell in words}
            listed = next((x.id for x in plan.lists[1:] for word in x.words if word in sheet), plan.lists[0].id)
            sums: Counter[str] = Counter()
            head = ""
            for row in rows[start + 1 :]:
                cells: dict[str, Any] = {key: row[n] for key, n in at.items()}
                cash, goods = (_fen(cells.get(key, "")) for key in ("cash", "goods"))
                if row[0] in ("合计", "总计"):
                    figures = (int(row[name].rstrip("人家")), cash, goods)
                    if figures != (sums["rows"], sums["cash"], sums["goods"]):
                        got.wrong_totals.append((file.name, sheet))
                    break
                if any(cell.endswith("小计") for cell in row):
                    continue
                sums += Counter(rows=1, cash=cash, goods=goods)
                if "id" not in at:
                    got.institutions.append((area, names[sheet], row[name]))
                    continue
                head = cells.get("head") or head if "head" in at else cells["id"]
                category = names[cells["category"] if "category" in at else sheet]
                texts = {key: cells.get(key, "") for key in ("id", "relation", "group", "flags")}
                got.people.append(Listed(area, listed, category, cash=cash, goods=goods, head=head, **texts))
            else:
                got.wrong_totals.append((file.name, sheet))
            got.idle += [(file.name, sheet)] * any(not sums[money] for money in ("cash", "goods") if money in at)
    return got


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace(" ", "").replace("\u3000", "")


def _fen(yuan: int | str | None) -> int:
    return int(Decimal(str(yuan or 0).removesuffix("元")) * 100)


@cache
def parsed(path: Path) -> Any:
    return YAML(typ="safe").load(path)


def described(folder: Path, plan: Plan, year: int) -> Iterator[tuple[str, dict[str, Any], int, dict[str, Any]]]:
    """(area, kind of household, how many, description): straight from the file."""
    tree = parsed(folder / "sample.yaml")
    for kind in tree["households"]:
        times = kind.get("times", 1)
        if isinstance(times, dict) and all(isinstance(key, int) for key in times):
            times = times.get(year, 0)
        for area in plan.areas:
            number = times.get(area.code, 0) if isinstance(times, dict) else times
            groups = kind.get("groups", 1)
            if year in kind.get("years", [year]) and number:
                yield area.code, kind, number * (len(groups) if isinstance(groups, list) else groups), tree


@pytest.fixture(scope="module", params=SHIPPED, ids=lambda p: f"{p[0].name} {p[1]}")
def shipped(request: pytest.FixtureRequest) -> tuple[Path, Plan, int, Read]:
    folder, year = request.param
    plan = load_plan(folder)
    return folder, plan, year, read(plan, folder / str(year) / "rosters")


Shipped = tuple[Path, Plan, int, Read]


def test_every_plan_but_citywide_has_a_sample() -> None:
    assert {path.parent for path in RAW.glob("*/plan.yaml")} == {*PLANS, RAW / "citywide"}
    assert {(folder, year) for folder in PLANS for year in load_plan(folder).years} == set(SHIPPED)


def test_every_row_described_is_on_a_sheet_and_no_other(shipped: Shipped) -> None:
    folder, plan, year, got = shipped
    words = {flag.id: flag.words[0] for flag in plan.flags}
    wanted: Counter[tuple[Any, ...]] = Counter()
    institutions: set[tuple[str, str]] = set()
    for area, kind, number, tree in described(folder, plan, year):
        for member in kind["members"]:
            for row in member.get("rows", []):
                flags = {words[flag] for flag in row.get("flags", [])}
                place = (row.get("area", area), row.get("list", plan.lists[0].id), row["category"])
                wanted[(*place, frozenset(flags), _fen(row.get("cash")), _fen(row.get("goods")))] += number
        for some in tree.get("institutions", []):
            names = some["names"]
            names = names if isinstance(names, list) else [name for each in names.values() for name in each]
            institutions |= {(some["category"], name) for name in names}
    listed = Counter(
        (p.area, p.list, p.category, frozenset(p.flags.split("、")) - {""}, p.cash, p.goods) for p in got.people
    )
    assert listed == wanted
    assert {(category, name) for _, category, name in got.institutions} == institutions
    assert len(got.institutions) == len(institutions)


def test_a_household_is_one_across_sheets(shipped: Shipped) -> None:
    folder, plan, year, got = shipped
    heads: defaultdict[str, set[str]] = defaultdict(set)
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for p in got.people:
        heads[p.id].add(p.head)
        groups[p.head].add(p.group)
    assert all(len(of_one) == 1 for of_one in heads.values())
    assert all(len(of_one) == 1 for of_one in groups.values())
    assert all(p.id == p.head for p in got.people if p.relation == "本人")
    rows = [(kind, number) for _, kind, number, _ in described(folder, plan, year)]
    number = sum(n for kind, n in rows if any(member.get("rows") for member in kind["members"]))
    assert len({p.head for p in got.people}) == number
    people = sum(n * sum(bool(member.get("rows")) for member in kind["members"]) for kind, n in rows)
    assert len({p.id for p in got.people}) == people


def test_everybody_is_invented_and_of_the_age_described(shipped: Shipped) -> None:
    folder, plan, year, got = shipped
    assert all(p.id.startswith("99") and not identity.problem(p.id) for p in got.people)
    day = plan.years[year].reference_day
    ages: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    births = set()
    for area, kind, _, _ in described(folder, plan, year):
        for member in kind["members"]:
            for row in member.get("rows", []):
                births |= {member["birth"]} if "birth" in member else set()
                low, high = member.get("age", (0, 120)) if "birth" not in member else (0, 120)
                ages[area, row["category"]] |= set(range(low, high + 1))
    assert all(identity.age_on(identity.birth_date(p.id), day) in ages[p.area, p.category] for p in got.people)
    assert births <= {identity.birth_date(p.id) for p in got.people}


def test_totals_are_right_and_amounts_stand_only_where_something_is_claimed(shipped: Shipped) -> None:
    _, _, _, got = shipped
    assert not got.wrong_totals
    assert not got.idle


def test_the_rosters_in_the_folder_are_what_the_generator_writes(shipped: Shipped, tmp_path: Path) -> None:
    """Compared by zip member: the compressed bytes may depend on the zlib of the machine."""
    folder, _, year, _ = shipped
    write_sample(folder, year, SEED, 1.0, tmp_path)
    kept = folder / str(year) / "rosters"
    assert {f.name for f in kept.iterdir()} == {f.name for f in (tmp_path / "rosters").iterdir()}
    assert not (tmp_path / "answers.csv").exists()
    for file in kept.iterdir():
        with zipfile.ZipFile(file) as ours, zipfile.ZipFile(tmp_path / "rosters" / file.name) as made:
            assert [(n, ours.read(n)) for n in ours.namelist()] == [(n, made.read(n)) for n in made.namelist()]


def test_the_sample_data_is_small() -> None:
    assert sum(path.stat().st_size for path in RAW.rglob("*") if path.is_file()) < 10_000_000


SAMPLE = """
title: {2023: "××县2023年名册"}
unit: ××总工会
households:
  - name: unlisted head, two sheets
    times: {2023: {"991321000000": 2}}
    members:
      - {age: 60}
      - {rows: [{category: laid_off, cash: 1000}, {category: city_model}], age: [20, 30], relation: 子}
      - {rows: [{category: laid_off}], age: [20, 30], relation: 女}
  - name: two in the second enterprise
    times: {"991301000000": 2}
    groups: [2]
    members:
      - {rows: [{category: laid_off, cash: "12.50"}, {category: laid_off, area: "991302000000"}], birth: 1963-01-23}
"""


def small(tmp_path: Path, sample: str = SAMPLE, named: str = "linyi") -> Path:
    """The plan of a shipped folder with another sample."""
    folder = tmp_path / named
    shutil.copytree(RAW / named, folder, ignore=shutil.ignore_patterns("rosters"))
    (folder / "sample.yaml").write_text(sample, encoding="utf-8")
    return folder


def test_what_a_sample_may_say(tmp_path: Path) -> None:
    folder = small(tmp_path)
    plan = load_plan(folder)
    write_sample(folder, 2023, 1, 1.0, tmp_path)
    got = read(plan, tmp_path / "rosters")
    rows = Counter((p.area, p.category, p.cash, p.group != "", p.id == p.head) for p in got.people)
    assert rows == {
        ("991301000000", "laid_off", 1250, True, True): 2,
        ("991302000000", "laid_off", 0, True, True): 2,
        ("991321000000", "laid_off", 100000, False, False): 2,
        ("991321000000", "laid_off", 0, False, False): 2,
        ("991321000000", "city_model", 0, False, False): 2,
    }
    assert len({p.head for p in got.people}) == 4
    assert len({p.group for p in got.people}) == 2  # one enterprise, and none
    assert not got.wrong_totals
    file = next(f for f in (tmp_path / "rosters").iterdir() if "苇河区" in f.name)
    top = [str(row[0]) for row in CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()][:2]
    assert top[0].startswith("苇河区县2023年名册（") and "：苇河区总工会　" in top[1]


def test_twice_the_scale_twice_the_households(tmp_path: Path) -> None:
    folder = small(tmp_path)
    write_sample(folder, 2023, 1, 2.0, tmp_path)
    assert len({p.head for p in read(load_plan(folder), tmp_path / "rosters").people}) == 8


def test_same_seed_same_bytes_whatever_the_hash_seed_and_zone(tmp_path: Path) -> None:
    folder = small(tmp_path)
    code = "import sys; from pathlib import Path; from pipelines.sample import write_sample; " \
           "write_sample(Path(sys.argv[1]), 2023, 7, 1.0, Path(sys.argv[2]))"  # fmt: skip
    told = {**os.environ, "PYTHONHASHSEED": "99", "TZ": "Pacific/Auckland", "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", code, str(folder), str(tmp_path / "there")], check=True, env=told)
    write_sample(folder, 2023, 7, 1.0, tmp_path / "here")
    write_sample(folder, 2023, 8, 1.0, tmp_path / "other")
    here, there, other = (
        {f.name: f.read_bytes() for f in (tmp_path / name / "rosters").iterdir()} for name in ("here", "there", "other")
    )
    assert here == there
    assert all(here[name] != other[name] for name in here)


def test_a_household_keeps_its_people_from_year_to_year() -> None:
    folders = [(folder, plan) for folder in PLANS if len((plan := load_plan(folder)).years) > 1]
    assert folders
    for folder, plan in folders:
        ids = [{p.id for p in read(plan, folder / str(year) / "rosters").people} for year in sorted(plan.years)]
        for before, after in pairwise(ids):
            assert len(before & after) > len(before) // 2


WRONG = """
title: {2019: "名册"}
households:
  - name: a
    times: {"990000000000": 1}
    members: [{rows: [{category: laid_of}, {category: laid_off, flags: [blue], list: nobody}]}]
  - name: a
    years: [1999]
    members: [{rows: []}]
institutions: [{category: laid_off, names: [敬老院]}]
"""


def test_every_mistake_of_a_sample_is_named_with_its_line(tmp_path: Path) -> None:
    folder = small(tmp_path, WRONG)
    with pytest.raises(PlanProblems) as raised:
        write_sample(folder, 2023, 1, 1.0, tmp_path)
    told = {(int(place.split(":")[1]), said.en.split("`")[1]) for place, said in raised.value.errors}
    assert all(place.startswith("sample.yaml:") for place, _ in raised.value.errors)
    assert told == {
        (2, "2019"), (5, "990000000000"), (6, "laid_of"), (6, "blue"), (6, "nobody"), (4, "a"), (7, "a"),
        (8, "1999"), (10, "laid_off"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("  - {name: a, times: {990000000000: 1}, members: [{}]}", "in quotes"),
        ("  - {name: a, times: -1, members: [{}]}", "whole number"),
        ("  - {name: a, times: 1.5, members: [{}]}", "whole number"),
        ("  - {name: a, members: [{age: [60, 30]}]}", "range"),
        ("  - {name: a, members: [{ages: 30}]}", "ages"),
        ("  - {name: a, members: [{rows: [{category: laid_off, cash: 1.5}]}]}", "quoted text"),
        ("  - {name: a, groups: [0], members: [{}]}", "groups"),
        ("  - {name: a, members: []}", "members"),
    ],
)
def test_a_sample_that_says_nothing_sensible_is_refused(tmp_path: Path, line: str, said: str) -> None:
    folder = small(tmp_path, f"households:\n{line}\n")
    with pytest.raises(PlanProblems, match=said) as raised:
        write_sample(folder, 2023, 1, 1.0, tmp_path)
    assert {place for place, _ in raised.value.errors} == {"sample.yaml:2"}


def test_a_year_the_plan_does_not_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="2019"):
        write_sample(small(tmp_path), 2019, 1, 1.0, tmp_path)
