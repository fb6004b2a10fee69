"""A `Plan` in one year → the `plan_*` tables that the SQL joins people to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product
from typing import TYPE_CHECKING, Any

from pipelines.plan.calendar import lunar_date, working_days, years_that_fit
from pipelines.plan.model import Plan
from pipelines.plan.payers import payers, upper_funds
from pipelines.plan.rules import Give, Standard
from pipelines.plan.speak import sentences
from pipelines.plan.stated import stated_figures

if TYPE_CHECKING:
    import polars as pl

Row = dict[str, Any]
Force = list[tuple[Standard, Give]]


def plan_tables(plan: Plan, year: int) -> dict[str, pl.DataFrame]:
    """Table name → frame, columns as `pipelines.tables` has them. Money in fen.

    Raises Problem (exit code 2) when the plan does not know the year.
    """
    from pipelines.frames import frame  # noqa: PLC0415 - polars loads only when a run needs it

    plan.known_year(year)
    force = [(standard, give) for standard in plan.standards if (give := plan.give(standard, year))]
    known = {standard.id for standard, _ in force}
    rows: dict[str, Any] = {
        "plan_setting": [_setting(plan, year)],
        "plan_section": [
            _named(s, section=s.id, section_no=n)
            for n, s in enumerate(plan.sections, 1)
            if s.id in {standard.section for standard, _ in force}
        ],
        "plan_category": [
            {"category": c.id, "category_no": n, "name_zh": c.name.zh, "name_en": c.name.en}
            for n, c in enumerate(plan.categories, 1)
        ],
        "plan_standard": [_standard(plan, standard, give) for standard, give in force],
        "plan_beneficiary": [
            {"standard_id": s.id, "list": plan.list_of(s), "category": category}
            for s, _ in force
            for category in s.for_.all_categories
        ],
        "plan_flag": [{"standard_id": s.id, "flag": flag} for s, _ in force for flag in s.for_.flags],
        "plan_list": [{"list": x.id, "pays": x.pays} for x in plan.lists],
        "plan_level": [{"level": level} for level in plan.stated_in_full],
        "plan_component": [row for standard, give in force for row in _components(plan, standard, give)],
        "plan_payer": [row for s, _ in force for row in payers(plan, s.id, year)],
        "plan_upper_fund": [row for s, _ in force for row in upper_funds(plan, s.id, year)],
        "plan_stacking": list(_stacking(plan, [standard for standard, _ in force])),
        "plan_quota": [
            {"standard_id": standard, "scope": scope, "places": places, "clause": q.clause}
            for q in plan.quotas
            for standard in q.standards
            for scope, places in _limits(q.each_area, q.each_group, q.groups_each_area, q.exactly)
            if standard in known
        ],
        "plan_stated": list(stated_figures(plan, year)),
        "plan_area": [
            {"area_code": a.code, "area_no": n, "name_zh": a.name_zh, "name_en": a.name_en, "kind": a.kind}
            for n, a in enumerate(plan.areas, 1)
        ],
        "plan_delivery": list(_delivery(plan)),
        "plan_step": list(_steps(plan, year)),
        "plan_paper": [_named(p, paper=p.id) for p in plan.papers],
        "plan_comparison": [
            {
                "comparison_no": n,
                "side": side,
                "standard_id": standard,
                "question_zh": c.question.zh,
                "question_en": c.question.en,
                "clause": c.clause,
            }
            for n, c in enumerate(plan.comparisons, 1)
            for side, standards in (("one", c.one), ("other", c.other))
            for standard in standards
        ],
        "plan_check": [
            {"rule": rule, **{name: getattr(x, name) for name in ("severity", "tolerance_fen", "reason")}}
            for rule, x in plan.checks.items()
        ],
        "plan_sentence": [
            {"sentence_no": n, "kind": kind, "clause": clause, "text_zh": zh, "text_en": en}
            for n, (kind, (clause, zh, en)) in enumerate(sentences(plan, year), 1)
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


def _named(thing: Any, **keys: Any) -> Row:
    return {**keys, "name_zh": thing.name.zh, "name_en": thing.name.en, "clause": thing.clause}


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
        "stacking_otherwise": plan.stacking.otherwise,
    }


def _standard(plan: Plan, standard: Standard, give: Give) -> Row:
    category = plan.category_of(standard)
    return {
        "standard_id": standard.id,
        "line_no": standard.line,
        "section": standard.section,
        "group_id": standard.group or standard.id,
        "name_zh": plan.name_of(standard).zh,
        "name_en": plan.name_of(standard).en,
        "named": category is None or category.named,
        "per": standard.per,
        "min_age": standard.for_.min_age,
        "max_age": standard.for_.max_age,
        "floor_fen": standard.floor,
        "varies": give.varies,
        "counted_only": give.counted_only,
        "area_code": standard.area,
        "clause": standard.clause,
    }


def _components(plan: Plan, standard: Standard, give: Give) -> Iterator[Row]:
    about = {"standard_id": standard.id, "clause": standard.clause}
    if give.cash is not None:
        names = {"component": "cash", "kind": "cash", "name_zh": "现金", "name_en": "Cash", "unit": "元"}
        yield {**about, **names, "quantity": 0, "value_fen": give.cash, "once_per_household": False}
    for item, good in give.goods.items():
        what = next(g for g in plan.goods if g.id == item)
        names = {"component": item, "kind": "goods", "name_zh": what.name.zh, "name_en": what.name.en}
        once = {"once_per_household": give.once_per_household}
        yield {**about, **names, **once, "unit": what.unit, "quantity": good.quantity, "value_fen": good.value}


def _stacking(plan: Plan, standards: list[Standard]) -> Iterator[Row]:
    """Every ordered pair of groups that may be held together, once, with the first clause that allows it."""
    groups = {s.id: s.group or s.id for s in standards}
    all_groups = list(dict.fromkeys(groups.values()))
    of_section = {s.id: [groups[x.id] for x in standards if x.section == s.id] for s in plan.sections}
    pairs: list[tuple[str, str, str]] = []
    for rule in plan.stacking.together:
        if rule.standards:
            named = list(permutations([groups[name] for name in rule.standards if name in groups], 2))
        elif rule.always:
            named = [(groups[rule.always], group) for group in all_groups] if rule.always in groups else []
        else:
            one, other = rule.sections
            named = list(product(of_section[one], of_section[other]))
        pairs += [(a, b, rule.clause) for x, y in named for a, b in ((x, y), (y, x))]
    if plan.stacking.otherwise == "add":
        pairs += [(a, b, plan.stacking.clause) for a, b in permutations(all_groups, 2)]
    seen: dict[tuple[str, str], str] = {}
    for a, b, clause in pairs:
        if a != b:
            seen.setdefault((a, b), clause)
    return ({"group_a": a, "group_b": b, "clause": clause} for (a, b), clause in seen.items())


def _limits(*places: int | None) -> Iterator[tuple[str, int]]:
    for scope, number in zip(("area", "group", "groups", "plan"), places, strict=True):
        if number is not None:
            yield scope, number


def _delivery(plan: Plan) -> Iterator[Row]:
    """The first rule that names an area, by its code or by its kind."""
    for area in plan.areas:
        rule = next((d for d in plan.delivery if area.code in d.areas or area.kind in d.kinds), None)
        if rule:
            yield {"area_code": area.code, "how": rule.how, "clause": rule.clause}


def _steps(plan: Plan, year: int) -> Iterator[Row]:
    for n, step in enumerate([s for s in plan.schedule if s.year == year], 1):
        yield _named(step, step=step.id, step_no=n) | {
            "first_day": step.first,
            "last_day": step.last,
            "days": step.days,
            "working_days": step.working_days,
            "working_is": working_days(step.first, step.last),
            "lists_due": step.lists_due,
            "after": step.after,
            "lunar_said": step.lunar,
            "lunar_is": lunar_date(step.first),
            "lunar_fits": years_that_fit(step.first, step.lunar) if step.lunar else None,
        }
