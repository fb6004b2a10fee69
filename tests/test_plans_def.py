"""Three plans run as data only: a quota by enterprise, twenty-odd standards with shared payers, a report and its next
year. The engine against the oracles, to the fen and listing by listing, over ten thousand random households a plan."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pipelines.check.catalogue import rules
from pipelines.clean import clean_rosters
from pipelines.engine import CLOSE, DECIDE
from pipelines.ingest import read_rosters
from pipelines.ledger import Ledger
from pipelines.paid import no_payments
from pipelines.plan import load_plan, plan_tables
from pipelines.plan.model import Example
from tests.builders import RAW, Rows, full, identity_no
from tests.households import closed, rosters
from tests.marks import contradictions
from tests.oracles import huishan, linyi, subdistrict
from tests.oracles.listing import YUAN, Books

GOLDEN = Path(__file__).parent / "golden"
PLANS = {name: load_plan(RAW / name) for name in ("linyi", "huishan", "subdistrict")}
ORACLES: dict[str, Any] = {"linyi": linyi, "huishan": huishan, "subdistrict": subdistrict}
EDITIONS = [(name, year) for name, plan in PLANS.items() for year in plan.years]
EXAMPLES = [(name, example) for name, plan in PLANS.items() for example in plan.examples]
PLANNED = {(name, year): plan_tables(PLANS[name], year) for name, year in EDITIONS}
RULES = {rule.rule: rule for rule in rules()}
ADULT = date(1970, 6, 1)
seeds = st.integers(0, 2**32)
STEADY = settings(
    deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck)
)
MANY = 800  # households an example: 13 of them are more than ten thousand a plan


def offenders(made: Ledger, rule: str) -> list[dict[str, Any]]:
    return made.query(RULES[rule].sql).to_dicts()


def agree(made: Ledger, rows: Rows, books: Books, oracle: ModuleType) -> None:
    """Statuses listing by listing, parts, money, payers, overlaps: the engine's are the oracle's, and the laws hold."""
    number = {(row["file"], row["sheet"], row["row_no"]): n for n, row in enumerate(rows)}
    awards = [row for row in made.table("core_award").to_dicts() if row["file"] != "plan.yaml"]
    found = {(a["standard_id"], number[a["file"], a["sheet"], a["row_no"]]): a["status"] for a in awards}
    assert found == books.statuses
    by = ("area_code", "standard_id", "component")
    parts = {
        tuple(row[k] for k in by): (row["awards"], row["quantity"], row["amount_fen"])
        for row in made.table("out_allocation").to_dicts()
    }
    assert parts == {key: (part.awards, part.quantity, part.fen) for key, part in books.parts.items()}
    paid = {tuple(row[k] for k in (*by, "payer")): row["amount_fen"] for row in made.table("out_funding").to_dicts()}
    assert paid == books.paid
    assert sum(paid.values()) == books.total
    overlaps = [set(row["expected"].split(" + ")) for row in offenders(made, "overlap_listed")]
    assert sorted(map(sorted, overlaps)) == sorted(sorted(x) for x in books.holds.values() if oracle.undecided(x))
    assert made.table("out_law")["holds"].to_list() == [True] * 3


def compare(name: str, year: int, seed: int, households: int) -> None:
    rows = rosters(PLANS[name], year, Random(seed), households)
    with closed(PLANNED[name, year], rows) as made:
        agree(made, rows, ORACLES[name].decide(rows, year), ORACLES[name])


@pytest.mark.parametrize(("name", "year"), EDITIONS)
@settings(STEADY, max_examples=6)
@given(seed=seeds, households=st.sampled_from([15, 8, 3, 0]))
def test_few_households_come_to_what_the_oracle_says(name: str, year: int, seed: int, households: int) -> None:
    compare(name, year, seed, households)


@pytest.mark.parametrize("name", PLANS)
@settings(STEADY, max_examples=13)
@given(seed=seeds)
def test_ten_thousand_households_come_to_what_the_oracle_says(name: str, seed: int) -> None:
    compare(name, max(PLANS[name].years) if seed % 2 else min(PLANS[name].years), seed, MANY)


@settings(STEADY, max_examples=6)
@given(seed=seeds, odd=st.lists(st.integers(1, 99), min_size=21, max_size=21))
def test_odd_fen_are_halved_without_loss(seed: int, odd: list[int]) -> None:
    """Whole-yuan rates never leave an odd fen: here every rate is of single fen."""
    plan = PLANS["huishan"]
    rates = {s.id: fen for s, fen in zip(plan.standards, odd, strict=True) if s.id != "army_unit"}
    standards = [
        s.model_copy(update={"give": [s.give[0].model_copy(update={"cash": rates[s.id]})]}) if s.id in rates else s
        for s in plan.standards
    ]
    rows = rosters(plan, 2023, Random(seed), 60)
    books = huishan.decide(rows, rates=rates)
    with closed(plan_tables(plan.model_copy(update={"standards": standards}), 2023), rows) as made:
        agree(made, rows, books, huishan)
    for (area, line, part, payer), fen in books.paid.items():
        if payer == "district" and (area, line, part, "town") in books.paid:
            assert fen - books.paid[area, line, part, "town"] in (0, 1)  # an odd fen is the district's


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=lambda x: x if isinstance(x, str) else x.name.en)
def test_a_plan_gives_what_its_examples_say(name: str, example: Example) -> None:
    """Rows are people of one household: each somebody else, unless `person` says so."""
    plan = PLANS[name]
    rows = []
    for n, row in enumerate(example.rows, 1):
        birth, which = row.birth or ADULT, row.list_ or plan.lists[0].id
        rows.append(
            {
                "area": plan.areas[1].code, "file": "f", "sheet": f"{which} {row.category}", "sheet_no": 1,
                "row_no": n, "list": which, "category": row.category, "household": f"h{row.household}", "block": 1,
                "group": None, "flags": row.flags, "id_no": identity_no(row.person or 100 + n, birth),
                "birth": birth, "claimed": None,
            }
        )  # fmt: skip
    with closed(PLANNED[name, example.year], rows) as made:
        given_out = made.query(
            "select kind, sum(amount_fen)::bigint from core_component where file <> 'plan.yaml' group by kind"
        )
    given_by_kind = dict(given_out.iter_rows())
    assert (given_by_kind.get("cash") or 0, given_by_kind.get("goods") or 0) == (example.cash, example.goods)


# --- the shipped samples -------------------------------------------------------------------------------------------


@contextmanager
def shipped(name: str, year: int, folder: Path) -> Iterator[Ledger]:
    raw = read_rosters(RAW / name / str(year) / "rosters", workers=1)
    cleaned = clean_rosters(raw, PLANS[name])
    with Ledger(folder / "ledger.duckdb") as made:
        made.save(**PLANNED[name, year], **raw.kept())
        made.save(**cleaned._asdict(), core_decision=full("core_decision", []), **no_payments()._asdict())
        made.build(*DECIDE, *CLOSE)
        yield made


def listed(made: Ledger) -> Rows:
    """The accepted rows of a ledger as the oracles take them."""
    flags: dict[Any, list[str]] = {}
    for row in made.table("core_flag").to_dicts():
        flags.setdefault((row["file"], row["sheet"], row["row_no"]), []).append(row["flag"])
    sheet_no = {(row["file"], row["sheet"]): row["sheet_no"] for row in made.table("raw_sheet").to_dicts()}
    return [
        row
        | {
            "area": row["area_code"], "sheet_no": sheet_no[row["file"], row["sheet"]], "birth": row["birth_date"],
            "household": row["household_key"], "block": row["household_no"], "group": row["group_name"],
            "flags": flags.get((row["file"], row["sheet"], row["row_no"]), []),
        }
        for row in made.table("core_person").to_dicts()
    ]  # fmt: skip


def golden_rows(books: Books) -> list[list[str]]:
    """One area × standard × component × payer; what has no amount has no payer either."""
    lines = [["area_code", "standard_id", "component", "payer", "awards", "quantity", "amount_fen"]]
    for key, part in sorted(books.parts.items()):
        paid = {payer: str(fen) for (*place, payer), fen in books.paid.items() if tuple(place) == key}
        for payer, fen in sorted(paid.items()) or [("", "")]:
            lines.append([*key, payer, str(part.awards), str(part.quantity), fen])
    return lines


@pytest.mark.parametrize(("name", "year"), EDITIONS)
def test_shipped_rosters_come_to_the_golden_totals(name: str, year: int, tmp_path: Path) -> None:
    with (GOLDEN / f"{name}_{year}.csv").open(encoding="utf-8", newline="") as file:
        golden = list(csv.reader(file))
    with shipped(name, year, tmp_path) as made:
        rows = listed(made)
        books = ORACLES[name].decide(rows, year)
        agree(made, rows, books, ORACLES[name])
        assert made.table("core_rejected").is_empty()
        assert contradictions(made) == []
    assert golden_rows(books) == golden


def test_the_report_s_counts_come_from_the_rosters(tmp_path: Path) -> None:
    with shipped("subdistrict", subdistrict.REPORT, tmp_path) as made:
        figures = made.query("select standard_id, computed_count from out_reconciliation where level = 'line'")
        assert [dict(figures.iter_rows())[line] for line in subdistrict.LINES if line in dict(figures.iter_rows())] == (
            subdistrict.REPORTED
        )
        assert offenders(made, "stated_figure") == []
        assert [question["observed"] for question in offenders(made, "counts_compared")] == ["62 ≠ 96"]


def test_next_year_is_wider(tmp_path: Path) -> None:
    (tmp_path / "next").mkdir()
    with shipped("subdistrict", subdistrict.REPORT, tmp_path) as made:
        this = subdistrict.decide(listed(made), subdistrict.REPORT)
    with shipped("subdistrict", subdistrict.NEXT, tmp_path / "next") as made:
        after = subdistrict.decide(listed(made), subdistrict.NEXT)
    assert after.total > this.total
    assert {line for _, line, _ in after.parts} == set(subdistrict.LINES)


def test_each_county_has_its_four_households(tmp_path: Path) -> None:
    with shipped("linyi", 2023, tmp_path) as made:
        counted = made.query("select area_code, standard_id, awards, amount_fen from out_allocation").rows()
        assert sorted(x for x in counted if x[1] == "visit") == [
            (a, "visit", 4, 4000 * YUAN) for a in sorted(linyi.AREAS)
        ]
        assert {standard for _, standard, _, fen in counted if fen is None} == linyi.COUNTED
        assert offenders(made, "places_unfilled") == []
        assert len(offenders(made, "over_quota")) == 3
        assert offenders(made, "schedule_order") == []


def test_the_district_s_findings(tmp_path: Path) -> None:
    with shipped("huishan", 2023, tmp_path) as made:
        assert offenders(made, "fixed_count") == []
        assert sorted(x["observed"] for x in offenders(made, "age_eligible")) == ["59", "99"]
        redacted = {x["standard_id"] for x in offenders(made, "category_unnamed")}
        assert redacted == {"redacted_local", "redacted_elsewhere"}
        unpaid = {x["standard_id"]: x["money_fen"] for x in offenders(made, "payer_not_stated")}
        assert unpaid["care_homes"] == 120_000 * YUAN
        assert unpaid.keys() == {n for n, line in huishan.LINES.items() if line.payers is huishan.OPEN} - {
            "army_unit"
        } | {"care_homes"}
        assert len(offenders(made, "overlap_listed")) == 5
