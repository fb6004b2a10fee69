"""What the plan grants, in rows for the page: standards with what they give and who pays, what may stack, quotas."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import Any

Row = dict[str, Any]


def standards(told: dict[str, list[Row]]) -> list[Row]:
    """Each standard with its components and payers, in the order of the plan."""
    given, paid = defaultdict(list), defaultdict(list)
    for row in told["plan_component"]:
        given[row["standard_id"]].append(row)
    for row in sorted(told["plan_payer"], key=lambda row: row["payer_no"]):
        paid[row["standard_id"]].append(row | {"words": (row["name_zh"], row["name_en"])})
    ordered = sorted(told["plan_standard"], key=lambda row: row["line_no"])
    return [row | {"gives": given[row["standard_id"]], "payers": paid[row["standard_id"]]} for row in ordered]


def stacking(told: dict[str, list[Row]]) -> list[Row]:
    """Lines that may be held together, by clause, as `1 + 9` or `1–11 + 12–14`."""
    line = {row["standard_id"]: row["line_no"] for row in told["plan_standard"]}
    partners: dict[tuple[str, int], set[int]] = defaultdict(set)
    for row in told["plan_stacking"]:
        one, other = line[row["standard_a"]], line[row["standard_b"]]
        if one < other:
            partners[row["clause"], one].add(other)
    alike: dict[tuple[str, tuple[int, ...]], list[int]] = defaultdict(list)
    for (clause, one), others in sorted(partners.items()):
        alike[clause, tuple(sorted(others))].append(one)
    return [
        {"clause": clause, "pairs": f"{_ranges(ones)} + {_ranges(list(others))}"}
        for (clause, others), ones in alike.items()
    ]


def quotas(told: dict[str, list[Row]]) -> list[Row]:
    """Places of each standard that has a limit: how many areas, how many places in all."""
    places = defaultdict(list)
    for row in told["plan_quota"]:
        places[row["standard_id"], row["clause"]].append(row["places"])
    line = {row["standard_id"]: row for row in told["plan_standard"]}
    return [
        line[standard] | {"clause": clause, "areas": len(found), "places": sum(found)}
        for (standard, clause), found in sorted(places.items(), key=lambda item: line[item[0][0]]["line_no"])
    ]


def _ranges(numbers: list[int]) -> str:
    """`[1, 2, 3, 7]` → `1–3, 7`."""
    starts = [numbers[0], *(b for a, b in pairwise(numbers) if b != a + 1)]
    ends = [*(a for a, b in pairwise(numbers) if b != a + 1), numbers[-1]]
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in zip(starts, ends, strict=True))
