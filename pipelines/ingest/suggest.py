"""The field an unknown header comes close to: said, never taken."""

from __future__ import annotations

from functools import lru_cache

from pipelines.ingest.headers import normal, synonyms

LEAST = 3  # letters; of two, any change makes another word
LONG = 6  # letters from which two changes are still close


@lru_cache(maxsize=1024)
def suggestion(header: str) -> str | None:
    """The one field whose synonyms are nearest; null when none is near or two fields are as near."""
    text = normal(header)
    if found := _without_brackets(text):
        return found
    if len(text) < LEAST:
        return None
    limit = 2 if len(text) >= LONG else 1
    near: dict[int, set[str]] = {}
    for name, field in synonyms().items():
        if abs(len(name) - len(text)) <= limit and len(name) >= LEAST:
            distance = _distance(text, name, limit)
            if distance <= limit:
                near.setdefault(distance, set()).add(field)
    best = near[min(near)] if near else set()
    return (best.pop() or None) if len(best) == 1 else None


def _without_brackets(text: str) -> str | None:
    before = text.partition("(")[0]
    return synonyms().get(before) or None if before != text else None


def _distance(one: str, other: str, limit: int) -> int:
    """Letters added, left out, changed, or swapped with their neighbour; `limit` + 1 when more than that."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[-1] + 1, last[j - 1] + (a != b))
            if before and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before, last = last, row
    return last[-1]
