"""Plan 7 worked out a second time, in plain Python from the words of the plan: no SQL, no frames, nothing of ours.

`decide` says what becomes of every roster row and what it all comes to; `split` shares money between payers;
`roster` reads the towns' workbooks with openpyxl. Amounts are fen.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from stdnum.iso7064 import mod_11_2


class Line(NamedTuple):
    number: int
    section: str
    category: str
    cash: int
    gift: int

    @property
    def worth(self) -> int:
        return self.cash + self.gift


YUAN = 100
# §3(1) general visits, then §3(2) visits by leaders: line number, section, for whom, cash, gift.
LINES = {
    "key_entitled": Line(1, "general", "key_entitled", 100 * YUAN, 0),
    "urban_dibao": Line(2, "general", "urban_dibao", 100 * YUAN, 0),
    "rural_dibao": Line(3, "general", "rural_dibao", 100 * YUAN, 0),
    "rural_wubao": Line(4, "general", "rural_wubao", 100 * YUAN, 0),
    "orphan": Line(5, "general", "orphan", 100 * YUAN, 0),
    "retired_40": Line(6, "general", "retired_40", 100 * YUAN, 0),
    "one_off": Line(7, "general", "one_off", 100 * YUAN, 0),
    "unnamed_8": Line(8, "general", "unnamed_8", 100 * YUAN, 0),
    "disabled_soldier": Line(9, "general", "disabled_soldier", 300 * YUAN, 100 * YUAN),
    "centenarian": Line(10, "general", "centenarian", 300 * YUAN, 200 * YUAN),
    "care_home_wubao": Line(11, "general", "care_home_wubao", 0, 100 * YUAN),
    "leader_key_entitled": Line(12, "leader", "key_entitled", 300 * YUAN, 200 * YUAN),
    "leader_urban_dibao": Line(13, "leader", "urban_dibao", 300 * YUAN, 200 * YUAN),
    "leader_rural_dibao": Line(14, "leader", "rural_dibao", 300 * YUAN, 200 * YUAN),
}
TOGETHER = [{"key_entitled", "disabled_soldier"}, {"rural_wubao", "care_home_wubao"}]  # and any general + any leader
CENTENARIAN_AGE = 100
LEADER_PLACES = 1  # persons a category and area
DAY = {2022: date(2022, 2, 1), 2023: date(2023, 1, 22)}  # the first day of the Spring Festival
PAYER = "city"  # pays everything

Row = Mapping[str, Any]  # area, file, sheet, sheet_no, row_no, list, category, id_no, birth


@dataclass
class Books:
    """`outcomes` stands row by row beside the input; sums in fen."""

    outcomes: list[str]
    awards: Counter[tuple[str, str]] = field(default_factory=Counter)  # (area, line): how many
    money: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # (area, line, cash | gift)
    sections: Counter[str] = field(default_factory=Counter)
    payers: Counter[str] = field(default_factory=Counter)
    total: int = 0


def line_of(row: Row) -> str | None:
    """The budget line a roster row falls under; None when the plan has none for it."""
    return next((i for i, x in LINES.items() if (x.section, x.category) == (row["list"], row["category"])), None)


def of_age(birth: date, years: int, day: date) -> bool:
    """Whether the birthday has come by `day`; one of 29 February falls on 1 March in common years."""
    try:
        birthday = birth.replace(year=birth.year + years)
    except ValueError:
        birthday = date(birth.year + years, 3, 1)
    return birthday <= day


def may_stand(one: str, other: str) -> bool:
    return LINES[one].section != LINES[other].section or {one, other} in TOGETHER


def decide(rows: Sequence[Row], area_order: list[str], day: date) -> Books:
    """awarded | ineligible | duplicate | excluded | over_quota | no_standard, for every row, and the sums."""
    books = Books(["no_standard"] * len(rows))
    lines = [line_of(row) for row in rows]

    def place(n: int) -> tuple[Any, ...]:
        return area_order.index(rows[n]["area"]), rows[n]["file"], rows[n]["sheet_no"], rows[n]["row_no"]

    standing: dict[str, dict[str, int]] = defaultdict(dict)  # person → line → the row that counts
    for n in sorted(range(len(rows)), key=place):
        line, person = lines[n], rows[n]["id_no"]
        if line is None:
            continue
        if line == "centenarian" and not of_age(rows[n]["birth"], CENTENARIAN_AGE, day):
            books.outcomes[n] = "ineligible"
        elif line in standing[person]:
            books.outcomes[n] = "duplicate"
        else:
            standing[person][line] = n
    for held in standing.values():
        keeps: list[str] = []
        for line in sorted(held, key=lambda x: (-LINES[x].worth, LINES[x].number)):
            stands = all(may_stand(line, other) for other in keeps)
            books.outcomes[held[line]] = "awarded" if stands else "excluded"
            keeps += [line] if stands else []
    _keep_quota(rows, lines, sorted(range(len(rows)), key=place), books)
    for row, line, outcome in zip(rows, lines, books.outcomes, strict=True):
        if line is not None and outcome == "awarded":
            _add(books, row["area"], line)
    return books


def _keep_quota(rows: Sequence[Row], lines: list[str | None], order: list[int], books: Books) -> None:
    """One person a leader category and area: the first stays."""
    visited: Counter[tuple[str, str]] = Counter()
    for n in order:
        line = lines[n]
        if line is not None and LINES[line].section == "leader" and books.outcomes[n] == "awarded":
            visited[rows[n]["area"], line] += 1
            if visited[rows[n]["area"], line] > LEADER_PLACES:
                books.outcomes[n] = "over_quota"


def _add(books: Books, area: str, line: str) -> None:
    rule = LINES[line]
    books.awards[area, line] += 1
    for what, fen in (("cash", rule.cash), ("gift", rule.gift)):
        if fen:
            books.money[area, line, what] += fen
    books.sections[rule.section] += rule.worth
    books.payers[PAYER] += rule.worth
    books.total += rule.worth


def split(fen: int, shares: list[Fraction]) -> list[int]:
    """Largest remainder, then the payer named first."""
    exact = [fen * share for share in shares]
    parts = [int(part) for part in exact]
    for n in sorted(range(len(shares)), key=lambda n: (parts[n] - exact[n], n))[: fen - sum(parts)]:
        parts[n] += 1
    return parts


# --- the towns' workbooks, read by another library and other rules -------------------------------------------------

NAMED = {  # a word of the sheet's name or of the category column → category; the first that fits
    "集中供养": "care_home_wubao", "敬老院": "care_home_wubao", "伤残": "disabled_soldier", "优抚": "key_entitled",
    "城市低保": "urban_dibao", "城镇低保": "urban_dibao", "农村低保": "rural_dibao", "五保": "rural_wubao",
    "孤儿": "orphan", "40%": "retired_40", "百分之四十": "retired_40", "一次性": "one_off", "第8项": "unnamed_8",
    "第八项": "unnamed_8", "百岁": "centenarian",
}  # fmt: skip
LEADER_SHEETS = {"点上慰问", "领导走访"}


class Listed(NamedTuple):
    """One filled row of a town's sheet. `person` is None for a title, header, total, note or signature row."""

    file: str
    sheet: str
    sheet_no: int
    row_no: int
    person: dict[str, Any] | None
    digits: tuple[str, ...]  # the long numbers in its cells: identity, phone, account


@cache
def roster(folder: Path) -> tuple[Listed, ...]:
    """Every filled row of every workbook of a folder of rosters (…/PLAN/YEAR/rosters)."""
    with (folder.parents[1] / "areas.csv").open(encoding="utf-8-sig", newline="") as text:
        areas = {area["also"].split(";")[-1]: area["code"] for area in csv.DictReader(text)}
    found: list[Listed] = []
    for path in sorted(folder.iterdir()):
        area = next(code for name, code in areas.items() if name in path.name)
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        for number, sheet in enumerate(book.worksheets, 1):
            found += _sheet(path.name, sheet.title, number, area, sheet.iter_rows(values_only=True))
        book.close()
    return tuple(found)


def _sheet(file: str, name: str, number: int, area: str, lines: Iterable[tuple[Any, ...]]) -> Iterable[Listed]:
    columns: dict[str, int] | None = None
    listed = "leader" if name in LEADER_SHEETS else "general"
    for row_no, cells in enumerate(lines, 1):
        texts = ["" if cell is None else str(cell).strip() for cell in cells]
        if not any(texts):
            continue
        digits = tuple(text for text in texts if len(text) in (11, 18, 19) and text[:-1].isdigit())
        person = None
        if columns is None:
            heads = [text.replace(" ", "") for text in texts]
            wanted = {"id_no": "身份", "category": "类别", "cash": "慰问金", "gift": "慰问物资", "gift2": "慰问品"}
            if any("身份" in head for head in heads):
                columns = {key: n for key, word in wanted.items() for n, head in enumerate(heads) if word in head}
        elif len(id_no := texts[columns["id_no"]]) == 18:
            word = texts[columns["category"]] if listed == "leader" else name
            person = {
                "area": area, "file": file, "sheet": name, "sheet_no": number, "row_no": row_no, "list": listed,
                "category": next(category for part, category in NAMED.items() if part in word), "id_no": id_no,
                "birth": date(int(id_no[6:10]), int(id_no[10:12]), int(id_no[12:14])),
                "sound": mod_11_2.is_valid(id_no),
                "claimed": sum(_fen(texts[columns[key]]) for key in ("cash", "gift", "gift2") if key in columns),
            }  # fmt: skip
        yield Listed(file, name, number, row_no, person, digits)


def _fen(text: str) -> int:
    """`100`, `100.00`, `100元`, `￥1,000`; blank is nothing."""
    return int(Decimal(re.sub(r"[^0-9.]", "", text) or 0) * YUAN)
