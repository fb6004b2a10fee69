"""What the bridge must show, said as changes against the undisturbed world and added up here node by node.

A change is (rows, fen) of `claimed`, of `computed`, or of a step. Steps before `computed` lead from what was claimed to
it, those after it to what is stated: a person fewer is `short_of_plan` by what he would have drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from tests.disturbed_world import AREAS, LINES, RATES, SECTION, Person, World, roster, undisturbed
from tests.oracle import split

BEFORE = (
    "sheet_total", "subtotal_in_total", "sheet_total_missing", "refused", "decided", "ineligible", "duplicate",
    "excluded", "outranked", "over_quota", "in_household", "no_standard", "amount_differs",
)  # fmt: skip
AFTER = ("missing_area", "short_of_plan", "above_plan", "rate_differs", "plan_arithmetic", "share_differs")

Change = tuple[int | None, int]
Node = tuple[str, str]


class Step(NamedTuple):
    """`area` or `line` is None where the step belongs to no one of them; a section may stand for a line."""

    area: str | None
    line: str | None
    cause: str
    rows: int | None
    fen: int
    sheet: str | None  # `file ▸ tab`


def at(area: str | None, line: str | None, sheet: str | None = None, /, **causes: Change) -> list[Step]:
    """Changes of one cell of the table, in its own sheet unless another is named."""
    usual = tab(area, line) if area and line in LINES else None
    return [Step(area, line, cause, *change, sheet or usual) for cause, change in causes.items()]


def tab(area: str, line: str) -> str:
    """The usual sheet of a cell of the table."""
    return f"{roster(area)[0]} ▸ {LINES[line]}"


def relisted(area: str, line: str, people: list[Person], sheet: str) -> list[Step]:
    """These are listed on another sheet than the usual, to the same effect."""
    count = awards(line, people)
    fen = count * RATES[line]
    return at(area, line, claimed=(-len(people), -fen), computed=(-count, -fen)) + at(
        area, line, sheet, claimed=(len(people), fen), computed=(count, fen)
    )


def untouched(*cells: tuple[str, str]) -> list[Step]:
    """Cells on which a disturbance relies and which it leaves as they are."""
    return [step for area, line in cells for step in at(area, line, claimed=(0, 0))]


def awards(line: str, people: list[Person]) -> int:
    return len({p.head for p in people}) if line == "family" else len(people)


def gone(area: str, line: str, people: list[Person], cause: str) -> list[Step]:
    """These are listed no more, and so are lacking beside what is stated."""
    count = awards(line, people)
    fen = count * RATES[line]
    return at(area, line, claimed=(-len(people), -fen), computed=(-count, -fen), **{cause: (count, fen)})


# --- added up --------------------------------------------------------------------------------------------------------

Bridge = dict[tuple[str, str, str], Change]
"""(level, node, cause) → (rows, fen)"""


def bridge(world: World, steps: list[Step]) -> Bridge:
    """The whole bridge of a disturbed world. What is stated is read off the world itself."""
    found: Bridge = {}
    for step in [*_before(undisturbed()), *steps]:
        for level, node in _nodes(step):
            rows, fen = found.get((level, node, step.cause), (None, 0))
            found[level, node, step.cause] = _plus(rows, step.rows), fen + step.fen
    for (level, node), figure in _stated(world).items():
        if figure[1] is not None:
            found[level, node, "stated"] = figure[0], figure[1]
    found |= _payers(world, found)
    empty = {node for level, node, cause in found if level == "sheet" and found[level, node, "claimed"] == (0, 0)}
    # Sums that cancel out to nothing are no step.
    return {
        (level, node, cause): change
        for (level, node, cause), change in found.items()
        if (cause not in BEFORE + AFTER or any(change)) and not (level == "sheet" and node in empty)
    }


def adds_up(expected: Bridge) -> list[Node]:
    """The nodes at which an expectation itself is wrong: it does not lead from claimed over computed to stated."""
    fen = {key: change[1] for key, change in expected.items()}
    wrong = []
    for level, node in dict.fromkeys(key[:2] for key in expected):
        before, after = (sum(fen.get((level, node, cause), 0) for cause in part) for part in (BEFORE, AFTER))
        computed = fen[level, node, "computed"]
        claimed = fen.get((level, node, "claimed"), computed)  # nobody claims from a payer
        stated = fen.get((level, node, "stated"), computed + after)
        if claimed + before != computed or computed + after != stated:
            wrong.append((level, node))
    return wrong


def _nodes(step: Step) -> Iterator[Node]:
    """Where a step stands: in the total, and with its section, line, area, area's line and sheet where it has them."""
    yield "total", ""
    if step.line:
        yield "section", SECTION.get(step.line, step.line)
    if step.line in LINES:
        yield "line", step.line
    if step.area:
        yield "area", step.area
    if step.area and step.line in LINES:
        yield "area_line", f"{step.area}/{step.line}"
    if step.sheet and step.cause not in AFTER:
        yield "sheet", step.sheet


def _before(world: World) -> Iterator[Step]:
    for area, line in product(AREAS, LINES):
        people = world.people(area, line)
        count = awards(line, people)
        yield from at(area, line, claimed=(len(people), count * RATES[line]), computed=(count, count * RATES[line]))


def _stated(world: World) -> dict[Node, tuple[int | None, int | None]]:
    """The world's own figures; each town's and payer's are sums over the table's cells."""
    stated = dict(world.stated)
    for area in AREAS:
        mine = [figure for (level, node), figure in stated.items() if level == "area_line" and node.startswith(area)]
        stated["area", area] = _sum([count for count, _ in mine]), _sum([fen for _, fen in mine])
    return stated | {("payer", payer): (None, fen) for payer, fen in world.payers_stated().items()}


def _payers(world: World, found: Bridge) -> Bridge:
    """Each payer's part of every step of every cell, split as the figure before it and after it are split."""
    parts: Bridge = {}
    for area, line in product(AREAS, LINES):
        node = f"{area}/{line}"
        shares = world.shares(line)
        count, fen = found["area_line", node, "computed"]
        given = split(fen, list(shares.values()))
        for payer, whole in zip(shares, given, strict=True):
            _add(parts, payer, "computed", count, whole)
        for cause in AFTER:
            if ("area_line", node, cause) in found:
                rows, more = found["area_line", node, cause]
                fen, before = fen + more, given
                given = split(fen, list(shares.values()))
                for n, payer in enumerate(shares):
                    _add(parts, payer, cause, rows, given[n] - before[n])
        for payer, whole in zip(shares, given, strict=True):
            _add(parts, payer, "share_differs", None, -whole)
    for payer, fen in world.payers_stated().items():
        _add(parts, payer, "share_differs", None, fen)
    return parts


def _add(parts: Bridge, payer: str, cause: str, rows: int | None, fen: int) -> None:
    old = parts.get(("payer", payer, cause), (None, 0))
    parts["payer", payer, cause] = _plus(old[0], rows), old[1] + fen


def _sum(figures: list[int | None]) -> int | None:
    return None if None in figures else sum(figure or 0 for figure in figures)


def _plus(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else one + other
