"""The cells that several sheets have: both years, the change, its rate; sums across and down."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from pipelines.reports.comparison.facts import Facts
from pipelines.reports.workbook.book import NONE, Formula, Value, cell, span, yuan
from pipelines.words import Words

STYLE = {"fen": ("grid_money", "change_money"), "awards": ("grid_count", "change_count")}
"""Measure → the style of a figure, of a change."""


def valued(measure: str, amount: int) -> Decimal | int:
    """Fen as yuan, awards as they are."""
    return yuan(amount) if measure == "fen" else amount


def two_years(facts: Facts) -> list[Words]:
    old, new = facts.years
    return [(f"{old}年", str(old)), (f"{new}年", str(new)), ("增减", "Change"), ("增幅", "Rate")]


def compared(at: tuple[int, int], years: list[Value], sums: tuple[int, int], measure: str) -> list[Value]:
    """Four cells from `at` on: both years, their difference and rate; `sums` are what the years come to."""
    (row, col), (before, after) = at, years
    old, new = cell(row, col), cell(row, col + 1)
    change = Formula(f"={new}-{old}", valued(measure, sums[1] - sums[0]))
    return [before, after, change, rate(old, new, *sums)]


def compared_styles(measure: str) -> list[str]:
    figure, change = STYLE[measure]
    return [figure, figure, f"{change} bold", "rate"]


def rate(old: str, new: str, before: int, after: int) -> Formula:
    """The change in parts of the year before; a dash where that is nothing."""
    share = (Decimal(after - before) / before).quantize(Decimal("0.0001"), ROUND_HALF_UP) if before else NONE
    return Formula(f'=IF({old}=0,"{NONE}",ROUND(({new}-{old})/{old},4))', share)


def across(row: int, first: int, last: int, value: Decimal | int) -> Formula:
    """The sum of cells side by side, of none at all nought."""
    return Formula(f"=SUM({span(row, first, row, last)})" if last >= first else "=0", value)


def down(col: int, first: int, last: int, value: Decimal | int) -> Formula:
    """The sum of cells below one another, of none at all nought."""
    return Formula(f"=SUM({span(first, col, last, col)})" if last >= first else "=0", value)
