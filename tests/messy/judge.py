"""What the product made of the messy books, field by field: right, reported, silently wrong or missing.

Looks only at what `clean_rosters` and the raw tables give; knows nothing of how they came about.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from tests.messy import words
from tests.messy.book import Book
from tests.messy.cells import Due
from tests.messy.region import Line, Truth

TOTAL, WHOLE = "(total)", "the whole row"
Place = tuple[str, str, int]  # file, sheet, row
Row = dict[str, Any]
# Compared as text, as the cell had it.
AS_WRITTEN = {"relation", "hh_size", "covered", "disability", "reason", "standard", "bank", "address", "cert_no",
              "helper", "group", "county", "town"}  # fmt: skip
OUTCOMES = ("right", "reported", "due", "wrong", "missing")  # `due`: had to be reported, and was
CORE = {"name": "name", "id_no": "id_no", "village": "village", "category": "category", "sex": "sex",
        "birth": "stated_birth", "cash": "claimed_cash_fen", "goods": "claimed_goods_fen", "account": "account",
        "phone": "phone", "payee": "payee", "remark": "remark", "area": "area_code"}  # fmt: skip


@dataclass
class Miss:
    outcome: str
    field: str
    place: str
    expected: object
    found: object
    note: str = ""

    def __str__(self) -> str:
        return f"{self.place}: expected {self.expected!r}, found {self.found!r} {self.note}"


@dataclass
class Verdict:
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)  # (field, outcome)
    misses: list[Miss] = field(default_factory=list)
    rows: Counter[str] = field(default_factory=Counter)

    def add(self, miss: Miss) -> None:
        """Counts an outcome; one that is not good is kept."""
        self.counts[miss.field, miss.outcome] += 1
        if miss.outcome not in {"right", "due"}:
            self.misses.append(miss)

    def total(self, *outcomes: str) -> int:
        """Fields of people with one of these outcomes; total rows are no people."""
        return sum(n for (name, outcome), n in self.counts.items() if outcome in outcomes and name != TOTAL)

    @property
    def right_share(self) -> float:
        """Right among all fields that have one true meaning and whose row is to be accepted."""
        return self.total("right") / max(1, self.total("right", "reported", "wrong", "missing"))

    def confusion(self) -> str:
        lines = [f"{'field':<12}" + "".join(f"{outcome:>10}" for outcome in OUTCOMES)]
        for name in sorted({name for name, _ in self.counts}):
            lines.append(f"{name:<12}" + "".join(f"{self.counts[name, outcome]:>10}" for outcome in OUTCOMES))
        lines.append(f"{'all':<12}" + "".join(f"{self.total(outcome):>10}" for outcome in OUTCOMES))
        lines.append(f"right {self.right_share:.4%} of what has one meaning; rows: {dict(sorted(self.rows.items()))}")
        return "\n".join(lines)


def judge(books: Iterable[Book], raw: dict[str, pl.DataFrame], cleaned: dict[str, pl.DataFrame]) -> Verdict:
    """`raw` and `cleaned` by table name; a table that is not there yet counts as empty."""
    return _Judge(raw, cleaned).judge(list(books))


class _Judge:
    def __init__(self, raw: dict[str, pl.DataFrame], cleaned: dict[str, pl.DataFrame]) -> None:
        self.verdict = Verdict()
        self.accepted = _by_place(cleaned["core_person"])
        self.refused = _by_place(cleaned["core_rejected"])
        self.entries = _by_place(raw["raw_entry"])
        self.roles = {place: row["role"] for place, row in _by_place(raw["raw_row"]).items()}
        self.files = {row["file"]: row for row in cleaned["raw_file"].iter_rows(named=True)}
        self.sheets: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in raw["raw_sheet"].iter_rows(named=True):
            self.sheets[row["file"], row["tab"]].append(row)
        self.headed = {
            (r["file"], r["sheet"], r["table_no"], r["col_no"]): r for r in raw["raw_column"].iter_rows(named=True)
        }
        self.totals = _by_place(cleaned["core_sheet_total"])
        self.told: dict[Place, set[str]] = defaultdict(set)  # fields with a conversion or refusal
        for name in ("core_conversion", "core_refusal"):
            for row in cleaned[name].iter_rows(named=True) if name in cleaned else ():
                self.told[row["file"], row["sheet"], row["row_no"]].add(str(row["field"]))

    def judge(self, books: list[Book]) -> Verdict:
        known: set[Place] = set()
        for book in books:
            places = [(line, self._place(book, line)) for line in book.lines]
            known |= {place for _, place in places if place is not None}
            self._households(book, places)
            for line, place in places:
                self._line(book, line, place)
            self._sums(book)
        for place, row in self.accepted.items():
            if place not in known:
                self.verdict.rows["accepted, no person"] += 1
                self.verdict.add(Miss("wrong", "row", str(place), "no person", row["name"]))
        for place, row in self.refused.items():
            if place not in known:
                self.verdict.rows["refused, no person"] += 1
                self.verdict.misses.append(Miss("noise", "row", str(place), "no person", row["reasons"]))
        return self.verdict

    def _block(self, book: Book, tab: str, column: int) -> Row | None:
        """The sheet of the raw tables that holds this column of the tab."""
        sheets = (
            self.sheets.get((book.name, tab))
            if tab
            else [r for (f, _), rs in self.sheets.items() if f == book.name for r in rs]
        )
        for sheet in sheets or []:
            span = re.search(r" \(([A-Z]+):([A-Z]+)\)$", sheet["sheet"]) if sheet["sheet"] != sheet["tab"] else None
            if span is None or _number(span[1]) <= column <= _number(span[2]):
                return sheet
        return None

    def _place(self, book: Book, line: Line) -> Place | None:
        """Where the raw tables have this person; None where they have not, or have somebody else's cells."""
        column = line.columns.get("id_no") or line.columns["name"]
        sheet = self._block(book, line.tab, column)
        if sheet is None:
            return None
        return book.name, sheet["sheet"], line.row

    def _unread(self, place: Place | None, book: Book) -> str | None:
        """Why nothing of the file or sheet was read, where the product says so."""
        file = self.files.get(book.name)
        if file is None:
            return None
        if file["status"] == "refused":
            return f"file refused: {file['problem']}"
        if place is None:
            return None
        sheet = next((r for rows in self.sheets.values() for r in rows if (r["file"], r["sheet"]) == place[:2]), None)
        return f"sheet {sheet['status']}" if sheet and sheet["status"] == "unread" else None

    def _line(self, book: Book, line: Line, place: Place | None) -> None:
        at = f"{book.name}▸{line.tab}▸{line.row}"
        truths: dict[str, Truth] = {"area": words.TOWNS[book.town], **line.fields}
        if place in self.accepted:
            self.verdict.rows["accepted"] += 1
            for name in {*truths, *CORE}:
                if miss := self._field(name, truths.get(name), line, place):
                    miss.place = at
                    self.verdict.add(miss)
            return
        reason = self.refused[place]["reasons"] if place in self.refused else self._unread(place, book)
        self.verdict.rows["refused" if reason else "lost"] += 1
        excused = bool(reason) and any(isinstance(value, Due) for value in truths.values())
        found = reason or f"role {self.roles.get(place) if place else 'of no block'}"
        for name, value in truths.items():
            if isinstance(value, Due):
                self.verdict.add(Miss("due" if reason else "missing", name, at, value.why, found, WHOLE))
            elif value is not None and not excused:
                self.verdict.add(Miss("reported" if reason else "missing", name, at, value, found, WHOLE))

    def _field(self, name: str, value: Truth, line: Line, place: Place) -> Miss | None:
        """What came of one field of an accepted row; None where there is nothing to say and nothing was said."""
        found = self.accepted[place][CORE[name]] if name in CORE else self.entries.get(place, {}).get(name)
        echoed = self._echoed(name, line, place)
        if isinstance(value, Due):
            told = value.soft and (self.told[place] & {name, "amount" if name == "cash" else name} or echoed)
            return Miss("due" if told else "wrong", name, "", value.why, found)
        if _same(name, value, found):
            return None if value is None else Miss("right", name, "", value, found)
        if found is None or found == 0:
            outcome = "right" if name in line.unsure else "reported" if echoed else "missing"
        else:
            outcome = "right" if name in AS_WRITTEN and str(found).strip() in words.DITTO else "wrong"
        return Miss(outcome, name, "", value, found, echoed)

    def _echoed(self, name: str, line: Line, place: Place) -> str:
        """The header, where the column is among those the product says it does not know."""
        number = self.entries.get(place, {}).get("table_no", 1)
        column = self.headed.get((place[0], place[1], number, line.columns.get(name, 0)))
        return f"unknown column {column['header']!r}" if column and column["header"] and not column["field"] else ""

    def _households(self, book: Book, places: list[tuple[Line, Place | None]]) -> None:
        here = [(line, place) for line, place in places if place in self.accepted]
        found: dict[tuple[str, str, str], set[Place]] = defaultdict(set)
        told: dict[tuple[str, str, int, int], set[Place]] = defaultdict(set)
        for line, place in here:
            assert place is not None
            found[place[0], place[1], self.accepted[place]["household_key"]].add(place)
            told[place[0], place[1], line.table, line.household].add(place)
        for line, place in here:
            assert place is not None
            ours = found[place[0], place[1], self.accepted[place]["household_key"]]
            theirs = told[place[0], place[1], line.table, line.household]
            outcome, at = "right" if ours == theirs else "wrong", f"{book.name}▸{line.tab}▸{line.row}"
            self.verdict.add(Miss(outcome, "household", at, sorted(p[2] for p in theirs), sorted(p[2] for p in ours)))

    def _sums(self, book: Book) -> None:
        for total in book.sums:
            sheet = self._block(book, total.tab, total.column)
            place = (book.name, sheet["sheet"], total.row) if sheet else None
            if place in self.accepted or place in self.refused or total.fen is None:
                continue  # counted among the rows that are no person
            row = self.totals.get(place) if place else None
            found = row["stated_fen"] if row else None
            outcome = "right" if found == total.fen else "missing" if found is None else "wrong"
            if row is None and self._unread(place, book):
                outcome = "reported"
            role = str(self.roles.get(place)) if place else "no block"
            self.verdict.add(Miss(outcome, TOTAL, f"{book.name}▸{total.tab}▸{total.row}", total.fen, found, role))


def _by_place(frame: pl.DataFrame) -> dict[Place, Row]:
    return {(row["file"], row["sheet"], row["row_no"]): row for row in frame.iter_rows(named=True)}


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _plain(text: object) -> str:
    return re.sub(r"[\s\u200b\ufeff]+", "", unicodedata.normalize("NFKC", str(text)))


def _same(name: str, value: Truth, found: object) -> bool:
    if name == "remark" and found is not None:  # what was taken off a name or an amount is kept here
        said = re.sub(r"([;,，；]?(户主|已故|女|\*|1\)?|慰问品))+$", "", _plain(found))
        return said == _plain(value or "")
    if value is None or value == 0:
        return found is None or found == 0
    if found is None:
        return False
    if name in {"phone", "account"}:
        return re.sub(r"\D", "", _plain(found)) == re.sub(r"\D", "", str(value))
    if name in {"name", "id_no", "cash", "goods", "category", "area", "birth", "sex"}:
        return found == value  # to the letter: these are what people are known and paid by
    return _plain(found) == _plain(value)
