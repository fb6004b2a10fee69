"""Seeded sample rosters: a year of workbooks as towns would send them, and the answer key of what is wrong in them."""

from __future__ import annotations

import csv
from pathlib import Path
from random import Random

from pipelines.plan import load_plan
from pipelines.sample.book import books
from pipelines.sample.mistakes import plant
from pipelines.sample.people import Maker
from pipelines.sample.population import rosters
from pipelines.sample.workbook import write_book

ANSWER = ("rule", "severity", "file", "sheet", "row_no", "area_code", "standard", "money_fen", "note")


def write_sample(plan_folder: Path, year: int, seed: int, scale: float, out: Path) -> None:
    """Write `out/rosters/*.xlsx`, one an area, and `out/answers.csv`, one line a finding that must come out.

    The people listed, but for the planted mistakes, are exactly those of the year's distribution table, times `scale`
    (rounded up; limited places are not multiplied). Same plan, year, seed and scale: same bytes. Raises ValueError for
    a year the plan has no distribution table for.
    """
    plan = load_plan(plan_folder)
    if not plan.area_figures.get(year):
        known = ", ".join(str(y) for y in sorted(plan.area_figures))
        raise ValueError(f"the plan states no people by area for {year}, only for: {known}")
    maker = Maker()
    made = books(plan, year, rosters(plan, year, seed, scale, maker), seed)
    planted = plant(plan, year, made, maker, Random(f"{seed} {year} mistakes"))
    folder = out / "rosters"
    folder.mkdir(parents=True, exist_ok=True)
    for book in made:
        write_book(folder / book.file, book, book.sheets)
    with (out / "answers.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ANSWER, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted((p.answer() for p in planted), key=lambda a: (a["rule"], a["area_code"], a["sheet"])))
