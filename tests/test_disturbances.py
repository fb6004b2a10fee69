"""Planted disturbances are explained by the right steps of the bridge, to the fen, and by no others.

What is planted: `tests.disturbances`. What must show is worked out from the disturbed world by plain arithmetic
(`tests.disturb_steps`), for the total and every section, line, area, area's line, payer and
sheet.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.flow import run
from pipelines.ledger import Ledger
from pipelines.money import yuan
from pipelines.reconcile import Books
from pipelines.words import CAUSE
from tests.disturb_steps import BEFORE, Bridge, Change, adds_up, bridge
from tests.disturbances import DISTURBANCES, TABLE, TOGETHER, dealt
from tests.disturbed_files import closed, write
from tests.disturbed_world import LINES, YEAR, B, C, D, roster, undisturbed

DEALT = tuple(tuple(names) for names in dealt(seed=2023, groups=15))


def shown(ledger: Ledger) -> Bridge:
    """Every step of the bridge; one of no rows and no money says nothing."""
    rows = ledger.table("out_bridge").to_dicts()
    assert not [row for row in rows if row["cause"] == "unexplained"]
    return {
        (row["level"], row["node"], row["cause"]): (row["rows"], row["amount_fen"])
        for row in rows
        if row["is_level"] or row["rows"] or row["amount_fen"]
    }


def plant(*names: str) -> None:
    world = undisturbed()
    steps = [step for name in names for step in DISTURBANCES[name](world)]
    expected = bridge(world, steps)
    assert not adds_up(expected)
    with closed(world) as ledger:
        found = shown(ledger)
        assert ledger.table("out_law")["holds"].all()
    differs = {
        key: {"expected": expected.get(key), "found": found.get(key)}
        for key in expected.keys() | found.keys()
        if expected.get(key) != found.get(key)
    }
    assert not differs


def test_the_undisturbed_world_closes_without_a_step() -> None:
    plant()


def test_every_disturbance_is_listed() -> None:
    assert DISTURBANCES.keys() == TABLE.keys()
    assert len(TABLE) >= 30
    assert {name for names in DEALT for name in names} == TABLE.keys()


@pytest.mark.parametrize("name", TABLE, ids=[f"{name}: {en}" for name, (_, en) in TABLE.items()])
def test_one_disturbance(name: str) -> None:
    plant(name)


@pytest.mark.parametrize("names", TOGETHER + DEALT, ids=" + ".join)
def test_several_at_once(names: tuple[str, ...]) -> None:
    plant(*names)


def test_what_nothing_explains_is_said() -> None:
    """An amount without a count, off by no whole number of places: the one thing left that has no cause."""
    world = undisturbed()
    fen = world.stated["area_line", f"{B}/elder"][1] or 0
    world.stated["area_line", f"{B}/elder"] = (None, fen + 100)
    with closed(world) as ledger:
        left = ledger.table("out_bridge").filter(cause="unexplained").select("level", "node", "amount_fen").rows()
    where = [("total", ""), ("section", "other"), ("line", "elder"), ("area", B), ("area_line", f"{B}/elder")]
    assert sorted(left) == sorted((*node, 100) for node in [*where, ("payer", "county")])


def test_every_step_leads_down_to_its_rows() -> None:
    """The rows behind a step are as many as it says and add up to it; a claim stands in the planted cell."""
    world = undisturbed()
    for name in (
        "categories_swapped",
        "household_twice",
        "number_wrong",
        "place_stated_more",
        "payers_stated_otherwise",
    ):
        DISTURBANCES[name](world)
    with closed(world) as ledger:
        books = Books(ledger)
        for figure in books.figures:
            for step in books.steps(figure):
                rows = books.rows(figure, step["cause"])
                assert sum(row["amount_fen"] for row in rows) == step["amount_fen"], (figure["node"], step)
                if step["cause"] in BEFORE:
                    assert len(rows) == step["rows"], (figure["node"], step)
        refused = books.rows(books.figure(), "refused")
    last = len(world.people(C, "tekun")) + 2  # below title and header
    assert [row["where_en"] for row in refused] == [f"{roster(C)[0]} ▸ {LINES['tekun']} ▸ {last}"]


def test_a_whole_run_and_reconcile_say_the_same(tmp_path: Path) -> None:
    names = TOGETHER[0]
    world = undisturbed()
    expected = bridge(world, [step for name in names for step in DISTURBANCES[name](world)])
    folders = write(world, tmp_path)
    summary = run(folders, gate=False)
    assert (summary["balanced"], summary["exit_code"], summary["flags"], summary["unexplained_fen"]) == (
        False,
        4,
        [],
        0,
    )
    assert _steps(summary["bridge"]) == _at(expected, "total", "")
    assert json.loads((folders.published / "summary.json").read_text("utf-8"))["bridge"] == summary["bridge"]
    for level, node, options in (
        ("total", "", []),
        ("area", B, ["--area", "南河镇"]),
        ("line", "disabled", ["--line", "残疾人员"]),
        ("area_line", f"{D}/family", ["--area", D, "--line", "family"]),
        ("payer", "city", ["--payer", "市"]),
        ("sheet", f"{roster(B)[0]} ▸ 残疾人员 (2)", ["--sheet", "残疾人员 (2)"]),
    ):
        about = ["reconcile", folders.plan, str(YEAR), *options, "--out", str(folders.curated)]
        asked = CliRunner().invoke(app, [*about, "--json"])
        assert asked.exit_code == 0, asked.output
        assert _steps(json.loads(asked.stdout)["steps"]) == _at(expected, level, node), (level, node)
        read = CliRunner().invoke(app, [*about, "--lang", "zh"], env={"COLUMNS": "200"}).output
        for cause, (_, fen) in _at(expected, level, node).items():
            assert CAUSE[cause][0] in read
            assert yuan(fen) in read
    down = CliRunner().invoke(app, [*about, "--cause", "duplicate", "--json"])
    rows = json.loads(down.stdout)["rows"]
    assert len(rows) == len(world.people(B, "disabled"))


def _steps(told: list[dict[str, Any]]) -> dict[str, Change]:
    return {row["cause"]: (row["rows"], row["amount_fen"]) for row in told}


def _at(expected: Bridge, level: str, node: str) -> dict[str, Change]:
    return {cause: change for (at, of, cause), change in expected.items() if (at, of) == (level, node)}
