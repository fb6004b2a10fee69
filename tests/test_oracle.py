"""The ledger's decisions against the oracle's, on thousands of invented people who overlap in every way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pipelines.ledger import Ledger
from pipelines.plan import load_plan, plan_tables
from pipelines.plan.clauses import Payer
from pipelines.plan.rules import Good
from pipelines.plan.scalars import Words
from tests import oracle
from tests.builders import CITYWIDE, Rows, full, identity_no, ledger

YEAR = 2023
PLAN = load_plan(CITYWIDE)
PLANNED = plan_tables(PLAN, YEAR)
ORDER = [area.code for area in PLAN.areas]
AREAS = [ORDER[4], ORDER[0], ORDER[24]]
# Names sort against the order of areas and sheets, so that the one cannot stand in for the other.
FILES = [("b.xlsx", AREAS[0]), ("c.xlsx", AREAS[1]), ("a.xlsx", AREAS[2]), ("d.xlsx", AREAS[0])]
SHEETS = ["乙", "丙", "甲"]
NEAR_A_HUNDRED = [date(1923, 1, 21), date(1923, 1, 22), date(1923, 1, 23), date(1920, 2, 29), date(1955, 5, 5)]
STEADY = settings(deadline=None, derandomize=True)
UNSHRUNK = settings(
    STEADY, phases=[Phase.explicit, Phase.reuse, Phase.generate]
)  # shrinking hundreds of rows takes minutes

claims = st.sampled_from([10000, 10000, 0, 50000, 12345])
general = st.tuples(st.just("general"), st.sampled_from([line.category for line in oracle.LINES.values()]))
leader = st.tuples(st.just("leader"), st.sampled_from(["key_entitled", "urban_dibao", "rural_dibao"] * 2 + ["orphan"]))


@st.composite
def towns(draw: st.DrawFn, least: int, most: int) -> Rows:
    """Person rows in the order of the sheets; the fewer the people, the more often they stand in several."""
    people = draw(st.integers(1, 60))
    row = st.tuples(
        st.integers(0, len(FILES) - 1), st.integers(0, len(SHEETS) - 1), st.integers(1, people),
        st.one_of(general, general, leader), claims,
    )  # fmt: skip
    drawn = draw(st.lists(row, min_size=least, max_size=most))
    return [
        {
            "file": FILES[file][0], "area": FILES[file][1], "sheet": SHEETS[sheet], "sheet_no": sheet + 1,
            "row_no": number, "list": which, "category": category, "claimed": claimed,
            "birth": (birth := NEAR_A_HUNDRED[person % 5]), "id_no": identity_no(person, birth),
        }
        for number, (file, sheet, person, (which, category), claimed) in enumerate(drawn, 5)
    ]  # fmt: skip


def outcomes(made: Ledger, rows: Rows) -> list[str]:
    found = {
        (row["file"], row["sheet"], row["row_no"]): row["outcome"]
        for row in made.table("core_claim").to_dicts()
        if row["outcome"] not in ("sheet_total", "subtotal_in_total", "sheet_total_missing", "refused")
    }
    status = {(row["file"], row["sheet"], row["row_no"]): row["status"] for row in made.table("core_award").to_dicts()}
    assert status == {place: outcome for place, outcome in found.items() if outcome != "no_standard"}
    assert len(found) == len(rows)
    return [found[row["file"], row["sheet"], row["row_no"]] for row in rows]


def summed(rows: Iterable[dict[str, Any]], *by: str) -> dict[Any, int]:
    sums: Counter[Any] = Counter()
    for row in rows:
        sums[tuple(row[name] for name in by) if len(by) > 1 else row[by[0]]] += row["amount_fen"]
    return dict(sums)


def compare(rows: Rows) -> None:
    expected = oracle.decide(rows, ORDER, oracle.DAY[YEAR])
    with ledger(PLANNED, rows) as made:
        assert outcomes(made, rows) == expected.outcomes
        allocation = made.table("out_allocation").to_dicts()
        assert summed(allocation, "area_code", "standard_id", "component") == expected.money
        assert summed(allocation, "section") == expected.sections
        assert summed(made.table("out_funding").to_dicts(), "payer") == expected.payers
        figures = {(row["level"], row["node"]): row for row in made.table("out_reconciliation").to_dicts()}
        assert figures["total", ""]["computed_fen"] == expected.total
        assert figures["total", ""]["computed_count"] == sum(expected.awards.values())
        for (area, line), count in expected.awards.items():
            assert figures["area_line", f"{area}/{line}"]["computed_count"] == count
        for line in oracle.LINES:
            assert figures["line", line]["computed_count"] == sum(
                n for (_, of), n in expected.awards.items() if of == line
            )
        books_close(made)


def books_close(made: Ledger) -> None:
    """Awards = allocation = funding; every law holds; at every node the bridge leads from claimed to stated."""
    awarded = [row for row in made.table("core_award").to_dicts() if row["status"] == "awarded"]
    allocation, funding = made.table("out_allocation").to_dicts(), made.table("out_funding").to_dicts()
    by = ("area_code", "standard_id")
    assert summed(awarded, *by) == summed(allocation, *by) == summed(funding, *by)
    assert made.table("out_law")["holds"].to_list() == [True] * 3
    figures = {(row["level"], row["node"]): row for row in made.table("out_reconciliation").to_dicts()}
    reached: dict[tuple[str, str], int] = {}
    passed = set()
    for step in made.table("out_bridge").sort("level", "node", "step_no").to_dicts():
        node = step["level"], step["node"]
        if step["is_level"]:
            passed.add((node, step["cause"], step["amount_fen"]))
            if step["cause"] != "claimed" and (step["level"], step["cause"]) != ("payer", "computed"):
                assert reached[node] == step["amount_fen"], (node, step)
            reached[node] = step["amount_fen"]
        else:
            reached[node] += step["amount_fen"]
    for node, figure in figures.items():
        assert (node, "computed", figure["computed_fen"]) in passed
        said = "claimed" if node[0] == "sheet" else "stated"  # what a sheet states is what it claims
        assert figure["stated_fen"] is None or (node, said, figure["stated_fen"]) in passed


@settings(STEADY, max_examples=25)
@given(towns(3, 14))
def test_few_rows_are_decided_as_the_oracle_decides(rows: Rows) -> None:
    compare(rows)


@settings(UNSHRUNK, max_examples=30)
@given(towns(120, 220))
def test_many_rows_are_decided_as_the_oracle_decides(rows: Rows) -> None:
    compare(rows)


def test_nobody_at_all_is_no_error() -> None:
    compare([])


@settings(UNSHRUNK, max_examples=15)
@given(rows=towns(5, 60), data=st.data())
def test_the_bridge_adds_up_whatever_is_stated_totalled_and_refused(rows: Rows, data: st.DataObject) -> None:
    """Stated figures off by anything or absent, sheet totals wrong or missing, rows refused: every fen is explained."""
    books = oracle.decide(rows, ORDER, oracle.DAY[YEAR])
    off = st.sampled_from([0, 0, 1, -1, 3])

    def figure(level: str, node: str, count: int, fen: int, **names: str) -> list[dict[str, Any]]:
        if data.draw(st.integers(0, 4)) == 0:
            return []
        extra = data.draw(off)
        stated = {"level": level, "node": node, "stated_count": max(count + extra, 0), "clause": "§", **names}
        return [stated | {"stated_fen": max(fen + extra * 10000 + data.draw(st.sampled_from([0, 0, 50])), 0)}]

    cells = []
    for area in AREAS:
        for line in data.draw(st.lists(st.sampled_from(list(oracle.LINES)), unique=True, max_size=6)):
            count = books.awards[area, line]
            worth = oracle.LINES[line].worth
            cells += figure("area_line", f"{area}/{line}", count, count * worth, area_code=area, standard_id=line)
    stated = list(cells)
    for area in {cell["area_code"] for cell in cells}:
        parts = [cell for cell in cells if cell["area_code"] == area]
        sums = {name: sum(cell[name] for cell in parts) for name in ("stated_count", "stated_fen")}
        stated.append({"level": "area", "node": area, "area_code": area, "clause": "§", **sums})
    for line, rule in oracle.LINES.items():
        count = sum(n for (_, of), n in books.awards.items() if of == line)
        stated += figure("line", line, count, count * rule.worth, standard_id=line)
    for section in ("general", "leader"):
        stated += figure("section", section, 0, books.sections[section], section=section)
    stated += figure("total", "", 0, books.total)
    refused = [
        {**{k: row[k] for k in ("file", "sheet", "list", "category")}, "area_code": row["area"],
         "row_no": row["row_no"] + 1000, "claimed_fen": row["claimed"], "reasons": "id_length"}
        for row in rows if data.draw(st.integers(0, 5)) == 0
    ]  # fmt: skip
    totals: Rows = []
    for file, sheet in sorted({(row["file"], row["sheet"]) for row in rows}):
        here = [row for row in rows if (row["file"], row["sheet"]) == (file, sheet)]
        about = {"file": file, "sheet": sheet, "area_code": here[0]["area"]}
        claimed = sum(row["claimed"] for row in here)
        claimed += sum(row["claimed_fen"] for row in refused if (row["file"], row["sheet"]) == (file, sheet))
        totals.append(about | {"row_no": 8000, "role": "subtotal", "stated_fen": 30000})
        if data.draw(st.booleans()):
            extra = data.draw(st.sampled_from([0, 30000, 777, None]))
            amount = None if extra is None else claimed + extra
            totals.append(about | {"row_no": 9000, "role": "total", "stated_fen": amount})
    tables = PLANNED | {"plan_stated": full("plan_stated", stated)}
    with ledger(tables, rows, core_rejected=refused, core_sheet_total=totals) as made:
        books_close(made)
        claimed_by_towns = made.query("select amount_fen from out_bridge where level = 'total' and cause = 'claimed'")
        sheets = {(t["file"], t["sheet"]): t["stated_fen"] or 0 for t in totals if t["role"] == "total"}
        assert claimed_by_towns.item() == sum(sheets.values())


@settings(UNSHRUNK, max_examples=15)
@given(
    rows=towns(1, 40),
    weights=st.lists(st.integers(1, 7), min_size=1, max_size=4),
    odd=st.lists(st.integers(1, 99), min_size=len(oracle.LINES), max_size=len(oracle.LINES)),
)
def test_payers_share_to_the_fen(rows: Rows, weights: list[int], odd: list[int]) -> None:
    """Thirds, sevenths and odd fen: what each payer pays is the oracle's largest remainder, and nothing is lost."""
    shares = [Fraction(weight, sum(weights)) for weight in weights]
    names = [f"p{9 - n}" for n in range(len(shares))]  # so that the order of names is not the plan's
    payers = [
        Payer(id=name, name=Words(zh=name, en=name), standards="*", share=share, clause="§3")
        for name, share in zip(names, shares, strict=True)
    ]
    standards = [
        s.model_copy(
            update={"give": [s.give[-1].model_copy(update={"cash": fen, "goods": {"gift": Good(value=2 * fen + 1)}})]}
        )
        for s, fen in zip(PLAN.standards, odd, strict=True)
    ]
    plan = PLAN.model_copy(update={"payers": payers, "standards": standards})
    with ledger(plan_tables(plan, YEAR), rows) as made:
        books_close(made)
        expected = {}
        for part in made.table("out_allocation").to_dicts():
            place = part["area_code"], part["standard_id"], part["component"]
            for name, fen in zip(names, oracle.split(part["amount_fen"], shares), strict=True):
                expected[*place, name] = fen
        funding = made.table("out_funding").to_dicts()
        assert summed(funding, "area_code", "standard_id", "component", "payer") == expected
