"""The workbook the sheets are written with: cells, names of cells, print set-up.

An Excel number is a double. Fen become yuan only here, at the cell's edge, as exact decimals; a double keeps any amount
below 9·10¹³ fen exact to the fen, and every comparison in a formula is rounded to two decimals.
Text from the plan or a roster is always written as text: nothing in it can start a formula.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from math import ceil
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import xlsxwriter
from xlsxwriter.utility import xl_range, xl_range_abs, xl_rowcol_to_cell

from pipelines.reports.workbook.styles import A4, BODY, GREEN, PLAIN, RED, STYLES
from pipelines.words import Words

LONGEST = 32_767  # characters a cell can hold
YES, NO, NONE = "✔", "✘", "—"


@dataclass(frozen=True)
class Formula:
    """A formula and the value it comes to, kept in the file for readers that do not calculate."""

    text: str
    value: Decimal | int | str


Value = str | int | Decimal | Formula | Words | None


def yuan(fen: int) -> Decimal:
    return Decimal(fen).scaleb(-2)


def yuan_or_dash(fen: int | None) -> Decimal | None:
    return None if fen is None else yuan(fen)


def both(words: Words, between: str = "\n") -> str:
    """Chinese first, English after; once when they are the same."""
    return words[0] if words[0] == words[1] else between.join(words)


def quoted(text: str) -> tuple[str, ...]:
    """The style that keeps text text even when somebody edits its cell."""
    return ("quoted",) if text.startswith(("=", "+", "-", "@")) else ()


def check(*pairs: tuple[str, str], holds: bool, at_most: bool = False) -> Formula:
    """✔ when the cells of every pair agree to the fen, or the first is at most the other; `holds` is what the ledger
    says."""
    sign = "<=" if at_most else "="
    equal = ",".join(f"ROUND({one}-{other},2){sign}0" for one, other in pairs)
    return Formula(f'=IF({f"AND({equal})" if len(pairs) > 1 else equal},"{YES}","{NO}")', YES if holds else NO)


def cell(row: int, col: int) -> str:
    return str(xl_rowcol_to_cell(row, col))


def span(first_row: int, first_col: int, last_row: int, last_col: int) -> str:
    return str(xl_range(first_row, first_col, last_row, last_col))


def digits(number: int | Decimal) -> float:
    """The width a number takes in bold with its separators."""
    return 1.1 * len(f"{number:,}") + 1.5


def _lines(text: str, width: float) -> int:
    """Lines a text takes in so many digits of width; none for no text."""
    taken = (sum(2 if letter > "⺀" else 1.05 for letter in line) for line in text.split("\n") if line)
    return sum(ceil(length / width) for length in taken)


class Book:
    """One workbook; written when its block ends well. `cells` names cells that other sheets refer to."""

    def __init__(self, path: Path, title: str, created: datetime) -> None:
        options = {
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "constant_memory": False,
            "in_memory": True,
        }
        self.file = xlsxwriter.Workbook(str(path), options)
        self.file.set_properties({"title": title, "created": created})
        self.title = title
        self.contents = ""
        self.cells: dict[tuple[str, ...], str] = {}
        self._styles: dict[tuple[str, ...], Any] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.file.close()

    def style(self, *names: str) -> Any:
        """The format that these entries of STYLES make together, later ones first."""
        if names not in self._styles:
            properties = dict(PLAIN)
            for name in names:
                properties |= STYLES[name]
            self._styles[names] = self.file.add_format(properties)
        return self._styles[names]


class Sheet:
    """One worksheet: bilingual title above, the print set-up, and cells by row and column from 0."""

    def __init__(self, book: Book, name: Words, paper: int = A4, landscape: bool = True) -> None:
        self.book, self.name = book, both(name, " ")
        self.at = book.file.add_worksheet(self.name)
        self._widths: dict[int, float] = {}
        self._heights: dict[int, float] = {}
        self._texts: list[
            tuple[int, int, int, str | Words, tuple[str, ...]]
        ] = []  # row, columns from and to, text, styles
        self.at.hide_gridlines(2)
        self.at.set_paper(paper)
        if landscape:
            self.at.set_landscape()
        self.at.fit_to_pages(1, 0)
        self.at.center_horizontally()
        self.at.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        title = book.title[:100].replace("&", "&&")
        self.at.set_header(f'&L&"{BODY}"&9{title}&R&"{BODY}"&9&A')
        self.at.set_footer(f'&L&"{BODY}"&9单位：元 Unit: yuan&R&"{BODY}"&9第 &P 页，共 &N 页  Page &P of &N')

    def open(self, words: Words) -> None:
        """The title in row 0, plan and unit in row 1, a link back to the contents in row 2."""
        self.put(0, 0, both(words, "  "), "title")
        self.height(0, 26)
        self.put(1, 0, f"{self.book.title} · 单位：元 Unit: yuan", "small")
        self.at.write_url(
            2, 0, f"internal:'{self.book.contents}'!A1", self.book.style("small", "link"), "↩ 目录 Contents"
        )

    def put(self, row: int, col: int, value: Value, *styles: str, to: int | None = None) -> None:
        """Writes by the value's type: a pair is Chinese and English, None a dash. `to` merges up to that column."""
        style = self.book.style(*styles)
        if to is not None and to > col:
            self.at.merge_range(row, col, row, to, "", style)
        if isinstance(value, str | tuple):
            self._text(row, col, value, styles)
            self._texts.append((row, col, col if to is None else to, value, styles))
        elif isinstance(value, Formula):
            self.at.write_formula(row, col, value.text, style, value.value)
        elif value is None:
            self.at.write_string(row, col, NONE, self.book.style(*styles, "center"))
        else:
            self.at.write_number(row, col, value, style)

    def _text(self, row: int, col: int, value: str | Words, styles: tuple[str, ...]) -> None:
        if isinstance(value, tuple) and all(value) and value[0] != value[1]:
            head = "head" in styles
            between = "\n" if head or "wrap" in styles else "  "
            style = self.book.style(*styles, *quoted(value[0]))
            parts = [style, value[0][: LONGEST // 2], self.book.style("head_small" if head else "small")]
            self.at.write_rich_string(row, col, *parts, between + value[1][: LONGEST // 3], style)
            return
        text = value if isinstance(value, str) else value[0]
        if text.startswith("<r>") and text.endswith("</r>"):
            text += " "  # or xlsxwriter takes it for formatted text and writes it into the file's XML as it is
        self.at.write_string(row, col, text[:LONGEST], self.book.style(*styles, *quoted(text)))

    def row(self, row: int, col: int, values: list[Value], styles: list[str], *also: str) -> None:
        """Bordered cells side by side; `styles` holds one or more names a cell, parted by spaces."""
        for i, (value, style) in enumerate(zip(values, styles, strict=True)):
            self.put(row, col + i, value, "cell", *also, *style.split())

    def heads(self, row: int, col: int, words: list[Words]) -> None:
        for i, word in enumerate(words):
            self.put(row, col + i, word, "head")

    def widths(self, *widths: float) -> None:
        """Column widths in digits of the default font; a Chinese character takes two."""
        for col, width in enumerate(widths):
            self.at.set_column(col, col, width)
            self._widths[col] = width

    def height(self, row: int, points: float) -> None:
        self._heights[row] = points

    def pixels(self, last_col: int) -> int:
        """The width of the sheet up to a column, for charts."""
        return sum(int(width * 7 + 5) for col, width in self._widths.items() if col <= last_col)

    def ref(self, row: int, col: int) -> str:
        """A cell as other sheets name it."""
        return f"'{self.name}'!{xl_rowcol_to_cell(row, col, row_abs=True, col_abs=True)}"

    def range(self, first_row: int, first_col: int, last_row: int, last_col: int) -> str:
        return f"'{self.name}'!{xl_range_abs(first_row, first_col, last_row, last_col)}"

    def close(self, last_row: int, last_col: int) -> None:
        """Row heights, the colours of ✔ and ✘ (as they come out, not as they were written), the print area."""
        for row, points in self._fitted().items():
            self.at.set_row(row, points)
        for mark, colour in ((YES, GREEN), (NO, RED)):
            form = self.book.file.add_format({"font_color": colour, "bold": True})
            rule = {"type": "cell", "criteria": "==", "value": f'"{mark}"', "format": form}
            self.at.conditional_format(0, 0, last_row, last_col, rule)
        self.at.print_area(0, 0, last_row, last_col)

    def _fitted(self) -> dict[int, float]:
        """Heights that show all wrapped text: not every program fits rows on opening, and none fits merged cells."""
        heights: dict[int, float] = {}
        for row, first, last, text, styles in self._texts:
            bordered = "cell" in styles or "head" in styles
            if bordered and ("wrap" in styles or "head" in styles):
                width = sum(self._widths.get(col, 8.43) for col in range(first, last + 1)) - 1
                zh, en = text if isinstance(text, tuple) else ("", text) if "small" in styles else (text, "")
                height = 13 * _lines(zh, width) + 10.5 * _lines(en, width * 1.2) + 4
                heights[row] = max(heights.get(row, 16), height)
            elif bordered:
                heights.setdefault(row, 16)
        return heights | self._heights
