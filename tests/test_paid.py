"""Money paid beside money due: person by person against plain Python, planted disturbances explained to the fen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from pipelines.ledger import Ledger
from tests.paid_world import AREAS, FIRST, PARTS, World, random_world, reckon


def law(made: Ledger) -> dict[str, Any]:
    return made.query("select * from out_law where law = 'payments'").to_dicts()[0]


def steps(made: Ledger, node: str = "") -> dict[str, int]:
    """Cause → fen, of an area or in all; steps of nothing left out."""
    level = "area" if node else "total"
    rows = made.table("out_payment_step").filter(level=level, node=node).select("cause", "amount_fen")
    return {cause: fen for cause, fen in rows.iter_rows() if fen}


@pytest.mark.parametrize("seed", range(10))
def test_the_books_are_those_kept_by_hand(seed: int) -> None:
    world = random_world(Random(f"paid {seed}"))
    with world.books() as made:
        expected, whose = reckon(world)
        matched = made.query("select payee_key, area_code, matched_by from core_payment_match order by row_no")
        assert matched.rows() == whose
        columns = ["verdict", "due", "paid", "recovered", *PARTS]
        found = {
            (row["payee_key"], row["area_code"]): {c: row[c if c == "verdict" else f"{c}_fen"] for c in columns}
            for row in made.table("core_paid").to_dicts()
        }
        assert found == expected
        for node, rows in {"": list(expected.values()), **{
            area: [row for (_, where), row in expected.items() if where == area] for area in AREAS
        }}.items():  # fmt: skip
            sums = {c: sum(row[c] for row in rows) for c in columns[1:]}
            right = sum(min(row["due"], row["paid"]) for row in rows)
            signed = {
                "due": sums["due"], "right": right, "paid_out": sums["paid"], "recovered": -sums["recovered"],
                "balance": sums["due"] - sums["paid"] + sums["recovered"],
                **{c: -sums[c] for c in PARTS[:4]}, **{c: sums[c] for c in PARTS[4:]},
            }  # fmt: skip
            assert steps(made, node) == {cause: fen for cause, fen in signed.items() if fen}
        assert law(made)["holds"], law(made)


@pytest.mark.parametrize("seed", range(3))
def test_payers_parts_add_up_both_ways(seed: int) -> None:
    world = random_world(Random(f"payers {seed}"))
    with world.books() as made:
        expected, _ = reckon(world)
        rows = made.table("out_payment").to_dicts()
        for area in {area for _, area in expected}:
            mine = [row for row in rows if row["area_code"] == area]
            for part in PARTS:
                assert sum(row[f"{part}_fen"] for row in mine) == sum(
                    row[part] for (_, where), row in expected.items() if where == area
                )
        for row in rows:
            funded = {(f["area_code"], f["payer"]): f["amount_fen"] for f in world.funding()}
            assert row["due_fen"] == funded.get((row["area_code"], row["payer"]), 0)
            assert row["balance_fen"] == row["due_fen"] - row["paid_out_fen"] + row["recovered_fen"]
        total = made.query("select sum(balance_fen), sum(to_recover_fen) from out_payment").row(0)
        back = sum(min(r["recovered"], r["twice"] + r["over"] + r["not_on_list"]) for r in expected.values())
        beyond = sum(r["twice"] + r["over"] + r["not_on_list"] for r in expected.values()) - back
        assert total == (sum(r["due"] - r["paid"] + r["recovered"] for r in expected.values()), beyond)


# --- planted disturbances --------------------------------------------------------------------------------------------

FEN = 30000


def calm(people: int = 80) -> World:
    """Everybody is due 300 yuan and paid it."""
    world = World()
    for number in range(people):
        world.pay(world.person(number, AREAS[number % 3], FEN), FEN)
    return world


def twice(world: World) -> dict[str, int]:
    for row in world.people[:37]:
        world.pay(row, FEN)
    return {"twice": 37 * FEN}


def failed(world: World) -> dict[str, int]:
    for line in world.lines[40:52]:
        line |= {"outcome": "failed", "reason": "账户已销户"}
    return {"failed": -12 * FEN}


def failed_and_paid_again(world: World) -> dict[str, int]:
    for row, line in zip(world.people[60:65], world.lines[60:65], strict=True):
        line["outcome"] = "failed"
        world.pay(row, FEN, paid_on=FIRST + timedelta(days=3))
    return {}


def strangers(world: World) -> dict[str, int]:
    for n in range(3):
        world.pay({"id_no": None, "account": f"6288880000{n:09d}", "name": "路某"}, 20000 + n)
    return {"not_on_list": 60003}


def over(world: World) -> dict[str, int]:
    world.lines[55]["amount_fen"] += 1
    world.lines[56]["amount_fen"] += 12345
    return {"over": 12346}


def short(world: World) -> dict[str, int]:
    world.lines[57]["amount_fen"] -= 1
    return {"short": -1}


def not_yet(world: World) -> dict[str, int]:
    del world.lines[58]
    return {"not_yet": -FEN}


def unsigned(world: World) -> dict[str, int]:
    world.lines[53] |= {"outcome": "not_signed", "kind": "register"}
    return {"not_yet": -FEN}


def unknown(world: World) -> dict[str, int]:
    world.lines[54]["outcome"] = "unknown"
    return {"not_known": -FEN}


def recovered(world: World) -> dict[str, int]:
    world.pay(world.people[59], FEN)
    world.pay(world.people[59], FEN, "recovered", paid_on=FIRST + timedelta(days=5))
    return {"twice": FEN, "recovered": -FEN}


def recovered_from_one_rightly_paid(world: World) -> dict[str, int]:
    world.pay(world.people[52], 10000, "recovered", paid_on=FIRST + timedelta(days=5))
    return {"recovered": -10000}


def returned_days_later(world: World) -> dict[str, int]:
    world.pay(world.people[52], FEN, "returned", paid_on=FIRST + timedelta(days=5))
    return {"recovered": -FEN}


def returned_at_once(world: World) -> dict[str, int]:
    world.lines[53]["outcome"] = "returned"
    return {"failed": -FEN}


def returned_twice(world: World) -> dict[str, int]:
    """Paid, returned, returned again when it was tried once more: the second moved nothing."""
    for days in (3, 5):
        world.pay(world.people[54], FEN, "returned", paid_on=FIRST + timedelta(days=days))
    return {"recovered": -FEN}


def not_taken_back(world: World) -> dict[str, int]:
    world.pay(world.people[55], FEN, "not_recovered", paid_on=FIRST + timedelta(days=3))
    return {}


PLANTED: list[Callable[[World], dict[str, int]]] = [
    twice, failed, failed_and_paid_again, strangers, over, short, not_yet, unsigned, unknown, recovered,
    recovered_from_one_rightly_paid, returned_days_later, returned_at_once, returned_twice, not_taken_back,
]  # fmt: skip


@pytest.mark.parametrize("planted", [[one] for one in PLANTED] + [[twice, strangers, over, unknown], PLANTED[:4]],
                         ids=lambda some: "+".join(one.__name__ for one in some))  # fmt: skip
def test_a_planted_disturbance_is_explained_to_the_fen(planted: list[Callable[[World], dict[str, int]]]) -> None:
    world = calm()
    changes: dict[str, int] = {}
    for one in planted:
        for cause, fen in one(world).items():
            changes[cause] = changes.get(cause, 0) + fen
    with world.books() as made:
        found = steps(made)
        levels = {cause: found.pop(cause, 0) for cause in ("due", "right", "paid_out", "balance")}
        assert found == changes
        unpaid = sum(changes.get(cause, 0) for cause in ("failed", "not_yet", "not_known", "short"))
        beyond = sum(changes.get(cause, 0) for cause in ("twice", "over", "not_on_list"))
        due = 80 * FEN
        right = due + unpaid
        balance = due - right - beyond - changes.get("recovered", 0)
        assert levels == {"due": due, "right": right, "paid_out": right + beyond, "balance": balance}
        assert law(made)["holds"]


def test_a_payment_that_nobody_counted_breaks_the_law() -> None:
    world = calm(6)
    with world.books() as made:
        made.connection.execute("delete from core_payment where row_no = 1")
        made.build("out_law")
        assert not law(made)["holds"]


# --- states ----------------------------------------------------------------------------------------------------------


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def step(state: str, on: int, **of: str) -> dict[str, Any]:
    return {"area_code": None, "payee_key": None, "state": state, "day": day(on), "who": "张某"} | of


def disorder(world: World) -> list[tuple[str, str | None, str]]:
    with world.books() as made:
        rows = made.query("select area_code, before, state from core_payment_event where not legal order by all")
        return rows.rows()


def state_of(world: World) -> dict[str, str]:
    with world.books() as made:
        return {row["payee_key"]: row["state"] for row in made.table("core_paid").to_dicts()}


def test_states_follow_from_steps_and_files() -> None:
    world = World()
    people = [world.person(n, "A", FEN) for n in range(6)] + [world.person(6, "B", FEN)]
    world.steps = [step("notice", -9), step("notice_ended", -4), step("approved", -3), step("sent", -1, area_code="A")]
    world.pay(people[0], FEN)
    world.pay(people[1], FEN, "failed")
    world.pay(people[2], FEN, "failed")
    world.pay(people[2], FEN, paid_on=day(4))
    world.pay(people[3], FEN)
    world.pay(people[3], FEN, "recovered", paid_on=day(2))
    world.pay(people[4], FEN, "failed")
    world.steps.append(step("verified", 2, payee_key=people[4]["id_no"]))
    states = list(state_of(world).values())
    expected = ["paid", "failed", "paid_again", "recovered", "verified", "sent", "approved"]
    assert sorted(states) == sorted(expected)
    assert disorder(world) == []


@pytest.mark.parametrize(
    ("outcomes", "state", "verdict"),
    [
        (["paid", "returned"], "failed", "taken_back"),
        (["returned"], "failed", "failed"),
        (["failed", "paid", "returned"], "failed", "taken_back"),
        (["paid", "returned", "returned"], "failed", "taken_back"),
        (["paid", "returned", "paid"], "paid_again", "recovered"),
        (["paid", "returned", "paid", "returned"], "failed", "taken_back"),
        (["paid", "not_recovered"], "paid", "paid"),
        (["paid", "recovered"], "recovered", "taken_back"),
        (["paid", "recovered", "failed"], "failed", "taken_back"),
        (["failed", "paid", "recovered", "paid"], "paid_again", "recovered"),
        (["paid", "paid", "recovered"], "recovered", "recovered"),
        (["paid", "paid", "returned"], "recovered", "recovered"),
        (["paid", "paid", "recovered", "recovered"], "recovered", "taken_back"),
    ],
)
def test_money_that_came_back_is_to_be_paid_again(outcomes: list[str], state: str, verdict: str) -> None:
    world = World()
    one = world.person(0, "A", FEN)
    for number, outcome in enumerate(outcomes):
        world.pay(one, FEN, outcome, paid_on=day(number))
    with world.books() as made:
        row = made.table("core_paid").to_dicts()[0]
        assert (row["state"], row["verdict"]) == (state, verdict)
        assert made.query("select 1 from core_payment_event where not legal").is_empty()
        assert law(made)["holds"]


def test_lines_without_an_area_pay_each_area_in_turn() -> None:
    """Two towns award a man 300 yuan; one file of the county pays him twice, and then once too often."""
    world = World()
    man = world.person(0, "A", FEN)
    world.due[man["id_no"], "B"] = FEN
    for outcome in ("paid", "paid", "returned"):
        world.pay(man, FEN, outcome)
    with world.books() as made:
        assert made.query("select area_code, verdict from core_paid order by all").rows() == [
            ("A", "taken_back"), ("B", "paid")
        ]  # fmt: skip
    world.pay(man, FEN)
    with world.books() as made:
        assert made.query("select area_code from core_payment_match order by row_no")["area_code"].to_list() == [
            *"ABAA"
        ]


def test_without_steps_nothing_is_said_of_them() -> None:
    world = calm(3)
    world.person(9, "A", FEN)
    assert sorted(state_of(world).values()) == ["paid", "paid", "paid", "to_pay"]
    assert disorder(world) == []


@pytest.mark.parametrize(
    ("late", "expected"),
    [
        (step("approved", 2), [("A", "paid", "approved"), ("B", "paid", "approved"), ("C", "paid", "approved")]),
        (step("notice_ended", 1, area_code="B"), [("B", "paid", "notice_ended")]),
        (step("approved", 0), []),  # on the day itself
        (step("sent", 1), []),  # a further batch
        (step("verified", 1, area_code="A"), []),  # nobody there had a failure
    ],
)
def test_a_step_taken_too_late_is_told(late: dict[str, Any], expected: list[Any]) -> None:
    world = calm(3)
    world.steps = [step("notice", -5), late]
    assert disorder(world) == expected
    assert set(state_of(world).values()) <= {"paid", "sent"}


def test_verified_without_a_failure_and_recovered_without_a_payment() -> None:
    world = calm(2)
    world.steps = [step("verified", 1, payee_key=world.people[0]["id_no"])]
    world.pay(world.person(7, "C", FEN), FEN, "recovered")
    assert disorder(world) == [("A", "paid", "verified"), ("C", None, "recovered")]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("户名不符，应为王小明", "户名不符"),
        ("账号6299 9900 0000 0001 234 不存在", "不存在"),
        ("余额不足；姓名与账户名不一致", "余额不足、姓名与账户名不一致"),
        ("转给其子王小明", "…"),
        ("  ", None),
        (None, None),
    ],
)
def test_of_what_a_bank_wrote_only_its_own_phrases_are_told(said: str | None, told: str | None) -> None:
    world = World()
    world.pay(world.person(1, "A", 30_000), 30_000, "failed", reason=said)
    with world.books() as made:
        assert made.table("core_paid")["reason"].to_list() == [told]
