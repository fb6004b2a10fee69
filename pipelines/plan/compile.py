"""A `Plan` in one year → the `plan_*` tables that the SQL joins people to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product
from math import lcm
from typing import TYPE_CHECKING, Any

from pipelines.plan.model import Plan

if TYPE_CHECKING:
    import polars as pl

Row = dict[str, Any]


def plan_tables(plan: Plan, year: int) -> dict[str, pl.DataFrame]:
    """Table name → frame, columns as `pipelines.tables` has them. Money in fen."""
    from pipelines.frames import frame  # noqa: PLC0415 - polars loads only when a run needs it

    in_force = [s for s in plan.standards if plan.gives(s.id, year)]
    rows: dict[str, list[Row]] = {
        "plan_setting": [_setting(plan, year)],
        "plan_section": [
            {"section": s.id, "section_no": n, "name_zh": s.name.zh, "name_en": s.name.en, "clause": s.clause}
            for n, s in enumerate(plan.sections, 1)
        ],
        "plan_standard": [
            {
                "standard_id": s.id,
                "line_no": s.line,
                "section": s.section,
                "name_zh": plan.name_of(s).zh,
                "name_en": plan.name_of(s).en,
                "named": plan.category_of(s).named,
                "list": plan.list_of(s),
                "category": s.for_.category,
                "per": s.per,
                "min_age": s.for_.min_age,
                "clause": s.clause,
            }
            for s in in_force
        ],
        "plan_component": [
            {
                "standard_id": s.id,
                "component": component,
                "kind": "cash" if component == "cash" else "goods",
                "value_fen": fen,
                "clause": s.clause,
            }
            for s in in_force
            for component, fen in plan.gives(s.id, year).items()
        ],
        "plan_payer": [row for s in in_force for row in _payers(plan, s.id)],
        "plan_stacking": list(_stacking(plan)),
        "plan_quota": [
            {"standard_id": standard, "area_code": area.code, "places": q.each_area, "clause": q.clause}
            for q in plan.quotas
            for standard in q.standards
            for area in plan.areas
        ],
        "plan_stated": list(_stated(plan, year)),
        "plan_area": [
            {"area_code": a.code, "area_no": n, "name_zh": a.name_zh, "name_en": a.name_en, "kind": a.kind}
            for n, a in enumerate(plan.areas, 1)
        ],
        "plan_matching": [
            {"area_code": m.area_code, "amount_fen": m.amount, "source": m.source} for m in plan.matching.get(year, [])
        ],
        "plan_question": [
            {
                "question_id": q.id,
                "clause": q.clause,
                "question_zh": q.question.zh,
                "question_en": q.question.en,
                "reading_zh": q.reading.zh,
                "reading_en": q.reading.en,
            }
            for q in plan.open_questions
        ],
    }
    return {name: frame(name, content) for name, content in rows.items()}


def _setting(plan: Plan, year: int) -> Row:
    return {
        "plan": plan.plan,
        "year": year,
        "name_zh": plan.name.zh,
        "name_en": plan.name.en,
        "reference_day": plan.years[year].reference_day,
        "plan_sha256": plan.sha256,
        "stacking_clause": plan.stacking.clause,
        "stacking_within": plan.stacking.within,
    }


def _payers(plan: Plan, standard_id: str) -> Iterator[Row]:
    """The payers of one standard, their shares over one common denominator."""
    payers = [(n, p) for n, p in enumerate(plan.payers, 1) if p.standards == "*" or standard_id in p.standards]
    common = lcm(*(p.share.denominator for _, p in payers))
    for n, p in payers:
        yield {
            "standard_id": standard_id,
            "payer": p.id,
            "payer_no": n,
            "name_zh": p.name.zh,
            "name_en": p.name.en,
            "share_num": p.share.numerator * (common // p.share.denominator),
            "share_den": common,
            "clause": p.clause,
        }


def _stacking(plan: Plan) -> Iterator[Row]:
    """Every ordered pair that may stand together, once, with the first clause that allows it."""
    of_section = {s.id: [x.id for x in plan.standards if x.section == s.id] for s in plan.sections}
    seen = set()
    for rule in plan.stacking.together:
        if rule.standards:
            pairs = list(permutations(rule.standards, 2))
        else:
            one, other = (of_section[section] for section in rule.sections)
            pairs = [pair for a, b in product(one, other) for pair in ((a, b), (b, a))]
        for a, b in pairs:
            if a != b and (a, b) not in seen:
                seen.add((a, b))
                yield {"standard_a": a, "standard_b": b, "clause": rule.clause}


def _stated(plan: Plan, year: int) -> Iterator[Row]:
    empty = {"area_code": None, "section": None, "standard_id": None}
    for s in plan.stated:
        if s.year == year:
            level = "line" if s.standard else "section" if s.section else "total"
            names = {"level": level, "node": s.standard or s.section or "", **empty}
            names |= {"standard_id": s.standard, "section": s.section}
            yield names | {"stated_count": s.count, "stated_fen": s.amount, "clause": s.clause}
    figures = plan.area_figures.get(year, [])
    clause = f"{year}/{plan.inputs.stated_by_area}"
    for f in figures:
        names = {"level": "area_line", "node": f"{f.area_code}/{f.standard}", **empty}
        names |= {"area_code": f.area_code, "standard_id": f.standard}
        yield names | {"stated_count": f.count, "stated_fen": f.amount, "clause": clause}
    for code in dict.fromkeys(f.area_code for f in figures):
        mine = [f for f in figures if f.area_code == code]
        total = {"stated_count": sum(f.count for f in mine), "stated_fen": sum(f.amount for f in mine)}
        yield {"level": "area", "node": code, **empty, "area_code": code, **total, "clause": clause}
