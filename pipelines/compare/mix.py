"""Two years, factor by factor: a world that is last year's in some respects and this year's in the others.

A year is what its ledger holds: the plan's tables, the accepted people and their flags. A factor is one respect in
which two years can differ; switching every factor on turns the old year into the new one exactly.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import polars as pl

from pipelines.ledger import Ledger
from pipelines.world import PEOPLE, PLAN, Tables, world_of

PLACE = ["file", "sheet", "row_no"]

# In the order in which the change is told; what each one switches stands in `World`.
OF_PEOPLE = ("left", "came", "category", "household", "place")
OF_RULES = ("day", "standards", "prices", "payers")
FACTORS = OF_PEOPLE + OF_RULES


def year_of(ledger: Ledger, tag: str) -> Tables:
    """What the engine needs of a year. Files are tagged, so that two years can stand in one ledger."""
    tables = world_of(ledger)
    tagged = {name: tables[name].with_columns(file=pl.lit(tag) + pl.col("file")) for name in PEOPLE}
    return tables | tagged


class World(NamedTuple):
    """The old and the new year, and the factors that are switched to the new one."""

    old: Tables
    new: Tables

    def with_new(self, factors: Iterable[str]) -> Tables:
        """The tables of the world in which just these factors are the new year's."""
        on = frozenset(factors)
        people = _people(self.old, self.new, on)
        sheets = {name: pl.concat([self.old[name], self.new[name]]) for name in ("raw_file", "raw_sheet")}
        said = {
            name: pl.concat([self.old[name], self.new[name]]).join(people.select(PLACE), on=PLACE, how="semi")
            for name in ("core_flag", "core_decision")
        }
        return _plan(self.old, self.new, on) | sheets | {"core_person": people} | said

    def differs_in(self) -> list[str]:
        """The factors in which the two years differ at all, in the declared order."""
        return [factor for factor in FACTORS if self._differs(factor)]

    def _differs(self, factor: str) -> bool:
        # Of the factors of people, one alone may change nothing that another has not changed first.
        base = [other for other in FACTORS if other != factor]
        return any(
            not one[name].equals(other[name])
            for one, other in (
                (self.with_new([]), self.with_new([factor])),
                (self.with_new(base), self.with_new(FACTORS)),
            )
            for name in one
        )


def _people(old: Tables, new: Tables, on: frozenset[str]) -> pl.DataFrame:
    """The people of the mixed world. Somebody is the same person in both years by identity number."""
    before, after = old["core_person"], new["core_person"]
    stayed_before = before.join(after, on="id_no", how="semi")
    stayed_after = after.join(before, on="id_no", how="semi")
    stayed, others = (stayed_after, stayed_before) if "category" in on else (stayed_before, stayed_after)
    for factor, columns in (("household", ["household_key"]), ("place", ["area_code", "village", "group_name"])):
        if (factor in on) != ("category" in on):
            stayed = _taken(stayed, others, columns)
    parts = [stayed]
    if "left" not in on:
        parts.append(before.join(after, on="id_no", how="anti"))
    if "came" in on:
        parts.append(after.join(before, on="id_no", how="anti"))
    return pl.concat(parts).select(before.columns).sort(PLACE)


def _taken(people: pl.DataFrame, others: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """The same rows with these columns as the person's first row of the other year has them."""
    first = others.sort(PLACE).unique("id_no", keep="first", maintain_order=True).select("id_no", *columns)
    return people.drop(columns).join(first, on="id_no", how="left").select(people.columns)


def _plan(old: Tables, new: Tables, on: frozenset[str]) -> Tables:
    plan = {name: (new if "standards" in on else old)[name] for name in PLAN}
    plan["plan_setting"] = plan["plan_setting"].with_columns(
        (new if "day" in on else old)["plan_setting"]["reference_day"],
        *(old["plan_setting"][name] for name in ("year", "plan_sha256")),  # no rule of anything
    )
    plan["plan_component"] = _priced(plan["plan_component"], (new if "prices" in on else old)["plan_component"])
    years = (new, old) if "payers" in on else (old, new)
    plan["plan_payer"] = _paid(plan["plan_standard"], *years)
    plan["plan_upper_fund"] = _first_money(plan["plan_standard"], *years)
    return plan


def _priced(components: pl.DataFrame, prices: pl.DataFrame) -> pl.DataFrame:
    """Goods at the value of the year of the prices, where that year gives them at all."""
    known = prices.filter(pl.col("kind") == "goods").select(
        "standard_id", "component", price=pl.col("value_fen"), known=pl.lit(value=True)
    )
    return (
        components.join(known, on=["standard_id", "component"], how="left", maintain_order="left")
        .with_columns(value_fen=pl.when(pl.col("known")).then("price").otherwise("value_fen"))
        .select(components.columns)
    )


def _paid(standards: pl.DataFrame, first: Tables, second: Tables) -> pl.DataFrame:
    """Every standard's payers by the first year; a standard only the second year knows keeps its own."""
    own = first["plan_payer"]
    rest = second["plan_payer"].join(own, on="standard_id", how="anti")
    return pl.concat([own, rest]).join(standards, on="standard_id", how="semi").sort("standard_id", "payer")


def _first_money(standards: pl.DataFrame, first: Tables, second: Tables) -> pl.DataFrame:
    """Upper-level money goes with the payers. A fund that both years have holds what the first year grants."""
    own = first["plan_upper_fund"]
    granted = own.select("fund_no", "payer", granted="amount_fen").unique()
    rest = (
        second["plan_upper_fund"]
        .join(first["plan_payer"], on="standard_id", how="anti")
        .join(granted, on=["fund_no", "payer"], how="left", maintain_order="left")
        .with_columns(amount_fen=pl.coalesce("granted", "amount_fen"))
        .select(own.columns)
    )
    return pl.concat([own, rest]).join(standards, on="standard_id", how="semi").sort("standard_id")
