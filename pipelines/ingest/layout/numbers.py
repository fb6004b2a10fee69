"""Identity numbers in cells. A module of its own, because sheets that are in order never load it."""

from __future__ import annotations

import re

from pipelines import identity

MISTYPED = str.maketrans({"-": None, "l": "1", "I": "1", "O": "0", "o": "0", "十": "X"})
SHAPE = re.compile(r"\d{17}[\dX]|\d{15}")


def is_sound(text: str) -> bool:
    return len(text) >= identity.LENGTH and identity.problem(identity.normalise(text)) is None


def is_like(text: str) -> bool:
    """As long as a number, new or old, whatever its check digit."""
    return len(text) >= identity.OLD_LENGTH and bool(SHAPE.fullmatch(identity.normalise(text).translate(MISTYPED)))
