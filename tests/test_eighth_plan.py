"""A plan of invented rules, every kind at once, runs from workbooks with no code; its figures are worked out by hand.

The rules are `tests/eighth/plan.yaml`. Households, by the head's name, and what §4 and §5 make of them:

甲 three dibao members, one disabled: 600.10 + 3 × 400 + 500 = 2,300.10, goods once (400), so 1,900.10 in cash; visited
  by leaders too (500 + 200); a soldier's 960 is outranked; the family of a serving soldier adds 300 always.
乙 a veteran (960) and an elder of 85 (200 + 100): the two stand together. 丙 one dibao member listed twice (1,000.10),
  visited second in the area, so beyond the place. 丁 is 79, 戊 100. 己 庚 辛 壬 work in enterprises: two of the three
  have places, one each. 癸 is the one hero, 子 the second. 丑 borderline. 寅 hardship, 350 listed; 卯 300, on the
  higher roster too. On the farm goods are cash: 辰 two dibao members, 巳 an elder of 90, 午 borderline, whose flour
  and oil have no price.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.plan import load_plan
from tests.conftest import Run
from tests.eighth import FARM, STREET, TOWN
from tests.example_rows import comes_to, decided

AWARDS = {  # (standard, person) → status, for every candidate; persons by name, the first of a household's sheet for it
    ("heat", "甲"): "awarded", ("heat", "丙"): "awarded", ("heat", "辰"): "awarded",
    ("living", "甲"): "awarded", ("living", "甲妻"): "awarded", ("living", "甲子"): "awarded",
    ("living", "丙"): "awarded", ("living", "丙", 2): "duplicate",
    ("living", "辰"): "awarded", ("living", "辰妻"): "awarded",
    ("hardest", "甲子"): "awarded",
    ("soldiers", "甲"): "outranked", ("soldiers", "乙"): "awarded",
    ("active", "甲妻"): "awarded",
    ("elder", "乙母"): "awarded", ("elder", "丁"): "ineligible", ("elder", "戊"): "ineligible",
    ("elder", "巳"): "awarded",
    ("hundred", "乙母"): "ineligible", ("hundred", "丁"): "ineligible", ("hundred", "戊"): "awarded",
    ("hundred", "巳"): "ineligible",
    ("visit", "甲"): "awarded", ("visit", "丙"): "over_quota",
    ("worker", "己"): "awarded", ("worker", "庚"): "over_quota", ("worker", "辛"): "awarded",
    ("worker", "壬"): "over_quota",
    ("hero", "癸"): "awarded", ("hero", "子"): "over_quota",
    ("borderline", "丑"): "awarded", ("borderline", "午"): "awarded",
    ("hardship", "寅"): "awarded", ("hardship", "卯"): "awarded",
    ("army_unit", "驻军某部"): "awarded", ("care_home", "安康敬老院"): "awarded",
    ("fund", None): "awarded",
}  # fmt: skip
LINES = {  # line → awards, fen
    "heat": (3, 180030), "living": (6, 240000), "hardest": (1, 50000), "soldiers": (1, 96000), "active": (1, 30000),
    "elder": (2, 60000), "hundred": (1, 100000), "visit": (1, 70000), "worker": (2, 200000), "hero": (1, 800000),
    "borderline": (2, 20000), "hardship": (2, 85000), "army_unit": (1, 0), "care_home": (1, 500000),
    "fund": (1, 12000000),
}  # fmt: skip
GOODS = {  # area, goods → quantity, fen (None: no price)
    (STREET, "rice"): (2, 60000), (STREET, "daily"): (2, 20000), (STREET, "gift"): (2, 30000),
    (TOWN, "daily"): (2, 20000), (TOWN, "flour"): (25, None), (TOWN, "oil"): (5, None),
    (FARM, "flour"): (25, None), (FARM, "oil"): (5, None),
}  # fmt: skip
# Thirds of each area × standard × component, odd fen to the province first, then the city:
# heat 1200.20 + 600.10, living in cash 800 + 800, in rice 600, in daily goods 200, hardest 500. The county alone pays
# 14,610 of the others.
PAYERS = {"province": 156679, "city": 156678, "county": 156673 + 1461000, "open": 12500000}
TOTAL, CASH = 14431030, 14301030
AREA_TOTALS = {STREET: 14156020, TOWN: 95000, FARM: 180010}


def test_every_candidate_has_the_status_worked_out_by_hand(eighth: Run) -> None:
    names = {
        tuple(row[k] for k in ("file", "sheet", "row_no")): row["name"]
        for row in eighth.table("core_person").to_dicts()
    }
    seen: Counter[Any] = Counter()
    found: dict[Any, str] = {}
    for row in eighth.table("core_award").sort("standard_id", "place_no").to_dicts():
        key = (row["standard_id"], names.get((row["file"], row["sheet"], row["row_no"])))
        seen[key] += 1
        found[key if seen[key] == 1 else (*key, seen[key])] = row["status"]
    assert found == AWARDS


def test_lines_areas_goods_and_payers_to_the_fen(eighth: Run) -> None:
    totals = eighth.summary["totals"]
    assert {x: (t["computed_count"], t["computed_fen"]) for x, t in totals["lines"].items()} == LINES
    assert totals["total"]["computed_fen"] == TOTAL == sum(fen for _, fen in LINES.values())
    assert totals["payers"] == PAYERS
    assert totals["components"]["cash"] == CASH
    bought = {(row["area_code"], row["component"]): row for row in eighth.table("out_purchase").to_dicts()}
    assert {key: (row["quantity"], row["amount_fen"]) for key, row in bought.items()} == GOODS
    assert {a: t["computed_fen"] for a, t in totals["areas"].items()} == AREA_TOTALS


def test_books_close_and_say_what_needs_a_decision(eighth: Run) -> None:
    summary = eighth.summary
    assert all(law["holds"] for law in summary["laws"].values())
    assert summary["balanced"]
    assert summary["exit_code"] == 1
    rules = {rule: number for rule, number in summary["findings"]["by_rule"].items() if number}
    assert rules["over_quota"] == 4
    assert rules["schedule_lunar"] == 1
    assert rules["counts_compared"] == 1
    assert {"outranked", "goods_not_priced", "payer_not_stated", "counted_only", "overlap_upper", "amount_varies",
            "category_unnamed", "age_eligible", "duplicate_in_line"} <= rules.keys()  # fmt: skip
    assert not {"schedule_order", "schedule_length", "floor_kept", "sheet_unread", "row_refused"} & rules.keys()


def test_matching_money_stands_apart(eighth: Run) -> None:
    assert eighth.table("plan_matching").select("area_code", "amount_fen").rows() == [(TOWN, 50000)]


def test_reports_are_written(eighth: Run) -> None:
    for name in ("report.html", "workbook.xlsx", "summary.json", "ledger.duckdb"):
        assert (eighth.folders.published / name).stat().st_size > 1000


def test_its_own_examples_and_its_words(eighth: Run) -> None:
    plan = load_plan(eighth.folders.plan_folder)
    for example in plan.examples:
        with decided(plan, example) as ledger:
            assert comes_to(ledger) == {"cash": example.cash, "goods": example.goods}, example.name.en
    shown = CliRunner().invoke(app, ["plan", "eighth", "--raw", str(eighth.folders.raw), "--lang", "en"])
    assert shown.exit_code == 4, "the lunar date of the visits is another year's"
    assert "✘ Visits 2023-01-14 is lunar 十二月廿三, the plan says 十二月初三 → 2013" in shown.output
