"""The citywide page under axe, in both languages, as it opens and as it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Browser

from tests.axe import barriers
from tests.browser import look

if TYPE_CHECKING:
    from tests.conftest import Run


def test_nothing_keeps_people_out(browser: Browser, citywide: Run) -> None:
    opened = look(browser, citywide.folders.published / "report.html")
    assert barriers(opened.page) == []


def test_nor_with_a_bridge_open_the_list_cut_down_and_everything_unfolded(browser: Browser, citywide: Run) -> None:
    opened = look(browser, citywide.folders.published / "report.html", "en-GB", "#bridge=990681103000")
    opened.page.locator("#bridge-findings a").last.click()
    opened.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert barriers(opened.page) == []


def test_axe_sees_a_barrier(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(
        "<html lang='en'><title>t</title><main><h1>h</h1><select></select><img src='data:,'></main></html>"
    )
    assert [line.split()[1] for line in barriers(page)] == ["image-alt", "select-name"]
