"""The change as a waterfall, drawn by hand so that a page without scripts shows it and prints it: geometry only.

The old year, what each factor added (▲, hatched) or took away (▼, dotted), the new year; every bar has its figure. The
axis is cut, and marked so, where the steps are small beside the years.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipelines.money import yuan
from pipelines.reports.comparison.facts import Step
from pipelines.words import Words

LEFT, RIGHT, WIDE = 190, 170, 960  # room for names and figures; the whole, all in the picture's own units
ROW, BAR = 34, 22


class Bar(NamedTuple):
    """One row: where it lies, what is said left and right of it, how it is filled, where it hands over below."""

    name: Words
    text: str
    fill: str  # level | up | down
    x: int
    y: int
    width: int
    ends: int


class Picture(NamedTuple):
    bars: list[Bar]
    cut_at: str  # in yuan; "" where the axis begins at nought
    height: int


def waterfall(steps: Sequence[Step]) -> Picture:
    """The bars from the top down; positions are whole units, so the same steps give the same picture."""
    ends, running = [], 0
    for step in steps:
        running = step.fen if step.is_level else running + step.fen
        ends.append(running)
    most, least = max(ends), min(ends)
    cut = _cut(least, most)

    def across(fen: int) -> int:
        return LEFT + (fen - cut) * (WIDE - LEFT - RIGHT) // max(most - cut, 1)

    bars, before = [], cut
    for number, (step, end) in enumerate(zip(steps, ends, strict=True)):
        start = cut if step.is_level else before
        low, high = across(min(start, end)), across(max(start, end))
        text = yuan(step.fen) if step.is_level else f"{'▲ +' if step.fen > 0 else '▼ −'}{yuan(abs(step.fen))}"
        fill = "level" if step.is_level else "up" if step.fen > 0 else "down"
        bars.append(Bar(step.name, text, fill, low, number * ROW + 6, max(high - low, 1), across(end)))
        before = end
    return Picture(bars, yuan(cut) if cut else "", len(bars) * ROW + 6)


def _cut(least: int, most: int) -> int:
    """Where the axis begins: at nought, or below the lowest level by a third of the spread, on a round figure."""
    spread = most - least
    if least <= 0 or spread * 2 > most:
        return 0
    spread = max(spread, most // 50, 1)
    unit = int(10 ** (len(str(spread)) - 1))
    return int(max((least - spread // 3) // unit * unit, 0))
