"""Each year's rules on each year's people: the two years as they were, and the two that never were.

Rules are what a plan says (standards, the day on which ages count, prices, payers' shares); people are the rosters.
No second run is needed: they are two of the worlds of `mix`, of which the decomposition has worked out one.
"""

from __future__ import annotations

import polars as pl

from pipelines.compare.decompose import CELL, Value
from pipelines.compare.mix import OF_PEOPLE, OF_RULES
from pipelines.frames import schema


def crossed(years: tuple[int, int], factors: list[str], value: Value) -> pl.DataFrame:
    """`out_year_crossed`: four worlds, the earlier year first; `factors` are those in which the years differ."""
    rows = []
    for people_year, of_people in zip(years, ((), OF_PEOPLE), strict=True):
        for rules_year, of_rules in zip(years, ((), OF_RULES), strict=True):
            figures = value(frozenset({*of_people, *of_rules} & {*factors}))
            rows += [(rules_year, people_year, *cell, amount) for cell, amount in figures.items() if amount]
    table = pl.DataFrame(rows, schema=schema("out_year_crossed"), orient="row")
    return table.sort("rules_year", "people_year", *CELL)
