"""What if: nothing changed changes nothing; a change is what a run of the edited plan gives; plain arithmetic."""

from __future__ import annotations

import csv
import json
import random
import re
import shutil
from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.engine import ALLOCATE
from pipelines.flow import run
from pipelines.folders import Folders
from pipelines.ledger import Ledger
from pipelines.money import yuan
from pipelines.problems import Problem
from pipelines.tables import TABLES
from pipelines.what_if import FIGURES, changes_of, summed, what_if
from pipelines.world import PEOPLE, PLAN
from tests.builders import RAW, full
from tests.conftest import Run

Changes = list[dict[str, Any]]
Edits = list[tuple[str, str]]


@pytest.fixture(scope="module")
def huishan(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folders = Folders(RAW, tmp_path_factory.mktemp("curated"), "huishan", 2023)
    return Run(folders, run(folders, gate=False))


def tried(on: Run, changes: Changes) -> pl.DataFrame:
    with Ledger(on.folders.published / "ledger.duckdb", read_only=True) as ledger:
        return what_if(ledger, changes)


def figures_of(on: Run) -> dict[Any, int]:
    with Ledger(on.folders.published / "ledger.duckdb", read_only=True) as ledger:
        return {row[:-1]: row[-1] for row in ledger.query(FIGURES).iter_rows()}


def column_of(table: pl.DataFrame, column: str) -> dict[Any, int]:
    cells = ("measure", "area_code", "section", "standard_id", "component", "payer", column)
    return {row[:-1]: row[-1] for row in table.select(cells).iter_rows() if row[-1]}


def nonzero(figures: dict[Any, int]) -> dict[Any, int]:
    return {cell: amount for cell, amount in figures.items() if amount}


@pytest.mark.parametrize("plan", ["citywide", "huishan", "eighth"])
def test_changing_nothing_changes_nothing(plan: str, request: pytest.FixtureRequest) -> None:
    on = request.getfixturevalue(plan)
    table = tried(on, [])
    assert table.height > 30
    assert table["change"].to_list() == [0] * table.height
    assert column_of(table, "before") == column_of(table, "after") == nonzero(figures_of(on))
    assert table.select(TABLES["out_what_if"].key).is_unique().all()


SHARED = """\
  - {id: district, name: {zh: 区级, en: District}, standards: [dibao], share: 1/3, clause: tried}
  - {id: district, name: {zh: 区级, en: District}, standards: [minority], share: 1/2, clause: tried}
  - {id: town, name: {zh: 镇（街道）, en: Town}, standards: [dibao], share: 1/6, clause: tried}
  - {id: town, name: {zh: 镇（街道）, en: Town}, standards: [minority], share: 1/2, clause: tried}
  - {id: city, name: {zh: 市级, en: City}, standards: [dibao], share: 1/2, clause: tried}
"""
EDITED: dict[str, tuple[Changes, Edits]] = {
    "upper": (  # the province and the nation pay first and keep doing so, whoever shares the rest
        [
            {"shares": {"city": "1/5", "town": "4/5"}, "standards": ["dibao", "elder"]},
            {"shares": {"city": "1/4", "town": "3/4"}, "standards": ["dibao"]},
            {"shares": {"city": "1/3", "town": "2/3"}, "standards": ["elder"]},
        ],
        [
            (r"  - \{id: province,[^\n]*share: 1/3, clause: §5\(1\)\}\n", ""),
            (r"(standards: \[dibao\], share: )2/3", r"\g<1>1/4"),
            (r"(id: city,.*standards: \[elder\], share: )1/2", r"\g<1>1/3"),
            (r"(id: town,.*standards: \[elder\], share: )1/2", r"\g<1>2/3"),
            (
                "^  - {id: open,",
                "  - {id: town, name: {zh: 镇（街道）, en: Town}, standards: [dibao], share: 3/4, clause: tried}\n"
                "  - {id: open,",
            ),
        ],
    ),
    "huishan": (
        [
            {"standard": "dibao", "cash": "1700.01"},
            {"standard": "veteran", "min_age": 65, "max_age": 79},
            {"quota": "special_entitled", "exactly": 60},
            {"quota": "orphan", "each_area": 1},
            {"payer": "city", "name": {"zh": "市级", "en": "City"}},
            {"shares": {"district": "1/3", "town": "1/6", "city": "1/2"}, "standards": ["dibao"]},
            {"standard": "minority", "cash": "1700.01"},
            {"shares": {"town": "1/2", "district": "1/2"}, "standards": ["minority"]},  # the odd fen is the district's
        ],
        [
            (r"(id: dibao, line: 1,.*cash: )1700", r'\1"1700.01"'),
            (r"(id: minority, line: 21,.*cash: )1700", r'\1"1700.01"'),
            ("category: veteran, min_age: 60", "category: veteran, min_age: 65, max_age: 79"),
            ("exactly: 100, clause", "exactly: 60, clause"),
            ("^quotas:", "quotas:\n  - {standards: [orphan], each_area: 1, clause: tried}"),
            (r"standards: \[dibao, borderline, enter", "standards: [borderline, enter"),
            ("laid_off_1960s, minority]", "laid_off_1960s]"),
            ("^stated:", SHARED + "stated:"),
        ],
    ),
    "eighth": (
        [
            {"standard": "living", "goods": {"rice": "299.99", "gift": "33.33"}},
            {"standard": "heat", "cash": 950},  # now dibao beats what soldiers get
            {"standard": "elder", "min_age": None, "goods": {"gift": 101}},
            {"standard": "army_unit", "cash": 10},
            {"standard": "borderline", "goods": {"flour": 50}},
            {"standard": "hardship", "cash": 310},
            {"quota": "visit", "each_area": 2},
            {"quota": "worker", "each_group": 2, "groups_each_area": None},
            {"shares": {"open": 1}, "standards": ["heat"]},
        ],
        [
            (r"goods: \{rice: 300, daily: 100\}", 'goods: {rice: "299.99", daily: 100, gift: "33.33"}'),
            ('cash: "600.10"', "cash: 950"),
            ("category: elder, min_age: 80, max_age: 99", "category: elder, max_age: 99"),
            (r"cash: 200, goods: \{gift: 100\}", "cash: 200, goods: {gift: 101}"),
            ("counted_only: true", "cash: 10"),
            (r"flour: \{quantity: 25\}", "flour: {quantity: 25, value: 50}"),
            ("cash: 300, goods: {daily: 100}, varies", "cash: 310, goods: {daily: 100}, varies"),
            (r"standards: \[visit\], each_area: 1", "standards: [visit], each_area: 2"),
            ("each_group: 1, groups_each_area: 2", "each_group: 2"),
            (r"standards: \[heat, living, hardest\]", "standards: [living, hardest]"),
            (r"standards: \[army_unit, care_home, fund\]", "standards: [heat, army_unit, care_home, fund]"),
            (r"(?s)^examples:.*", "examples: []"),  # they hold of the plan as it is
        ],
    ),
}


@pytest.mark.parametrize("plan", EDITED)
def test_a_change_is_a_run_with_the_plan_so_edited(plan: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    on = request.getfixturevalue(plan)
    changes, edits = EDITED[plan]
    table = tried(on, changes)
    raw = tmp_path / "raw"
    shutil.copytree(on.folders.plan_folder, raw / plan)
    text = (raw / plan / "plan.yaml").read_text("utf-8")
    for old, new in edits:
        text, edited = re.subn(old, new, text, flags=re.MULTILINE)
        assert edited, old
    (raw / plan / "plan.yaml").write_text(text, "utf-8")
    folders = Folders(raw, tmp_path / "out", plan, 2023)
    really = figures_of(Run(folders, run(folders, gate=False)))
    assert column_of(table, "before") == nonzero(figures_of(on))
    assert column_of(table, "after") == nonzero(really)
    changed = set(table.filter(pl.col("change") != 0)["standard_id"])
    named = {change["standard"] for change in changes if "standard" in change}
    assert changed - named, "lines that no change names"


def test_fen_that_nobody_pays_are_not_told(upper: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def unpaid(world: dict[str, pl.DataFrame], _: Any) -> dict[str, pl.DataFrame]:
        return world | {"plan_payer": world["plan_payer"].filter(pl.col("payer") != "nation")}

    monkeypatch.setattr("pipelines.what_if.applied", unpaid)
    with pytest.raises(Problem) as problem:
        tried(upper, [])
    assert (problem.value.code, problem.value.exit_code) == ("law_broken", 4)
    assert "such as 997701001000 · elder · cash, what is allocated is not what is funded, 600.00 yuan" in str(
        problem.value
    )


AREAS, PAYERS = ["a1", "a2", "a3"], ["city", "town", "village"]
DAY = date(2023, 1, 22)
AGES = {date(1933, 1, 22): 90, date(1943, 1, 23): 79, date(1953, 6, 1): 69, date(1963, 1, 22): 60, date(1990, 1, 1): 33}
Rules = dict[str, dict[str, Any]]  # standard → cash, gift, min_age, places (in each area), shares
People = list[dict[str, Any]]


def tables(rules: Rules, people: People) -> dict[str, pl.DataFrame]:
    """Standards of one category each, and people of one category each: nobody has two, so nothing stacks."""
    file = {"file": "f", "sheet": "s"}
    rows: dict[str, list[dict[str, Any]]] = {
        "plan_setting": [{"plan": "p", "year": 2023, "reference_day": DAY, "stacking_within": "person",
                          "stacking_otherwise": "exclusive"}],
        "plan_standard": [{"standard_id": name, "line_no": n, "section": "all", "group_id": name, "per": "person",
                           "named": True, "min_age": rule["min_age"]} for n, (name, rule) in enumerate(rules.items())],
        "plan_beneficiary": [{"standard_id": name, "list": "l", "category": name} for name in rules],
        "plan_component": [{"standard_id": name, "component": part, "kind": kind, "quantity": 1,
                            "value_fen": rule[part]}
                           for name, rule in rules.items() for part, kind in (("cash", "cash"), ("gift", "goods"))],
        "plan_payer": [{"standard_id": name, "payer": payer, "payer_no": PAYERS.index(payer), "stated": True,
                        "share_num": int(share * 12), "share_den": 12}
                       for name, rule in rules.items() for payer, share in rule["shares"].items()],
        "plan_quota": [{"standard_id": name, "scope": "area", "places": rule["places"]}
                       for name, rule in rules.items() if rule["places"] is not None],
        "plan_area": [{"area_code": area, "area_no": n} for n, area in enumerate(AREAS)],
        "raw_file": [{**file, "area_code": "a1", "status": "read"}],
        "raw_sheet": [{**file, "sheet_no": 1, "status": "read"}],
        "core_person": [{**file, "household_key": person["id_no"], "list": "l", **person} for person in people],
    }  # fmt: skip
    return {name: full(name, rows.get(name, [])) for name in (*PLAN, *PEOPLE, "plan_category")}


def by_hand(rules: Rules, people: People) -> dict[Any, int]:
    """The same cells as `out_what_if`, with nothing but arithmetic."""
    listed = Counter(
        (person["category"], person["area_code"])
        for person in people
        if AGES[person["birth_date"]] >= (rules[person["category"]]["min_age"] or 0)
    )
    cells: dict[Any, int] = {}
    for (name, area), count in listed.items():
        rule = rules[name]
        held = count if rule["places"] is None else min(count, rule["places"])
        cells["awards", area, "all", name, "", ""] = held
        for part in ("cash", "gift"):
            exact = {payer: held * rule[part] * share for payer, share in rule["shares"].items()}
            odd = held * rule[part] - sum(map(int, exact.values()))
            turns = sorted(exact, key=lambda payer: (int(exact[payer]) - exact[payer], PAYERS.index(payer)))
            for turn, payer in enumerate(turns):
                cells["fen", area, "all", name, part, payer] = int(exact[payer]) + (turn < odd)
    return nonzero(cells)


def a_change(dice: random.Random, name: str, rule: dict[str, Any]) -> dict[str, Any]:
    """A random change of one standard, made in `rule` as well."""
    kind = dice.choice(["cash", "gift", "min_age", "places", "shares"])
    if kind in ("cash", "gift"):
        rule[kind] = dice.randint(0, 99_999)
        written = yuan(rule[kind]).replace(",", "")
        return {"standard": name} | ({"cash": written} if kind == "cash" else {"goods": {"gift": written}})
    if kind == "min_age":
        rule["min_age"] = dice.choice([None, 0, 33, 60, 61, 69, 79, 80, 90, 91])
        return {"standard": name, "min_age": rule["min_age"]}
    if kind == "places":
        rule["places"] = dice.choice([None, 0, 1, 2, 3, 5, 100])
        return {"quota": name, "each_area": rule["places"]}
    parts = dice.choice([[12], [6, 6], [4, 8], [4, 4, 4], [1, 4, 7], [11, 1]])
    rule["shares"] = dict(zip(dice.sample(PAYERS, len(parts)), [Fraction(part, 12) for part in parts], strict=True))
    return {"shares": dict(rule["shares"]), "standards": [name]}


@pytest.mark.parametrize("seed", range(3))
def test_random_changes_are_plain_arithmetic(seed: int, tmp_path: Path) -> None:
    """A hundred standards, up to four changes of each, in one ledger."""
    dice = random.Random(seed)
    thirds = dict.fromkeys(PAYERS, Fraction(1, 3))
    rules: Rules = {
        f"s{n}": {"cash": dice.randint(1, 99_999), "gift": dice.randint(1, 99_999), "min_age": dice.choice([None, 60]),
                  "places": dice.choice([None, 2]), "shares": dict(thirds)}
        for n in range(100)
    }  # fmt: skip
    people = [
        {"row_no": row, "id_no": f"{row}", "household_no": row, "area_code": dice.choice(AREAS),
         "category": dice.choice(list(rules)), "birth_date": dice.choice(list(AGES))}
        for row in range(2000)
    ]  # fmt: skip
    was = by_hand(rules, people)
    with Ledger(tmp_path / "ledger.duckdb") as ledger:
        ledger.save(**tables(rules, people))
        ledger.build(*ALLOCATE)
        changes = [a_change(dice, name, rule) for name, rule in rules.items() for _ in range(dice.randint(0, 4))]
        table = what_if(ledger, changes)
    assert column_of(table, "before") == was
    assert column_of(table, "after") == by_hand(rules, people) != was


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"standard": "dibo", "cash": 1}, ["`dibo`", "是否应为 `dibao`", "did you mean `dibao`"]),
        ({"standard": "dibao", "goods": {"csh": 1}}, ["`csh`", "did you mean `cash`"]),
        ({"shares": {"distrct": 1}, "standards": "*"}, ["`distrct`", "did you mean `district`", "--payer"]),
        ({"shares": {"town": 1}, "standards": ["orphn"]}, ["`orphn`", "did you mean `orphan`"]),
        ({"quota": "orphn", "exactly": 1}, ["did you mean `orphan`"]),
        ({"quota": "orphan", "each_are": 1}, ["`each_are`", "did you mean `each_area`"]),
        ({"standard": "zzzz", "cash": 1}, ["现有 dibao、", "there are dibao, borderline"]),
        ({"standrd": "dibao", "cash": 1}, ["standard, shares, quota, payer", "did you mean `standard`"]),
        ({"standard": "dibao"}, ["没有写要改什么", "does not say what to change"]),
        ({"shares": {"town": "1/3", "district": "1/3"}}, ["2/3，应为 1", "add to 2/3, not 1"]),
        ({"shares": {"town": 0.5, "district": "1/2"}}, ["never a decimal"]),
        ({"standard": "dibao", "cash": -1}, ["金额不得为负", "may not be negative"]),
        ({"standard": "dibao", "cash": 1.5}, ["不加引号的小数"]),
        ({"standard": "veteran", "max_age": 59}, ["from 60 to 59", "无人符合"]),
        ({"standard": "care_homes", "min_age": 9}, ["lump sum"]),
        ({"payer": "town", "name": {"zh": "镇", "en": "Town"}}, ["已有出资方 `town`"]),
    ],
)
def test_what_the_plan_would_not_accept(change: dict[str, Any], told: list[str], huishan: Run) -> None:
    with pytest.raises(Problem) as problem:
        tried(huishan, [change])
    assert problem.value.exit_code == 2
    for words in told:
        assert words in str(problem.value)


def test_typed_changes() -> None:
    told = changes_of(
        sets=["a.cash=12.50", "a.min_age=95", "b.goods.gift=3", "b.max_age=none", "a.gift=7"],
        shares=["a, b: city 1/2, town 1/2", "*: city 1", "甲 乙：市 1/3，镇 2/3"],
        quotas=["a.each_area=2", "a.exactly=none"],
        payers=["town=镇/Town hall"],
    )
    assert told == [
        {"payer": "town", "name": {"zh": "镇", "en": "Town hall"}},
        {"standard": "a", "cash": "12.50", "min_age": 95, "goods": {"gift": "7"}},
        {"standard": "b", "goods": {"gift": "3"}, "max_age": None},
        {"shares": {"city": "1/2", "town": "1/2"}, "standards": ["a", "b"]},
        {"shares": {"city": "1"}, "standards": "*"},
        {"shares": {"市": "1/3", "镇": "2/3"}, "standards": ["甲", "乙"]},
        {"quota": "a", "each_area": 2, "exactly": None},
    ]


@pytest.mark.parametrize(
    "asked",
    [
        {"sets": ["a"]}, {"sets": ["a.cash"]}, {"sets": ["a.cash= "]}, {"shares": ["city 1"]}, {"shares": ["a: city"]},
        {"shares": ["a: city 1/2, city 1/2"]}, {"payers": ["town"]}, {"payers": ["town=镇"]}, {"quotas": ["a=2"]},
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_an_example(asked: dict[str, list[str]]) -> None:
    with pytest.raises(Problem) as problem:
        changes_of(**asked)
    assert problem.value.exit_code == 2
    assert next(iter(asked.values()))[0] in problem.value.zh


def warm(on: Run, *words: str) -> Any:
    return CliRunner().invoke(app, ["what-if", on.folders.plan, "2023", "--out", str(on.folders.curated), *words])


def test_the_command(huishan: Run, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in huishan.folders.curated.rglob("*.*") if path.is_file()}
    asked = ["--set", "dibao.cash=1701.01", "--share", "dibao: district 2/3, town 1/3"]
    told = warm(huishan, *asked, "--lang", "zh", "--csv", str(tmp_path / "cells.csv"))
    assert told.exit_code == 0, told.output
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in told.stdout.splitlines()]
    assert ["镇（街道）", "66,150.00", "53,698.15", "-12,451.85"] in rows
    assert ["低保户", "74,800.00", "74,844.44", "+44.44", "44"] in rows
    assert ["（其余 20 个不变）", "472,880.00", "472,880.00", "–", "323"] in rows
    assert rows.count(["合计", "547,680.00", "547,724.44", "+44.44", "367"]) == 2
    assert "困难低保边缘户" not in told.stdout, "what does not change is one row"
    assert "没有发布任何内容" in told.stdout
    with (tmp_path / "cells.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = list(csv.DictReader(file))
    assert sum(int(cell["change"]) for cell in cells) == 4444
    data = json.loads(warm(huishan, *asked, "--json").stdout)
    assert data["published"] is False
    assert data["total"]["fen"] == {"before": 54_768_000, "after": 54_772_444, "change": 4444}
    assert sum(cell["change"] for cell in data["cells"]) == 4444
    assert {row["payer"]: row["change"] for row in data["by_payer"]}["not_stated"] == 0
    assert before == {path: path.read_bytes() for path in huishan.folders.curated.rglob("*.*") if path.is_file()}


def test_the_command_says_what_is_wrong(huishan: Run, tmp_path: Path) -> None:
    assert warm(huishan).exit_code == 2
    wrong = warm(huishan, "--set", "dibo.cash=1", "--lang", "en")
    assert wrong.exit_code == 2
    assert "did you mean `dibao`" in wrong.stderr
    there = warm(huishan, "--set", "dibao.cash=1", "--csv", str(tmp_path))
    assert there.exit_code == 5
    nowhere = CliRunner().invoke(app, ["what-if", "huishan", "1999", "--out", str(tmp_path), "--set", "dibao.cash=1"])
    assert nowhere.exit_code == 3


def test_lines_whose_listed_amounts_count_are_named(eighth: Run) -> None:
    told = warm(eighth, "--set", "hardship.cash=900", "--set", "heat.cash=700", "--lang", "en")
    (named,) = [line for line in told.stdout.splitlines() if "follow the standard" in line]
    assert named.endswith("follow the standard: Hardship through disaster")


def test_the_total_beside_the_one_stated(citywide: Run) -> None:
    asked = ["--set", "rural_dibao.cash=120", "--payer", "town=镇/Town", "--share", "rural_dibao: town 1"]
    told = warm(citywide, *asked, "--lang", "en")
    assert "2,813,500.00 yuan: 211,480.00 too much" in told.stdout
    assert "│ Town  │            0.00 │   1,268,880.00 │ +1,268,880.00 │" in told.stdout
    table = tried(citywide, [{"standard": "rural_dibao", "cash": 120}])
    awards = {row[0]: row[1:] for row in summed(table, "standard_id", measure="awards").iter_rows()}
    assert awards["rural_dibao"] == (10572, 10574, 2), "two listed under both dibao lines come over"
    assert awards["urban_dibao"] == (7500, 7498, -2)
