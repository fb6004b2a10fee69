"""Each year's rules on each year's people: what `warm run --rules` comes to, without the second run."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from pipelines.compare.decompose import figures_of
from pipelines.flow import run
from pipelines.folders import Folders
from pipelines.ledger import Ledger
from tests.conftest import RAW

Tables = dict[str, pl.DataFrame]


@pytest.mark.parametrize(("year", "rules"), [(2024, 2023), (2023, 2024)])
def test_other_rules_come_to_what_a_run_with_them_comes_to(
    year: int, rules: int, subdistrict: Path, subdistrict_years: Tables, tmp_path: Path
) -> None:
    folders = Folders(RAW, tmp_path, "subdistrict", year, rules)
    run(folders, gate=False)
    with Ledger(folders.published / "ledger.duckdb", read_only=True) as ledger:
        ran = {cell: amount for cell, amount in figures_of(ledger).items() if amount}
    crossed = subdistrict_years["out_year_crossed"].filter(rules_year=rules, people_year=year)
    cells = crossed.drop("rules_year", "people_year")
    assert {tuple(row[:-1]): row[-1] for row in cells.iter_rows()} == ran
    with Ledger(subdistrict / "subdistrict" / str(year) / "ledger.duckdb", read_only=True) as ledger:
        own = {cell: amount for cell, amount in figures_of(ledger).items() if amount}
    assert (own != ran) == (year == 2024)  # nobody of 2023 is in the wider scope of 2024


@pytest.mark.parametrize(("made", "old"), [("citywide_years", 2022), ("subdistrict_years", 2023)])
def test_each_year_by_its_own_rules_is_the_year(made: str, old: int, request: pytest.FixtureRequest) -> None:
    years: Tables = request.getfixturevalue(made)
    keys = ["measure", "area_code", "section", "standard_id", "payer"]
    for year, side in ((old, "before"), (old + 1, "after")):
        own = years["out_year_crossed"].filter(rules_year=year, people_year=year).select(*keys, "amount")
        figures = years["out_year_figure"].filter(pl.col(side) != 0).select(*keys, amount=side)
        assert own.sort(keys).equals(figures.sort(keys))


def test_rules_are_days_too(citywide_years: Tables) -> None:
    """A year's ageing is rules: who turned a hundred by the later day."""
    money = citywide_years["out_year_crossed"].filter(measure="fen").group_by("rules_year", "people_year")
    assert sorted(money.agg(pl.col("amount").sum()).iter_rows()) == [
        (2022, 2022, 279_740_000), (2022, 2023, 281_150_000), (2023, 2022, 279_790_000), (2023, 2023, 281_350_000),
    ]  # fmt: skip
