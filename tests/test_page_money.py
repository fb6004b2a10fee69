"""Who pays, on the page: tables that close, money nobody is named for, and what the towns answered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
from playwright.sync_api import Browser

from pipelines.ledger import Ledger
from pipelines.money import yuan
from pipelines.reports.page import render
from pipelines.reports.page.funding import funding
from pipelines.reports.page.story import tables
from tests.browser import look
from tests.pages import told

if TYPE_CHECKING:
    from tests.conftest import Run

PAYERS: dict[str, Any] = {
    "plan_component": [
        {"standard_id": "l", "component": "cash", "kind": "cash", "name_zh": "现金", "value_fen": 7001},
        {
            "standard_id": "l", "component": "rice", "kind": "goods", "name_zh": "大米", "name_en": "Rice",
            "quantity": 1, "unit": "袋", "value_fen": 3000,
        },
    ],
    "plan_payer": [
        {
            "standard_id": "l", "payer": payer, "payer_no": no, "name_zh": zh, "name_en": en, "share_num": 1,
            "share_den": 2, "stated": stated,
        }
        for no, (payer, zh, en, stated) in enumerate(
            [("city", "市级", "City", True), ("who", "未写明", "Not stated", False)]
        )
    ],
    "plan_matching": [{"area_code": "A", "amount_fen": 99999, "source": "镇财政"}],
}  # fmt: skip


def cells(text: str) -> list[str]:
    return [cell.strip() for cell in text.split("\t")]


def test_what_each_payer_owes_closes_with_what_was_computed(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "p.html").write_text(render(told(**PAYERS)), "utf-8")
    page = look(browser, tmp_path / "p.html").page
    by_payer = page.locator("#split table", has_text="出资方（元）")
    assert cells(by_payer.locator("tbody tr").nth(0).inner_text()) == ["市级", "50.01", "35.01", "15.00", "50.01"]
    assert cells(by_payer.locator("tbody tr").nth(1).inner_text())[1:] == ["50.00", "35.00", "15.00", "50.00"]
    assert "✔" in by_payer.locator("tfoot").inner_text()
    flag = by_payer.locator("tbody .flag")
    assert flag.count() == 1  # one payer is not named, and its money stands apart
    assert "未写明" in flag.locator("xpath=ancestor::tr").inner_text()
    by_area = page.locator("#split table", has_text="各地区由谁出资")
    expected = ["35.01", "15.00", "35.00", "15.00", "100.01", "100.01", "✔ 相符"]
    for row in (by_area.locator("tbody tr"), by_area.locator("tfoot tr")):
        assert cells(row.inner_text())[1:] == expected
    assert "999.99" not in by_area.inner_text() + by_payer.inner_text()
    assert "999.99" in page.inner_text("#split .apart")


def test_goods_without_a_price_are_not_cash() -> None:
    gift = {"standard_id": "l", "component": "rice", "kind": "goods", "quantity": 1, "value_fen": None}
    cash = {"standard_id": "l", "component": "cash", "kind": "cash", "value_fen": 100}
    for given, all_cash in (([cash], True), ([cash, gift], False)):
        assert ("本方案全部为现金" in render(told(plan_component=given))) is all_cash


def test_a_share_that_is_lost_shows(browser: Browser, tmp_path: Path) -> None:
    every = told(**PAYERS)
    every["out_funding"][0]["amount_fen"] -= 1
    (tmp_path / "p.html").write_text(render(every), "utf-8")
    by_area = look(browser, tmp_path / "p.html").page.locator("#split table", has_text="各地区由谁出资")
    assert by_area.locator("text=✘ 不符").count() == 2  # the area and the whole


def test_the_citywide_shares_are_the_ledgers(citywide: Run) -> None:
    with Ledger(citywide.folders.published / "ledger.duckdb", read_only=True) as ledger:
        shares = funding(tables(ledger))["shares"]
    amounts = citywide.table("out_funding")
    by_area = amounts.group_by("area_code").agg(pl.sum("amount_fen"))
    assert sorted(row["amount_fen"] for row in shares["rows"]) == sorted(by_area["amount_fen"])
    assert all(row["agrees"] for row in [*shares["rows"], shares["foot"]])
    assert shares["columns"] == [("city", "cash"), ("city", "goods")]
    assert yuan(shares["foot"]["amount_fen"]) == "2,813,500.00"


def test_what_the_towns_answered(browser: Browser, tmp_path: Path) -> None:
    every = told()
    assert "各地退回工作簿的答复" not in render(every)
    states = [("fixed", "corrected"), ("fixed", None), ("still_there", "correct_as_is"), ("new", None)]
    every["out_resubmission"] = [
        {"file": "甲乡-改.xlsx", "area_code": "A", "state": state, "answer": answer} for state, answer in states
    ]
    (tmp_path / "p.html").write_text(render(every), "utf-8")
    table = look(browser, tmp_path / "p.html").page.locator("table", has_text="又报来的工作簿")
    assert cells(table.locator("tbody tr").inner_text()) == ["甲乡-改.xlsx", "甲乡", "2", "1", "1", "0", "1", "1"]
