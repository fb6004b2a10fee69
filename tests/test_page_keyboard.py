"""The page by keyboard alone, on paper, and without waiting for what is out of sight."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser

from tests.browser import look

if TYPE_CHECKING:
    from tests.conftest import Run

TOWN = "990681103000"
PAPER = {"width": 703, "height": 1000}  # A4 less the margins of the page, in pixels of 1/96 inch
NAMED = "it => it.id || it.getAttribute('href') || it.textContent.trim().slice(0, 20)"
FOCUSED = f"""() => {{
    const it = document.activeElement;
    if (it === document.body) return null;
    it.dataset.seen = "yes";
    const style = getComputedStyle(it);
    return {{name: ({NAMED})(it), ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2}};
}}"""
MISSED = f"""() => [...document.querySelectorAll("a[href], button, select, summary, [tabindex='0']")]
    .filter(it => !it.disabled && it.checkVisibility() && !it.dataset.seen).map({NAMED})"""


def test_everything_is_reached_by_tab_and_shows_it(browser: Browser, citywide: Run) -> None:
    page = look(browser, citywide.folders.published / "report.html", ask=f"#bridge={TOWN}").page
    page.evaluate("document.activeElement.blur(), getSelection().removeAllRanges(), scrollTo(0, 0)")
    page.evaluate("document.body.tabIndex = -1, document.body.focus(), document.body.removeAttribute('tabindex')")
    stops: list[dict[str, Any]] = []
    for _ in range(300):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None:
            break
        stops.append(stop)
    else:
        pytest.fail("the keyboard is caught")
    assert stops[0]["name"] == "#main"
    assert [stop["name"] for stop in stops if not stop["ring"]] == []
    assert page.evaluate(MISSED) == []
    assert {"language", "whose", "of-which", "by-rule", "by-area", "by-line", f"#bridge={TOWN}/urban_dibao"} <= {
        stop["name"] for stop in stops
    }


def test_enter_skips_to_the_content_opens_a_town_and_unfolds(browser: Browser, citywide: Run) -> None:
    page = look(browser, citywide.folders.published / "report.html").page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.focus(f"#areas a[href='#bridge={TOWN}']")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'bridge-name'")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#bridge-parts') !== null")  # onward from the bridge
    page.focus("#findings summary")
    page.keyboard.press("Enter")
    assert page.locator("#findings details").first.get_attribute("open") is not None


def test_on_paper_everything_is_there_and_nothing_is_cut(browser: Browser, citywide: Run) -> None:
    for locale in ("zh-CN", "en-GB"):
        page = look(browser, citywide.folders.published / "report.html", locale, f"#bridge={TOWN}").page
        page.evaluate(
            """addEventListener("beforeprint", () => { window.onPaper = [
                document.querySelectorAll("details:not([open], .long)").length,
                document.querySelectorAll("#rows tr").length,
                document.querySelectorAll(".chart[data-asked]").length,
            ]; })"""
        )
        pdf = page.pdf(prefer_css_page_size=True)
        findings = citywide.table("out_finding").height
        assert page.evaluate("window.onPaper") == [0, findings, page.locator(".chart").count()]
        assert page.locator("#rows tr").count() < findings or findings <= 50  # and back on screen as it was
        assert page.locator("details:not(.long)[open]").count() == 0
        assert 8 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 20

        page.emulate_media(media="print")
        page.set_viewport_size(PAPER)  # type: ignore[arg-type]
        wide = """[...document.querySelectorAll("main *, header *")].filter(it => {
            const box = it.getBoundingClientRect();
            return it.checkVisibility() && !it.closest(".hide, .wide") && box.right > innerWidth + 1;
        }).map(it => it.outerHTML.slice(0, 120))"""
        assert page.evaluate(wide) == []
        for section in ("conclusion", "closing", "bridge", "areas", "split", "findings", "rules", "sources"):
            assert page.locator(f"#{section}").bounding_box()["height"] > 40  # type: ignore[index]
        assert page.locator("#bridge-name").is_visible()
        assert not page.locator("#choose-bridge").is_visible()
        assert "Weitang" in page.inner_text("#bridge-name") or "苇塘镇" in page.inner_text("#bridge-name")
        page.close()


def test_at_load_only_charts_in_view_are_drawn(browser: Browser, citywide: Run) -> None:
    path = citywide.folders.published / "report.html"
    assert path.stat().st_size < 2_000_000
    for address, first in (("", []), (f"#bridge={TOWN}", ["chart-bridge"])):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.add_init_script(
            """addEventListener("load", () => {
                window.asked = [...document.querySelectorAll(".chart[data-asked]")].map(it => it.id);
            });"""
        )
        page.goto(path.as_uri() + address)
        assert page.evaluate("window.asked") == first
        page.wait_for_function("document.querySelectorAll('.chart.drawn').length === 4")  # the rest without a hand
