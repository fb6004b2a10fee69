"""Three plans as data alone (a division-city, a town of 104 households, a town's envelope): engine against oracle."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pipelines.check.catalogue import rules
from pipelines.ledger import Ledger
from pipelines.plan import load_plan, plan_tables
from tests.marks import contradictions
from tests.oracles import gaoban, shanting, wujiaqu
from tests.oracles.drawn import few, many
from tests.oracles.rosters import Rows, decided, place, sampled

YEAR = 2023
RAW = Path(__file__).parents[1] / "data" / "raw"
GOLDEN = Path(__file__).parent / "golden"
ORACLES: dict[str, Any] = {"wujiaqu": wujiaqu, "gaoban": gaoban, "shanting": shanting}
PLANS = {name: load_plan(RAW / name) for name in ORACLES}
PLANNED = {name: plan_tables(plan, YEAR) for name, plan in PLANS.items()}
RULES = {rule.rule: rule for rule in rules()}
STEADY = settings(deadline=None, derandomize=True)
FEW = settings(STEADY, max_examples=6, phases=[Phase.generate, Phase.shrink])
MANY = settings(STEADY, max_examples=13, phases=[Phase.generate])  # × 800 households; a smaller seed is no simpler
Figures = dict[tuple[str, str, str], tuple[int, int, int | None]]


# what the engine found --------------------------------------------------------------------------------------------


def figures(ledger: Ledger) -> Figures:
    return {
        (row["area_code"], row["standard_id"], row["component"]): (row["awards"], row["quantity"], row["amount_fen"])
        for row in ledger.table("out_allocation").to_dicts()
    }


def placed(statuses: dict[tuple[str, int], str], rows: Rows) -> dict[tuple[Any, ...], str]:
    return {(standard, *place(rows[n])): status for (standard, n), status in statuses.items()}


def found(ledger: Ledger, rule: str) -> set[tuple[Any, ...]]:
    return set(ledger.query(RULES[rule].sql).select("file", "sheet", "row_no").iter_rows())


def compare(plan: str, rows: Rows, also: Callable[[Ledger, Any], None]) -> None:
    books = ORACLES[plan].decide(rows)
    with decided(PLANNED[plan], rows) as ledger:
        status = {
            (a["standard_id"], a["file"], a["sheet"], a["row_no"]): a["status"]
            for a in ledger.table("core_award").to_dicts()
        }
        assert status == placed(books.statuses, rows)
        assert figures(ledger) == books.figures
        funded = ledger.query("select payer, sum(amount_fen)::bigint as fen from out_funding group by payer")
        total = sum(fen or 0 for _, _, fen in books.figures.values())
        assert dict(funded.iter_rows()) == ({PLANS[plan].payers[0].id: total} if books.figures else {})
        assert ledger.table("out_law")["holds"].all()
        also(ledger, books)


# wujiaqu ----------------------------------------------------------------------------------------------------------


def households_and_purchases(ledger: Ledger, books: wujiaqu.Books) -> None:
    households = ledger.query(
        "select stack_key, sum(amount_fen)::bigint as fen from core_award where status = 'awarded' group by stack_key"
    )
    assert dict(households.iter_rows()) == dict(books.households)
    bought = {
        (row["area_code"], row["component"]): (row["quantity"], row["amount_fen"])
        for row in ledger.table("out_purchase").to_dicts()
    }
    assert bought == {where: (part.quantity, part.fen) for where, part in books.purchase.items()}
    unpriced = ledger.query(RULES["goods_not_priced"].sql)
    in_kind = {(area, line, item) for (area, line, item), (_, _, fen) in books.figures.items() if fen is None}
    assert set(unpriced.select("area_code", "standard_id", "field").iter_rows()) == in_kind


@FEW
@given(few(PLANS["wujiaqu"]))
def test_wujiaqu_decides_a_few_rows_as_its_oracle(rows: Rows) -> None:
    compare("wujiaqu", rows, households_and_purchases)


@MANY
@given(st.integers(0, 10**6))
def test_wujiaqu_decides_many_households_as_its_oracle(seed: int) -> None:
    compare("wujiaqu", many(PLANS["wujiaqu"], seed), households_and_purchases)


def test_wujiaqu_sample_has_every_combination_of_conditions_under_every_delivery() -> None:
    """Dibao members 0 to 3, flagged or not, × each other condition: on the card, in goods and in cash."""
    homes: dict[str, Rows] = {}
    for row in sampled(RAW / "wujiaqu", YEAR):
        homes.setdefault(row["household"], []).append(row)
    assert len(homes) >= 600
    seen = {
        (wujiaqu.HOW[rows[0]["area"]], min(sum(r["category"] == "dibao_member" for r in rows), 3),
         any(r["flags"] for r in rows), *(bool(categories & {r["category"] for r in rows}) for categories in OTHERS))
        for rows in homes.values()
    }  # fmt: skip
    possible = {
        (how, members, flagged, *others)
        for how, members, flagged in product(("card", "goods", "cash"), range(4), (False, True))
        for others in product((False, True), repeat=len(OTHERS))
        if (members or not flagged) and (members or any(others))
    }
    assert seen == possible
    assert {row["area"] for row in sampled(RAW / "wujiaqu", YEAR)} == set(wujiaqu.AREAS)


OTHERS = [
    {"borderline"}, {"hardship"}, {"fallen_family"}, {"disabled_soldier", "war_service", "veteran"}, {"active_duty"}
]  # fmt: skip


# gaoban -----------------------------------------------------------------------------------------------------------


def claims_lead_to_awards(ledger: Ledger, books: gaoban.Books) -> None:
    claimed = ledger.query(
        "select coalesce(sum(claimed_fen), 0)::bigint from core_claim where outcome not like 'sheet%'"
    )
    assert claimed.item() == books.claimed
    assert ledger.query(RULES["floor_kept"].sql).is_empty()


@FEW
@given(few(PLANS["gaoban"]))
def test_gaoban_decides_a_few_rows_as_its_oracle(rows: Rows) -> None:
    compare("gaoban", rows, claims_lead_to_awards)


@MANY
@given(st.integers(0, 10**6))
def test_gaoban_decides_many_households_as_its_oracle(seed: int) -> None:
    compare("gaoban", many(PLANS["gaoban"], seed), claims_lead_to_awards)


def test_gaoban_closes_and_shows_both_figures_and_the_dates() -> None:
    with decided(PLANNED["gaoban"], sampled(RAW / "gaoban", YEAR)) as ledger:
        total = ledger.query("select * from out_reconciliation where level = 'total'").row(0, named=True)
        assert (total["computed_count"], total["computed_fen"], total["agrees"]) == (104, gaoban.ABOUT, True)
        gap = ledger.query(RULES["floor_total"].sql).row(0, named=True)
        assert gap["observed"] == "104 × 500.00 = 52,000.00"
        assert (gap["expected"], gap["money_fen"]) == ("54,080.00", gaoban.floor_gap()[2])
        lunar = ledger.query(RULES["schedule_lunar"].sql)
        assert lunar["field"].to_list() == ["review", "list"]
        assert all("2013" in said and "2023" not in said.split("→")[1] for said in lunar["observed"])
        steps = {step["step"]: step for step in ledger.table("plan_step").to_dicts()}
        assert (steps["notice"]["last_day"] - steps["notice"]["first_day"]).days + 1 == 3
        assert all(ledger.query(RULES[rule].sql).is_empty() for rule in ("schedule_length", "schedule_order"))


# shanting ---------------------------------------------------------------------------------------------------------

ALLOTMENT = {f.area_code: f.amount or 0 for f in PLANS["shanting"].area_figures[YEAR]}


def villages_and_overlaps(ledger: Ledger, books: shanting.Books) -> None:
    areas = ledger.query("select node, difference_fen from out_reconciliation where level = 'area'")
    assert {area: -fen for area, fen in areas.iter_rows() if fen} == shanting.unspent(books, ALLOTMENT)


def compare_shanting(rows: Rows) -> None:
    def listed(ledger: Ledger, books: shanting.Books) -> None:
        villages_and_overlaps(ledger, books)
        assert found(ledger, "amount_varies") == {place(rows[n]) for n in books.varying}
        assert found(ledger, "overlap_upper") == {place(rows[n]) for n in books.overlapping}

    compare("shanting", rows, listed)


@FEW
@given(few(PLANS["shanting"]))
def test_shanting_decides_a_few_rows_as_its_oracle(rows: Rows) -> None:
    compare_shanting(rows)


@MANY
@given(st.integers(0, 10**6))
def test_shanting_decides_many_households_as_its_oracle(seed: int) -> None:
    compare_shanting(many(PLANS["shanting"], seed))


def test_shanting_spends_each_allotment_and_holds_nothing_back() -> None:
    assert sum(ALLOTMENT.values()) == shanting.ENVELOPE == 168 * shanting.NORM
    rows = sampled(RAW / "shanting", YEAR)
    books = shanting.decide(rows)
    assert shanting.unspent(books, ALLOTMENT) == {}
    assert (sum(books.awards.values()), sum(books.fen.values())) == (168, shanting.ENVELOPE)
    assert len(books.overlapping) == 4
    with decided(PLANNED["shanting"], rows) as ledger:
        assert ledger.table("out_reconciliation")["agrees"].all()
        assert len(found(ledger, "overlap_upper")) == 4


def test_shanting_counts_are_places_and_only_amounts_must_agree() -> None:
    """One household gets what two had: a place fewer, the same allotment; a yuan less is held back and found."""
    rows = sampled(RAW / "shanting", YEAR)
    first, second = [n for n, row in enumerate(rows) if row["area"] == shanting.AREAS[0]][:2]

    def agrees(cash: int) -> bool:
        changed = [{**row, "cash": cash} if n == first else row for n, row in enumerate(rows) if n != second]
        with decided(PLANNED["shanting"], changed) as ledger:
            return bool(ledger.table("out_reconciliation")["agrees"].all())

    both = rows[first]["cash"] + rows[second]["cash"]
    assert agrees(both)
    assert not agrees(both - 100)


# all three --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("plan", ORACLES)
def test_nobody_at_all_is_no_error(plan: str) -> None:
    compare(plan, [], lambda _ledger, _books: None)


def golden(plan: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    with (GOLDEN / f"{plan}_{YEAR}.csv").open(encoding="utf-8", newline="") as file:
        return {tuple(row[:4]): tuple(row[4:]) for row in list(csv.reader(file))[1:]}


def totals(cells: Iterable[tuple[Any, ...]]) -> dict[tuple[str, ...], tuple[str, ...]]:
    return {tuple(row[:4]): tuple("" if cell is None else str(cell) for cell in row[4:]) for row in cells}


@pytest.mark.parametrize("plan", ORACLES)
def test_golden_totals_are_what_the_oracle_makes_of_the_sample(plan: str) -> None:
    books: Figures = ORACLES[plan].decide(sampled(RAW / plan, YEAR)).figures
    payer = PLANS[plan].payers[0].id
    assert totals((*where, "" if of[2] is None else payer, *of) for where, of in books.items()) == golden(plan)


@pytest.mark.parametrize("plan", ORACLES)
def test_the_shipped_rosters_come_to_the_golden_totals(plan: str, tmp_path: Path) -> None:
    from pipelines.flow import run
    from pipelines.folders import Folders

    folders = Folders(RAW, tmp_path, plan, YEAR)
    summary = run(folders, gate=False)
    assert summary["balanced"]
    with Ledger(folders.published / "ledger.duckdb", read_only=True) as ledger:
        of_rosters = ledger.query(
            "select rule from out_rule where severity = 'error' and family <> 'payment' and findings > 0"
        )
        assert of_rosters["rule"].to_list() == []
        assert contradictions(ledger) == []
        made = ledger.query(
            "select area_code, standard_id, component, coalesce(payer, ''), awards, quantity, allocation.amount_fen"
            " from out_allocation as allocation left join out_funding using (area_code, standard_id, component)"
        )
    assert totals(made.iter_rows()) == golden(plan)
