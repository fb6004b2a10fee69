"""What the page and the workbook of two years show, taken from the tables of `pipelines.tables.comparison`.

Amounts are fen (measure `fen`) or awards (measure `awards`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

import polars as pl

from pipelines.words import FACTOR, MOVE, Words

METHOD: dict[str, Words] = {"in_order": ("逐项", "One after another"), "free_of_order": ("不分先后", "In no order")}
MEASURE: dict[str, Words] = {"fen": ("金额（元）", "Amount (yuan)"), "awards": ("人（户）次", "Awards")}
NODE: dict[str, Words] = {
    "section": ("部分", "Section"),
    "standard_id": ("项目", "Line"),
    "area_code": ("地区", "Area"),
    "payer": ("出资方", "Payer"),
}
MOVED: dict[str, Words] = {
    "came": MOVE["came"],
    "left": MOVE["left"],
    "place_after": ("由他处转入", "Moved in"),
    "place_before": ("转往他处", "Moved out"),
    "category": MOVE["category"],
}
Tables = dict[str, pl.DataFrame]


class Node(NamedTuple):
    """One section, line, area or payer: a measure in both years, and each factor's part of the change."""

    code: str
    name: Words
    before: int
    after: int
    parts: list[int]

    @property
    def change(self) -> int:
        return self.after - self.before


class Step(NamedTuple):
    """One bar of the waterfall: a year as it was, or what a factor changed."""

    name: Words
    fen: int
    is_level: bool


@dataclass(frozen=True)
class Facts:
    """The tables of two years with the words of their plan, which is called as the later year calls it."""

    tables: Tables
    names: dict[str, dict[str, Words]]
    settings: pl.DataFrame  # `plan_setting` of both years, the earlier first

    @property
    def years(self) -> tuple[int, int]:
        old, new = self.settings["year"].to_list()
        return old, new

    @property
    def plan(self) -> Words:
        return self.settings["name_zh"][1], self.settings["name_en"][1]

    @property
    def day(self) -> date:
        day: date = self.settings["reference_day"][1]
        return day

    @cached_property
    def factors(self) -> list[str]:
        """The factors that changed anything anywhere, in the order in which the change is told."""
        changed = set(self.tables["out_year_over_year"]["factor"])
        return [factor for factor in FACTOR if factor in changed]

    @cached_property
    def methods(self) -> list[str]:
        used = {"in_order", *self.tables["out_year_over_year"]["method"]}
        return [method for method in METHOD if method in used]

    def change(self, measure: str) -> int:
        """After − before over everything."""
        figures = self.tables["out_year_figure"].filter(measure=measure)
        return int(figures["after"].sum()) - int(figures["before"].sum())

    def total(self, method: str, measure: str) -> dict[str, int]:
        """Factor → its part of the whole change."""
        own = self.tables["out_year_over_year"].filter(method=method, measure=measure)
        sums = dict(own.group_by("factor").agg(pl.col("amount").sum()).iter_rows())
        return {factor: sums.get(factor, 0) for factor in self.factors}

    @property
    def holds(self) -> bool:
        """The parts are the whole, by every method, in money and in awards."""
        return all(
            sum(self.total(method, measure).values()) == self.change(measure)
            for method in self.methods
            for measure in MEASURE
        )

    def measures(self, column: str) -> list[str]:
        """Awards have no payer."""
        return [measure for measure in MEASURE if (column, measure) != ("payer", "awards")]

    def nodes(self, column: str, method: str, measure: str) -> list[Node]:
        """The nodes of a column that either year knows, in the plan's order."""
        known = set(self.tables["out_year_figure"][column])
        figures = self.tables["out_year_figure"].filter(measure=measure)
        sums = figures.group_by(column).agg(pl.col("before").sum(), pl.col("after").sum())
        both = {code: (before, after) for code, before, after in sums.iter_rows()}
        change = self.tables["out_year_over_year"].filter(method=method, measure=measure)
        parts = change.group_by(column, "factor").agg(pl.col("amount").sum())
        of = {(code, factor): amount for code, factor, amount in parts.iter_rows()}
        return [
            Node(code, words, *both.get(code, (0, 0)), [of.get((code, factor), 0) for factor in self.factors])
            for code, words in self.names[column].items()
            if code in known
        ]

    def steps(self) -> list[Step]:
        """The waterfall of the money, one factor after another; factors that moved no money in all are left out."""
        figures = self.tables["out_year_figure"].filter(measure="fen")
        told = [Step(FACTOR[f], fen, False) for f, fen in self.total("in_order", "fen").items() if fen]
        levels = [
            Step((f"{year}年", str(year)), int(figures[side].sum()), True)
            for year, side in zip(self.years, ("before", "after"), strict=True)
        ]
        return [levels[0], *told, levels[1]]

    def crossed(self, measure: str) -> dict[tuple[int, int, str], int]:
        """(year of the rules, year of the people, standard) → amount; standard "" is all of them."""
        own = self.tables["out_year_crossed"].filter(measure=measure)
        keys = ["rules_year", "people_year"]
        by_line = own.group_by(*keys, "standard_id").agg(pl.col("amount").sum())
        whole = own.group_by(keys).agg(pl.col("amount").sum())
        return {(r, p, line): n for r, p, line, n in by_line.iter_rows()} | {
            (r, p, ""): n for r, p, n in whole.iter_rows()
        }

    def moves_by_area(self) -> list[tuple[Words, list[int]]]:
        """One row an area: people by kind of MOVED. Somebody listed in two areas counts in each."""
        moved = self.tables["out_move"]
        counts: dict[tuple[str, str], int] = {}
        for side, kinds in (("after", ("came", "place", "category")), ("before", ("left", "place"))):
            other = pl.col("area_before" if side == "after" else "area_after")
            areas = moved.filter(pl.col("kind").is_in(kinds)).with_columns(
                area=pl.col(f"area_{side}").str.split("+"), other=other.str.split("+")
            )
            # Somebody who stays in one area and is also in a second has not moved into the first.
            told = areas.explode("area").filter(
                (pl.col("kind") != "place") | ~pl.col("other").list.contains(pl.col("area"))
            )
            for kind, area, count in told.group_by("kind", "area").len().iter_rows():
                counts[area, f"place_{side}" if kind == "place" else kind] = count
        return [
            (words, [counts.get((area, column), 0) for column in MOVED])
            for area, words in self.names["area_code"].items()
            if any((area, column) in counts for column in MOVED)
        ]

    def moves(self) -> list[dict[str, Any]]:
        """Everybody of `out_move`; codes of areas and categories as words."""
        sides = {"area_before": "area_code", "area_after": "area_code",
                 "category_before": "category", "category_after": "category"}  # fmt: skip
        return [
            row | {side: self._named(row[side], column) for side, column in sides.items()}
            for row in self.tables["out_move"].to_dicts()
        ]

    def _named(self, codes: str | None, column: str) -> Words | None:
        known = [self.names[column].get(code, (code, code)) for code in codes.split("+")] if codes else []
        return ("＋".join(zh for zh, _ in known), " + ".join(en for _, en in known)) if known else None
