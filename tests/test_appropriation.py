"""拨付表: a sheet a payer to sign, their summary, and every share with its odd fen: the ledger's figures, proved anew.

The books are those of `tests/upper`: money of two upper levels, a city, a town, and a payer that the plan does not
state. LibreOffice works every formula out again, once as written and once with a figure falsified.
"""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import polars as pl
import pytest

from pipelines.money import parse_yuan
from pipelines.reports.workbook import appropriation, write_workbook
from tests.conftest import Run
from tests.office import recalculated
from tests.test_workbook import books, formulas, opened, plan
from tests.upper import EAST, WEST

PAYERS = {"nation": "拨付1 中央 Nation", "province": "拨付2 省级 Province", "city": "拨付3 市级 City",
          "town": "拨付4 镇（街道） Town", "open": "拨付5 未写明 Not stated"}  # fmt: skip
SUMMARY, DETAIL = "拨付汇总 Appropriation", "出资明细 Shares"
Values = dict[str, list[tuple[Any, ...]]]


def fen(yuan: float | None) -> int:
    return round((yuan or 0) * 100)


@pytest.fixture(scope="module")
def values(upper: Run) -> Values:
    """Sheet → the values of its rows."""
    _, kept = opened(upper.folders.published / "workbook.xlsx")
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in kept}


@pytest.fixture(scope="module")
def paid(upper: Run) -> pl.DataFrame:
    """`out_funding` with the kind of each component."""
    cell = ["area_code", "standard_id", "component"]
    return upper.table("out_funding").join(upper.table("out_allocation").select(*cell, "kind"), on=cell)


def labelled(rows: list[tuple[Any, ...]], label: str, col: int = 0) -> tuple[Any, ...]:
    [row] = [row for row in rows if str(row[col]).startswith(label)]
    return row


@pytest.mark.parametrize("payer", PAYERS)
def test_the_figures_of_each_payer_are_the_ledgers(payer: str, values: Values, paid: pl.DataFrame) -> None:
    rows, mine = values[PAYERS[payer]], paid.filter(payer=payer)
    wanted = [mine.filter(kind=kind)["amount_fen"].sum() for kind in ("cash", "goods")]
    total = labelled(rows, "合计 Total")
    assert [fen(amount) for amount in total[3:6]] == [*wanted, sum(wanted)]
    for area in (EAST, WEST):
        row = labelled(rows, area, 1)
        of_area = [mine.filter(area_code=area, kind=kind)["amount_fen"].sum() for kind in ("cash", "goods")]
        assert [fen(amount) for amount in row[3:6]] == [*of_area, sum(of_area)]
    heads = rows[5]
    lines = [at for at, head in enumerate(heads) if re.match(r"\d\. ", str(head))]
    assert sum(fen(total[at]) for at in lines) == sum(wanted)
    words = labelled(rows, "合计大写")
    assert parse_yuan(words[2]) == fen(words[5]) == sum(wanted)


def test_only_the_payer_nobody_stated_is_told_so(values: Values) -> None:
    for payer, name in PAYERS.items():
        warned = str(values[name][3][0])
        assert ("不是拨付依据" in warned and "does not say who pays" in warned) == (payer == "open")


def test_every_sheet_has_its_title_and_lines_to_sign(values: Values) -> None:
    for name, payer in ((PAYERS["town"], "镇（街道）"), (PAYERS["open"], "未写明")):
        assert values[name][0][0] == f"上级资金示例 2023 慰问资金拨付表（{payer}）"
        text = "".join(str(row[0]) for row in values[name])
        assert all(f"{word} " in text for word in ("制表", "审核", "负责人", "盖章", "日期"))


def test_the_contents_list_the_payers_sheets_under_names_excel_takes(upper: Run) -> None:
    book, _ = opened(upper.folders.published / "workbook.xlsx")
    links = {row[1].hyperlink.location for row in book["目录 Contents"].iter_rows(min_row=5) if row[1].hyperlink}
    assert links == {f"'{name}'!A1" for name in book.sheetnames if name not in ("封面 Cover", "目录 Contents")} | {
        "'封面 Cover'!A1", "'目录 Contents'!A1",
    }  # fmt: skip
    assert book.sheetnames[5:11] == [SUMMARY, *PAYERS.values()]
    assert [book[name].print_title_rows for name in PAYERS.values()] == ["$5:$6"] * 5
    hard = ["'[市]:*?/\\'", "市" * 40, "市" * 40, "=1+1", "市级", "市级"]
    told = appropriation.names(SimpleNamespace(payers=[{"name_zh": zh, "name_en": zh} for zh in hard]))  # type: ignore[arg-type]
    assert len({name.lower() for name in told}) == len(hard)
    assert all(len(name) <= 31 and not re.search(r"['\[\]:*?/\\=+]", name) for name in told)


def test_shares_add_across_and_matching_money_stands_apart(values: Values, paid: pl.DataFrame) -> None:
    rows = values[SUMMARY]
    totals = [row for row in rows if str(row[2]).startswith("合计")]
    assert len(totals) == 2
    of_payers = [paid.filter(payer=payer)["amount_fen"].sum() for payer in PAYERS]
    for row in totals:
        assert [fen(amount) for amount in row[3:8]] == of_payers
        assert [fen(amount) for amount in row[8:10]] == [605_003] * 2
    dibao = labelled(rows, "低保户", 2)
    assert [fen(amount) for amount in dibao[3:10]] == [0, 35_068, 9_935, 0, 0, 45_003, 45_003]
    assert fen(labelled(rows, "配套合计")[3]) == 50_000
    funds = [
        (row[2].split()[0], fen(row[3]))
        for row in rows
        if row[2] and isinstance(row[3], int | float) and row[8] is None
    ]
    assert funds[:10] == [
        ("下达", 30_100), ("使用", 30_100), ("结余", 0), ("所管各项合计", 45_003), ("余下由各方分担", 14_903),
        ("下达", 1_000_000), ("使用", 60_000), ("结余", 940_000), ("所管各项合计", 60_000), ("余下由各方分担", 0),
    ]  # fmt: skip
    assert "granted 10,000.00" in str(labelled(values[PAYERS["nation"]], "上级资金 Fund")[2])


def test_the_detail_says_why_somebody_bears_a_fen_more(values: Values, paid: pl.DataFrame) -> None:
    rows = [row for row in values[DETAIL][5:] if isinstance(row[0], int)]
    rice = [row[8:17] for row in rows if row[0] == 1 and row[5] == "大米 Rice"]
    larger, smaller = "余数较大，进一分\nLarger remainder: a fen up", "余数较小，舍去\nSmaller remainder: dropped"
    assert rice == [
        ("省级 Province", 1, 100, "301.00 ÷ 450.03", 66.88, "19936/45003", 0.01, 66.89, larger),
        ("省级 Province", "", 33.11, "1/3", 11.03, "2/3", 0.01, 11.04, larger),
        ("市级 City", "", 33.11, "2/3", 22.07, "1/3", 0, 22.07, smaller),
    ]
    summed: dict[Any, int] = {}
    for row in rows:
        key = ((EAST, WEST)[row[0] - 1], ("dibao", "elder", "home")[row[3] - 1], row[6], [*PAYERS][row[7] - 1])
        summed[key] = summed.get(key, 0) + fen(row[15])
        assert fen(row[12]) + fen(row[14]) == fen(row[15])
    kinds = {"cash": "现金", "goods": "物资"}
    funding = paid.group_by("area_code", "standard_id", "kind", "payer").agg(pl.col("amount_fen").sum()).iter_rows()
    assert summed == {(area, line, kinds[kind], payer): amount for area, line, kind, payer, amount in funding}


def test_a_tie_goes_to_the_earlier_payer_and_says_so(tmp_path: Path) -> None:
    halves = plan()
    halves["plan_payer"] = halves["plan_payer"].with_columns(share_num=1, share_den=2).cast({"share_num": pl.Int64})
    halves["plan_payer"] = halves["plan_payer"].cast({"share_den": pl.Int64})
    write_workbook(books(halves), tmp_path / "halves.xlsx")
    _, kept = opened(tmp_path / "halves.xlsx")
    rows = [row for row in kept[DETAIL].iter_rows(min_row=6, values_only=True) if row[13] == "1/2"]
    assert [(row[8].split()[0], fen(row[14]), row[16].split("\n")[0]) for row in rows] == [
        ("city", 1, "余数相同，次序在先，进一分"), ("town", 0, "余数相同，次序在后，舍去"),
    ]  # fmt: skip


def test_recalculated_every_proof_holds_and_a_false_figure_breaks_it(upper: Run, tmp_path: Path) -> None:
    path = upper.folders.published / "workbook.xlsx"
    openpyxl.load_workbook(path).save(tmp_path / "true.xlsx")  # formulas without values
    book = openpyxl.load_workbook(path)
    cash = book[PAYERS["city"]]["D7"]
    assert cash.value == 44.16
    cash.value = 44.17  # a fen more on a sheet to be signed
    book.save(tmp_path / "false.xlsx")
    worked_out = recalculated(tmp_path)
    right = worked_out["true"]
    for (sheet, place), (formula, kept) in formulas(path).items():
        value = right[sheet][place].value
        same = value == kept if isinstance(kept, str) else value == pytest.approx(kept, abs=0.001)
        assert same, (sheet, place, formula, kept, value)
    names = (SUMMARY, DETAIL, *PAYERS.values())
    proofs = [cell.value for name in names for row in right[name] for cell in row if cell.value in ("✔", "✘")]
    assert set(proofs) == {"✔"}
    assert len(proofs) > 50
    wrong = worked_out["false"]
    broken = {
        (name, cell.coordinate) for name in wrong.sheetnames for row in wrong[name] for cell in row if cell.value == "✘"
    }
    city = PAYERS["city"]
    assert {(city, "H7"), (city, "H9"), (city, "D11"), (city, "F11"), (city, "G13")} <= broken
    assert {name for name, _ in broken} == {city, SUMMARY}
    [by_kind] = [cell.row for cell in wrong[SUMMARY]["C"] if str(cell.value).startswith("现金")]
    assert (SUMMARY, f"K{by_kind}") in broken
