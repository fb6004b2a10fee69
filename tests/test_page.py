"""The report page in a real browser: it stands alone, draws its charts, speaks two languages, tells no secrets."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser

from pipelines.words import CAUSE
from tests.browser import look
from tests.pages import ID_NO, TOTAL, small

if TYPE_CHECKING:
    from tests.conftest import Run

HOSTILE = "</script><script>window.hit = 1</script><img src=x onerror='window.hit = 1'>"


@pytest.mark.parametrize(
    ("locale", "closes", "title"), [("zh-CN", "账平", "结账表"), ("en-GB", "The books close", "Closing table")]
)
def test_the_shipped_plan_in_the_browsers_language(
    browser: Browser, citywide: Run, locale: str, closes: str, title: str
) -> None:
    path = citywide.folders.published / "report.html"
    opened = look(browser, path, locale)
    text = opened.text()
    for expected in (closes, title, "2,813,500.00", "27,034", "97,500"):
        assert expected in text
    assert opened.requests == [path.as_uri()]
    assert opened.complaints == []
    marks = "[...document.querySelectorAll('.chart svg')].map(svg => svg.querySelectorAll('path, text').length)"
    assert min(opened.page.evaluate(marks)) > 20
    assert opened.page.locator(".chart svg").count() == 4
    assert path.stat().st_size < 2_500_000
    assert os.name == "nt" or path.stat().st_mode & 0o077 == 0


def test_no_label_is_cut(browser: Browser, citywide: Run) -> None:
    cut = """[...document.querySelectorAll('.chart svg')].flatMap(svg => {
        const frame = svg.getBoundingClientRect();
        return [...svg.querySelectorAll('text')].filter(t => {
            const box = t.getBoundingClientRect();
            return t.textContent.includes('…') || box.left < frame.left - 1 || box.right > frame.right + 1;
        }).map(t => t.textContent);
    })"""
    for locale in ("zh-CN", "en-GB"):
        opened = look(browser, citywide.folders.published / "report.html", locale)
        assert opened.page.evaluate(cut) == []


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_no_head_of_the_heat_map_runs_into_its_neighbour(browser: Browser, tmp_path: Path, locale: str) -> None:
    long = {
        "name_zh": "三属两参残疾军人在乡老复员军人带病回乡退伍军人",
        "name_en": "Centenarians, households and enterprises",
    }
    lines = [{"standard_id": f"l{no}", "line_no": no, "section": "s", "per": "person", **long} for no in range(1, 22)]
    opened = look(browser, small(tmp_path / "p.html", plan_standard=lines), locale)
    run_in = """[...document.querySelectorAll('#chart-heat text')].map(it => it.getBoundingClientRect())
        .filter((a, at, all) => all.some((b, other) => other > at && a.left < b.right - 1 && b.left < a.right - 1
            && a.top < b.bottom - 1 && b.top < a.bottom - 1)).length"""
    assert opened.page.locator("#chart-heat text").count() > 40
    assert opened.page.evaluate(run_in) == 0


def test_the_button_switches_words_and_charts(browser: Browser, tmp_path: Path) -> None:
    opened = look(browser, small(tmp_path / "page.html", plan_stated=[TOTAL]), "zh-CN")
    assert "账不平" in opened.text()
    assert CAUSE["claimed"][0] in opened.page.inner_text("#chart-bridge")
    opened.page.focus("#language")
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_selector(f"#chart-bridge >> text={CAUSE['claimed'][1]}")
    assert "The books do not close" in opened.text()
    assert "账不平" not in opened.text()
    assert opened.page.title().startswith("A town's visits 2023")
    assert opened.complaints == []


@pytest.mark.parametrize("ask", ["?lang=en", "#lang=en"])
def test_the_address_can_ask_for_a_language(browser: Browser, tmp_path: Path, ask: str) -> None:
    assert "The books do not close" in look(browser, small(tmp_path / "p.html", plan_stated=[TOTAL]), ask=ask).text()


def test_the_gap_is_told_in_words(browser: Browser, tmp_path: Path) -> None:
    text = look(browser, small(tmp_path / "p.html", plan_stated=[TOTAL])).text()
    assert "核定应发比列明少 200.00 元" in text
    assert "−200.00" in text


def test_a_count_alone_is_stated(browser: Browser, tmp_path: Path) -> None:
    line = {"level": "line", "node": "l", "standard_id": "l", "clause": "§1"}
    for count, mark in ((1, "✔ 相符"), (2, "✘ 不符")):
        path = small(tmp_path / "p.html", plan_stated=[line | {"stated_count": count, "stated_fen": None}])
        page = look(browser, path, ask="#bridge=l").page
        assert mark in page.inner_text("#closing tbody tr:first-child .check")
        assert mark in page.inner_text("#bridge-figures .check")
        assert "○ 未列明" in page.inner_text("#closing tfoot .check")


def test_a_limit_kept_is_told_as_one(tmp_path: Path) -> None:
    limit = {"firmness": "at_most", "clause": "§1"}
    less = small(tmp_path / "a.html", plan_stated=[TOTAL | limit]).read_text("utf-8")
    assert '<span class="sign">≥</span>' in less
    assert "核定应发在列明的上限之内，比上限少 200.00 元。" in less
    line = {"level": "line", "node": "l", "standard_id": "l", "stated_fen": 20000, **limit}
    exact = small(tmp_path / "b.html", plan_stated=[TOTAL | {"stated_fen": 10000}, line]).read_text("utf-8")
    assert '<span class="sign">=</span>' in exact
    assert "列明的上限均未超过" in exact
    passed = small(tmp_path / "c.html", plan_stated=[TOTAL | limit | {"stated_fen": 9999}]).read_text("utf-8")
    assert '<span class="sign">≠</span>' in passed
    assert "核定应发比列明多 0.01 元。" in passed


def test_what_is_not_stated_is_not_said_to_agree(tmp_path: Path) -> None:
    text = small(tmp_path / "p.html", plan_stated=[TOTAL | {"stated_fen": 10000}]).read_text("utf-8")
    assert "方案列明的数均与核定一致，分文不差。" in text
    assert "各地区的人数与金额全部" not in text


def test_nothing_stated_and_nothing_found(browser: Browser, tmp_path: Path) -> None:
    opened = look(browser, small(tmp_path / "p.html", people=0, check=False))
    text = opened.text()
    assert "方案没有列明总额" in text
    assert "没有发现问题" in text
    assert "配套资金" not in text
    assert opened.complaints == []


def test_the_gate_counts_what_agrees_with_our_own_run(browser: Browser, tmp_path: Path) -> None:
    gate = [
        {"suite": "findings", "expectation": "a", "success": False, "unexpected": 2, "ours": 2},
        {"suite": "findings", "expectation": "b", "success": True, "unexpected": 0, "ours": 1},
        {"suite": "contracts", "expectation": "c", "success": True, "unexpected": None, "ours": None},
    ]
    text = look(browser, small(tmp_path / "p.html", out_gate=gate)).text()
    assert "✘ 2 / 3" in text


def test_what_a_town_typed_stays_text(browser: Browser, tmp_path: Path) -> None:
    opened = look(browser, small(tmp_path / "p.html", people=2, typed=HOSTILE))
    assert opened.page.evaluate("window.hit") is None
    assert opened.page.locator("img").count() == 0
    for place in ("#rows", "#sources"):
        assert HOSTILE in opened.page.inner_text(place)


def test_the_list_is_filtered_and_turned(browser: Browser, tmp_path: Path) -> None:
    opened = look(browser, small(tmp_path / "p.html", people=120))
    rows = opened.page.locator("#rows tr")
    assert rows.count() == 50
    opened.page.click("#next")
    assert "51–100" in opened.page.inner_text("#shown")
    opened.page.click("a[data-rule=sheet_total_missing]")
    assert rows.count() == 1
    opened.page.select_option("#by-rule", "")
    opened.page.select_option("#by-severity", "error")
    assert rows.count() == 50


def test_the_policy_lets_nothing_out_and_no_other_script_in(browser: Browser, tmp_path: Path) -> None:
    opened = look(browser, small(tmp_path / "p.html"))
    assert opened.page.evaluate("fetch('data:text/plain,x').then(() => 'out', () => 'stopped')") == "stopped"
    opened.page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {text: 'window.hit = 1'}))"
    )
    assert opened.page.evaluate("window.hit") is None


def test_no_person_is_named(tmp_path: Path, citywide: Run) -> None:
    html = small(tmp_path / "p.html", people=2).read_text("utf-8")
    assert ID_NO not in html
    assert f"99{'*' * 13}{ID_NO[-3:]}" in html
    assert "赵某" not in html
    published = (citywide.folders.published / "report.html").read_text("utf-8")
    story = published[published.index("<body>") :]
    assert not re.search(r"(?<!\d)99\d{15}[\dX]", story)
    people = citywide.table("core_person")
    seen = re.compile(r"\d{11,19}").findall(story)
    assert not {*people["account"], *people["phone"]} & {*seen}


def test_same_ledger_same_page(tmp_path: Path) -> None:
    assert small(tmp_path / "a.html", people=3).read_bytes() == small(tmp_path / "b.html", people=3).read_bytes()
