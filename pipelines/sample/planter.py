"""The means to plant a mistake: whom, where, and how the answer key will name it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from pipelines.plan.model import Plan
from pipelines.plan.rules import Standard
from pipelines.sample.book import Book, Entry, Sheet
from pipelines.sample.people import Maker, Person
from pipelines.sample.population import alone

WARNINGS = ("identity_birth", "identity_sex")


@dataclass(frozen=True)
class Planted:
    """One mistake: `entry` is the row at fault, or None when it is the sheet's total. Money at stake is in fen."""

    rule: str
    book: Book
    sheet: Sheet
    entry: Entry | None
    note: str
    fen: int = 0

    def answer(self) -> dict[str, str | int]:
        row_no = self.entry.row_no if self.entry else self.sheet.total_row
        fen = self.fen
        if self.entry is None and self.sheet.total_fen is not None:
            fen = abs(self.sheet.total_fen - sum(e.fen for e in self.sheet.entries))
        return {
            "rule": self.rule,
            "severity": "warning" if self.rule in WARNINGS else "error",
            "file": self.book.file,
            "sheet": self.sheet.name,
            "row_no": "" if row_no is None else row_no,
            "area_code": self.book.area.code,
            "standard": (self.entry.standard if self.entry else self.sheet.standards[0]).id,
            "money_fen": fen,
            "note": self.note,
        }


@dataclass
class Planter:
    """Plants mistakes in books; nobody and no sheet total gets two."""

    plan: Plan
    year: int
    books: list[Book]
    maker: Maker
    rng: Random
    planted: list[Planted] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        listed: dict[str, int] = {}
        for _, _, entry in self.rows():
            listed[entry.person.id_no] = listed.get(entry.person.id_no, 0) + 1
        self.touched = {id_no for id_no, times in listed.items() if times > 1}

    def rows(self, wanted: Callable[[Sheet], bool] = lambda _: True) -> list[tuple[Book, Sheet, Entry]]:
        return [(b, s, e) for b in self.books for s in b.sheets if wanted(s) for e in s.entries]

    def someone(
        self, wanted: Callable[[Entry], bool], where: Callable[[Sheet], bool]
    ) -> tuple[Book, Sheet, Entry] | None:
        """An untouched person at random: listed once in all the books, on their own or not."""
        rows = [r for r in self.rows(where) if r[2].person.id_no not in self.touched and wanted(r[2])]
        if not rows:
            return None
        found = self.rng.choice(rows)
        self.touched.add(found[2].person.id_no)
        return found

    def list_again(self, book: Book, sheet: Sheet, person: Person, after: Entry | None = None) -> Entry:
        """A further row for somebody, at the end of a village that comes no earlier than the row `after`."""
        villages = sheet.villages()
        first = villages.index(after.village) if after else 0
        village = self.rng.choice(villages[first + 1 :] or villages[-1:])
        entry = book.entry(sheet.standards[0], alone(person, village), 0, self.rng)
        last = max(n for n, e in enumerate(sheet.entries) if e.village == village)
        sheet.entries.insert(last + 1, entry)
        self.touched.add(person.id_no)
        return entry

    def fresh(self, age: int, sex: str) -> Person:
        return self.maker.person(self.rng, age, self.plan.years[self.year].reference_day, sex)

    def value(self, standard: Standard) -> int:
        return sum(self.plan.gives(standard.id, self.year).values())

    def is_general(self, sheet: Sheet) -> bool:
        return self.plan.list_of(sheet.standards[0]) == self.plan.lists[0].id

    def combinable(self, standard: Standard) -> bool:
        """Whether the plan lets this line stand beside another one of the same list."""
        return any(standard.id in pair.standards for pair in self.plan.stacking.together)

    def plain(self, sheet: Sheet) -> bool:
        """A general line without an age limit, so that a row too many is wrong for one reason only."""
        return self.is_general(sheet) and sheet.standards[0].for_.min_age is None
