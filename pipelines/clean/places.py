"""Whose file it is, and which list and category a table belongs to: told by the names on it."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from pipelines.clean.conversions import TABLE
from pipelines.clean.texts import plain
from pipelines.frames import schema
from pipelines.plan import Plan


def located(raw_file: pl.DataFrame, raw_sheet: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    """Each file's area: the longest area name found in its sheets' titles, else in its file name."""
    names = [(plain(name), a.code) for a in plan.areas for name in (a.name_zh, *a.also)]
    titled = raw_sheet.filter(pl.col("status") != "answers").group_by("file")
    titles = dict(titled.agg(pl.col("title").drop_nulls().sort().str.join(" ")).iter_rows())
    areas, details = [], []
    for file in raw_file["file"]:
        title = titles.get(file) or ""
        area = longest(names, plain(title)) or longest(names, plain(file))
        areas.append(area)
        details.append(title[:40] or file)
    found = raw_file.with_columns(pl.Series("area_code", areas, pl.String), pl.Series("title", details, pl.String))
    lost = pl.col("area_code").is_null() & (pl.col("status") != "refused")
    return found.with_columns(
        status=pl.when(lost).then(pl.lit("refused")).otherwise("status"),
        problem=pl.when(lost).then(pl.lit("area_unknown")).otherwise("problem"),
        detail_zh=pl.when(lost)
        .then(pl.format("「{}」中没有 areas.csv 里的地区名；请在标题或文件名写明，或在 areas.csv 增加", "title"))
        .otherwise("detail_zh"),
        detail_en=pl.when(lost)
        .then(pl.format('no area of areas.csv is named in "{}"; name it in the title or file name, or add it', "title"))
        .otherwise("detail_en"),
    ).select(schema("raw_file").keys())


def classified(raw_sheet: pl.DataFrame, raw_table: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    """The list and category of each table: file, sheet, table_no, list, sheet_category.

    Of several tables on a sheet each is told by its own title first; then by the sheet's name, then by its title.
    """
    categories = category_names(plan)
    words = [(plain(word), x.id) for x in plan.lists for word in x.words]
    titled = raw_table.with_columns(alone=pl.len().over("file", "sheet") == 1).join(
        raw_sheet.select("file", "sheet", sheet_title="title"), on=["file", "sheet"], how="left"
    )
    rows = []
    for *place, title, alone, sheet_title in titled.select(*TABLE, "title", "alone", "sheet_title").iter_rows():
        told = [plain(text or "") for text in ([] if alone else [title]) + [place[1], sheet_title or title]]
        which = _first(words, told) or plan.lists[0].id
        rows.append((*place, which, _first(categories, told)))
    kinds = {
        "file": pl.String,
        "sheet": pl.String,
        "table_no": pl.Int64,
        "list": pl.String,
        "sheet_category": pl.String,
    }
    return pl.DataFrame(rows, schema=kinds, orient="row")


def category_names(plan: Plan) -> list[tuple[str, str]]:
    return [(plain(name), c.id) for c in plan.categories for name in (c.name.zh, *c.also)]


def longest(names: Iterable[tuple[str, str]], text: str) -> str | None:
    """The id of the longest name that stands in the text; None when none does, or when two ids tie."""
    hits = [(len(name), found) for name, found in names if name in text]
    best = {found for length, found in hits if length == max(hits)[0]} if hits else set()
    return best.pop() if len(best) == 1 else None


def _first(names: list[tuple[str, str]], texts: list[str]) -> str | None:
    return next((found for text in texts if (found := longest(names, text))), None)
