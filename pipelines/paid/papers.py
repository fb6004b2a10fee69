"""Invented paid files on paper: a title, a header, lines and a total, as a text, a csv or a workbook."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from pipelines.money import yuan


@dataclass
class Paper:
    """One file to be written: lines under a title and a header, with a total."""

    name: str
    title: str
    header: tuple[str, ...]
    amount: str  # the header of the amounts
    rows: list[list[str]] = field(default_factory=list)
    stated_fen: int = 0

    @property
    def sheet(self) -> str:
        return Path(self.name).stem[:31]


def row_no_of(paper: Paper, line: int) -> int:
    """Of a line (from 1): below the title, the total of a bank's text, and the header."""
    return line + (3 if paper.name.endswith(".txt") else 2)


def total_row(paper: Paper, number: int) -> int:
    """`number`: which of the files it is, which decides the kind."""
    return 2 if number % 3 == 1 else row_no_of(paper, len(paper.rows)) + 1


def _lines(paper: Paper) -> list[list[str]]:
    count, amount = str(len(paper.rows)), yuan(paper.stated_fen).replace(",", "")
    if paper.name.endswith(".txt"):
        return [[paper.title], ["总笔数", count, "总金额", amount], list(paper.header), *paper.rows]
    signed = "签领表" in paper.title
    total = ["合计", "", f"{count}户", "", amount] if signed else ["总笔数", count, "总金额", amount]
    return [[paper.title], list(paper.header), *paper.rows, total]


def write(path: Path, paper: Paper, number: int, day: date) -> None:
    """`day`: the workbook's own date, so that the same lines make the same bytes."""
    lines = _lines(paper)
    if path.suffix == ".txt":
        path.write_bytes("".join("|".join(line) + "\r\n" for line in lines).encode("gb18030"))
        return
    if path.suffix == ".csv":
        path.write_bytes(as_text(lines).encode("utf-8-sig" if number % 2 else "gb18030"))
        return
    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False, "in_memory": True}) as book:
        book.set_properties({"created": datetime.combine(day, time())})
        sheet = book.add_worksheet(paper.sheet)
        at = paper.header.index(paper.amount)
        for n, line in enumerate(lines):
            is_line = 1 < n < 2 + len(paper.rows)
            for column, text in enumerate(line):
                if is_line and column == at:
                    sheet.write_number(n, column, Decimal(text))
                elif text:
                    sheet.write_string(n, column, text)


def as_text(rows: Any) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue()
