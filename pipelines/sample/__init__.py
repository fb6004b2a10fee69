"""Seeded sample rosters: a year of workbooks as towns would send them, and the answer key of what is wrong in them."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from random import Random

from pipelines.plan import load_plan
from pipelines.sample.book import books
from pipelines.sample.mistakes import plant
from pipelines.sample.page import Cover, Page
from pipelines.sample.people import Maker
from pipelines.sample.planter import Planted
from pipelines.sample.population import rosters
from pipelines.sample.recipe import load_recipe
from pipelines.sample.small import workbooks
from pipelines.sample.workbook import write_book

ANSWER = ("rule", "severity", "file", "sheet", "row_no", "area_code", "standard", "money_fen", "note")


def write_sample(plan_folder: Path, year: int, seed: int, scale: float, out: Path) -> None:
    """Write `out/rosters/*.xlsx` and, where mistakes are planted, `out/answers.csv`, one line a finding to come out.

    A plan with a `sample.yaml` has exactly the households it describes, and no mistakes but those it writes in. Any
    other has one workbook an area; the people listed, but for the planted mistakes, are those of the year's
    distribution table. `scale` multiplies the number of households or people (rounded up; limited places of a
    distribution table are not multiplied). Same plan, year, seed and scale: same bytes.

    Raises ValueError for a year the plan does not have, or has neither a sample nor a distribution table for;
    PlanProblems for mistakes in plan.yaml or sample.yaml.
    """
    plan = load_plan(plan_folder)
    if year not in plan.years:
        raise ValueError(f"the plan has no year {year}, only: {_listed(plan.years)}")
    recipe = load_recipe(plan_folder, plan)
    if recipe:
        _write(out, workbooks(plan, year, seed, scale, recipe))
        return
    if not plan.area_figures.get(year):
        known = _listed(plan.area_figures)
        raise ValueError(f"no sample.yaml, and the plan states no people by area for {year}, only for: {known or '-'}")
    maker = Maker()
    made = books(plan, year, rosters(plan, year, seed, scale, maker), seed)
    planted = plant(plan, year, made, maker, Random(f"{seed} {year} mistakes"))
    _write(out, ((book, book.sheets) for book in made))
    if planted:
        _write_answers(out / "answers.csv", planted)


def _listed(years: Iterable[int]) -> str:
    return ", ".join(str(year) for year in sorted(years))


def _write(out: Path, made: Iterable[tuple[Cover, Iterable[Page]]]) -> None:
    folder = out / "rosters"
    folder.mkdir(parents=True, exist_ok=True)
    for cover, pages in made:
        write_book(folder / cover.file, cover, pages)


def _write_answers(path: Path, planted: list[Planted]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ANSWER, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted((p.answer() for p in planted), key=lambda a: (a["rule"], a["area_code"], a["sheet"])))
