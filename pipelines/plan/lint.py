"""What a valid plan may still get wrong: its arithmetic, its dates, and clauses with no order between them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipelines.money import yuan
from pipelines.plan.calendar import lunar_date, same_lunar, working_days, years_that_fit
from pipelines.plan.clauses import Stated
from pipelines.plan.model import Plan

Remark = dict[str, Any]
"""{"holds": bool, "year", "zh", "en"}"""


def remarks_on(plan: Plan) -> list[Remark]:
    """Every remark; `holds` is false where the plan's author has something to settle."""
    return [*arithmetic(plan), *_dates(plan)]


def arithmetic(plan: Plan) -> list[Remark]:
    """One remark per stated figure that can be worked out another way; `holds` says whether the two agree."""
    return [remark for year in plan.years for remark in _year(plan, year)]


def _dates(plan: Plan) -> Iterator[Remark]:
    steps = {step.id: step for step in plan.schedule}
    for step in plan.schedule:
        about = {"year": step.year}
        if step.lunar:
            said, is_ = step.lunar, lunar_date(step.first)
            fits = years_that_fit(step.first, said)
            holds = same_lunar(said, is_)
            hint = "" if holds or not fits else f" → {fits}"
            zh = f"{step.name.zh} {step.first} 农历{is_}，方案写{said}{hint} ({step.clause})"
            en = f"{step.name.en} {step.first} is lunar {is_}, the plan says {said}{hint} ({step.clause})"
            yield {**about, "holds": holds, "zh": zh, "en": en}
        if step.days:
            lasts = (step.last - step.first).days + 1
            zh = f"{step.name.zh} {lasts} 天，应不少于 {step.days} 天 ({step.clause})"
            en = f"{step.name.en} lasts {lasts} days, must last {step.days} ({step.clause})"
            yield {**about, "holds": lasts >= step.days, "zh": zh, "en": en}
        if step.working_days:
            worked = working_days(step.first, step.last)
            zh = f"{step.name.zh} {worked} 个工作日，应不少于 {step.working_days} 个 ({step.clause})"
            en = f"{step.name.en} has {worked} working days, must have {step.working_days} ({step.clause})"
            yield {**about, "holds": worked >= step.working_days, "zh": zh, "en": en}
        if step.after:
            before = steps[step.after]
            zh = f"{step.name.zh}（{step.first}）在{before.name.zh}（至 {before.last}）之后 ({step.clause})"
            en = f"{step.name.en} ({step.first}) comes after {before.name.en} (to {before.last}) ({step.clause})"
            yield {**about, "holds": step.first > before.last, "zh": zh, "en": en}


def _year(plan: Plan, year: int) -> Iterator[Remark]:
    stated = [s for s in plan.stated if s.year == year]
    lines = {s.standard: s for s in stated if s.standard}
    figures = plan.area_figures.get(year, [])
    for standard in plan.standards:
        line = lines.get(standard.id)
        if line is None or line.amount is None:
            continue
        name, rate = plan.name_of(standard), sum(plan.gives(standard.id, year).values())
        varies = any(give.varies for give in standard.give)
        if line.count is not None and not varies:
            where = (f"{year} {name.zh} {line.count} × {yuan(rate)}", f"{year} {name.en} {line.count} × {yuan(rate)}")
            yield _remark(year, where, line.count * rate, line)
        mine = [f.amount for f in figures if f.standard == standard.id and f.amount is not None]
        if mine:
            where = (
                f"{year} {name.zh} 分配表 {len(mine)} 个地区之和",
                f"{year} {name.en}, {len(mine)} areas of the distribution table",
            )
            yield _remark(year, where, sum(mine), line)
    # A sum is held against its whole only when every part of it is stated.
    for section in plan.sections:
        whole = next((s for s in stated if s.section == section.id), None)
        ours = [s.id for s in plan.standards if s.section == section.id and plan.gives(s.id, year)]
        parts = [lines[name].amount if name in lines else None for name in ours]
        if whole and whole.amount is not None and None not in parts:
            where = (f"{year} {section.name.zh} {len(parts)} 项之和", f"{year} {section.name.en}, {len(parts)} lines")
            yield _remark(year, where, sum(part or 0 for part in parts), whole)
    total = next((s for s in stated if s.total), None)
    sections = {s.section: s.amount for s in stated if s.section}
    parts = [sections.get(section.id) for section in plan.sections]
    if total and total.amount is not None and None not in parts:
        yield _remark(
            year,
            (f"{year} 总额 {len(parts)} 部分之和", f"{year} grand total, {len(parts)} sections"),
            sum(part or 0 for part in parts),
            total,
        )


def _remark(year: int, where: tuple[str, str], worked_out: int, stated: Stated) -> Remark:
    amount = stated.amount or 0
    sign = "=" if worked_out == amount else "<" if worked_out < amount else ">"
    holds = sign in ("=<" if stated.is_ == "at_most" else "=")
    zh, en = (
        f"{words}: {yuan(worked_out)} {sign if holds else '≠'} {yuan(amount)} ({stated.clause})" for words in where
    )
    return {"holds": holds, "year": year, "zh": zh, "en": en}
