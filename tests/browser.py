"""A real browser for tests of pages: what a page asks for and complains about is kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
DRAWN = "document.querySelectorAll('.chart.drawn').length === document.querySelectorAll('.chart').length"


@dataclass
class Opened:
    """A page in the browser, with all it asked for and complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def text(self) -> str:
        return self.page.inner_text("body")


@contextmanager
def launched() -> Iterator[Browser]:
    """The machine's own browser; without one the tests are skipped, but on CI they fail."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if not found and os.environ.get("CI") == "true":
        pytest.fail(f"no browser: install one of {', '.join(BROWSERS)}")
    if not found:
        pytest.skip("no browser on this machine")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield opened
        opened.close()


def look(browser: Browser, path: Path, locale: str = "zh-CN", ask: str = "", wait: str = DRAWN) -> Opened:
    opened = Opened(browser.new_page(locale=locale, viewport={"width": 1280, "height": 900}))
    opened.page.on("request", lambda request: opened.requests.append(request.url))
    opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.page.on("console", lambda said: opened.complaints.append(said.text))
    opened.page.goto(path.as_uri() + ask)
    opened.page.wait_for_function(wait)
    return opened
