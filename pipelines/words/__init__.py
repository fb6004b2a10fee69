"""Codes of the tables → the words users see, in Chinese and English: one place, so that every report says the same."""

from __future__ import annotations

from pipelines.words.rosters import COLUMN, CONVERSION, FIELD, HOW, REASON, ROLE
from pipelines.words.terms import (
    ANSWER,
    CAUSE,
    COUNTED,
    FACTOR,
    FAMILY,
    ICON,
    KIND,
    LEVEL,
    LISTING,
    MOVE,
    OFF,
    PER,
    RESUBMITTED,
    SENTENCE,
    SEVERITY,
    STAGE,
    STATUS,
    WHY_MOVED,
    Words,
)

__all__ = [
    "ANSWER",
    "CAUSE",
    "COLUMN",
    "CONVERSION",
    "COUNTED",
    "FACTOR",
    "FAMILY",
    "FIELD",
    "HOW",
    "ICON",
    "KIND",
    "LEVEL",
    "LISTING",
    "MOVE",
    "OFF",
    "PER",
    "REASON",
    "RESUBMITTED",
    "ROLE",
    "SENTENCE",
    "SEVERITY",
    "STAGE",
    "STATUS",
    "WHY_MOVED",
    "Words",
]
