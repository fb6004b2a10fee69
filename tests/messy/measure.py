"""Writes messy books, reads them as a run does, and judges the outcome."""

from __future__ import annotations

from pathlib import Path

from pipelines.clean import Cleaned, clean_rosters
from pipelines.ingest import read_rosters
from pipelines.ingest.gather import Raw
from pipelines.plan import load_plan
from tests.messy import Book, Verdict, judge, write_book

PLAN = Path(__file__).parent / "plan"


def read(folder: Path, workers: int = 1) -> tuple[Raw, Cleaned]:
    """With no configuration beside the plan's categories and areas."""
    raw = read_rosters(folder, workers=workers)
    return raw, clean_rosters(raw, load_plan(PLAN))


def measure(books: list[Book], folder: Path) -> Verdict:
    folder.mkdir(parents=True, exist_ok=True)
    for book in books:
        write_book(book, folder)
    raw, cleaned = read(folder)
    return judge(books, raw._asdict(), cleaned._asdict())
