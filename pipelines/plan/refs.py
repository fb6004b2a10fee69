"""What pydantic cannot see: every id of a plan that names nothing or stands twice, every share that does not add up."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

from pipelines.plan.model import Plan

Path = tuple[Any, ...]
Mistake = tuple[Path, str]
"""(path into the YAML tree, message)"""

# Where a plan names something defined elsewhere in it ('*': every item; KEYS: the keys of a mapping).
KEYS = object()
REFERENCES: dict[Path, str] = {
    ("standards", "*", "section"): "sections",
    ("standards", "*", "for", "category"): "categories",
    ("standards", "*", "for", "categories", "*"): "categories",
    ("standards", "*", "for", "flags", "*"): "flags",
    ("standards", "*", "for", "list"): "lists",
    ("standards", "*", "give", "*", "goods", KEYS): "goods",
    ("stacking", "together", "*", "standards", "*"): "standards",
    ("stacking", "together", "*", "sections", "*"): "sections",
    ("stacking", "together", "*", "always"): "standards",
    ("quotas", "*", "standards", "*"): "standards",
    ("payers", "*", "standards", "*"): "standards",
    ("stated", "*", "standard"): "standards",
    ("stated", "*", "section"): "sections",
    ("stated", "*", "year"): "years",
    ("comparisons", "*", "one", "*"): "standards",
    ("comparisons", "*", "other", "*"): "standards",
    ("schedule", "*", "year"): "years",
    ("schedule", "*", "after"): "schedule",
    ("examples", "*", "year"): "years",
    ("examples", "*", "rows", "*", "flags", "*"): "flags",
    ("examples", "*", "rows", "*", "category"): "categories",
    ("examples", "*", "rows", "*", "list"): "lists",
}
UNIQUE = (
    "sections", "lists", "categories", "flags", "standards", "goods", "schedule", "papers", "open_questions",
)  # fmt: skip


def did_you_mean(word: str, known: list[str]) -> str:
    close = difflib.get_close_matches(word, known, 1)
    return f"; did you mean `{close[0]}`?" if close else f"; there are {', '.join(known)}" if len(known) < 8 else ""


def cross_references(plan: Plan) -> Iterator[Mistake]:
    """Every mistake, each with its place in the YAML tree."""
    tree = plan.model_dump(by_alias=True, exclude_none=True)
    ids: dict[str, list[Any]] = {kind: [item["id"] for item in tree[kind]] for kind in (*UNIQUE, "payers")}
    ids["years"] = list(plan.years)
    for pattern, kind in REFERENCES.items():
        for place, name in _places(tree, pattern):
            if name not in ids[kind]:
                yield place, f"`{name}` is not among the {kind}{did_you_mean(str(name), [str(i) for i in ids[kind]])}"
    for kind in UNIQUE:
        for n, name in enumerate(ids[kind]):
            if name in ids[kind][:n]:
                yield (kind, n), f"`{name}` stands twice among the {kind}"
    yield from _lines_and_shares(plan)


def _places(tree: Any, pattern: Path, place: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every (path, value) of the tree that a pattern reaches."""
    if not pattern:
        yield place, tree
        return
    step, rest = pattern[0], pattern[1:]
    if step is KEYS:
        yield from (((*place, key), key) for key in tree)
    elif step == "*":
        for n, item in enumerate(tree if isinstance(tree, list) else []):
            yield from _places(item, rest, (*place, n))
    elif isinstance(tree, dict) and step in tree:
        yield from _places(tree[step], rest, (*place, step))


def _lines_and_shares(plan: Plan) -> Iterator[Mistake]:
    for n, standard in enumerate(plan.standards):
        if standard.line in [other.line for other in plan.standards[:n]]:
            yield ("standards", n, "line"), f"line {standard.line} is used twice"
        shares = [p.share for p in plan.payers if p.standards == "*" or standard.id in p.standards]
        if sum(shares) != 1:
            yield ("payers",), f"the shares of `{standard.id}` add to {sum(shares)}, not 1"
