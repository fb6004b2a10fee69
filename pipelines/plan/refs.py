"""What one part of a plan cannot see of another: ids that name nothing, stand twice, or tell two things apart no more.

Read from the tree rather than from the validated plan, so that these errors stand beside all others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipelines.plan.mistakes import Mistake, Place, Said, unknown

Pattern = tuple[Any, ...]

# Where a plan names something defined elsewhere in it ('*': every item; KEYS: the keys of a mapping).
KEYS = object()
REFERENCES: dict[Pattern, str] = {
    ("standards", "*", "section"): "sections",
    ("standards", "*", "for", "category"): "categories",
    ("standards", "*", "for", "categories", "*"): "categories",
    ("standards", "*", "for", "flags", "*"): "flags",
    ("standards", "*", "for", "list"): "lists",
    ("standards", "*", "give", "*", "goods", KEYS): "goods",
    ("standards", "*", "area"): "areas",
    ("stacking", "together", "*", "standards", "*"): "standards",
    ("stacking", "together", "*", "sections", "*"): "sections",
    ("stacking", "together", "*", "always"): "standards",
    ("quotas", "*", "standards", "*"): "standards",
    ("payers", "*", "standards", "*"): "standards",
    ("upper_money", "*", "standards", "*"): "standards",
    ("upper_money", "*", "amount", "*", "year"): "years",
    ("delivery", "*", "areas", "*"): "areas",
    ("delivery", "*", "kinds", "*"): "kinds of area",
    ("stated", "*", "standard"): "standards",
    ("stated", "*", "section"): "sections",
    ("stated", "*", "payer"): "payers",
    ("stated", "*", "year"): "years",
    ("comparisons", "*", "one", "*"): "standards",
    ("comparisons", "*", "other", "*"): "standards",
    ("schedule", "*", "year"): "years",
    ("schedule", "*", "after"): "schedule",
    ("checks", KEYS): "rules",
    ("examples", "*", "year"): "years",
    ("examples", "*", "rows", "*", "flags", "*"): "flags",
    ("examples", "*", "rows", "*", "category"): "categories",
    ("examples", "*", "rows", "*", "list"): "lists",
}
UNIQUE = (
    "sections", "lists", "categories", "flags", "standards", "goods", "schedule", "papers", "open_questions",
)  # fmt: skip
# Lists in which naming one thing twice says nothing more; sections of `together` may name one section twice.
ONCE = [pattern for pattern in REFERENCES if pattern[-1] == "*" and "sections" not in pattern]
# What rosters say: the same word may not tell two things.
TELLING: dict[str, tuple[Pattern, ...]] = {
    "categories": (("name", "zh"), ("also", "*")),
    "lists": (("words", "*"),),
}


def items(tree: Any, kind: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The well-formed items of a list in the tree, with their numbers."""
    listed = tree.get(kind)
    yield from ((n, x) for n, x in enumerate(listed if isinstance(listed, list) else []) if isinstance(x, dict))


def cross_references(tree: dict[str, Any], areas: dict[str, list[str]]) -> Iterator[Mistake]:
    """Every id that names nothing or stands twice. `areas`: the known `areas`, `kinds of area`, `rules`, if known."""
    ids: dict[str, list[Any]] = {kind: [item.get("id") for _, item in items(tree, kind)] for kind in UNIQUE}
    ids["payers"] = [item.get("id") for kind in ("payers", "upper_money") for _, item in items(tree, kind)]
    ids["years"] = list(years) if isinstance(years := tree.get("years"), dict) else []
    for pattern, kind in REFERENCES.items():
        known = ids[kind] if kind in ids else areas.get(kind)
        for place, name in places(tree, pattern):
            if known is not None and isinstance(name, str | int) and name not in known:
                yield Mistake(place, unknown(name, kind, known))
    yield from _repeated(tree, ids)
    for kind, patterns in TELLING.items():
        yield from _told_apart(tree, kind, patterns)
    for n, which in list(items(tree, "lists"))[1:]:
        if not which.get("words"):
            said = Said("须有 `words`：只有第一个名单不必写", "needs `words`: only the first list is told by none")
            yield Mistake(("lists", n), said)


def places(tree: Any, pattern: Pattern, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Every (path, value) of the tree that a pattern reaches."""
    if not pattern:
        yield place, tree
        return
    step, rest = pattern[0], pattern[1:]
    if step is KEYS:
        yield from (((*place, key), key) for key in (tree if isinstance(tree, dict) else {}))
    elif step == "*":
        for n, item in enumerate(tree if isinstance(tree, list) else []):
            yield from places(item, rest, (*place, n))
    elif isinstance(tree, dict) and step in tree:
        yield from places(tree[step], rest, (*place, step))


def _repeated(tree: dict[str, Any], ids: dict[str, list[Any]]) -> Iterator[Mistake]:
    for kind in UNIQUE:
        for at, (n, item) in enumerate(items(tree, kind)):
            if (name := item.get("id")) is not None and name in ids[kind][:at]:
                yield Mistake(
                    (kind, n), Said(f"{kind} 中 `{name}` 出现两次", f"`{name}` stands twice among the {kind}")
                )
    for pattern in ONCE:
        for place, listed in places(tree, pattern[:-1]):
            for n, name in enumerate(listed if isinstance(listed, list) else []):
                if name in listed[:n]:
                    yield Mistake((*place, n), Said(f"`{name}` 列了两次", f"`{name}` is named twice here"))


def _told_apart(tree: dict[str, Any], kind: str, patterns: tuple[Pattern, ...]) -> Iterator[Mistake]:
    told: dict[str, Any] = {}
    for n, item in items(tree, kind):
        for pattern in patterns:
            for place, word in places(item, pattern, (kind, n)):
                if isinstance(word, str) and told.setdefault(word, item.get("id")) != item.get("id"):
                    zh = f"名册写「{word}」时分不清是 `{told[word]}` 还是 `{item.get('id')}`"
                    en = f"“{word}” in a roster would tell both `{told[word]}` and `{item.get('id')}`"
                    yield Mistake(place, Said(zh, en))
