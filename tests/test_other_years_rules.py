"""One year's rules on another year's people: what the wider scope of a plan alone would cost."""

from __future__ import annotations

from pathlib import Path

from pipelines.flow import run
from pipelines.folders import Folders
from tests.conftest import RAW, Run


def test_this_years_people_under_last_years_rules(tmp_path: Path) -> None:
    own = Run(folders := Folders(RAW, tmp_path, "subdistrict", 2024), run(folders, gate=False))
    last = Run(folders := Folders(RAW, tmp_path, "subdistrict", 2024, rules=2023), run(folders, gate=False))
    assert last.folders.published == tmp_path / "subdistrict" / "2024-rules-2023"
    assert own.table("core_person").equals(last.table("core_person")), "the people are the same"
    assert own.table("plan_setting")["year"].item() == 2024
    assert last.table("plan_setting")["year"].item() == 2023
    granted = set(last.table("plan_standard")["standard_id"])
    assert granted < set(own.table("plan_standard")["standard_id"]), "the scope of 2024 is wider"
    paid = own.table("core_award").filter(status="awarded")
    kept = [fen for standard, fen in paid.select("standard_id", "amount_fen").iter_rows() if standard in granted]
    total = last.summary["totals"]["total"]["computed_fen"]
    assert 0 < total == sum(kept) < own.summary["totals"]["total"]["computed_fen"]
