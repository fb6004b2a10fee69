"""The page of two years in a real browser: read by anybody, worked by keyboard, whole on paper, without a script."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from pipelines.reports.comparison import write_comparison
from pipelines.reports.comparison.drawing import WIDE, waterfall
from pipelines.reports.comparison.facts import Facts, Step
from tests.axe import barriers
from tests.browser import look

LANGUAGES = ("zh", "en")


@pytest.fixture(scope="module")
def pages(two_years: dict[str, Facts], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    for name, facts in two_years.items():
        (folder / name).mkdir()
        write_comparison(facts, "zh", folder / name)
    return {name: folder / name / "comparison.html" for name in two_years}


@pytest.fixture
def page(browser: Browser, pages: dict[str, Path]) -> Iterator[Page]:
    opened = look(browser, pages["subdistrict"])
    assert opened.requests == [pages["subdistrict"].as_uri()]
    assert opened.complaints == []
    yield opened.page
    opened.page.close()


def test_nothing_keeps_people_from_using_it(page: Page) -> None:
    for language in LANGUAGES:
        page.check(f"#{language}", force=True)
        assert barriers(page, ("critical", "serious")) == []


def test_heads_are_in_order_and_every_table_is_called_and_scoped(page: Page) -> None:
    levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3, h4')].map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    loose = "[...document.querySelectorAll('table')].filter(t => !t.caption || !t.caption.textContent.trim()).length"
    assert page.evaluate(loose) == 0
    assert page.locator("table").count() > 10
    assert page.locator("th:not([scope])").count() == 0


def test_the_keyboard_is_enough(page: Page) -> None:
    assert "为何变化" in page.inner_text("main")
    page.focus("#zh")
    page.keyboard.press("ArrowRight")
    assert "What made the difference" in page.inner_text("main")
    assert "为何变化" not in page.inner_text("main")
    listed = page.locator(".listed").first
    assert not listed.is_visible()
    page.focus("summary")
    page.keyboard.press("Enter")
    assert listed.is_visible()


def test_every_number_of_the_sentences_stands_with_its_source(page: Page, two_years: dict[str, Facts]) -> None:
    page.locator("summary").first.press("Enter")
    rows = page.locator("table:has(#of-numbers) tbody tr").all_inner_texts()
    cells = [[cell.strip() for cell in row.split("\t")] for row in rows]
    numbers = two_years["subdistrict"].tables["out_sentence_number"].to_dicts()
    assert [(row[0], row[1], row[4]) for row in cells] == [
        (str(number["sentence_no"]), number["shown_zh"], number["source"]) for number in numbers
    ]
    assert cells[1][2:4] == ["180,900.00", "元"]


def test_paper_shows_the_closed_lists(page: Page, two_years: dict[str, Facts], tmp_path: Path) -> None:
    page.pdf(path=str(tmp_path / "page.pdf"), prefer_css_page_size=True)
    reader = shutil.which("pdftotext")
    if not reader:
        pytest.skip("pdftotext is not installed")
    done = subprocess.run([reader, "-layout", tmp_path / "page.pdf", "-"], check=True, capture_output=True, timeout=60)
    text = done.stdout.decode()
    people = two_years["subdistrict"].tables["out_move"]["id_no"].to_list()
    assert len(re.findall(r"99\*{13}[\dX]{3}", text)) == len(people)
    assert "人员进出" in text
    assert "English" not in text


def test_no_label_of_the_picture_is_cut(browser: Browser, pages: dict[str, Path]) -> None:
    cut = """[...document.querySelectorAll('svg text')].filter(t => {
        const box = t.getBoundingClientRect(), frame = t.ownerSVGElement.getBoundingClientRect();
        return box.width && (box.left < frame.left || box.right > frame.right || box.bottom > frame.bottom);
    }).map(t => t.textContent)"""
    shown = "[...document.querySelectorAll('svg text')].filter(t => t.getBoundingClientRect().width).length"
    for path in pages.values():
        opened = look(browser, path).page
        for language in LANGUAGES:
            opened.check(f"#{language}", force=True)
            assert opened.evaluate(shown) >= 8
            assert opened.evaluate(cut) == []
        opened.close()


def test_the_waterfall_steps_from_year_to_year() -> None:
    words = ("", "")
    steps = [Step(words, 100, True), Step(words, 120, False), Step(words, -90, False), Step(words, 130, True)]
    picture = waterfall(steps)
    old, up, down, new = picture.bars
    assert picture.cut_at == ""
    assert [bar.fill for bar in picture.bars] == ["level", "up", "down", "level"]
    assert [bar.text[:1] for bar in (up, down)] == ["▲", "▼"]
    assert old.ends == up.x
    assert up.x + up.width == up.ends == down.x + down.width
    assert down.x == down.ends == new.x + new.width == new.ends
    assert max(bar.x + bar.width for bar in picture.bars) < WIDE
    high = waterfall([Step(words, 279_740_000, True), Step(words, 1_610_000, False), Step(words, 281_350_000, True)])
    assert high.cut_at == "2,770,000.00"  # a fiftieth of the years is shown at least, however small the steps
    assert high.bars[1].width > 100


def test_both_methods_by_section_line_area_and_payer(pages: dict[str, Path]) -> None:
    text = pages["subdistrict"].read_text("utf-8")
    for column in ("section", "standard_id", "area_code", "payer"):
        for method in ("in_order", "free_of_order"):
            assert f'id="{column}-{method}-fen"' in text
            assert (f'id="{column}-{method}-awards"' in text) == (column != "payer")
    alone = pages["citywide"].read_text("utf-8")
    for method in ("free_of_order", "不分先后", "In no order", "两种算法"):
        assert method not in alone
    assert "夏普利值" in text
