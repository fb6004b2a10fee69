"""Planted disturbances are explained by the right steps of the bridge, to the fen, and by no others.

What is planted: `tests.disturbances`. What must show is worked out from the disturbed world by plain arithmetic
(`tests.disturb_steps`), for the total and every section, line, area, area's line, payer and
sheet.
"""

from __future__ import annotations

import pytest

from pipelines.ledger import Ledger
from tests.disturb_steps import Bridge, adds_up, bridge
from tests.disturbances import DISTURBANCES, TABLE, TOGETHER, dealt
from tests.disturbed_files import closed
from tests.disturbed_world import B, undisturbed

DEALT = tuple(tuple(names) for names in dealt(seed=2023, groups=18))


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
