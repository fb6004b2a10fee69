"""A plan's own arithmetic, worked out again. Broken plans: `test_broken_plans`; worked examples: `test_examples`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipelines.plan import load_plan
from pipelines.plan.lint import arithmetic
from tests.builders import CITYWIDE, RAW

PLANS = sorted(path.parent for path in RAW.glob("*/plan.yaml"))


@pytest.mark.parametrize("folder", PLANS, ids=lambda folder: folder.name)
def test_shipped_plans_add_up(folder: Path) -> None:
    assert [remark["en"] for remark in arithmetic(load_plan(folder)) if not remark["holds"]] == []


def copied(target: Path, old: str = "", new: str = "", file: str = "plan.yaml") -> Path:
    """The shipped plan in `target`, with one text of one file changed."""
    folder = target / "citywide"
    shutil.copytree(CITYWIDE, folder, ignore=shutil.ignore_patterns("rosters"))
    text = (folder / file).read_text("utf-8")
    assert text.count(old) == 1 or not old, old
    (folder / file).write_text(text.replace(old, new) if old else text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("count: 3726, amount: 372600", "count: 3726, amount: 372500", "372,600.00 ≠ 372,500.00 (§3(1)1)"),
        ("section: general, amount: 2776000", "section: general, amount: 2776001", "2,776,000.00 ≠ 2,776,001.00"),
        ("total: true, amount: 2813500", "total: true, amount: 2813400", "2,813,500.00 ≠ 2,813,400.00 (§3(3))"),
    ],
)
def test_lint_works_the_figures_out_again(tmp_path: Path, old: str, new: str, said: str) -> None:
    wrong = [remark["en"] for remark in arithmetic(load_plan(copied(tmp_path, old, new))) if not remark["holds"]]
    assert any(said in remark for remark in wrong), wrong


def test_a_sum_is_held_against_its_whole_only_when_all_parts_are_stated(tmp_path: Path) -> None:
    """One line's figure left out: the section's sum is unknown, and no mistake."""
    orphan = "  - {year: 2023, standard: orphan, count: 267, amount: 26700, clause: §3(1)5}\n"
    remarks = arithmetic(load_plan(copied(tmp_path, orphan, "")))
    assert all(remark["holds"] for remark in remarks)
    assert not any("2023 General visits" in remark["en"] for remark in remarks)


def test_at_most_is_kept_by_less(tmp_path: Path) -> None:
    old = "section: leader, count: 75, amount: 37500, clause: §3(2)}\n  - {year: 2023, total"
    for amount, holds in ((40000, True), (37000, False)):
        new = old.replace("amount: 37500", f"amount: {amount}, is: at_most")
        remarks = arithmetic(load_plan(copied(tmp_path / str(amount), old, new)))
        [found] = [remark["holds"] for remark in remarks if "2023 Visits by leaders, 3 lines" in remark["en"]]
        assert found is holds
