"""One sheet of a paid file: its header, and what each of its rows is. Nothing is read here, and nothing left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.clean.texts import plain
from pipelines.ingest.headers import unit_of
from pipelines.ingest.layout.labels import label, total_beside
from pipelines.paid.vocabulary import field_of

WHO = ("account", "id_no", "name")
OUTCOMES = ("result", "success", "sign")
AMOUNTS = ("amount_paid", "amount", "amount_due")  # which is read, where a table has several
LONG = re.compile(r"\d{12}")
DIGIT = re.compile(r"\d")
# 总笔数, 成功金额 …, with the figure behind them, in the next cell, or below; several may share a cell.
NUMBER = r"-?[￥¥]?[\d,]+(?:\.\d+)?(?:元|万元|笔|户|人|条)?"
FIGURE = re.compile(rf"(总|合计|共计|成功|失败)(笔数|户数|人数|条数|金额)(?:\((?:万?元|笔|户|人)\))?:?({NUMBER})?")
# 2023-1-16, 20230116 and 20230116102233; a month alone is no day.
DATED = re.compile(
    r"(?<!\d)(?:(20\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})|(20\d\d)(\d\d)(\d\d)(?:\d{6})?)(?!\d)"
)

Cells = Sequence[str]
Stated = dict[str, dict[str, str]]
"""about (all | paid | failed) → count and amount, as texts"""


class Line(NamedTuple):
    """One row. `role`: payment | total | subtotal | header | title | note | unread."""

    row_no: int
    role: str
    cells: dict[str, str]  # field → text, of payments and totals
    stated: Stated  # what a row of figures says of the file
    section: str = ""  # the line above a part of the table that says what the part is


class Sheet(NamedTuple):
    kind: str  # bank | register | none
    unit: str | None  # of the amounts
    title: str  # what stands above the header
    lines: list[Line]


def understood(rows: list[tuple[int, Cells]]) -> Sheet:
    """Rows (number, cells) of a sheet, in order. Without a header every row is `unread`."""
    at = next((n for n, (_, cells) in enumerate(rows) if _is_header(cells)), None)
    if at is None:
        return Sheet("none", None, "", [Line(row_no, "unread", {}, {}) for row_no, _ in rows])
    header = rows[at][1]
    fields = _fields(header)
    above = [cells for _, cells in rows[:at]]
    lines = [
        _headline(row_no, cells, above[n + 1] if n + 1 < at else ()) for n, (row_no, cells) in enumerate(rows[:at])
    ]
    section = ""
    for n, (row_no, cells) in enumerate(rows[at:], at):
        below = rows[n + 1][1] if n + 1 < len(rows) else ()
        line = _line(row_no, cells, fields, header, below)
        section = next(filter(str.strip, cells)) if line.role == "title" else section
        lines.append(line._replace(section=section))
    kind = "bank" if {"result", "success"}.intersection(fields.values()) else "register"
    unit = next((unit_of(header[n]) for n, field in fields.items() if field == "amount"), None)
    return Sheet(kind, unit, " ".join(cell.strip() for cells in above for cell in cells if cell.strip()), lines)


def _is_header(cells: Cells) -> bool:
    fields = set(_fields(cells).values())
    return "amount" in fields and bool(fields.intersection(WHO)) and bool(fields.intersection(OUTCOMES))


def _fields(header: Cells) -> dict[int, str]:
    """Column → field; of two columns for one field the first, of amounts the one that was paid."""
    found: dict[int, str] = {}
    for n, cell in enumerate(header):
        field = field_of(cell) if cell.strip() else None
        if field and field not in found.values():
            found[n] = field
    amount = next((field for field in AMOUNTS if field in found.values()), None)
    return {
        n: "amount" if field == amount else field
        for n, field in found.items()
        if field not in AMOUNTS[:2] or field == amount
    }


def _headline(row_no: int, cells: Cells, below: Cells) -> Line:
    stated = _figures(cells, below)
    return Line(row_no, "total" if stated else "title", {}, stated)


def _line(row_no: int, cells: Cells, fields: dict[int, str], header: Cells, below: Cells) -> Line:
    named = {field: cells[n].strip() for n, field in fields.items() if n < len(cells)}
    if not DIGIT.search(named.get("amount", "")) and (_is_header(cells) or _words(cells) == _words(header)):
        return Line(row_no, "header", {}, {})
    who = " ".join(named.get(field, "") for field in WHO)
    if LONG.search(who) or LONG.search(plain(who)):
        role = total_beside(list(cells), frozenset(n for n, field in fields.items() if field in WHO)) or "payment"
        return Line(row_no, role, named, {} if role == "payment" else _of_columns(named))
    if stated := _figures(cells, below):
        return Line(row_no, "total", named, stated)
    role = label(list(cells)) or "payment"
    if role in {"total", "subtotal"}:
        return Line(row_no, role, named, _of_columns(named))
    return Line(row_no, "payment", named, {}) if _says_payment(role, cells, named) else _aside(row_no, cells)


def _words(cells: Cells) -> list[str]:
    return [plain(cell) for cell in cells if cell.strip()]


def _says_payment(role: str, cells: Cells, named: dict[str, str]) -> bool:
    """A row without a long number: an amount makes it a payment, good or bad; words alone in a row do not."""
    if named.get("amount"):
        return True
    told = any(named.get(field) for field in (*WHO, *OUTCOMES))
    return role == "payment" and told and sum(map(bool, map(str.strip, cells))) > 1


def _aside(row_no: int, cells: Cells) -> Line:
    """A line of its own is the title of what is below it; any other is a note."""
    return Line(row_no, "title" if sum(map(bool, map(str.strip, cells))) == 1 else "note", {}, {})


def _of_columns(named: dict[str, str]) -> Stated:
    """Of a total row in the table: the amount in its column, the count as 「12人」 wherever it stands."""
    count = next((text for text in named.values() if re.fullmatch(r"\d+[人户笔条]", plain(text))), "")
    return {"all": {"count": count, "amount": named.get("amount", "")}}


def _figures(cells: Cells, below: Cells) -> Stated:
    """总笔数 | 168 | 总金额 | 50400.00, in one row or with the figures in the row below."""
    found: Stated = {}
    for n, cell in enumerate(cells):
        for told in FIGURE.finditer(plain(cell)):
            about = {"成功": "paid", "失败": "failed"}.get(told[1], "all")
            what = "amount" if told[2] == "金额" else "count"
            near = (told[3] or "", *cells[n + 1 : n + 2], *below[n : n + 1])
            beside = next((text for text in near if re.fullmatch(NUMBER, plain(text))), "")
            found.setdefault(about, {"count": "", "amount": ""})[what] = beside
    return found


def day_in(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of the first day written in a text."""
    found = DATED.search(text)
    year, month, day = filter(None, found.groups()) if found else (0, 0, 0)
    return (int(year), int(month), int(day)) if found else None
