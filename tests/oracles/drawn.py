"""Random roster rows: a few that overlap in every way, and many that look like rosters."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import strategies as st

from pipelines.plan.model import Plan
from tests.oracles.rosters import Rows

HOUSEHOLDS = 800  # in `many`


def lists_of(plan: Plan) -> list[tuple[str, str]]:
    """Every list and category a row may stand under."""
    return [(x.id, c.id) for x in plan.lists for c in plan.categories]


def files_of(plan: Plan, area: str) -> list[str]:
    """Two files an area; their names sort against the order of areas, so that the one cannot stand in for the other."""
    codes = [a.code for a in plan.areas]
    return [f"{99 - codes.index(area):02d}{part}.xlsx" for part in "ba"]


@st.composite
def few(draw: st.DrawFn, plan: Plan) -> Rows:
    """Small worlds of up to twelve rows, four households and six people: repeats, ties, people in two households."""
    row: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries({
        "area": st.sampled_from([a.code for a in plan.areas[::-2]]), "part": st.integers(0, 1),
        "sheet_no": st.integers(1, 2), "on": st.sampled_from(lists_of(plan)), "id_no": st.integers(1, 6),
        "household": st.integers(1, 4), "block": st.integers(1, 2), "cash": st.sampled_from([30000, 30000, 0, 12345]),
        "goods": st.sampled_from([0, 30000]), "flags": st.sets(st.sampled_from(["no_support", "disabled"])),
    })  # fmt: skip
    worlds = draw(st.lists(st.lists(row, max_size=12), max_size=12))
    drawn = [(world, r) for world, rows in enumerate(worlds) for r in rows]
    return [
        {**r, "file": files_of(plan, r["area"])[r["part"]], "list": r["on"][0], "category": r["on"][1],
         "row_no": n, "id_no": number(10 * world + r["id_no"]), "household": number(10 * world + r["household"]),
         "block": 10 * world + r["block"], "flags": sorted(r["flags"])}
        for n, (world, r) in enumerate(drawn, 5)
    ]  # fmt: skip


def number(person: int) -> str:
    return f"99{person:016d}"


def many(plan: Plan, seed: int) -> Rows:
    """`HOUSEHOLDS` households of one to five people, each on some lists; some listed twice, here or elsewhere."""
    rng = Random(seed)
    areas = [a.code for a in plan.areas]
    listings: list[tuple[str, str, int, Rows]] = []
    for household in range(1, HOUSEHOLDS + 1):
        home, size = rng.choice(areas), rng.randint(1, 5)
        people = [number(household * 10 + member) for member in range(size)]
        for list_, category in rng.sample(
            lists_of(plan), k=min(rng.choice([0, 1, 1, 2, 2, 3, 5]), len(lists_of(plan)))
        ):
            for _ in range(1 + (rng.random() < 0.05)):
                area = home if rng.random() < 0.97 else rng.choice(areas)
                listed = people[: rng.randint(1, size)] + [number(rng.randint(10, HOUSEHOLDS * 10))] * (
                    rng.random() < 0.03
                )
                rows: Rows = [
                    {"area": area, "list": list_, "category": category, "id_no": person, "household": people[0],
                     "flags": [f for f in ("no_support", "disabled") if rng.random() < 0.2],
                     "cash": rng.choice([30000, 30000, 22000, 10001, 0]) if n == 0 else 0,
                     "goods": rng.choice([30000, 0]) if n == 0 else 0}
                    for n, person in enumerate(listed)
                ]  # fmt: skip
                listings.append((rng.choice(files_of(plan, area)), area, rng.randint(1, 3), rows))
    rng.shuffle(listings)
    flat: Rows = []
    for block, (file, _, sheet_no, rows) in enumerate(listings, 1):
        flat += [
            {**r, "file": file, "sheet_no": sheet_no, "block": block, "row_no": len(flat) + n}
            for n, r in enumerate(rows)
        ]
    return flat
