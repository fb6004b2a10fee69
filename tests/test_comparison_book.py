"""The workbook of two years, opened again as Excel would: its figures are the tables', its parts are the change."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from pipelines.reports.comparison.facts import MEASURE, NODE, Facts
from pipelines.reports.comparison.sheets import SHEETS, write_book
from tests.office import recalculated
from tests.test_workbook import formulas, opened

HOSTILE = "=1+1"
FUNCTIONS = {"SUM", "IF", "AND", "ROUND"}


@pytest.fixture(scope="module")
def facts(two_years: dict[str, Facts]) -> dict[str, Facts]:
    """Both shipped comparisons (of citywide some of the people), one a fen off, one of hostile names, equal years."""
    citywide, small = two_years["citywide"], two_years["subdistrict"]
    some = citywide.tables["out_move"].gather_every(20)
    change = small.tables["out_year_over_year"]
    money = (pl.col("measure") == "fen") & (pl.col("method") == "in_order")
    first = (money & (money.cum_sum() == 1)).cast(pl.Int64)
    wrong = small.tables | {"out_year_over_year": change.with_columns(amount=pl.col("amount") + first)}
    hostile = {column: {code: (HOSTILE, f"@{code}") for code in names} for column, names in small.names.items()}
    figures = small.tables["out_year_figure"].with_columns(before="after")
    crossed = small.tables["out_year_crossed"].filter(rules_year=2024, people_year=2024)
    worlds = [crossed.with_columns(rules_year=pl.lit(r, pl.Int64), people_year=pl.lit(p, pl.Int64))
              for r in (2023, 2024) for p in (2023, 2024)]  # fmt: skip
    equal = {"out_year_figure": figures, "out_year_crossed": pl.concat(worlds)}
    equal |= {name: small.tables[name].clear() for name in ("out_year_over_year", "out_move")}
    return {
        "citywide": replace(citywide, tables=citywide.tables | {"out_move": some}),
        "subdistrict": small,
        "wrong": replace(small, tables=wrong),
        "hostile": replace(small, names=hostile),
        "equal": replace(small, tables=small.tables | equal),
    }


@pytest.fixture(scope="module")
def written(facts: dict[str, Facts], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("comparisons")
    for name, one in facts.items():
        write_book(one, folder / f"{name}.xlsx")
    return {name: folder / f"{name}.xlsx" for name in facts}


def marks(path: Path) -> Counter[str]:
    _, values = opened(path)
    return Counter(cell.value for sheet in values for row in sheet for cell in row if cell.value in ("✔", "✘"))


def test_the_parts_are_the_change_everywhere(written: dict[str, Path]) -> None:
    for name in ("citywide", "subdistrict", "equal", "hostile"):
        found = marks(written[name])
        assert found["✔"] > 60, name
        assert not found["✘"], name


def test_a_part_that_is_a_fen_off_is_seen(written: dict[str, Path]) -> None:
    """In its section, line, area and payer, in each of their sums, on the sheet of factors and on the cover."""
    _, values = opened(written["wrong"])
    wrong = Counter(sheet.title for sheet in values for row in sheet for cell in row if cell.value == "✘")
    assert wrong == {" ".join(NODE_SHEETS[column]): 2 for column in NODE} | {
        "变化构成 Change": 1, "概要 Summary": 1,
    }  # fmt: skip
    assert values["概要 Summary"]["A8"].value.startswith("✘")


NODE_SHEETS = {column: SHEETS[column][0] for column in NODE}


@pytest.mark.parametrize("plan", ["citywide", "subdistrict"])
def test_the_figures_are_the_tables(plan: str, facts: dict[str, Facts], written: dict[str, Path]) -> None:
    _, values = opened(written[plan])
    figures, change = facts[plan].tables["out_year_figure"], facts[plan].tables["out_year_over_year"]
    for column, name in NODE_SHEETS.items():
        rows = [[cell.value for cell in row] for row in values[" ".join(name)].iter_rows(min_row=6)]
        names = {words: code for code, words in facts[plan].names[column].items()}
        seen = 0
        for method in facts[plan].methods:
            for measure, words in MEASURE.items():
                own = [
                    row for row in rows if row[0].startswith(words[0]) and ("逐项" in row[0]) == (method == "in_order")
                ]
                for row in own[:-1]:
                    code = names[tuple(row[1].split("\n"))] if "\n" in row[1] else names[row[1], row[1]]
                    of = {column: code, "measure": measure}
                    size = 100 if measure == "fen" else 1
                    assert round(row[2] * size) == figures.filter(**of)["before"].sum()
                    assert round(row[3] * size) == figures.filter(**of)["after"].sum()
                    for factor, part in zip(facts[plan].factors, row[6:], strict=False):
                        told = change.filter(**of, method=method, factor=factor)["amount"].sum()
                        assert round(part * size) == told
                    seen += 1
        assert seen >= len(facts[plan].nodes(column, "in_order", "fen"))


def test_everybody_who_moved_is_listed_and_nobody_named(facts: dict[str, Facts], written: dict[str, Path]) -> None:
    _, values = opened(written["citywide"])
    listed = [row[3].value for row in values["人员名单 People"].iter_rows(min_row=6)]
    assert listed == facts["citywide"].tables["out_move"]["id_no"].to_list()
    assert len(listed) > 200
    with zipfile.ZipFile(written["citywide"]) as archive:
        text = " ".join(archive.read(name).decode() for name in archive.namelist())
    assert not re.findall(r"(?<![0-9a-f])99\d{15}[\dX]", text)
    by_area = values["各地进出 Moves by area"]
    people = [cell.value for cell in by_area[by_area.max_row]][1:]
    kinds = dict(facts["citywide"].tables["out_move"].group_by("kind").len().iter_rows())
    assert people == [kinds[kind] for kind in ("came", "left", "place", "place", "category")]


def test_every_number_of_the_sentences_stands_with_its_source(
    facts: dict[str, Facts], written: dict[str, Path]
) -> None:
    _, values = opened(written["subdistrict"])
    rows = list(values["数字出处 Sources"].iter_rows(min_row=6, values_only=True))
    numbers = facts["subdistrict"].tables["out_sentence_number"].to_dicts()
    assert [row[4] for row in rows] == [number["source"] for number in numbers]
    for row, number in zip(rows, numbers, strict=True):
        assert row[1].startswith(number["shown_zh"])
        exact = None if number["amount"] is None else number["amount"] / (100 if number["unit"] == "fen" else 1)
        assert (row[2] or None) == (exact or None)
    said = [row[1] for row in values["文字 In words"].iter_rows(min_row=5, values_only=True)]
    texts = facts["subdistrict"].tables["out_sentence"]
    assert said == [f"{zh}\n{en}" for zh, en in texts.select("text_zh", "text_en").iter_rows()]


def test_no_name_starts_a_formula(written: dict[str, Path]) -> None:
    book, _ = opened(written["hostile"])
    hostile = [cell for sheet in book for row in sheet for cell in row if str(cell.value).startswith((HOSTILE, "@"))]
    assert len(hostile) > 50
    assert not [cell.coordinate for cell in hostile if cell.data_type == "f"]
    for place, (formula, value) in formulas(written["hostile"]).items():
        assert set(re.findall(r"([A-Z]+)\(", formula)) <= FUNCTIONS, (place, formula)
        assert "1+1" not in formula
        assert value is not None


def test_sheets_are_ready_to_read_and_print(written: dict[str, Path]) -> None:
    book, _ = opened(written["subdistrict"])
    assert book.sheetnames == [" ".join(name) for name, *_ in SHEETS.values()]
    for sheet, (_, _, paper, landscape) in zip(book, SHEETS.values(), strict=True):
        assert sheet.page_setup.paperSize == paper
        assert (sheet.page_setup.orientation == "landscape") == landscape
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_area
        one_page = sheet.page_setup.fitToHeight != 0  # where it is not said, it is one page
        assert one_page == (sheet.title == "变化构成 Change"), "or the picture is cut"
        if sheet.title != "概要 Summary":
            assert sheet.freeze_panes
            assert sheet.print_title_rows
        if sheet.title not in ("概要 Summary", "变化构成 Change"):
            assert sheet.auto_filter.ref
    assert len(book["变化构成 Change"]._charts) == 1


def test_same_tables_same_bytes(facts: dict[str, Facts], written: dict[str, Path], tmp_path: Path) -> None:
    write_book(facts["subdistrict"], tmp_path / "again.xlsx")
    assert written["subdistrict"].read_bytes() == (tmp_path / "again.xlsx").read_bytes()


def test_recalculated_from_nothing_every_value_is_the_one_kept(written: dict[str, Path], tmp_path: Path) -> None:
    """openpyxl saves formulas without values; what LibreOffice then works out must be what we kept, ✘ included."""
    tried = {name: written[name] for name in ("citywide", "wrong", "equal")}
    for name, path in tried.items():
        openpyxl.load_workbook(path).save(tmp_path / f"{name}.xlsx")
    worked_out = recalculated(tmp_path)
    for name, path in tried.items():
        kept = formulas(path)
        assert len(kept) > 300
        for (sheet, place), (formula, value) in kept.items():
            found: Any = worked_out[name][sheet][place].value
            same = found == value if isinstance(value, str) else found == pytest.approx(value, abs=0.001)
            assert same, (name, sheet, place, formula, value, found)
