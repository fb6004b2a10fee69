"""The figures a plan is held to: its own and those of the distribution table, with who stated them and when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipelines.plan.clauses import Stated
from pipelines.plan.model import AreaFigure, Plan
from pipelines.plan.scalars import Words

Row = dict[str, Any]
NOWHERE: Row = {"area_code": None, "section": None, "standard_id": None}
PLAN_ITSELF = Words(zh="方案", en="The plan")
"""Who states a figure unless the plan says otherwise."""


def stated_figures(plan: Plan, year: int) -> Iterator[Row]:
    """The rows of `plan_stated`: lines, sections, payers and the total, then the areas' lines and the areas."""
    yield from (_figure(s) for s in plan.stated if s.year == year)
    figures = plan.area_figures.get(year, [])
    clause = f"{year}/{plan.inputs.stated_by_area}"
    for f in figures:
        place = {**NOWHERE, "area_code": f.area_code, "standard_id": f.standard}
        level, node = ("area_line", f"{f.area_code}/{f.standard}") if f.standard else ("area", f.area_code)
        figure = {"level": level, "node": node, **place, "stated_count": f.count, "stated_fen": f.amount}
        yield figure | _said([f], clause)
    in_force = {standard.id for standard in plan.standards if plan.give(standard, year)}
    if not in_force <= {f.standard for f in figures}:
        return  # the table leaves lines out, so its sums are no area's total
    told = {f.area_code for f in figures if f.standard is None}
    for code in dict.fromkeys(f.area_code for f in figures if f.area_code not in told):
        mine = [f for f in figures if f.area_code == code]
        total = {"stated_count": _sum(f.count for f in mine), "stated_fen": _sum(f.amount for f in mine)}
        yield {"level": "area", "node": code, **NOWHERE, "area_code": code} | total | _said(mine, clause)


def _figure(s: Stated) -> Row:
    level = "line" if s.standard else "section" if s.section else "payer" if s.payer else "total"
    by = s.by or PLAN_ITSELF
    return {
        "level": level,
        "node": s.standard or s.section or s.payer or "",
        **NOWHERE,
        "section": s.section,
        "standard_id": s.standard,
        "stated_count": s.count,
        "stated_fen": s.amount,
        "firmness": s.is_,
        "clause": s.clause,
        "stated_by_zh": by.zh,
        "stated_by_en": by.en,
        "stated_on": s.on,
    }


def _said(figures: list[AreaFigure], clause: str) -> Row:
    """Who stated them, as far as they agree, and the last day on which one of them was."""
    by = {f.by for f in figures}
    only = by.pop() if len(by) == 1 else None
    return {
        "firmness": "exact",
        "clause": clause,
        "stated_by_zh": only or PLAN_ITSELF.zh,
        "stated_by_en": only or PLAN_ITSELF.en,
        "stated_on": max((f.on for f in figures if f.on), default=None),
    }


def _sum(figures: Iterator[int | None]) -> int | None:
    """Null as soon as one part is not stated."""
    parts = list(figures)
    return None if None in parts else sum(part or 0 for part in parts)
