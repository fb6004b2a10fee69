"""One file as it was understood, as a page to look at: every tab a grid, each row with its role."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl
from jinja2 import Environment, PackageLoader

from pipelines.ingest.gather import Raw
from pipelines.ingest.layout.shape import letters
from pipelines.understood.masks import masked, masked_line
from pipelines.words import COLUMN, HOW, ROLE, STATUS

SHOWN_FIRST, SHOWN_LAST = 8, 2  # people of a long run that are shown; the others are counted
PERSONISH = re.compile("人|姓名|名$|监护|代领|配偶|联系|领导|干部|户名|签")


def write_page(raw: Raw, name: str, lang: str, path: Path) -> None:
    """One page for the file, or for each file of the archive, `name` is."""
    pages = Environment(loader=PackageLoader("pipelines.understood", "."), autoescape=True)
    pages.filters["words"] = _words
    text = pages.get_template("page.html.j2").render(
        name=name, lang=lang, files=[_file(raw, file) for file in raw.raw_file.iter_rows(named=True)], how=HOW,
        roles=ROLE, status=STATUS, columns=COLUMN,
    )  # fmt: skip
    path.write_text(text, "utf-8")


def _words(pair: tuple[str, str]) -> str:
    from markupsafe import Markup, escape  # noqa: PLC0415 - comes with jinja2

    return Markup('<span class="zh">{}</span><span class="en">{}</span>').format(escape(pair[0]), escape(pair[1]))


def _file(raw: Raw, file: dict[str, Any]) -> dict[str, Any]:
    sheets = raw.raw_sheet.filter(file=file["file"])
    tabs = sheets.sort("sheet_no").get_column("tab").unique(maintain_order=True)
    return file | {"tabs": [_tab(raw, file["file"], sheets.filter(tab=tab)) for tab in tabs]}


def _tab(raw: Raw, file: str, sheets: pl.DataFrame) -> dict[str, Any]:
    """The blocks of a tab beside each other: the lines of its grid, over all of them."""
    blocks = [_block(raw, file, sheet) for sheet in sheets.iter_rows(named=True)]
    blocks.sort(key=lambda block: block["at"][0] if block["at"] else 0)
    about = sheets.row(0, named=True)
    hidden = _numbers(about["hidden_rows"])
    row_nos = sorted({row_no for block in blocks for row_no in block["rows"]})
    lines: list[dict[str, Any]] = []
    skipped = 0
    for at, row_no in enumerate(row_nos):
        if _is_folded(row_nos, at, blocks):
            skipped += 1
            continue
        if skipped:
            lines.append({"skipped": skipped})
            skipped = 0
        cells = [block["rows"].get(row_no) for block in blocks]
        lines.append({"row_no": row_no, "hidden": row_no in hidden, "blocks": cells})
    return {"tab": about["tab"], "hidden": about["hidden"], "blocks": blocks, "lines": lines}


def _is_folded(row_nos: list[int], at: int, blocks: list[dict[str, Any]]) -> bool:
    """Inside a long run of people in every block."""
    around = row_nos[max(at - SHOWN_FIRST, 0) : at + SHOWN_LAST + 1]
    return len(around) == SHOWN_FIRST + SHOWN_LAST + 1 and all(
        row["role"] == "person" for row_no in around for block in blocks if (row := block["rows"].get(row_no))
    )


def _block(raw: Raw, file: str, sheet: dict[str, Any]) -> dict[str, Any]:
    here = {"file": file, "sheet": sheet["sheet"]}
    columns = raw.raw_column.filter(**here).rows(named=True)
    known = {(c["table_no"], c["col_no"] - 1): c for c in columns}
    found = raw.raw_row.filter(**here).sort("row_no")
    width = max((len(cells) for cells in found["cells"]), default=0)
    used = sorted({n for cells in found["cells"] for n, cell in enumerate(cells) if cell})
    at = list(range(used[0] if "(" in sheet["sheet"].removeprefix(sheet["tab"]) else 0, width)) if used else []
    rows = {
        row["row_no"]: {
            "role": row["role"],
            "table_no": row["table_no"],
            "cells": _spread(row["role"], [_shown(row, n, known.get((row["table_no"], n))) for n in at]),
        }
        for row in found.iter_rows(named=True)
    }
    hidden = _letters(sheet["hidden_columns"])
    tables = raw.raw_table.filter(**here).rows(named=True)
    return sheet | {
        "at": at,
        "width": len(at) + 1,
        "heads": [(letters(n), letters(n) in hidden) for n in at],
        "rows": rows,
        "tables": [
            table | {"columns": [_named(c) for c in columns if c["table_no"] == table["table_no"]]} for table in tables
        ],
    }


def _named(column: dict[str, Any]) -> dict[str, Any]:
    field = column["field"]
    is_known = field is not None or column["how"] is not None
    return column | {
        "letters": letters(column["col_no"] - 1),
        "means": COLUMN.get(field, (field, field)) if field else None,
        "near": COLUMN.get(column["suggestion"]) if column["suggestion"] else None,
        "is_known": is_known,
    }


def _shown(row: dict[str, Any], at: int, column: dict[str, Any] | None) -> str:
    text: str = row["cells"][at] if at < len(row["cells"]) else ""
    if not text:
        return ""
    if row["role"] not in {"person", "summary", "unread"}:
        return masked_line(text)
    if column is None:
        return masked(text, None, is_known=False)
    plain = column["how"] is not None and not PERSONISH.search(column["header"])
    return masked(text, column["field"], is_known=column["field"] is not None or plain)


def _spread(role: str, texts: list[str]) -> list[tuple[str, int]]:
    """Text and columns it covers: a line of words runs on over the empty cells beside it."""
    if role not in {"title", "note", "footer"} or not any(texts):
        return [(text, 1) for text in texts]
    first = next(n for n, text in enumerate(texts) if text)
    starts = [0] * (first > 0) + [n for n, text in enumerate(texts) if text]
    return [(texts[a], b - a) for a, b in pairwise([*starts, len(texts)])]


def _numbers(runs: str | None) -> set[int]:
    """5-7, 12 → 5, 6, 7, 12."""
    ends = [[int(end) for end in run.split("-")] for run in (runs or "").split(", ") if run]
    return {number for first, *last in ends for number in range(first, (last or [first])[0] + 1)}


def _letters(runs: str | None) -> set[str]:
    every = [letters(n) for n in range(16384)] if runs else []
    found: set[str] = set()
    for run in (runs or "").split(", "):
        first, _, last = run.partition("-")
        if first:
            found |= set(every[every.index(first) : every.index(last or first) + 1])
    return found
