"""The first law on five hundred generated workbooks: every non-blank row is kept once, cell for cell, with one role;
every person row is accepted or refused. Counted by a reader of another library."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import NamedTuple

import polars as pl
import pytest

from tests.messy import Size, books, write_book
from tests.messy.independent import Tabs, says, tabs_of
from tests.messy.measure import read

ROLES = {"title", "header", "person", "subtotal", "total", "note", "footer", "summary", "answer", "unread"}
KEY = ["file", "sheet", "row_no"]


class Both(NamedTuple):
    theirs: dict[str, Tabs]  # by file, as another library sees it
    raw: dict[str, pl.DataFrame]
    people: pl.DataFrame  # keys of accepted and refused rows


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    folder = tmp_path_factory.mktemp("rosters")
    paths = [write_book(book, folder) for book in books(7, 500, Size(5, 2, ("xlsx",) * 3 + ("csv",)))]
    raw, cleaned = read(folder)
    people = pl.concat([cleaned.core_person.select(KEY), cleaned.core_rejected.select(KEY)])
    return Both({path.name: tabs_of(path) for path in paths}, raw._asdict(), people)


def test_every_file_and_tab_is_there(both: Both) -> None:
    ours: dict[str, set[str]] = defaultdict(set)
    for file, tab in both.raw["raw_sheet"].select("file", "tab").iter_rows():
        ours[file].add(tab if not file.endswith(".csv") else "")
    assert ours == {file: set(tabs) for file, tabs in both.theirs.items()}
    assert both.raw["raw_file"]["status"].is_in(["read", "partly"]).all()


def test_every_cell_of_every_row_is_kept_once(both: Both) -> None:
    """Of tables side by side each block has its own part of a row; no part is lost or kept twice."""
    tabs = {(file, sheet): tab for file, sheet, tab in both.raw["raw_sheet"].select("file", "sheet", "tab").iter_rows()}
    kept: dict[tuple[str, str, int], Counter[int]] = defaultdict(Counter)
    rows = 0
    for file, sheet, row_no, cells in both.raw["raw_row"].select(*KEY, "cells").iter_rows():
        tab = tabs[file, sheet] if not file.endswith(".csv") else ""
        place = f"{file} {sheet} {row_no}"
        stands = both.theirs[file][tab].get(row_no)
        assert stands, f"{place}: a row that is blank, or not there"
        filled = [(column, text) for column, text in enumerate(cells, 1) if text]
        assert filled, f"{place}: kept without a cell"
        for column, text in filled:
            assert column in stands, f"{place}: column {column} is empty in the file"
            assert says(text, stands[column]), f"{place}: column {column} reads otherwise"
            kept[file, tab, row_no][column] += 1
        rows += 1
    missing = [
        f"{file} {tab} {row_no}: {sorted(cells.keys() ^ kept[file, tab, row_no].keys()) or 'a cell twice'}"
        for file, their_tabs in both.theirs.items()
        for tab, their_rows in their_tabs.items()
        for row_no, cells in their_rows.items()
        if kept[file, tab, row_no] != Counter(dict.fromkeys(cells, 1))
    ]
    assert not missing, f"{len(missing)} rows not kept whole: {missing[:5]}"
    assert rows == both.raw["raw_sheet"]["rows"].sum() > 5000


def test_every_row_has_one_role(both: Both) -> None:
    rows = both.raw["raw_row"]
    assert set(rows["role"]) <= ROLES
    assert rows.select(KEY).is_unique().all()
    assert (rows["cells"].list.len() == rows["cell_types"].str.len_chars()).all()
    named = rows.filter(pl.col("role").is_in(["person", "subtotal", "total"])).select(*KEY, "role").sort(KEY)
    entries = both.raw["raw_entry"].filter(pl.col("role") != "summary").select(*KEY, "role").sort(KEY)
    assert named.equals(entries)


def test_every_person_row_is_accepted_or_refused_and_never_both(both: Both) -> None:
    persons = both.raw["raw_row"].filter(pl.col("role") == "person").select(KEY).sort(KEY)
    assert persons.equals(both.people.sort(KEY))
    assert persons.height > 2000
