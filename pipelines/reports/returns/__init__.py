"""The returns: each town's own workbook sent back to it, the cells with findings coloured and commented, behind a list
to answer in. `facts` gathers what goes where, `cells` makes the town's sheets, `listing` the list before them.

A return holds the town's own personal data, in full, and of other towns what the findings say, which is masked.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from itertools import count
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.reports.returns import listing
from pipelines.reports.returns.cells import cells_of, sheet_data, widths_of
from pipelines.reports.returns.facts import Facts, Return, marked, numbered
from pipelines.reports.returns.sheet import Data, register, write_sheet
from pipelines.reports.workbook.book import Book, Sheet
from pipelines.words import LISTING

BATCH = 5_000  # rows worked through at once: quick, and a great many towns do not fill the memory


def write_returns(tables: dict[str, pl.DataFrame], raw_row: pl.DataFrame, folder: Path) -> int:
    """Write `<folder>/<area>.xlsx` for every area with a finding in one of its files; gives their number.

    `tables` are those of `reports`. Same tables, same bytes.
    """
    setting = tables["plan_setting"].row(0, named=True)
    created = datetime.combine(setting["reference_day"], time())
    folder.mkdir()
    title = f"{setting['name_zh']} {setting['name_en']} {setting['year']}"
    made = 0
    for batch in _batches(Facts(tables, raw_row).returns(), tables["raw_sheet"]):
        blocks = numbered(batch)
        columns = tables["raw_column"].join(blocks, on=["file", "sheet"])
        cells = cells_of(raw_row.join(blocks, on=["file", "sheet"]), columns, *marked(batch))
        indexes = register(cells["style"].unique().sort())
        wide = widths_of(cells)
        data = {tab: Data(*rest) for tab, *rest in sheet_data(cells, wide, indexes).iter_rows()}
        for tab, col, width in wide.iter_rows():
            data[tab].widths[col] = width
        numbers = count()
        for book in batch:
            with Book(folder / f"{book.name}.xlsx", title, created) as file:
                register(indexes, file.file)
                file.file.set_custom_property("warm-ledger", "findings")
                front = Sheet(file, LISTING)
                links = {
                    tab.name: write_sheet(file.file, tab, data.get(next(numbers), Data("", 1, 1))) for tab in book.tabs
                }
                listing.write(front, book.area, book.findings, links)
            made += 1
    return made


def _batches(books: list[Return], raw_sheet: pl.DataFrame) -> Iterator[list[Return]]:
    rows: dict[str, Any] = dict(raw_sheet.group_by("file").agg(pl.col("rows").sum()).iter_rows())
    batch: list[Return] = []
    held = 0
    for book in books:
        size = sum(rows.get(file, 0) for file in book.files)
        if batch and held + size > BATCH:
            yield batch
            batch, held = [], 0
        batch.append(book)
        held += size
    if batch:
        yield batch
