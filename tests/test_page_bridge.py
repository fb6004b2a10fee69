"""The bridge of any figure on the page: chosen by link, list, chart or address; by mouse and by keyboard."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from playwright.sync_api import Browser, Page

from pipelines.ledger import Ledger
from pipelines.money import yuan
from pipelines.reports.page import render
from pipelines.reports.page.figures import bridges
from pipelines.reports.page.story import tables
from pipelines.words import CAUSE
from tests.browser import DRAWN, Opened, look
from tests.pages import TOTAL, small, told

if TYPE_CHECKING:
    from tests.conftest import Run

TOWN = "990681103000"
LINE = "urban_dibao"


@pytest.fixture(scope="module")
def opened(browser: Browser, citywide: Run) -> Opened:
    return look(browser, citywide.folders.published / "report.html")


def shown(page: Page) -> list[list[str]]:
    """The steps of the bridge on the page: name, change, level."""
    page.wait_for_function(DRAWN)
    rows = page.locator("#bridge-steps tr").all()
    return [[row.locator(f":nth-child({at})").first.inner_text() for at in (1, 3, 4)] for row in rows]


def told_by(run: Run, level: str, node: str) -> list[list[str]]:
    """The same, from the ledger."""
    steps = run.table("out_bridge").filter(level=level, node=node).sort("step_no")
    found, at = [], 0
    for step in steps.to_dicts():
        at = step["amount_fen"] if step["is_level"] else at + step["amount_fen"]
        change = "" if step["is_level"] else f"{step['amount_fen'] / 100:+,.2f}".replace("-", "−")
        found.append([CAUSE[step["cause"]][0], change, yuan(at)])
    return found


def test_a_town_opens_its_bridge_and_back_closes_it(opened: Opened, citywide: Run) -> None:
    page = opened.page
    link = page.locator(f"#areas a[href='#bridge={TOWN}']")
    link.click()
    assert shown(page) == told_by(citywide, "area", TOWN)
    assert page.url.endswith(f"#bridge={TOWN}")
    assert page.evaluate("document.activeElement.id") == "bridge-name"
    assert "苇塘镇" in page.inner_text("#bridge-name")
    assert "苇塘镇" in page.inner_text("#bridge-said")
    assert page.evaluate("Math.abs(document.getElementById('bridge').getBoundingClientRect().top) < 100")
    drawn = page.inner_text("#chart-bridge")
    assert CAUSE["sheet_total"][0] in drawn
    assert "187,600.00" in drawn
    assert CAUSE["ineligible"][0] not in drawn  # that is of other towns
    page.go_back()
    page.wait_for_function("!location.hash")
    assert shown(page) == told_by(citywide, "total", "")
    assert page.evaluate("document.activeElement.getAttribute('href')") == f"#bridge={TOWN}"
    page.go_forward()
    page.wait_for_function("location.hash")
    assert shown(page) == told_by(citywide, "area", TOWN)
    assert opened.complaints == []


def test_a_town_leads_to_its_line_and_a_line_to_its_towns(opened: Opened, citywide: Run) -> None:
    page = opened.page
    page.goto(page.url.split("#")[0] + f"#bridge={TOWN}")
    page.click(f"#bridge-parts a[href='#bridge={TOWN}/{LINE}']")
    assert shown(page) == told_by(citywide, "area_line", f"{TOWN}/{LINE}")
    assert page.locator("#of-which").evaluate("it => it.selectedOptions[0].textContent") == "2 城市低保人员"
    page.locator(f"#closing a[href='#bridge={LINE}']").click()
    assert shown(page) == told_by(citywide, "line", LINE)
    loud = citywide.table("out_bridge").filter(pl.col("node").str.ends_with("/" + LINE), ~pl.col("is_level"))
    assert page.locator("#bridge-parts tbody tr").count() == loud["node"].n_unique()
    page.click(f"#bridge-parts a[href='#bridge={TOWN}/{LINE}']")
    assert shown(page) == told_by(citywide, "area_line", f"{TOWN}/{LINE}")
    assert page.locator("#whose").evaluate("it => it.selectedOptions[0].textContent") == "2 城市低保人员"


@pytest.mark.parametrize(
    ("address", "level", "node"),
    [
        ("#bridge", "total", ""),
        (f"#bridge={TOWN}", "area", TOWN),
        (f"#bridge={LINE}&lang=zh", "line", LINE),
        (f"#bridge={TOWN}/{LINE}", "area_line", f"{TOWN}/{LINE}"),
        ("#bridge=section:general", "section", "general"),
    ],
)
def test_an_address_opens_a_bridge(browser: Browser, citywide: Run, address: str, level: str, node: str) -> None:
    opened = look(browser, citywide.folders.published / "report.html", ask=address)
    assert shown(opened.page) == told_by(citywide, level, node)
    assert opened.complaints == []


def test_the_lists_choose_by_keyboard(opened: Opened, citywide: Run) -> None:
    page = opened.page
    page.goto(page.url.split("#")[0] + "#bridge")
    page.select_option("#whose", f"#bridge={TOWN}")
    assert page.url.endswith(f"#bridge={TOWN}")
    page.focus("#whose")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    node = citywide.table("plan_standard").sort("line_no")["standard_id"][0]
    assert shown(page) == told_by(citywide, "area_line", f"{TOWN}/{node}")
    assert page.evaluate("document.activeElement.id") == "of-which"  # the reader stays in the list
    assert "重点优抚" in page.inner_text("#bridge-said")
    page.go_back()
    page.wait_for_function(f"location.hash === '#bridge={TOWN}'")
    assert shown(page) == told_by(citywide, "area", TOWN)


def test_a_cell_of_the_heat_map_opens_its_bridge(opened: Opened) -> None:
    page = opened.page
    page.locator("#chart-heat").scroll_into_view_if_needed()
    page.locator("#chart-heat text", has_text="97,500").click()
    page.wait_for_function("location.hash.includes('/rural_dibao')")
    assert "97,500.00" in page.inner_text("#bridge-figures")


def test_a_town_leads_to_its_findings(opened: Opened, citywide: Run) -> None:
    page = opened.page
    page.goto(page.url.split("#")[0] + f"#bridge={TOWN}")
    mine = citywide.table("out_finding").filter(area_code=TOWN)
    page.locator("#bridge-findings a", has_text="全部").click()
    assert page.locator("#rows tr").count() == mine.height > 3
    title = "身份证号校验码不符"
    rule = citywide.table("out_rule").filter(title_zh=title)["rule"].item()
    page.locator("#bridge-findings a", has_text=title).click()
    assert page.locator("#rows tr").count() == mine.filter(rule=rule).height == 1
    assert page.evaluate("document.getElementById('list').getBoundingClientRect().top < innerHeight")


def test_an_address_that_means_nothing(browser: Browser, tmp_path: Path) -> None:
    opened = look(browser, small(tmp_path / "p.html", plan_stated=[TOTAL]), ask="#bridge=nowhere%E0%A4%A")
    assert "nowhere" in opened.page.inner_text("#bridge-said")
    assert opened.page.locator("#bridge-said").bounding_box()["height"] > 10  # type: ignore[index]
    assert opened.page.inner_text("#bridge-name") == "总计"
    assert opened.complaints == []


def test_a_language_changes_nothing_else(browser: Browser, citywide: Run) -> None:
    opened = look(browser, citywide.folders.published / "report.html", ask=f"#bridge={TOWN}")
    opened.page.click("#language")
    opened.page.wait_for_selector(f"#chart-bridge >> text={CAUSE['sheet_total'][1]}")
    assert "Weitang Town" in opened.page.inner_text("#bridge-name")
    assert shown(opened.page)[0] == ["Claimed by the towns", "", "187,600.00"]


def test_every_figure_is_there_with_its_steps(citywide: Run) -> None:
    with Ledger(citywide.folders.published / "ledger.duckdb", read_only=True) as ledger:
        made = bridges(tables(ledger))["bridges"]
    known = {
        (made["levels"][figure[0]][0], figure[1], made["causes"][cause][0], rows, amount)
        for figure in made["figures"]
        for cause, rows, amount in figure[13]
    }
    steps = citywide.table("out_bridge")
    assert known == set(steps.select("level", "node", "cause", "rows", "amount_fen").iter_rows())
    assert made["left_out"] == 0


def test_a_large_plan_leaves_out_the_quiet_figures_and_says_so(
    browser: Browser, citywide: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.reports.page.figures.SHOWN", 300)
    with Ledger(citywide.folders.published / "ledger.duckdb", read_only=True) as ledger:
        every = tables(ledger)
    made = bridges(every)["bridges"]
    loud = citywide.table("out_bridge").filter(~pl.col("is_level"))
    assert {figure[1] for figure in made["figures"]} >= set(loud["node"])
    (tmp_path / "p.html").write_text(render(every), "utf-8")
    opened = look(browser, tmp_path / "p.html")
    assert made["left_out"] == len(every["out_reconciliation"]) - len(made["figures"]) > 200
    assert str(made["left_out"]) in opened.page.inner_text("#bridge-left-out")


def test_figures_of_any_level_open(browser: Browser, tmp_path: Path) -> None:
    """A level the page has no words for: it is shown by its node and may be stated by somebody, on some day."""
    every = told(plan_stated=[TOTAL])
    figure: dict[str, Any] = next(row for row in every["out_reconciliation"] if row["level"] == "area")
    new = {
        "level": "pocket",
        "node": "A/左",
        "stated_by_zh": "甲乡政府",
        "stated_by_en": "Jia",
        "stated_on": date(2023, 1, 9),
    }
    every["out_reconciliation"].append(figure | new | {"stated_fen": 9000, "agrees": False})
    steps = [("claimed", 10000, True), ("computed", 10000, True), ("unexplained", -1000, False), ("stated", 9000, True)]
    every["out_bridge"] += [
        {
            "level": "pocket",
            "node": "A/左",
            "step_no": no,
            "cause": cause,
            "is_level": level,
            "rows": 1,
            "amount_fen": fen,
        }
        for no, (cause, fen, level) in enumerate(steps)
    ]
    (tmp_path / "p.html").write_text(render(every), "utf-8")
    opened = look(browser, tmp_path / "p.html", ask="#bridge=A")
    opened.page.locator("#bridge-parts a", has_text="左").click()
    assert "甲乡 ▸ 左" in opened.page.inner_text("#bridge-name")
    assert shown(opened.page)[2] == [CAUSE["unexplained"][0], "−10.00", "90.00"]
    assert opened.page.inner_text("#bridge-by") == "列明者：甲乡政府 · 2023-01-09"
    assert "+10.00" in opened.page.inner_text("#bridge-figures")


def test_without_javascript_the_tables_are_complete(browser: Browser, citywide: Run) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto((citywide.folders.published / "report.html").as_uri())
    bare = page.locator("#bridge-steps tr").all_inner_texts()
    steps = told_by(citywide, "total", "")
    assert [row.split("\t")[0] for row in bare] == [name for name, _, _ in steps]
    assert all(level in row for row, (_, _, level) in zip(bare, steps, strict=True))
    assert page.locator("#areas tbody tr").count() >= 25
    changed = citywide.table("out_bridge").filter(pl.col("level") == "area", ~pl.col("is_level"))
    assert page.locator("#bridge-parts tbody tr").count() == changed["node"].n_unique()
    assert not page.locator("#choose-bridge").is_visible()
    for empty in ("#by-rule", "#rows", "#next"):
        assert page.locator(empty).count() == 1
        assert not page.locator(f"form:has({empty}), table:has({empty})").is_visible()
    assert "workbook.xlsx" in page.locator("#findings noscript").inner_text()
    assert page.locator("#areas th a").count() == 0  # a link that would lead nowhere
