"""Axe (Deque, MPL-2.0) in a page that is open in the browser: what keeps people from using it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

RUN = "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"
WEIGHTS = ("critical", "serious", "moderate", "minor")


@cache
def script() -> str:
    """Axe itself, from the package that carries it; nothing is fetched."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


def barriers(page: Page, weights: tuple[str, ...] = WEIGHTS[:3]) -> list[str]:
    """What axe finds of these weights, one line each: weight, rule, how many places, the first of them."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(script())  # by the debugger, which the page's policy does not concern
    found: list[dict[str, Any]] = page.evaluate(RUN)
    return [
        f"{one['impact']} {one['id']} ×{len(one['nodes'])}: {one['nodes'][0]['target']} {one['nodes'][0]['html'][:160]}"
        for one in found
        if one["impact"] in weights
    ]
