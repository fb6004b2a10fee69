"""Two years of small pairs of areas, and what each factor changed, worked out a second time: dicts, no SQL, no frames.

A row is one person's listing: id_no, area, household, category, birth, turn (its order of listing: the old year's rows
stand before the new year's). A plan is {standard: {...}}; amounts are fen.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import permutations
from typing import Any

Row = dict[str, Any]
Year = dict[str, Any]  # rows, day, plan
Cell = tuple[str, str, str, str]  # measure, area, standard, payer


def mixed(old: Year, new: Year, on: Iterable[str]) -> Year:
    """A world that is the new year's in the factors `on`, the old one's in the others."""
    pick = {factor: (new if factor in on else old) for factor in FACTORS}
    by_id = [{row["id_no"]: row for row in year["rows"]} for year in (old, new)]
    rows = []
    for number in by_id[0].keys() | by_id[1].keys():
        before, after = by_id[0].get(number), by_id[1].get(number)
        if before and after:
            row = dict(after if "category" in on else before)
            row["household"] = (after if "household" in on else before)["household"]
            row["area"] = (after if "place" in on else before)["area"]
            rows.append(row)
        elif before and "left" not in on:
            rows.append(before)
        elif after and "came" in on:
            rows.append(after)
    plan = {}
    for name, standard in pick["standards"]["plan"].items():
        priced = pick["prices"]["plan"].get(name, standard)["goods"]
        other = new if pick["payers"] is old else old
        paid = pick["payers"]["plan"].get(name) or other["plan"][name]
        has_both = standard["goods"] is not None and priced is not None
        plan[name] = {**standard, "goods": priced if has_both else standard["goods"], "payers": paid["payers"]}
    return {"rows": rows, "day": pick["day"]["day"], "plan": plan}


FACTORS = ("left", "came", "category", "household", "place", "day", "standards", "prices", "payers")


def figures(world: Year) -> Counter[Cell]:
    """What the world comes to: a person holds the one standard worth most, an earlier one at equal worth."""
    claims: dict[tuple[str, str], list[Row]] = defaultdict(list)  # (standard, unit) → rows in order of listing
    for row in sorted(world["rows"], key=lambda row: row["turn"]):
        for name, standard in world["plan"].items():
            if row["category"] in standard["for"] and _age(row["birth"], world["day"]) >= standard["min_age"]:
                claims[name, row["household"] if standard["per"] == "household" else row["id_no"]].append(row)
    winners = [(name, rows[0]) for (name, _), rows in claims.items()]
    best: dict[str, str] = {}
    order = list(world["plan"])
    for name, row in winners:
        rank = (-_worth(world["plan"][name]), order.index(name))
        held = best.get(row["id_no"])
        if held is None or rank < (-_worth(world["plan"][held]), order.index(held)):
            best[row["id_no"]] = name
    totals: Counter[Cell] = Counter()
    sums: Counter[tuple[str, str, str]] = Counter()
    for name, row in winners:
        if best[row["id_no"]] == name:
            totals["awards", row["area"], name, ""] += 1
            for part in ("cash", "goods"):
                sums[row["area"], name, part] += world["plan"][name][part] or 0
    for (area, name, _), amount in sums.items():
        for payer, fen in _shared(amount, world["plan"][name]["payers"]).items():
            totals["fen", area, name, payer] += fen
    return totals


def one_after_another(factors: list[str], value: Callable[[frozenset[str]], Counter[Cell]]) -> dict[Any, int]:
    steps: dict[Any, int] = {}
    on: list[str] = []
    for factor in factors:
        before = value(frozenset(on))
        on.append(factor)
        after = value(frozenset(on))
        steps |= {(factor, *cell): after[cell] - before[cell] for cell in {*before, *after}}
    return {key: step for key, step in steps.items() if step}


def over_every_order(factors: list[str], value: Callable[[frozenset[str]], Counter[Cell]]) -> dict[Any, Fraction]:
    """The mean step of each factor over all orders, exactly; how often a step occurs is counted order by order."""
    often = _steps(tuple(factors))
    orders = sum(1 for _ in permutations(factors))
    sums: dict[Any, int] = defaultdict(int)
    for (on, factor), times in often.items():
        before, after = value(on), value(on | {factor})
        for cell in {*before, *after}:
            sums[factor, *cell] += times * (after[cell] - before[cell])
    return {key: Fraction(total, orders) for key, total in sums.items()}


def rounded(means: dict[Any, Fraction], factors: list[str]) -> dict[Any, int]:
    """Whole fen with the sum of each cell kept: the largest fractions go up, the earlier factor's at a tie."""
    cells = {key[1:] for key in means}
    whole: dict[Any, int] = {}
    for cell in cells:
        parts = [means.get((factor, *cell), Fraction(0)) for factor in factors]
        down = [part.numerator // part.denominator for part in parts]
        missing = sum(parts) - sum(down)
        turn = sorted(range(len(parts)), key=lambda i: (down[i] - parts[i], i))
        for i in turn[: int(missing)]:
            down[i] += 1
        whole |= {(factor, *cell): part for factor, part in zip(factors, down, strict=True) if part}
    return whole


@cache
def _steps(factors: tuple[str, ...]) -> Counter[tuple[frozenset[str], str]]:
    """How many orders switch a factor when just this set of others is switched."""
    often: Counter[tuple[frozenset[str], str]] = Counter()
    for order in permutations(factors):
        for place, factor in enumerate(order):
            often[frozenset(order[:place]), factor] += 1
    return often


def _worth(standard: Row) -> int:
    return int(standard["cash"]) + int(standard["goods"] or 0)


def _age(birth: date, day: date) -> int:
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def _shared(amount: int, payers: dict[str, int]) -> dict[str, int]:
    """By weight; odd fen to the largest fraction, then to the payer named first."""
    all_in = sum(payers.values())
    exact = {payer: Fraction(amount * weight, all_in) for payer, weight in payers.items()}
    down = {payer: int(part) for payer, part in exact.items()}
    turn = sorted(exact, key=lambda payer: (down[payer] - exact[payer], list(payers).index(payer)))
    for payer in turn[: amount - sum(down.values())]:
        down[payer] += 1
    return down
