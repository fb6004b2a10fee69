"""A small world of people due money and lines that pay them, and the books of it kept a second time in plain Python."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from pipelines.engine import PAY
from pipelines.ledger import Ledger
from pipelines.tables import TABLES
from tests.builders import Rows, full, identity_no

AREAS = ("A", "B", "C")
NAMES = ("赵某", "钱某", "孙某", "李某某", "周某某")
FIRST = date(2023, 1, 10)
PARTS = ("failed", "not_yet", "not_known", "short", "twice", "over", "not_on_list")


@dataclass
class World:
    """`people` are roster rows; `due` is (payee, area) → fen; `lines` are rows of core_payment."""

    people: Rows = field(default_factory=list)
    due: dict[tuple[str, str], int] = field(default_factory=dict)
    households: set[tuple[str, str]] = field(default_factory=set)  # of `due`, what is due to a household
    lines: Rows = field(default_factory=list)
    steps: Rows = field(default_factory=list)
    shares: dict[str, int] = field(default_factory=lambda: {"city": 1, "town": 2, "fund": 0})

    def person(self, number: int, area: str, fen: int, household: bool = False, **more: Any) -> dict[str, Any]:
        id_no = identity_no(number, date(1950, 1, 1) + timedelta(days=number))
        row: dict[str, Any] = {
            "file": f"{area}.xlsx", "sheet": "s", "row_no": len(self.people) + 1, "area_code": area, "list": "general",
            "category": "c", "name": NAMES[number % 5], "id_no": id_no, "household_key": id_no,
            "account": f"62999900000{number:08d}", "payee": None,
        } | more  # fmt: skip
        self.people.append(row)
        if fen:
            key = (row["household_key"] if household else row["id_no"], area)
            self.due[key] = self.due.get(key, 0) + fen
            if household:
                self.households.add(key)
        return row

    def pay(self, to: dict[str, Any] | None, fen: int, outcome: str = "paid", **said: Any) -> dict[str, Any]:
        """One line of a file; it says of the payee what `by` names: id_no, account, name."""
        by = said.pop("by", ("account", "name"))
        told = {name: to[name] if to and name in by else None for name in ("id_no", "account", "name")}
        number = len(self.lines) + 1
        line = {
            "file": "paid/b.csv", "sheet": "b", "row_no": number, "kind": "bank", "amount_fen": fen, "outcome": outcome,
            "order_no": number, "area_code": None, "paid_on": FIRST, **told,
        } | said  # fmt: skip
        self.lines.append(line)
        return line

    def funding(self) -> Rows:
        """Each area's cash split between the payers; town pays nothing in C."""
        rows = []
        for area in AREAS:
            fen = sum(due for (_, where), due in self.due.items() if where == area)
            weights = {payer: w for payer, w in self.shares.items() if w and (area, payer) != ("C", "town")}
            left = fen
            for n, (payer, weight) in enumerate(weights.items()):
                part = left if n == len(weights) - 1 else fen * weight // sum(weights.values())
                left -= part
                rows.append({"area_code": area, "standard_id": "x", "component": "cash", "payer": payer,
                             "amount_fen": part})  # fmt: skip
        return rows

    @contextmanager
    def books(self) -> Iterator[Ledger]:
        """The tables of `engine.PAY` and the laws, gone when the block ends."""
        awards: Rows = [
            {"standard_id": "h" if (key, area) in self.households else "x", "file": f"due {n}", "sheet": "",
             "row_no": n, "area_code": area, "unit_key": key, "place_no": n, "status": "awarded"}
            for n, (key, area) in enumerate(self.due, 1)
        ]  # fmt: skip
        parts = [
            {**{name: row[name] for name in ("standard_id", "file", "sheet", "row_no", "area_code")},
             "component": "cash", "kind": "cash", "amount_fen": self.due[row["unit_key"], row["area_code"]]}
            for row in awards
        ]  # fmt: skip
        sheets = Counter((line["file"], line["sheet"]) for line in self.lines) or Counter({("paid/b.csv", "b"): 0})
        given: dict[str, Rows] = {
            "plan_standard": [{"standard_id": "x", "per": "person"}, {"standard_id": "h", "per": "household"}],
            "plan_area": [{"area_code": code, "area_no": n} for n, code in enumerate(AREAS, 1)],
            "plan_payer": [
                {"standard_id": "x", "payer": payer, "payer_no": n} for n, payer in enumerate(self.shares, 1)
            ],
            "core_person": self.people,
            "core_award": awards,
            "core_component": parts,
            "out_funding": self.funding(),
            "out_allocation": [
                {"area_code": code, "standard_id": "x", "component": "cash", "kind": "cash"} for code in AREAS
            ],
            "core_payment": self.lines,
            "core_payment_step": [{"line_no": n} | step for n, step in enumerate(self.steps, 2)],
            "core_paid_sheet": [
                {"file": file, "sheet": sheet, "kind": "bank", "status": "read", "rows": n, "payments": n}
                for (file, sheet), n in sheets.items()
            ],
        }
        made_here = (*PAY, "out_law")
        with TemporaryDirectory() as folder, Ledger(Path(folder) / "ledger.duckdb", kept=False) as made:
            made.save(**{name: full(name, given.get(name, [])) for name in TABLES if name not in made_here})
            made.build(*made_here)
            yield made


def random_world(rng: Random) -> World:
    world = World(shares=dict(zip(("city", "town", "fund"), (rng.randint(1, 3), rng.randint(0, 3), rng.randint(0, 2)),
                                  strict=True)))  # fmt: skip
    people: Rows = []
    for number in range(1, rng.randint(20, 45)):
        more: dict[str, Any] = {}
        if people and rng.random() < 0.15:
            more["account"] = rng.choice(people)["account"]  # shared
        if rng.random() < 0.15:
            more["account"] = None
        if people and rng.random() < 0.15:
            more["household_key"] = rng.choice(people)["household_key"]
        if rng.random() < 0.1:
            more["payee"] = "吴某"
        fen, household = rng.choice((0, 5001, 10000, 30000, 33333)), rng.random() < 0.5
        people.append(world.person(number, rng.choice(AREAS), fen, household, **more))
    for (key, area), fen in list(world.due.items()):
        if rng.random() < 0.2:
            other = rng.choice([code for code in AREAS if code != area])
            world.due[key, other] = world.due.get((key, other), 0) + rng.choice((fen, fen, 7777))
    strangers = [
        {"id_no": identity_no(900 + n, date(1970, 1, 1)), "account": f"62000000000{n:08d}", "name": NAMES[n]}
        for n in range(3)
    ]
    for _ in range(rng.randint(10, 90)):
        to = rng.choice(people if rng.random() < 0.9 else strangers)
        mine = (to["id_no"], to.get("household_key"))
        dues = [fen for (key, _), fen in world.due.items() if key in mine] or [10000]
        fen = rng.choice((*dues, *dues, *dues, rng.randint(1, 50000)))
        by = rng.choice((("account", "name"), ("id_no", "name"), ("name",), ("id_no", "account", "name"), ("account",)))
        if not any(to[name] for name in by):
            by = ("id_no",)
        outcome = rng.choice(
            ("paid",) * 6 + ("failed", "failed", "unknown", "not_signed", "recovered", "returned", "returned",
                             "not_recovered")
        )  # fmt: skip
        line = world.pay(to, fen, outcome, by=by, paid_on=FIRST + timedelta(days=len(world.lines) // 20))
        line["area_code"] = rng.choice((to.get("area_code"), to.get("area_code"), None, "A"))
        if rng.random() < 0.1:
            line["name"] = rng.choice(NAMES)
        line["reason"] = "账号不存在" if outcome == "failed" else None
    return world


# --- the same, kept by hand ------------------------------------------------------------------------------------------


def reckon(world: World) -> tuple[dict[tuple[str, str], dict[str, Any]], list[tuple[str, str, str]]]:
    """(payee, area) → verdict and parts, and of each line whose it is: payee, area, how it was told."""
    seen: Counter[tuple[str, str, int]] = Counter()
    whose = [_whose(world, line, seen) for line in world.lines]
    found = {}
    for key in {*world.due, *((payee, area) for payee, area, _ in whose)}:
        mine = [line for line, (payee, area, _) in zip(world.lines, whose, strict=True) if (payee, area) == key]
        found[key] = _judged(world.due.get(key, 0), mine)
    return found, whose


def _whose(world: World, line: dict[str, Any], seen: Counter[tuple[str, str, int]]) -> tuple[str, str, str]:
    """`seen`: lines so far whose payee is due in several areas and which tell no one of them."""
    payees = {key for key, _ in world.due}
    members = defaultdict(set)
    accounts = defaultdict(set)
    both = defaultdict(set)
    names = defaultdict(set)
    for payee, area in world.due:
        for row in world.people:
            is_member = row["household_key"] == payee and (payee, area) in world.households
            if row["id_no"] != payee and not is_member:
                continue
            members[row["id_no"]].add(payee)
            if row["account"]:
                accounts[row["account"]].add(payee)
            for name in filter(None, (row["name"], row["payee"])):
                names[area, name].add(payee)
                if row["account"]:
                    both[row["account"], name].add(payee)
    ways: list[tuple[str, set[str]]] = [
        ("id_no", {line["id_no"]} & payees),
        ("member", members[line["id_no"]]),
        ("account", accounts[line["account"]]),
        ("account_name", both[line["account"], line["name"]]),
        ("name", names[line["area_code"], line["name"]] if line["id_no"] is None else set()),
    ]
    for how, some in ways:
        if len(some) == 1:
            payee = next(iter(some))
            areas = [area for area in AREAS if (payee, area) in world.due]
            exact = [area for area in areas if world.due[payee, area] == line["amount_fen"]]
            if line["area_code"] in areas:
                return payee, line["area_code"], how
            fitting, told = exact or areas, (payee, line["outcome"], line["amount_fen"])
            if len(fitting) == 1:
                return payee, fitting[0], how
            seen[told] += 1
            return payee, fitting[(seen[told] - 1) % len(fitting)], how
    return line["id_no"] or line["account"] or line["name"], line["area_code"] or "", "nobody"


def _judged(due: int, lines: Rows) -> dict[str, Any]:
    """What is returned is a payment of that sum made before, or else an attempt that failed."""
    read: Rows = []
    held: Counter[int] = Counter()
    for line in lines:
        outcome, fen = line["outcome"], line["amount_fen"]
        if outcome == "returned":
            outcome = "recovered" if held[fen] else "failed"
        if outcome in ("paid", "recovered"):
            held[fen] = max(0, held[fen] + (1 if outcome == "paid" else -1))
        read.append(line | {"outcome": outcome})
    lines = read
    paid = [line["amount_fen"] for line in lines if line["outcome"] == "paid"]
    back = [line["amount_fen"] for line in lines if line["outcome"] == "recovered"]
    trouble = [line["outcome"] for line in lines if line["outcome"] in ("failed", "unknown")]
    out, parts = sum(paid), dict.fromkeys(PARTS, 0)
    if out < due and out:
        verdict, parts["short"] = "partly", due - out
    elif out < due:
        verdict = {"failed": "failed", "unknown": "not_known"}[trouble[-1]] if trouble else "not_yet"
        parts[verdict] = due
    elif out == due and due:
        verdict = "paid"
    elif not due:
        verdict, parts["not_on_list"] = "not_on_list", out
    else:
        verdict = "twice" if len(paid) > 1 and out >= 2 * due else "over"
        parts[verdict] = out - due
    if back and out >= due and sum(back) >= out - due:
        verdict = "recovered"
    if due and paid and back and out - sum(back) < due:
        verdict = "taken_back"
    return {"verdict": verdict, "due": due, "paid": out, "recovered": sum(back), **parts}
