"""Rosters at their messiest, read with no configuration: what comes out right, what is reported, and nothing wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.messy import Verdict, books
from tests.messy.measure import measure


@pytest.fixture(scope="module")
def verdict(tmp_path_factory: pytest.TempPathFactory) -> Verdict:
    return measure(books(1, 200), tmp_path_factory.mktemp("messy"))


def test_nearly_every_field_comes_out_right(verdict: Verdict, capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\n{verdict.confusion()}")  # noqa: T201
    assert verdict.total("right") > 20_000
    assert verdict.right_share >= 0.995


def test_the_rest_is_reported_and_nothing_is_silently_wrong(verdict: Verdict) -> None:
    silent = [miss for miss in verdict.misses if miss.outcome in {"wrong", "missing"}]
    assert not silent, "\n".join(f"{miss.outcome} {miss.field} {miss}" for miss in silent[:20])
    assert verdict.total("due") > 50  # the spoilt cells were met at all


def test_a_book_does_not_depend_on_how_many_follow(tmp_path: Path) -> None:
    few, many = books(3, 4), books(3, 9)
    assert [book.tabs[0].region.cells for book in few] == [book.tabs[0].region.cells for book in many[:4]]
