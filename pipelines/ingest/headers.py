"""What a column header means. The synonyms are data (`headers.csv`): a new header is one more row."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

# A sheet is a list of people (or households) only if one of these is among its columns.
ANCHORS = ("name", "id_no", "head_name", "head_id")

# 万元 is not here on purpose: dropping it would change an amount ten-thousandfold.
UNITS = re.compile(
    r"\((?:单位:)?(?:元|人|户|名|元/人|元/户|元/月|元/年|袋|桶|床|斤|公斤|kg|盖章|签章|签字|按手印|手印)\)"
)
BLANKS = re.compile(r"[\s\u200b-\u200f\ufeff]+")


@lru_cache(maxsize=4096)  # labels repeat from sheet to sheet
def squeeze(text: str) -> str:
    """NFKC with every blank removed: how a label is compared, however it was spaced or spread."""
    return BLANKS.sub("", unicodedata.normalize("NFKC", text))


def normal(header: str) -> str:
    text = squeeze(header).replace("帐", "账").strip("*:").casefold()
    return UNITS.sub("", text).rstrip(":")


@cache
def synonyms() -> dict[str, str]:
    """Normalised header → field; '' for a header that is known but has no field of its own."""
    with (Path(__file__).parent / "headers.csv").open(encoding="utf-8", newline="") as lines:
        rows = [(squeeze(row["header"]).casefold(), row["field"]) for row in csv.DictReader(lines)]
    # A heading that is listed with its unit keeps that meaning; it is looked up before units are dropped.
    return {normal(header): field for header, field in rows if not UNITS.search(header)} | dict(rows)


@lru_cache(maxsize=4096)
def field_of(header: str) -> str | None:
    """The field a header names, '' when it is known to name none, null when it is not known."""
    known = synonyms()
    return known.get(squeeze(header).casefold(), known.get(normal(header)))


def is_header(cells: list[str]) -> bool:
    """At least three known headers, one of which names people."""
    fields = [field_of(cell) for cell in cells if 0 < len(cell) < 40]
    return sum(field is not None for field in fields) >= 3 and any(field in ANCHORS for field in fields)
