"""Upper-level money is used first, then the shares: a plan worked out by hand, and random books against plain Python.

The plan is `tests/upper`. East has two dibao people, West one: 100.01 in cash and rice for 50 each, 450.03 in all. The
province puts 301.00 first, in proportion (30,100 × cell ÷ 45,003, fen):

    East cash 20,002 → 13,378 and 10,066/45,003      East rice 10,000 → 6,688 and 19,936/45,003, the odd fen: 6,689
    West cash 10,001 →  6,689 and  5,033/45,003      West rice  5,000 → 3,344 and  9,968/45,003

What remains (6,624, 3,311, 3,312, 1,656) goes a third to the province, two thirds to the city; of East rice 1,103⅔ and
2,207⅓, so the fen is the province's. The nation's 10,000.00 is more than the elders' 600.00: 9,400.00 is left.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipelines.compare.decompose import CELL, in_order, valuation
from pipelines.compare.mix import FACTORS, World
from pipelines.engine import FUND
from pipelines.explain import explain
from pipelines.explain.sheet import as_text, write_page
from pipelines.ledger import Ledger
from pipelines.plan import PlanProblems, load_plan, plan_tables
from pipelines.plan.speak import speak
from pipelines.world import PEOPLE, PLAN
from tests.builders import full, identity_no, ledger
from tests.conftest import Run
from tests.upper import EAST, WEST, write_plan

FIRST = {(EAST, "cash"): 13_378, (EAST, "rice"): 6_689, (WEST, "cash"): 6_689, (WEST, "rice"): 3_344}
PAID = {
    (EAST, "dibao", "cash"): {"province": 13_378 + 2_208, "city": 4_416},
    (EAST, "dibao", "rice"): {"province": 6_689 + 1_104, "city": 2_207},
    (WEST, "dibao", "cash"): {"province": 6_689 + 1_104, "city": 2_208},
    (WEST, "dibao", "rice"): {"province": 3_344 + 552, "city": 1_104},
    (EAST, "elder", "cash"): {"nation": 20_000, "city": 0, "town": 0},
    (WEST, "elder", "cash"): {"nation": 40_000, "city": 0, "town": 0},
    (EAST, "home", "cash"): {"open": 500_000},
}
LARGEST = 10**13  # fen of one amount in a plan
Cell = tuple[int, int, int]  # area, line, component, each by its order


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_plan(tmp_path / "upper")
    return tmp_path / "upper"


def changed(folder: Path, old: str, new: str) -> Path:
    path = folder / "plan.yaml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    return folder


# --- by hand -------------------------------------------------------------------------------------------------------


def test_the_run_comes_to_what_was_worked_out_by_hand(upper: Run) -> None:
    first = upper.table("out_upper_share").filter(standard_id="dibao").to_dicts()
    assert {(row["area_code"], row["component"]): row["amount_fen"] for row in first} == FIRST
    paid: dict[Any, dict[str, int]] = {}
    for row in upper.table("out_funding").to_dicts():
        paid.setdefault((row["area_code"], row["standard_id"], row["component"]), {})[row["payer"]] = row["amount_fen"]
    assert paid == PAID
    assert upper.summary["totals"]["upper_money"] == [
        {"payer": "province", "granted_fen": 30_100, "used_fen": 30_100, "left_fen": 0},
        {"payer": "nation", "granted_fen": 1_000_000, "used_fen": 60_000, "left_fen": 940_000},
    ]
    assert upper.summary["totals"]["payers_by_kind"]["province"] == {
        "cash": 13_378 + 2_208 + 6_689 + 1_104, "goods": 6_689 + 1_104 + 3_344 + 552,
    }  # fmt: skip
    assert upper.table("out_law")["holds"].to_list() == [True] * 3


def test_odd_fen_are_found_in_what_the_shares_split(upper: Run) -> None:
    odd = upper.table("out_finding").filter(rule="funding_odd_fen")
    assert set(odd["expected"]) == {"33.11 × 1/3", "33.11 × 2/3"}


def test_the_reason_sheet_promises_nobody_a_part_of_the_fund(upper: Run, tmp_path: Path) -> None:
    with Ledger(upper.folders.published / "ledger.duckdb", read_only=True) as ledger:
        told = explain(ledger, "person", identity_no(1, date(1940, 5, 5)))
    dibao = next(reason for reason in told.reasons if reason.verdict == "awarded")
    assert [(payer["payer"], payer["amount_fen"]) for payer in dibao.payers] == [("province", None), ("city", None)]
    text = as_text(told, "en")
    assert "Province pays first for the whole standard, up to 301.00; 1/3 of what upper-level money leaves" in text
    assert "City 2/3 of what upper-level money leaves" in text
    write_page(told, "upper", 2023, tmp_path / "page.html")
    assert "该项先用上级资金，至多 301.00 元" in (tmp_path / "page.html").read_text("utf-8")


def test_the_clause_is_spoken_in_its_year(folder: Path) -> None:
    plan = load_plan(folder)
    said = {clause: (zh, en) for clause, zh, en in speak(plan, 2023)}
    assert said["§4(2)"] == (
        "高龄老人：先用中央 10,000.00 元，余下部分由各方按份额分担，用不完的列为结余。",
        "Nation pays first for Elders, up to 10,000.00 yuan; the shares split what remains, and money left over is "
        "reported.",
    )
    assert {clause for clause, *_ in speak(plan, 2022)} & {"§4(1)", "§4(2)"} == {"§4(1)"}
    kinds = plan_tables(plan, 2023)["plan_sentence"]["kind"].to_list()
    assert kinds.count("upper_money") == 2


def test_the_figure_of_a_payer_that_only_pays_first_can_be_stated(folder: Path) -> None:
    with (folder / "plan.yaml").open("a", encoding="utf-8") as plan:
        plan.write("stated:\n  - {year: 2023, payer: nation, amount: 600, clause: §6}\n")
    stated = plan_tables(load_plan(folder), 2023)["plan_stated"]
    assert stated.filter(level="payer").select("node", "stated_fen").rows() == [("nation", 60_000)]


def test_a_fund_of_every_standard_is_one_fund(folder: Path) -> None:
    changed(folder, "standards: [dibao], amount", 'standards: "*", amount')
    changed(folder, "[{year: 2023, amount: 10000}]", "[{year: 2022, amount: 1}]")
    with pytest.raises(PlanProblems) as wrong:
        load_plan(folder)  # the elders come in 2023
    assert "grants money in 2022, when none of its standards is in force yet" in wrong.value.en
    changed(folder, "[{year: 2022, amount: 1}]", "[{year: 2022, amount: 0}]")
    changed(folder, "{from: 2023, cash: 200}", "{from: 2022, cash: 200}")
    with pytest.raises(PlanProblems) as wrong:
        load_plan(folder)
    assert "`elder` in 2022 is settled twice, by §4(1) and by §4(2)" in wrong.value.en
    changed(folder, "[{year: 2022, amount: 0}, {year: 2023, amount: 301}]", "[{year: 2023, amount: 301}]")
    funds = plan_tables(load_plan(folder), 2023)["plan_upper_fund"]
    assert funds.select("standard_id", "fund_no", "amount_fen").rows() == [
        ("dibao", 1, 30_100), ("elder", 1, 30_100), ("home", 1, 30_100),
    ]  # fmt: skip


def test_what_a_fund_would_pay_is_no_part_of_those_who_share(folder: Path) -> None:
    """An elder more than listed is stated: the nation would pay, and the town's stated nothing is right."""
    said = {"firmness": "exact", "clause": "§", "stated_by_zh": "镇", "stated_by_en": "Town"}
    stated = [
        {"level": "line", "node": "elder", "standard_id": "elder", "stated_count": 4, "stated_fen": 80_000, **said},
        {"level": "payer", "node": "town", "stated_fen": 0, **said},
    ]
    elders = [
        {
            "file": "f", "area": WEST, "sheet": "s", "sheet_no": 1, "row_no": n, "list": "roster", "category": "elder",
            "claimed": 20_000, "birth": date(1940, 5, 5), "id_no": identity_no(n, date(1940, 5, 5)),
        }
        for n in (1, 2, 3)
    ]  # fmt: skip
    planned = plan_tables(load_plan(folder), 2023) | {"plan_stated": full("plan_stated", stated)}
    with ledger(planned, elders) as made:
        steps = made.query("select level, cause, amount_fen from out_bridge order by level, step_no")
        assert {cause for level, cause, _ in steps.rows() if level == "payer"} == {"computed", "stated"}
        assert ("line", "short_of_plan", 20_000) in steps.rows()


# --- against plain Python ------------------------------------------------------------------------------------------


def spread(whole: int, parts: dict[Any, Fraction], order: Callable[[Any], Any]) -> dict[Any, int]:
    """Whole fen that add up to `whole`: down to the fen, then one each to the largest fractions, in order at a tie."""
    down = {key: part.numerator // part.denominator for key, part in parts.items()}
    turn = sorted(parts, key=lambda key: (down[key] - parts[key], order(key)))
    for key in turn[: whole - sum(down.values())]:
        down[key] += 1
    return down


def oracle(
    cells: dict[Cell, int], funds: dict[int, int], granted: list[int], shares: dict[int, dict[str, Fraction]]
) -> tuple[dict[Cell, int], dict[Any, int]]:
    """What the funds pay of each cell, and what each payer bears. `funds`: line → its fund; fund n's payer is f{n}."""
    first: dict[Cell, int] = {}
    for fund, money in enumerate(granted):
        mine = {cell: fen for cell, fen in cells.items() if funds.get(cell[1]) == fund and fen}
        whole = sum(mine.values())
        used = min(money, whole)
        first |= spread(used, {cell: Fraction(used * fen, whole) for cell, fen in mine.items()}, lambda cell: cell)
    paid: dict[Any, int] = {}
    for cell, fen in cells.items():
        rest = fen - first.get(cell, 0)
        payers = [*shares[cell[1]]]
        parts = spread(rest, {payer: rest * share for payer, share in shares[cell[1]].items()}, payers.index)
        for payer, part in parts.items():
            paid[(*cell, payer)] = part
        if cell[1] in funds:
            payer = f"f{funds[cell[1]]}"
            paid[(*cell, payer)] = paid.get((*cell, payer), 0) + first.get(cell, 0)
    return first, paid


LINES, AREAS = 4, 5
amounts = st.one_of(st.integers(0, 30), st.integers(0, 10**6), st.integers(0, LARGEST))
weights = st.dictionaries(st.sampled_from(["f0", "city", "town"]), st.integers(1, 9), min_size=1)


@settings(max_examples=45, deadline=None, derandomize=True)
@example(cells={(0, 0, 0): LARGEST, (1, 0, 0): LARGEST - 1}, granted=[LARGEST], funds={0: 0}, weighed=[{"city": 1}] * 4)
@example(cells={(2, 1, 0): 5, (0, 1, 0): 5, (1, 1, 1): 5}, granted=[7], funds={1: 0}, weighed=[{"city": 1}] * 4)
@given(
    cells=st.dictionaries(
        st.tuples(st.integers(0, AREAS - 1), st.integers(0, LINES - 1), st.integers(0, 1)), amounts, min_size=1
    ),
    granted=st.lists(amounts, min_size=1, max_size=2),
    funds=st.dictionaries(st.integers(0, LINES - 1), st.integers(0, 1)),
    weighed=st.lists(weights, min_size=LINES, max_size=LINES),
)
def test_random_books_are_split_as_the_oracle_splits_them(
    tmp_path_factory: pytest.TempPathFactory,
    cells: dict[Cell, int], granted: list[int], funds: dict[int, int], weighed: list[dict[str, int]],
) -> None:  # fmt: skip
    funds = {line: fund for line, fund in funds.items() if fund < len(granted)}
    shares = {
        line: {payer: Fraction(weight, sum(of.values())) for payer, weight in of.items()}
        for line, of in enumerate(weighed)
    }
    first, paid = oracle(cells, funds, granted, shares)
    with Ledger(tmp_path_factory.mktemp("split") / "ledger.duckdb", kept=False) as ledger:
        ledger.save(**tables(cells, funds, granted, weighed))
        ledger.build(*FUND)
        found = ledger.table("out_upper_share").to_dicts()
        funding, fund_rows = ledger.table("out_funding").to_dicts(), ledger.table("out_upper_fund").to_dicts()
    assert {numbered(row): row["amount_fen"] for row in found} == first
    assert all(first[cell] <= cells[cell] for cell in first)
    assert {(*numbered(row), row["payer"]): row["amount_fen"] for row in funding} == paid
    for row in fund_rows:
        mine = sum(fen for cell, fen in first.items() if funds[cell[1]] == row["fund_no"])
        assert (row["granted_fen"], row["used_fen"]) == (granted[row["fund_no"]], mine)
        assert row["left_fen"] == row["granted_fen"] - mine >= 0
    assert {row["fund_no"] for row in fund_rows} == set(funds.values())


def numbered(row: dict[str, Any]) -> Cell:
    return 9 - int(row["area_code"][1]), 9 - int(row["standard_id"][1]), int(row["component"][1])


def tables(
    cells: dict[Cell, int], funds: dict[int, int], granted: list[int], weighed: list[dict[str, int]]
) -> dict[str, pl.DataFrame]:
    """Areas and lines are numbered the other way round than their codes sort, so that order is the plan's."""
    rows: dict[str, list[dict[str, Any]]] = {
        "plan_area": [{"area_code": f"a{9 - n}", "area_no": n} for n in range(AREAS)],
        "plan_standard": [{"standard_id": f"s{9 - n}", "line_no": n} for n in range(LINES)],
        "plan_upper_fund": [
            {"standard_id": f"s{9 - line}", "fund_no": fund, "payer": f"f{fund}", "amount_fen": granted[fund]}
            for line, fund in funds.items()
        ],
        "plan_payer": [
            {"standard_id": f"s{9 - line}", "payer": payer, "payer_no": no, "share_num": of.get(payer, 0)}
            | {"share_den": sum(of.values())}
            for line, of in enumerate(weighed)
            for no, payer in enumerate([*({f"f{funds[line]}"} - of.keys() if line in funds else ()), *of])
        ],
        "out_allocation": [
            {"area_code": f"a{9 - area}", "standard_id": f"s{9 - line}", "component": f"c{part}", "amount_fen": fen}
            for (area, line, part), fen in cells.items()
        ],
    }
    return {name: full(name, content) for name, content in rows.items()}


# --- between years -------------------------------------------------------------------------------------------------


def test_the_fund_changes_with_the_payers(folder: Path) -> None:
    """In a mixed world the payers' year says who pays first, and a fund both years have is one pot."""
    plan = load_plan(folder)
    people = {name: full(name, []) for name in PEOPLE}
    old, new = ({name: plan_tables(plan, year)[name] for name in PLAN} | people for year in (2022, 2023))
    world = World(old, new)

    def funds(*on: str) -> list[tuple[Any, ...]]:
        return world.with_new(on)["plan_upper_fund"].select("standard_id", "payer", "amount_fen").rows()

    assert funds() == [("dibao", "province", 0)]
    assert funds("payers") == [("dibao", "province", 30_100)]
    assert funds("standards") == [("dibao", "province", 0), ("elder", "nation", 1_000_000)]
    assert funds(*FACTORS) == [("dibao", "province", 30_100), ("elder", "nation", 1_000_000)]
    one_pot = new["plan_upper_fund"].with_columns(fund_no=pl.lit(1, pl.Int64), payer=pl.lit("province"))
    mixed = World(old, new | {"plan_upper_fund": one_pot}).with_new(["standards"])["plan_upper_fund"]
    assert mixed.select("standard_id", "amount_fen").rows() == [("dibao", 0), ("elder", 0)]


def test_what_the_fund_changes_between_years_adds_up(upper: Run, folder: Path) -> None:
    """The same people under the rules of both years: the province's 301.00 is the payers' doing, to the fen."""
    plan = load_plan(folder)
    people = {name: upper.table(name) for name in PEOPLE}
    old, new = ({name: plan_tables(plan, year)[name] for name in PLAN} | people for year in (2022, 2023))
    world = World(old, new)
    value = valuation(world)
    change = in_order([*FACTORS], value)
    before, after = value(frozenset()), value(frozenset(FACTORS))
    cells = {tuple(row[:-1]): row[-1] for row in change.group_by(CELL).agg(pl.col("amount").sum()).iter_rows()}
    assert cells == {
        cell: step for cell in before.keys() | after.keys() if (step := after.get(cell, 0) - before.get(cell, 0))
    }
    thirds = 6_667 + 3_333 + 3_334 + 1_667  # of 20,002, 10,000, 10,001 and 5,000
    moved = change.filter(factor="payers", measure="fen", standard_id="dibao").group_by("payer")
    assert dict(moved.agg(pl.col("amount").sum()).iter_rows()) == {
        "province": sum(FIRST.values()) + 2_208 + 1_104 + 1_104 + 552 - thirds,
        "city": 9_935 - (45_003 - thirds),
    }
