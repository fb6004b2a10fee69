"""Two years beside each other: the parts are the whole in every cell, the methods are what they claim, nobody is named.

The decomposition is held against `tests.comparison_oracle` on more than a thousand invented pairs of years, each pair
in two areas of its own, hundreds of them in one ledger.
"""

from __future__ import annotations

import json
import random
import re
import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.compare.decompose import CELL, free_of_order, in_order, valuation
from pipelines.compare.mix import FACTORS, World
from pipelines.compare.moves import moves, why_moved
from pipelines.identity import mask_id
from pipelines.ledger import Ledger
from pipelines.tables.comparison import COMPARISON
from tests import comparison_oracle as oracle
from tests.builders import RAW, full, identity_no
from tests.conftest import Run

PAIRS = 520  # of years, in each of the two worlds
LATER = 100_000  # beyond every row of the old year
DAYS = {"old": date(2023, 1, 22), "new": date(2024, 2, 10)}
BORN = [date(1943, 1, 30), date(1944, 2, 9), date(1934, 2, 10), date(1935, 6, 1), date(1970, 5, 5)]
CATEGORIES = ["poor", "old", "ill", "other"]
PLANS: dict[str, dict[str, Any]] = {
    "old": {
        "relief": {"for": {"poor"}, "per": "person", "min_age": 0, "cash": 10001, "goods": 3333,
                   "payers": {"city": 1, "town": 2}},
        "home": {"for": {"poor", "ill"}, "per": "household", "min_age": 0, "cash": 20000, "goods": None,
                 "payers": {"city": 1, "town": 1}},
        "age": {"for": {"old", "ill"}, "per": "person", "min_age": 80, "cash": 20001, "goods": 5000,
                "payers": {"city": 1}},
    },
    "new": {
        "relief": {"for": {"poor"}, "per": "person", "min_age": 0, "cash": 12500, "goods": 4444,
                   "payers": {"city": 2, "town": 1}},
        "home": {"for": {"poor", "ill"}, "per": "household", "min_age": 0, "cash": 15000, "goods": None,
                 "payers": {"city": 1, "town": 1}},
        "age": {"for": {"old", "ill"}, "per": "person", "min_age": 79, "cash": 20001, "goods": 7001,
                "payers": {"city": 1, "town": 2}},
        "winter": {"for": {"other"}, "per": "person", "min_age": 0, "cash": 7, "goods": None,
                   "payers": {"city": 1, "town": 1}},
    },
}  # fmt: skip


def population(seed: int) -> dict[str, list[list[oracle.Row]]]:
    """Year → the rows of each pair. A pair's people live in two areas and up to three households of their own."""
    dice = random.Random(seed)
    years: dict[str, list[list[oracle.Row]]] = {"old": [], "new": []}
    for pair in range(PAIRS):
        listed: dict[str, list[oracle.Row]] = {"old": [], "new": []}
        for person in range(dice.randint(1, 5)):
            birth = dice.choice(BORN)
            number = pair * 10 + person
            before = {
                "id_no": identity_no(number, birth),
                "birth": birth,
                "area": f"a{pair:04d}{dice.choice('xy')}",
                "household": f"h{pair}-{dice.randint(1, 3)}",
                "category": dice.choice(CATEGORIES),
                "turn": number,
            }
            after = before | {"turn": LATER + number}
            for change, choices in (("area", [f"a{pair:04d}{c}" for c in "xy"]), ("category", CATEGORIES),
                                    ("household", [f"h{pair}-{n}" for n in (1, 2, 3)])):  # fmt: skip
                if dice.random() < 0.4:
                    after[change] = dice.choice(choices)
            which = dice.choice(["both", "both", "both", "old", "new"])
            listed["old"] += [before] if which != "new" else []
            listed["new"] += [after] if which != "old" else []
        for year, rows in listed.items():
            years[year].append(rows)
    return years


def tables(people: list[oracle.Row], plan: dict[str, Any], day: date) -> dict[str, pl.DataFrame]:
    """A year as the engine has it. All stand in one sheet, so that order of listing is the number of the row."""
    file = {"file": f"{day.year} ▸ all.xlsx", "sheet": "甲"}
    areas = [f"a{pair:04d}{which}" for pair in range(PAIRS) for which in "xy"]
    payers = [
        {"standard_id": name, "payer": payer, "payer_no": n, "name_zh": payer, "name_en": payer, "share_num": weight,
         "share_den": sum(s["payers"].values()), "stated": True}
        for name, s in plan.items() for n, (payer, weight) in enumerate(s["payers"].items(), 1)
    ]  # fmt: skip
    rows: dict[str, list[dict[str, Any]]] = {
        "plan_setting": [{"plan": "p", "year": day.year, "reference_day": day, "stacking_within": "person",
                          "stacking_otherwise": "highest"}],
        "plan_standard": [{"standard_id": name, "line_no": n, "section": "all", "group_id": name, "per": s["per"],
                           "min_age": s["min_age"] or None, "named": True}
                          for n, (name, s) in enumerate(plan.items(), 1)],
        "plan_beneficiary": [{"standard_id": n, "list": "l", "category": c} for n, s in plan.items() for c in s["for"]],
        "plan_component": [{"standard_id": name, "component": part, "kind": part, "quantity": 1, "value_fen": s[part]}
                           for name, s in plan.items() for part in ("cash", "goods") if s[part] is not None],
        "plan_payer": payers,
        "plan_area": [{"area_code": area, "area_no": n} for n, area in enumerate(areas, 1)],
        "raw_file": [{**file, "area_code": areas[0], "status": "read"}],
        "raw_sheet": [{**file, "sheet_no": 1, "status": "read"}],
        "core_person": [{**file, "row_no": row["turn"], "area_code": row["area"], "household_key": row["household"],
                         "household_no": row["turn"], "list": "l", "category": row["category"], "name": "赵某",
                         "id_no": row["id_no"], "birth_date": row["birth"]} for row in people],
    }  # fmt: skip
    rest = (
        "plan_upper_fund",
        "plan_flag",
        "plan_stacking",
        "plan_quota",
        "plan_delivery",
        "core_flag",
        "core_decision",
        "core_rejected",
    )
    return {name: full(name, rows.get(name, [])) for name in (*rows, *rest)}


def chained(people: list[list[oracle.Row]]) -> list[oracle.Row]:
    return [row for pair in people for row in pair]


WORLDS = {
    "people": (1, ["came", "category", "household", "place", "day"]),
    "plan": (2, ["left", "category", "standards", "prices", "payers"]),
}


@pytest.mark.parametrize("which", WORLDS)
def test_both_methods_are_those_of_the_oracle(which: str) -> None:
    seed, factors = WORLDS[which]
    people = population(seed)
    plans = PLANS if "standards" in factors else {"old": PLANS["old"], "new": PLANS["old"]}
    years = {year: tables(chained(people[year]), plans[year], DAYS[year]) for year in DAYS}
    value = valuation(World(years["old"], years["new"]))
    found = {"one": in_order(factors, value), "any": free_of_order(factors, value)}
    exact: dict[str, dict[Any, int]] = {"one": {}, "any": {}}
    worlds = worlds_of(people, plans)
    for pair in range(PAIRS):
        own = partial(worlds, pair)
        exact["one"] |= oracle.one_after_another(factors, own)
        exact["any"] |= oracle.rounded(oracle.over_every_order(factors, own), factors)
    for method, table in found.items():
        made = {(r["factor"], r["measure"], r["area_code"], r["standard_id"], r["payer"]): r["amount"]
                for r in table.to_dicts()}  # fmt: skip
        assert made == exact[method]
        assert {key[0] for key in made} == set(factors)
        parts = table.group_by(CELL).agg(pl.col("amount").sum()).filter(pl.col("amount") != 0)
        before, after = value(frozenset()), value(frozenset(factors))
        whole = {c: d for c in before.keys() | after.keys() if (d := after.get(c, 0) - before.get(c, 0))}
        assert {tuple(row[:-1]): row[-1] for row in parts.iter_rows()} == whole


def worlds_of(people: Any, plans: Any) -> Callable[[int, frozenset[str]], Counter[oracle.Cell]]:
    known: dict[tuple[int, frozenset[str]], Counter[oracle.Cell]] = {}

    def worked_out(pair: int, on: frozenset[str]) -> Counter[oracle.Cell]:
        if (pair, on) not in known:
            old, new = ({"rows": people[y][pair], "plan": plans[y], "day": DAYS[y]} for y in ("old", "new"))
            known[pair, on] = oracle.figures(oracle.mixed(old, new, on))
        return known[pair, on]

    return worked_out


def test_every_factor_on_is_the_new_year() -> None:
    people = population(3)
    years = {year: tables(chained(people[year]), PLANS[year], DAYS[year]) for year in DAYS}
    world = World(years["old"], years["new"])
    assert world.differs_in() == list(FACTORS)
    whole, none = world.with_new(FACTORS), world.with_new([])
    for name in ("core_person", "plan_component", "plan_payer"):
        key = [c for c in ("file", "row_no", "standard_id", "payer", "component") if c in whole[name].columns]
        assert whole[name].sort(key).equals(years["new"][name].sort(key))
        assert none[name].sort(key).equals(years["old"][name].sort(key))


@pytest.mark.parametrize(("made", "fen"), [("citywide_years", 1_610_000), ("subdistrict_years", 7_070_000)])
def test_the_parts_of_shipped_years_are_the_whole(made: str, fen: int, request: pytest.FixtureRequest) -> None:
    years = request.getfixturevalue(made)
    money = years["out_year_over_year"].filter(measure="fen")
    for method in money["method"].unique():
        assert money.filter(method=method)["amount"].sum() == fen
    figures = years["out_year_figure"].filter(measure="fen")
    assert figures["after"].sum() - figures["before"].sum() == fen


def listed(people: list[tuple[int, str, str, str | None]], refused: list[int]) -> dict[str, pl.DataFrame]:
    """A year: number, area, category and remark of each person; the numbers of who was refused."""
    place = {"file": "f", "sheet": "s"}
    rows = [
        {**place, "row_no": n, "id_no": identity_no(who, BORN[0]), "name": "欧阳建国", "area_code": area,
         "category": category, "remark": remark}
        for n, (who, area, category, remark) in enumerate(people)
    ]  # fmt: skip
    out = [{**place, "row_no": n, "id_no": identity_no(who, BORN[0])} for n, who in enumerate(refused)]
    return {"core_person": full("core_person", rows), "core_rejected": full("core_rejected", out)}


def test_moves_are_masked_and_say_why() -> None:
    told = f"病故，证件{identity_no(1, BORN[0])}，由欧阳建国代办"
    old = listed([(1, "a", "x", told), (2, "a", "x", None), (3, "a", "x", None), (4, "a", "x", "欧阳建国之子")], [5])
    new = listed([(3, "b", "y", None), (5, "a", "x", None), (6, "a", "x", None)], [2])
    table = moves(old, new)
    assert sorted((row["kind"], row["reason"] or "") for row in table.to_dicts()) == [
        ("came", ""), ("came", "refused_before"), ("category", ""), ("left", ""), ("left", "died"),
        ("left", "refused_now"), ("place", ""),
    ]  # fmt: skip
    assert_nobody_is_named(table.write_csv(), {"欧阳建国"})


REMARKS: dict[str, list[str]] = {
    "died": ["去世", "已故", "本人已于2023年5月3日病故。", "2023.5死亡（2023.5.3）", "死亡注销，停发",
             "去年因病去世；子女代报"],
    "moved_away": ["迁出", "户口已迁移", "全家搬走", "2023年户籍迁出至外县，停发"],
    "in_prison": ["正在服刑", "服刑中"],
    "missing": ["失联", "已失踪。"],
    "off_relief": ["退出低保", "已停发", "取消", "低保停保"],
    "": ["父母双亡", "丈夫病故", "父亡母改嫁", "父亲，已去世", "无死亡记录", "未去世", "死亡人员家属", "易地搬迁户",
         "户口未迁出", "脱贫户", "子女失联，独居", "丈夫服刑", "服刑人员子女", "退出现役", "贫困户退出后监测"],
}  # fmt: skip


def test_a_remark_tells_of_the_person_and_of_nobody_else() -> None:
    told = [(remark, why) for why, remarks in REMARKS.items() for remark in remarks]
    old = listed([(n, "a", "x", remark) for n, (remark, _) in enumerate(told)], [])
    found = dict(moves(old, listed([], [])).select("id_no", "reason").iter_rows())
    assert len(found) == len(told), "no two masked numbers alike"
    known = {remark: found[mask_id(identity_no(n, BORN[0]))] for n, (remark, _) in enumerate(told)}
    assert {remark: why or "" for remark, why in known.items()} == dict(told)
    twice = listed([(1, "a", "x", "住院"), (1, "a", "y", "去世")], [])
    assert moves(twice, listed([], []))["reason"].to_list() == ["died"]


def test_the_year_before_is_the_neighbour() -> None:
    assert why_moved((2022, 2023))["refused_before"] == ("上年拒收", "Refused the year before")
    assert why_moved((2021, 2023))["refused_before"] == ("2021年拒收", "Refused in 2021")


def assert_nobody_is_named(text: str, names: set[str]) -> None:
    assert not re.search(r"\d{17}[\dX]", text)
    assert not [name for name in names if name in text]


def test_the_moves_of_a_shipped_plan_are_masked(citywide_years: dict[str, pl.DataFrame], citywide: Run) -> None:
    table = citywide_years["out_move"]
    assert table["kind"].unique().sort().to_list() == ["came", "category", "left", "place"]
    names = {name for name in citywide.table("core_person")["name"] if len(name) > 1}
    assert not names & set(table["name"])
    assert_nobody_is_named(table.write_csv(), set())


def test_a_category_is_called_as_the_plan_calls_it(two_years: dict[str, Any]) -> None:
    """Not as the first line that is for it: one line may be for two categories."""
    facts = two_years["subdistrict"]
    assert facts.names["category"]["dibao"] == ("低保家庭", "Dibao households")
    assert facts.names["category"]["low_income"] == ("低收入家庭", "Low-income households")
    called = {row["category_after"] for row in facts.moves() if row["category_after"]}
    assert called <= set(facts.names["category"].values())


def warm(out: Path, *words: object) -> Any:
    return CliRunner().invoke(app, ["compare", *map(str, words), "--raw", str(RAW), "--out", str(out)])


def test_the_command(subdistrict: Path) -> None:
    folder = subdistrict / "subdistrict" / "2024-against-2023"
    first = warm(subdistrict, "subdistrict", 2023, 2024, "--lang", "zh")
    assert first.exit_code == 0, first.output
    assert "70,700.00 = 两年之差 70,700.00 ✔" in first.stdout
    assert "新增人员" in first.stdout
    before = {path.name: path.read_bytes() for path in folder.rglob("*.*")}
    assert sorted(before) == sorted(
        ["comparison.html", "comparison.xlsx", *(f"{table}.parquet" for table in COMPARISON)]
    )
    assert warm(subdistrict, "subdistrict", 2023, 2024, "--lang", "zh").exit_code == 0
    assert before == {path.name: path.read_bytes() for path in folder.rglob("*.*")}
    page = before["comparison.html"].decode()
    assert "default-src 'none'" in page
    assert not re.search(r"(?:src|href)=|https?:|url\((?!#)", page)
    with Ledger(subdistrict / "subdistrict" / "2024" / "ledger.duckdb", read_only=True) as ledger:
        names = {name for name in ledger.table("core_person")["name"] if len(name) > 2}
    assert_nobody_is_named(page, names)
    every = warm(subdistrict, "subdistrict", 2023, 2024, "--every-order", "--json")
    told = json.loads(every.stdout)
    assert told["change"] == {"fen": 7_070_000, "awards": 242}
    for method in ("in_order", "free_of_order"):
        for measure, whole in told["change"].items():
            parts = [f["amount"] for f in told["factors"] if (f["method"], f["measure"]) == (method, measure)]
            assert sum(parts) == whole
    assert {path.name for path in folder.parent.iterdir()} >= {"2023", "2024", folder.name}


def test_a_year_that_is_not_there(subdistrict: Path, tmp_path: Path) -> None:
    shutil.copytree(subdistrict / "subdistrict" / "2024", tmp_path / "subdistrict" / "2024")
    missing = warm(tmp_path, "subdistrict", 2023, 2024, "--lang", "en")
    assert missing.exit_code == 3
    assert "2023" in missing.stderr
    assert "run `warm run subdistrict 2023` first" in missing.stderr
    assert [path.name for path in (tmp_path / "subdistrict").iterdir()] == ["2024"]
    assert warm(tmp_path, "subdistrict", 2024, 2023).exit_code == 2
    alone = warm(tmp_path, "gaoban", 2022, 2023, "--json")
    assert alone.exit_code == 3
    problem = json.loads(alone.stderr)
    assert problem["code"] == "year_not_run"
    assert "有名册：2023" in problem["zh"]
    assert "put the rosters of 2022 into" in problem["en"]
    assert [path.name for path in tmp_path.iterdir()] == ["subdistrict"]


def test_a_ledger_of_another_version(subdistrict: Path, tmp_path: Path) -> None:
    for year in ("2023", "2024"):
        shutil.copytree(subdistrict / "subdistrict" / year, tmp_path / "subdistrict" / year)
    with Ledger(tmp_path / "subdistrict" / "2023" / "ledger.duckdb") as ledger:
        ledger.connection.execute("alter table core_flag add column more integer")
    told = warm(tmp_path, "subdistrict", 2023, 2024, "--json")
    assert told.exit_code == 3
    assert json.loads(told.stderr)["code"] == "ledger_of_another_version"
