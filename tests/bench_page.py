"""How long the report page takes to open in a browser started for it, part of `make bench`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.browser import DRAWN, launched

ROUNDS = 5
WATCH = """new MutationObserver(() => {
    const drawn = document.querySelectorAll(".chart.drawn").length;
    if (drawn && !window.first) window.first = performance.now();
    if (drawn) window.last = performance.now();
}).observe(document, {subtree: true, attributes: true, attributeFilter: ["class"]});"""
TAKEN = """[performance.getEntriesByName("first-contentful-paint")[0].startTime,
    performance.getEntriesByType("navigation")[0].loadEventEnd, window.first, window.last]"""
STEPS = ("first words", "loaded", "first chart", "every chart")


def opening(path: Path) -> dict[str, float]:
    """Seconds from the start of navigation to each of STEPS; the median of some cold starts."""
    taken = []
    for _ in range(ROUNDS):
        with launched() as browser:
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.add_init_script(WATCH)
            page.goto(path.as_uri())
            page.wait_for_function(DRAWN)
            taken.append(page.evaluate(TAKEN))
    return {
        step: sorted(times)[ROUNDS // 2] / 1000 for step, times in zip(STEPS, zip(*taken, strict=True), strict=True)
    }


def report(path: Path) -> None:
    for step, seconds in opening(path).items():
        print(f"report.html, {step:12} {seconds:20.2f} s  (under 2)")


if __name__ == "__main__":
    report(Path(sys.argv[1]))
