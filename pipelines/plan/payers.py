"""Who pays a standard of a `Plan` in one year: the rows of `plan_payer` and `plan_upper_fund`."""

from __future__ import annotations

from collections.abc import Iterator
from math import lcm
from typing import Any

from pipelines.plan.clauses import Payer, UpperMoney
from pipelines.plan.model import Plan

Row = dict[str, Any]


def payers(plan: Plan, standard_id: str, year: int) -> Iterator[Row]:
    """The payers of one standard, their shares over one common denominator; who only pays first has a share of 0."""
    sharing = [
        (n, p)
        for n, p in enumerate(plan.payers, len(plan.upper_money) + 1)
        if p.standards == "*" or standard_id in p.standards
    ]
    common = lcm(*(p.share.denominator for _, p in sharing))
    for n, fund, _ in _funds(plan, standard_id, year):
        if fund.id not in [p.id for _, p in sharing]:
            share = {"share_num": 0, "share_den": common}
            yield _told(fund, standard_id) | {"payer": fund.id, "payer_no": n, **share, "stated": True}
    for n, p in sharing:
        share = {"share_num": p.share.numerator * (common // p.share.denominator), "share_den": common}
        yield _told(p, standard_id) | {"payer": p.id, "payer_no": n, **share, "stated": p.stated}


def upper_funds(plan: Plan, standard_id: str, year: int) -> Iterator[Row]:
    """The fund of upper-level money that a standard comes under: none or one."""
    for n, fund, granted in _funds(plan, standard_id, year):
        yield _told(fund, standard_id) | {"fund_no": n, "payer": fund.id, "amount_fen": granted}


def _funds(plan: Plan, standard_id: str, year: int) -> Iterator[tuple[int, UpperMoney, int]]:
    for n, fund in enumerate(plan.upper_money, 1):
        granted = fund.in_year(year)
        if granted is not None and (fund.standards == "*" or standard_id in fund.standards):
            yield n, fund, granted


def _told(who: Payer | UpperMoney, standard_id: str) -> Row:
    return {"standard_id": standard_id, "name_zh": who.name.zh, "name_en": who.name.en, "clause": who.clause}
