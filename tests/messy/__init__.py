"""Rosters at their messiest, with the true meaning of every cell: written by one hand, read by another.

`books(seed, number)` gives workbooks and their answer key, `write_book` puts one on disk, `judge` compares what the
product made of them. `python -m tests.messy --books 2000` measures more than the test does.
"""

from __future__ import annotations

import random

from tests.messy.book import Book, Size, make_book
from tests.messy.judge import Verdict, judge
from tests.messy.people import People
from tests.messy.writing import write_book

__all__ = ["Book", "Size", "Verdict", "books", "judge", "write_book"]


def books(seed: int, number: int, size: Size = Size()) -> list[Book]:  # noqa: B008 - frozen
    """The same seed gives the same books; a book does not depend on how many follow it."""
    source = People(random.Random(seed))
    return [make_book(random.Random(f"{seed}/{i}"), source, i, size) for i in range(number)]
