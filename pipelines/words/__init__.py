"""Codes of the tables → the words users see, in Chinese and English: one place, so that every report says the same."""

from __future__ import annotations

from pipelines.words.rosters import COLUMN, CONVERSION, FIELD, HOW, REASON, ROLE
from pipelines.words.terms import (
    ANSWER,
    CAUSE,
    COUNTED,
    DECISION,
    FAMILY,
    ICON,
    JUDGED,
    KIND,
    LEVEL,
    LISTING,
    OFF,
    PER,
    RESUBMITTED,
    SENTENCE,
    SEVERITY,
    STAGE,
    STATUS,
    TO_JUDGE,
    Words,
)

__all__ = [
    "ANSWER",
    "CAUSE",
    "COLUMN",
    "CONVERSION",
    "COUNTED",
    "DECISION",
    "FAMILY",
    "FIELD",
    "HOW",
    "ICON",
    "JUDGED",
    "KIND",
    "LEVEL",
    "LISTING",
    "OFF",
    "PER",
    "REASON",
    "RESUBMITTED",
    "ROLE",
    "SENTENCE",
    "SEVERITY",
    "STAGE",
    "STATUS",
    "TO_JUDGE",
    "Words",
]
