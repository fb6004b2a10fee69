"""Any figure of the books: what is stated beside what is computed, the steps between, and the rows of every step."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from typer.testing import CliRunner, Result

from pipelines.cli import app
from pipelines.flow import run
from pipelines.folders import Folders
from pipelines.ledger import Ledger
from pipelines.plan import load_plan, plan_tables
from pipelines.problems import Problem
from pipelines.reconcile import Books, unexplained_fen
from pipelines.terminal import show_run
from tests.builders import CITYWIDE, Rows, full, identity_no, ledger, plan_folder, town
from tests.conftest import Run

RUN = CliRunner()
YEAR = 2023
TOWN, FARM, AWAY = "990681101000", "990681400000", "990681401000"
PLANNED = plan_tables(load_plan(CITYWIDE), YEAR)
BORN = date(1950, 1, 1)
Gap = tuple[str, str, int | None, int]
"""level, cause, places, fen"""


def people(count: int, area: str = TOWN, category: str = "orphan", first: int = 1, claimed: int = 10_000) -> Rows:
    file = f"{area}.xlsx"
    return [
        {
            "file": file, "area": area, "sheet": category, "sheet_no": 1, "row_no": n + 5, "list": "general",
            "category": category, "claimed": claimed, "birth": BORN, "id_no": identity_no(first + n, BORN),
        }
        for n in range(count)
    ]  # fmt: skip


def said(level: str, node: str, count: int | None, fen: int | None, firmness: str = "exact") -> dict[str, Any]:
    area, _, line = node.partition("/") if level == "area_line" else ("", "", node if level == "line" else "")
    names = {"section": node if level == "section" else None, "standard_id": line or None}
    area_code = area or (node if level == "area" else None)
    about = {"stated_by_zh": "民政局", "stated_by_en": "Bureau", "firmness": firmness, "clause": "§9"}
    return {"level": level, "node": node, "area_code": area_code, **names, **about} | {
        "stated_count": count,
        "stated_fen": fen,
    }


@contextmanager
def stated(figures: Rows, rows: Rows, payers: Rows | None = None, **more: Rows) -> Iterator[Ledger]:
    tables = PLANNED | {"plan_stated": full("plan_stated", figures)}
    if payers:
        tables["plan_payer"] = full("plan_payer", payers)
    with ledger(tables, rows, **more) as made:
        assert made.table("out_law")["holds"].all()
        yield made


def gaps(made: Ledger) -> list[Gap]:
    return sorted(made.table("core_gap").select("level", "cause", "places", "amount_fen").rows(), key=str)


# --- why a stated figure is not the computed one ---------------------------------------------------------------------

AT = f"{TOWN}/orphan"
LINES = PLANNED["plan_standard"]["standard_id"].to_list()
FINEST: dict[str, tuple[list[dict[str, Any]], list[Gap]]] = {  # three orphans at 100 yuan are computed
    "as stated": ([said("area_line", AT, 3, 30_000)], []),
    "a place more": ([said("area_line", AT, 4, 40_000)], [("area_line", "short_of_plan", 1, 10_000)]),
    "a place fewer": ([said("area_line", AT, 2, 20_000)], [("area_line", "above_plan", -1, -10_000)]),
    "at another rate": ([said("area_line", AT, 3, 36_000)], [("area_line", "rate_differs", None, 6_000)]),
    "both": (
        [said("area_line", AT, 5, 60_000)],
        [("area_line", "rate_differs", None, 10_000), ("area_line", "short_of_plan", 2, 20_000)],
    ),
    "they cancel out": (
        [said("area_line", AT, 2, 30_000)],
        [("area_line", "above_plan", -1, -10_000), ("area_line", "rate_differs", None, 10_000)],
    ),
    "an amount alone, of whole places": (
        [said("area_line", AT, None, 10_000)],
        [("area_line", "above_plan", -2, -20_000)],
    ),
    "an amount alone, of no whole places": (
        [said("area_line", AT, None, 30_050)],
        [("area_line", "unexplained", None, 50)],
    ),
    "a limit not reached": (
        [said("area_line", AT, None, 30_050, "at_most")],
        [("area_line", "short_of_plan", None, 50)],
    ),
    "a limit passed": ([said("area_line", AT, None, 29_950, "at_most")], [("area_line", "unexplained", None, -50)]),
    "a count alone": ([said("area_line", AT, 4, None)], [("area_line", "short_of_plan", 1, 10_000)]),
    "an area that sent nothing, its rate another": (
        [said("area_line", f"{AWAY}/orphan", 2, 22_000), said("area_line", AT, 3, 30_000)],
        [("area_line", "missing_area", 2, 20_000), ("area_line", "rate_differs", None, 2_000)],
    ),
    "an area that sent nothing, an amount alone": (
        [said("area_line", f"{AWAY}/orphan", None, 22_050), said("area_line", AT, 3, 30_000)],
        [("area_line", "missing_area", None, 22_050)],
    ),
    "left out of the table": (
        [said("area_line", f"{AWAY}/orphan", 0, 0)],
        [("area_line", "above_plan", -3, -30_000)],
    ),
    "a line by itself": (
        [said("line", "orphan", 5, 60_000)],
        [("line", "rate_differs", None, 10_000), ("line", "short_of_plan", 2, 20_000)],
    ),
    "a line's amount alone": ([said("line", "orphan", None, 50_000)], [("line", "short_of_plan", 2, 20_000)]),
    "a line unlike its areas": (
        [said("line", "orphan", 4, 40_000), said("area_line", AT, 3, 30_000)],
        [("line", "plan_arithmetic", None, 10_000)],
    ),
    "a section beyond its lines, all of one rate and unstated": (
        [said("section", "leader", None, 100_000)],
        [("section", "short_of_plan", 2, 100_000)],
    ),
    "a section of several rates, unstated": (
        [said("section", "general", None, 40_000)],
        [("section", "unexplained", None, 10_000)],
    ),
    "the total above its sections": (
        [said("section", "general", None, 30_000), said("section", "leader", None, 0), said("total", "", None, 30_100)],
        [("total", "plan_arithmetic", None, 100)],
    ),
    "an area unlike its lines": (
        [
            said("area", TOWN, 3, 30_001),
            *(said("area_line", f"{TOWN}/{line}", 0, 0) for line in LINES if line != "orphan"),
            said("area_line", AT, 3, 30_000),
        ],
        [("area", "plan_arithmetic", None, 1)],
    ),
    "an area's total alone, lines of several rates": (
        [said("area", TOWN, 4, 40_000)],
        [("area", "short_of_plan", 1, 0), ("area", "unexplained", None, 10_000)],
    ),
    "an area's total beside one line that differs": (
        [said("area", TOWN, 4, 40_000), said("area_line", AT, 4, 40_000)],
        [("area_line", "short_of_plan", 1, 10_000)],
    ),
    "the total of an area that sent nothing": (
        [said("area", AWAY, 2, 22_000)],
        [("area", "missing_area", 2, 22_000)],
    ),
}


@pytest.mark.parametrize("name", FINEST)
def test_a_gap_is_told_by_places_then_by_rate(name: str) -> None:
    figures, expected = FINEST[name]
    with stated(figures, people(3)) as made:
        assert gaps(made) == expected
        steps = made.table("out_bridge").select("level", "cause", "amount_fen").rows()
        assert unexplained_fen(steps) == sum(abs(fen) for _, cause, _, fen in expected if cause == "unexplained")


def test_lines_that_give_no_money_leave_no_gap_open() -> None:
    """`linyi` counts some people and funds none of them: its lines by area come to 48,000, and a total says 49,000."""
    planned = plan_tables(load_plan(CITYWIDE.parent / "linyi"), YEAR)
    total = full("plan_stated", [said("total", "", None, 4_900_000)])
    with ledger(planned | {"plan_stated": pl.concat([planned["plan_stated"], total])}, []) as made:
        assert [gap for gap in gaps(made) if gap[0] == "total"] == [("total", "plan_arithmetic", None, 100_000)]


def test_where_amounts_vary_the_money_is_the_gap() -> None:
    varies = PLANNED["plan_standard"].with_columns(varies=pl.col("standard_id") == "orphan")
    tables = PLANNED | {"plan_standard": varies}
    for fen, cause in ((41_234, "short_of_plan"), (29_999, "above_plan")):
        figure = full("plan_stated", [said("area_line", AT, 9, fen)])
        with ledger(tables | {"plan_stated": figure}, people(3)) as made:
            assert gaps(made) == [("area_line", cause, 6, fen - 30_000)]


# --- payers ----------------------------------------------------------------------------------------------------------

THIRDS = [("city", 1, 1), ("county", 2, 2)]


def paying(*lines: str) -> Rows:
    return [
        {"standard_id": line, "payer": payer, "payer_no": no, "share_num": part, "share_den": 3, "name_zh": payer}
        for line in lines
        for payer, no, part in THIRDS
    ]


def payer_steps(made: Ledger) -> dict[tuple[str, str], int]:
    steps = made.table("out_bridge").filter(pl.col("level") == "payer", pl.col("is_level") == pl.lit(value=False))
    return {(node, cause): fen for node, cause, fen in steps.select("node", "cause", "amount_fen").iter_rows()}


LINES = PLANNED["plan_standard"]["standard_id"].to_list()
PAYERS: dict[str, tuple[Rows, dict[tuple[str, str], int]]] = {  # of 300.00 the city pays 100.00, the county 200.00
    "as stated": ([said("payer", "city", None, 10_000), said("payer", "county", None, 20_000)], {}),
    "half and half": (
        [said("payer", "city", None, 15_000), said("payer", "county", None, 15_000)],
        {("city", "share_differs"): 5_000, ("county", "share_differs"): -5_000},
    ),
    "each its part of a place missing, the odd fen as the books have it": (
        [said("payer", "city", None, 13_333), said("payer", "county", None, 26_667), said("area_line", AT, 4, 40_000)],
        {("city", "short_of_plan"): 3_333, ("county", "short_of_plan"): 6_667},
    ),
    "of places, rate and share": (
        [said("payer", "city", None, 20_000), said("payer", "county", None, 28_000), said("area_line", AT, 4, 48_000)],
        {
            ("city", "short_of_plan"): 3_333, ("county", "short_of_plan"): 6_667,
            ("city", "rate_differs"): 2_667, ("county", "rate_differs"): 5_333,
            ("city", "share_differs"): 4_000, ("county", "share_differs"): -4_000,
        },
    ),
    "drawn from a line that is unlike its areas": (
        [
            said("payer", "city", None, 11_000), said("payer", "county", None, 22_000),
            said("line", "orphan", 3, 33_000), said("area_line", AT, 3, 30_000),
        ],
        {("city", "plan_arithmetic"): 1_000, ("county", "plan_arithmetic"): 2_000},
    ),
    "drawn from the areas, whatever the line says": (
        [
            said("payer", "city", None, 10_000), said("payer", "county", None, 20_000),
            said("line", "orphan", 3, 33_000), said("area_line", AT, 3, 30_000),
        ],
        {},
    ),
    "drawn from the total, and shared otherwise": (
        [
            said("payer", "city", None, 16_500), said("payer", "county", None, 16_500),
            said("section", "general", None, 30_000), said("section", "leader", None, 0),
            said("line", "orphan", 3, 30_000), said("total", "", None, 33_000),
        ],
        {
            ("city", "plan_arithmetic"): 1_000, ("county", "plan_arithmetic"): 2_000,
            ("city", "share_differs"): 5_500, ("county", "share_differs"): -5_500,
        },
    ),
    "one of the two is stated": ([said("payer", "county", None, 19_999)], {("county", "share_differs"): -1}),
}  # fmt: skip


@pytest.mark.parametrize("name", PAYERS)
def test_each_payer_has_its_part_of_every_gap(name: str) -> None:
    figures, expected = PAYERS[name]
    with stated(figures, people(3), paying(*LINES)) as made:
        assert payer_steps(made) == expected


def test_of_a_whole_with_several_shares_nobody_has_a_part() -> None:
    whole = {"payer": "county", "payer_no": 2, "share_num": 1, "share_den": 1}
    shares = [*paying("orphan"), *({"standard_id": line, **whole} for line in LINES if line != "orphan")]
    figures = [
        said("payer", "county", None, 21_000),
        said("payer", "city", None, 10_000),
        said("total", "", None, 31_000),
    ]
    parts = [
        said("section", "general", None, 30_000),
        said("section", "leader", None, 0),
        said("line", "orphan", 3, 30_000),
    ]
    with stated([*figures, *parts], people(3), shares) as made:
        assert payer_steps(made) == {("county", "share_differs"): 1_000}


def test_of_lines_with_several_shares_nobody_has_a_part_either() -> None:
    whole = {"payer": "county", "payer_no": 2, "share_num": 1, "share_den": 1}
    shares = [
        *paying("leader_key_entitled"),
        *({"standard_id": x, **whole} for x in LINES if x != "leader_key_entitled"),
    ]
    figures = [said("payer", "county", None, 90_000), said("section", "leader", None, 100_000)]
    with stated(figures, people(3), shares) as made:
        assert gaps(made) == [("section", "short_of_plan", 2, 100_000)]
        assert payer_steps(made) == {("county", "share_differs"): 60_000}


def test_the_odd_fen_of_a_gap_are_those_of_the_stated_figure() -> None:
    """Of 400.00 the city pays 133.33, of 500.00 it pays 166.67: its part of the place missing is 33.34."""
    figures = [
        said("payer", "city", None, 16_667),
        said("payer", "county", None, 33_333),
        said("area_line", AT, 5, 50_000),
    ]
    with stated(figures, people(4), paying(*LINES)) as made:
        assert payer_steps(made) == {("city", "short_of_plan"): 3_334, ("county", "short_of_plan"): 6_666}


def test_a_sole_payer_has_nobody_to_share_with() -> None:
    with stated([said("payer", "city", None, 30_001)], people(3)) as made:
        assert payer_steps(made) == {("city", "plan_arithmetic"): 1}
        figure = made.table("out_reconciliation").filter(level="payer").row(0, named=True)
        assert (figure["computed_count"], figure["difference_fen"], figure["agrees"]) == (3, -1, False)


# --- sheets ----------------------------------------------------------------------------------------------------------


def test_a_sheet_states_what_its_town_typed(citywide: Run) -> None:
    figures = citywide.table("out_reconciliation").filter(level="sheet")
    sheets = citywide.table("core_sheet_total").filter(role="total")
    typed = figures.drop_nulls("stated_fen").join(sheets, on=["file", "sheet", "stated_fen"], how="semi")
    assert (figures.height, typed.height, figures["stated_fen"].null_count()) == (279, 278, 1)
    assert figures["computed_fen"].sum() == citywide.summary["totals"]["total"]["computed_fen"]
    towns = {row["area_code"]: row["name_zh"] for row in citywide.table("plan_area").to_dicts()}
    for row in figures.drop_nulls("stated_fen").to_dicts():
        assert row["stated_by_zh"] == towns[row["area_code"]]
        assert row["clause"].startswith(f"{row['node']} ▸ ")
        assert date(2022, 12, 25) <= row["stated_on"] <= date(2023, 1, 22)
    assert citywide.summary["balanced"]
    steps = citywide.table("out_bridge").filter(pl.col("level") == "sheet", ~pl.col("is_level"))
    changed = steps.filter(pl.col("cause") != "sheet_total_missing").group_by("node").agg(pl.col("amount_fen").sum())
    differ = figures.filter(~pl.col("agrees")).select("node", "difference_fen").rows()
    assert sorted(differ) == sorted(changed.rows())
    assert len(differ) > 20


HEADERS = ["序号", "村（社区）", "姓名", "身份证号", "慰问金（元）"]


def test_tables_with_totals_of_their_own_are_figures_of_their_own(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["填报单位（盖章）：泊兰镇    填报日期：2023年1月7日"]]
    tables = [("城镇低保", 200), ("农村低保", 900), ("孤儿", None), ("重点优抚", 200)]
    for n, (category, total) in enumerate(tables):
        names = [[k, "东湖村", "赵某", identity_no(10 * n + k, BORN), 100] for k in (1, 2)]
        rows += [[f"泊兰镇2023年春节慰问花名册（{category}）"], HEADERS, *names]
        rows += [["合计", None, "2人", None, total], []] if total else [[]]
    book = openpyxl.Workbook()
    for cells in rows:
        book.worksheets[0].append(cells)
    (plan_folder(tmp_path / "raw") / "rosters").mkdir()
    folders = Folders(tmp_path / "raw", tmp_path / "out", "citywide", YEAR)
    book.save(folders.rosters / "a.xlsx")
    done = Run(folders, run(folders, gate=False, workers=1))
    figures = done.table("out_reconciliation").filter(level="sheet")
    part, day = "a.xlsx ▸ Sheet ▸ ", date(2023, 1, 7)
    assert figures.select("node", "stated_fen", "computed_fen", "agrees", "stated_on", "clause").rows() == [
        (f"{part}#1", 20_000, 20_000, True, day, f"{part}6"),
        (f"{part}#2", 90_000, 20_000, False, day, f"{part}12"),
        (f"{part}#3", None, 20_000, True, None, None),
        (f"{part}#4", 20_000, 20_000, True, day, f"{part}23"),
    ]
    with Ledger(folders.published / "ledger.duckdb", read_only=True) as made:
        books = Books(made)
        (row,) = books.rows(books.figure(sheet=f"{part}#3"), "sheet_total_missing")
        assert (row["amount_fen"], row["who"]) == (20_000, None)  # the row told is a person's, and the matter is not


# --- who said so, and when -------------------------------------------------------------------------------------------


def test_stated_figures_say_who_and_when(citywide: Run) -> None:
    figures = {(row["level"], row["node"]): row for row in citywide.table("out_reconciliation").to_dicts()}

    def told(level: str, node: str) -> tuple[Any, ...]:
        row = figures[level, node]
        return tuple(row[name] for name in ("stated_by_zh", "stated_by_en", "stated_on", "firmness", "clause"))

    assert told("total", "") == ("市民政局", "City civil affairs bureau", date(2022, 12, 28), "exact", "§3(3)")
    assert told("payer", "city")[:3] == ("市财政局", "City finance bureau", date(2023, 1, 4))
    assert told("line", "orphan") == ("方案", "The plan", None, "exact", "§3(1)5")
    table = "市民政局资金分配表 (City civil affairs bureau)"
    for level, node in (("area_line", AT), ("area", TOWN)):
        assert told(level, node) == (table, table, date(2022, 12, 28), "exact", "2023/stated.csv")


def test_a_table_by_several_hands_is_the_plans(tmp_path: Path) -> None:
    folder = plan_folder(tmp_path)
    lines = (folder / "stated.csv").read_text("utf-8").splitlines()
    one = lines[1].split(",")
    lines[1] = ",".join([*one[:4], "县民政局", "2023-01-09"])
    (folder / "stated.csv").write_text("\n".join(lines), "utf-8")
    figures = {
        row["node"]: row for row in plan_tables(load_plan(tmp_path / "citywide"), YEAR)["plan_stated"].to_dicts()
    }
    area, cell = figures[one[0]], figures[f"{one[0]}/{one[1]}"]
    assert (cell["stated_by_zh"], cell["stated_on"]) == ("县民政局", date(2023, 1, 9))
    assert (area["stated_by_zh"], area["stated_by_en"], area["stated_on"]) == ("方案", "The plan", date(2023, 1, 9))


def test_an_area_s_own_total_goes_before_the_sum_of_its_lines(tmp_path: Path) -> None:
    folder = plan_folder(tmp_path)
    with (folder / "stated.csv").open("a", encoding="utf-8") as table:
        table.write(f"{TOWN},,7,123.45,县民政局,2023-01-09\n")
    stated = plan_tables(load_plan(tmp_path / "citywide"), YEAR)["plan_stated"].filter(level="area")
    (own,) = stated.filter(node=TOWN).to_dicts()
    assert (own["stated_count"], own["stated_fen"], own["stated_by_zh"]) == (7, 12_345, "县民政局")
    assert stated.height == PLANNED["plan_stated"].filter(level="area").height
    with (folder / "stated.csv").open("a", encoding="utf-8") as table:
        table.write(f"{TOWN},,8,,,\n")
    with pytest.raises(Problem, match=f"{TOWN} stands already in line"):
        load_plan(tmp_path / "citywide")


# --- the rows of every step ------------------------------------------------------------------------------------------


def rows_add_up(made: Ledger, steps: pl.DataFrame) -> set[str]:
    """The rows of all these steps add up to them, in money and, where they count rows, in number; their causes."""
    keys = ["level", "node", "cause"]
    rows = Books(made).rows_of(steps.select(keys).rows())
    sums = rows.group_by(level="of_level", node="of_node", cause="of_cause").agg(
        pl.len(), fen=pl.col("amount_fen").sum(), places=pl.col("places").sum(),
        beside=pl.col("outcome").is_in(["sheet_total", "subtotal_in_total", "sheet_total_missing"]).sum(),
    )  # fmt: skip
    for step in steps.join(sums, on=keys, how="left").fill_null(0).to_dicts():
        assert (step["fen"] or 0) == step["amount_fen"], step
        if step["step_no"] > 100:
            assert step["places"] == step["rows"], step
        elif step["cause"] not in ("claimed", "computed"):
            assert step["len"] == step["rows"], step
        elif step["level"] != "payer":
            assert step["len"] - (step["beside"] if step["cause"] == "claimed" else 0) == step["rows"], step
    return set(steps["cause"])


def test_rows_add_up_to_every_step_of_citywide(citywide: Run) -> None:
    """At every node: each change, and what is stated; what was claimed and computed at those of one town."""
    with Ledger(citywide.folders.published / "ledger.duckdb", read_only=True) as made:
        steps = made.table("out_bridge")
        town = pl.col("node").str.contains(TOWN) | pl.col("node").str.contains("泊兰")
        asked = steps.filter(~pl.col("cause").is_in(["claimed", "computed"]) | town | (pl.col("level") == "payer"))
        assert {"duplicate", "refused", "over_quota", "subtotal_in_total", "claimed", "stated"} <= rows_add_up(
            made, asked
        )


def test_rows_add_up_to_every_step_of_a_plan_of_every_kind(eighth: Run) -> None:
    with Ledger(eighth.folders.published / "ledger.duckdb", read_only=True) as made:
        assert "lump" in rows_add_up(made, made.table("out_bridge"))


def test_rows_add_up_to_every_step_of_small_books_with_everything_in_them() -> None:
    rows = [*people(4), *people(2, category="centenarian", first=50, claimed=30_000), *people(3, FARM, first=1)]
    refused = [{"file": f"{TOWN}.xlsx", "sheet": "orphan", "row_no": 90, "area_code": TOWN, "list": "general",
                "category": "orphan", "claimed_fen": 10_000, "reasons": "id_length; name_missing"}]  # fmt: skip
    totals = [{"file": f"{FARM}.xlsx", "sheet": "orphan", "row_no": 99, "area_code": FARM, "role": "total",
               "stated_fen": 70_000, "stated_persons": 3}]  # fmt: skip
    figures = [
        said("area_line", AT, 5, 60_000), said("area_line", f"{FARM}/orphan", None, 50),
        said("area_line", f"{AWAY}/orphan", 2, 20_000), said("line", "orphan", 7, 80_100),
        said("line", "rural_wubao", 0, 0), said("section", "general", None, 90_000), said("total", "", None, 100_000),
        said("payer", "city", None, 60_000), said("payer", "county", None, 40_000), said("area", TOWN, None, 61_000),
    ]  # fmt: skip
    with stated(figures, rows, paying(*LINES), core_rejected=refused, core_sheet_total=totals) as made:
        seen = rows_add_up(made, made.table("out_bridge"))
        books = Books(made)
        (row,) = books.rows(books.figure(area=TOWN), "refused")
        farm = books.rows(books.figure(sheet=f"{FARM}.xlsx ▸ orphan"), "sheet_total")
    assert seen >= {
        "claimed", "computed", "stated", "refused", "duplicate", "ineligible", "sheet_total", "sheet_total_missing",
        "missing_area", "short_of_plan", "rate_differs", "plan_arithmetic", "share_differs", "unexplained",
    }  # fmt: skip
    assert row["where_zh"] == f"{TOWN}.xlsx ▸ orphan ▸ 90"
    assert (row["because_zh"], row["because_en"]) == (
        "身份证号位数不对；缺姓名", "identity number too short or long; name missing",
    )  # fmt: skip
    assert [(row["amount_fen"], row["who"]) for row in farm] == [(-40_000, None)]


# --- what nobody can explain is flagged ------------------------------------------------------------------------------


def test_what_is_unexplained_is_said_everywhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = plan_folder(tmp_path / "raw")
    town(folder / "rosters" / "泊兰镇.xlsx", "泊兰镇", {"孤儿": [(identity_no(n, BORN), 100) for n in (1, 2)]})
    lines = (folder / "stated.csv").read_text("utf-8").splitlines()
    header = lines[0]
    (folder / "stated.csv").write_text("\n".join([header, f"{TOWN},orphan,,250.50,,"]), "utf-8")
    folders = Folders(tmp_path / "raw", tmp_path / "out", "citywide", YEAR)
    summary = run(folders, gate=False, workers=1)
    assert (summary["flags"], summary["unexplained_fen"], summary["balanced"]) == (["unexplained"], 5_050, False)
    assert summary["exit_code"] == 4
    for lang, words in (("zh", "有 50.50 元未能解释"), ("en", "50.50 yuan of the differences are unexplained")):
        show_run(folders, summary, lang)
        assert words in capsys.readouterr().out
        assert words in (folders.published / "report.html").read_text("utf-8")
    book = openpyxl.load_workbook(folders.published / "workbook.xlsx", data_only=True)
    for sheet in ("封面 Cover", "结论 Conclusion"):
        texts = [str(cell.value) for row in book[sheet] for cell in row]
        assert any("50.50 元未能解释" in text and "50.50 yuan are unexplained" in text for text in texts), sheet


# --- the closing line of a run ---------------------------------------------------------------------------------------


def figure(computed: int, stated: int | None = None, agrees: bool = True, count: int | None = None) -> dict[str, Any]:
    return {
        "stated_fen": stated, "computed_fen": computed, "stated_count": count, "computed_count": 3, "agrees": agrees,
    }  # fmt: skip


Ending = tuple[dict[str, Any], dict[str, Any], bool, str, str]
UNSTATED = ("1.00 · 方案未列明总额；有列明的数不符 ✘", "1.00 · the plan states no total; stated figures differ ✘")
ENDS: dict[str, Ending] = {  # the total, a line, whether the books balance
    "as stated": (figure(100, 100), figure(100), True, "1.00 = 1.00 ✔", "1.00 = 1.00 ✔"),
    "within a limit": (figure(100, 150), figure(100), True, "1.00 ≤ 1.50 ✔", "1.00 ≤ 1.50 ✔"),
    "unlike": (figure(100, 150, False), figure(100), False, "1.00 ≠ 1.50 ✘", "1.00 ≠ 1.50 ✘"),
    "not stated": (
        figure(100), figure(100, count=3), True, "1.00 · 方案未列明总额 ✔", "1.00 · the plan states no total ✔"
    ),
    "a count differs": (figure(100), figure(100, None, False, 4), False, *UNSTATED),
    "a payer's differs, or that of an area's line": (figure(100), figure(100), False, *UNSTATED),
    "only a line differs": (
        figure(100, 100), figure(100, 90, False), False, "1.00 = 1.00；有列明的数不符 ✘",
        "1.00 = 1.00; stated figures differ ✘",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ENDS)
def test_the_closing_line_says_what_is_so(name: str, citywide: Run, capsys: pytest.CaptureFixture[str]) -> None:
    total, line, balanced, *says = ENDS[name]
    totals = citywide.summary["totals"] | {"total": total, "lines": {"orphan": line}, "sections": {}, "areas": {}}
    for lang, said in zip(("zh", "en"), says, strict=True):
        show_run(citywide.folders, citywide.summary | {"totals": totals, "balanced": balanced}, lang)
        shown = capsys.readouterr().out.splitlines()
        assert said in shown
        row = next(row for row in shown if row.startswith("│"))
        stated = line["stated_fen"] is not None or line["stated_count"] is not None
        assert row.split("│")[-2].strip() == ("✘" if not line["agrees"] else "✔" if stated else "—")


# --- the command -----------------------------------------------------------------------------------------------------


@pytest.fixture
def asked(citywide: Run) -> Any:
    def ask(*words: str, lang: str = "en") -> Result:
        out = str(citywide.folders.curated)
        return RUN.invoke(
            app, ["reconcile", "citywide", "2023", "--out", out, "--lang", lang, *words], env={"COLUMNS": "250"}
        )

    return ask


def test_the_grand_total_is_told_first(asked: Any) -> None:
    shown = asked()
    assert shown.exit_code == 0, shown.output
    head = shown.output.splitlines()[:4]
    assert head[0] == "Grand total"
    assert head[1].split("  ")[-1] == "City civil affairs bureau · 2022-12-28 · exact · §3(3)"
    assert head[2].strip() == "computed 2,813,500.00 (27,034)"
    assert head[3].strip() == "differ   0.00 ✔"
    assert "-99,000.00" in shown.output
    assert "合计与明细不符" in asked(lang="zh").output
    silent = [line for line in asked("--area", "芦漕镇", "--all").output.splitlines() if line.endswith(" · │")]
    assert len(silent) == 1  # the one list without a total


SHEET = "泊兰镇春节慰问花名册（2023）.xlsx ▸ 孤儿"


@pytest.mark.parametrize(
    ("words", "node"),
    [
        (("--area", TOWN), TOWN), (("--area", "泊兰"), TOWN), (("--line", "5"), "orphan"),
        (("--line", "孤儿"), "orphan"),
        (("--line", "orphans"), "orphan"), (("--section", "点上慰问（领导走访）"), "leader"),
        (("--payer", "市级"), "city"), (("--area", "泊兰镇", "--line", "orphan"), AT),
        (("--area", "泊兰", "--sheet", "孤儿"), SHEET), (("--sheet", "泊兰 孤儿"), SHEET),
    ],
)  # fmt: skip
def test_a_figure_is_found_by_code_or_name(asked: Any, words: tuple[str, ...], node: str) -> None:
    shown = asked(*words, "--json")
    assert shown.exit_code == 0, shown.output
    assert json.loads(shown.stdout)["figure"]["node"] == node


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--area", "泊蓝镇"), "figure_unknown", "did you mean `泊兰镇`?"),
        (("--line", "orphant"), "figure_unknown", "did you mean `orphan`?"),
        (("--area", "原"), "figure_ambiguous", "原锦澜办事处"),
        (("--sheet", "孤儿"), "figure_ambiguous", " …"),
        (("--section", "general", "--payer", "city"), "figure_of_two", "area and line may be"),
        (("--area", "北汊农场", "--line", "retired_40"), "figure_unknown", "nothing is stated"),
        (("--cause", "missing_area"), "step_unknown", "it has: claimed, sheet_total"),
    ],
)
def test_what_is_no_figure_is_answered(asked: Any, words: tuple[str, ...], code: str, says: str) -> None:
    shown = asked(*words, "--json")
    assert shown.exit_code == 2, shown.output
    problem = json.loads(shown.stderr)
    assert problem["code"] == code
    assert says in problem["en"]
    assert problem["zh"] != problem["en"]
    assert says in asked(*words).stderr


def test_a_step_goes_down_to_its_rows(asked: Any, tmp_path: Path) -> None:
    shown = asked("--area", "苇塘镇", "--cause", "同一项重复", lang="zh")
    assert shown.exit_code == 0, shown.output
    line = next(line for line in shown.output.splitlines() if "▸ 90 " in line)
    cells = [cell.strip() for cell in line.strip("│").split("│")]
    assert cells[0] == "09 苇塘镇春节慰问花名册.xlsx ▸ 城市低保人员 ▸ 90"
    assert cells[1].startswith("99*************")
    assert cells[2:] == [
        "100.00",
        "",
        "0.00",
        "-100.00",
        "§3(1)2：前已列报",
        "09 苇塘镇春节慰问花名册.xlsx ▸ 城市低保人员 ▸ 48",
    ]
    path = tmp_path / "rows.csv"
    told = json.loads(asked("--cause", "duplicate", "--csv", str(path), "--json").stdout)
    with path.open(encoding="utf-8-sig", newline="") as file:
        written = list(csv.DictReader(file))
    step = next(step for step in told["steps"] if step["cause"] == "duplicate")
    assert (
        step["amount_fen"]
        == sum(row["amount_fen"] for row in told["rows"])
        == sum(int(r["amount_fen"]) for r in written)
    )
    assert step["rows"] == len(told["rows"]) == len(written) == 11


def test_below_stand_those_that_differ_or_all(asked: Any) -> None:
    def below(*words: str) -> list[dict[str, Any]]:
        return list(json.loads(asked(*words, "--json").stdout)["below"])

    assert below() == []
    assert len(below("--all")) == 2 + 1 + 25
    assert {row["level"] for row in below("--section", "general", "--all")} == {"line"}
    sheets = below("--area", "苇塘镇")
    assert [row["level"] for row in sheets] == ["sheet"] * 4
    assert not any(row["agrees"] for row in sheets)
    everywhere = below("--differing")
    assert len(everywhere) == len({row["node"] for row in everywhere}) > 20
    assert {row["node"] for row in sheets} < {row["node"] for row in everywhere}
    assert [row["node"] for row in below("--area", "苇塘镇", "--line", "8")] == [
        "09 苇塘镇春节慰问花名册.xlsx ▸ 第8项（原文缺名称）"
    ]


def test_many_rows_are_cut_and_said(asked: Any) -> None:
    shown = asked("--area", "泊兰镇", "--cause", "claimed")
    assert "… and 1,527 more; --csv or --json has all" in shown.output  # of 1,567 persons' rows


def test_no_number_of_anybody_is_shown(asked: Any, citywide: Run) -> None:
    told = asked("--area", "泊兰镇", "--cause", "claimed", "--json").stdout
    numbers = citywide.table("core_person").filter(pl.col("area_code") == TOWN)["id_no"].to_list()
    assert not [number for number in numbers if number in told]


def test_without_a_ledger_nothing_is_told(tmp_path: Path) -> None:
    shown = RUN.invoke(app, ["reconcile", "citywide", "2023", "--out", str(tmp_path)])
    assert shown.exit_code == 3


def test_a_figure_nobody_is_called_is_a_problem(citywide: Run) -> None:
    with Ledger(citywide.folders.published / "ledger.duckdb", read_only=True) as made, pytest.raises(Problem):
        Books(made).figure(payer="nobody")


def test_a_file_that_cannot_be_written_is_a_problem_of_the_place(asked: Any, tmp_path: Path) -> None:
    shown = asked("--csv", str(tmp_path / "nowhere" / "rows.csv"))
    assert shown.exit_code == 5
    assert "choose another place" in shown.output
