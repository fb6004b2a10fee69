"""Roster entries → accepted and refused person rows, and the totals the towns stated.

Values are typed and trimmed, never mended: a row that cannot be read for certain is refused with every reason, and the
town mends it. Nothing is dropped: every `person` entry ends in exactly one of `core_person` and `core_rejected`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import NamedTuple

import polars as pl

from pipelines import identity
from pipelines.frames import schema
from pipelines.money import parse_yuan
from pipelines.plan import Plan

BLANKS = re.compile(r"\s+")
PLACE = ["file", "sheet", "row_no"]
HOUSEHOLD = ["file", "sheet", "household_no"]
DENIED = r"(^|[;；、,，\s])(?:无|非|不是|否)[^;；、,，\s]*"  # 无残疾 is no 残疾, 三无 is
AMOUNTS = ("cash", "goods", "amount")
IS_BLANK_AMOUNT = {"", "-", "—", "/", "无"}


class Cleaned(NamedTuple):
    """Frames as `pipelines.tables` has them."""

    raw_file: pl.DataFrame
    core_person: pl.DataFrame
    core_rejected: pl.DataFrame
    core_flag: pl.DataFrame
    core_sheet_total: pl.DataFrame


def clean_rosters(raw_file: pl.DataFrame, raw_sheet: pl.DataFrame, raw_entry: pl.DataFrame, plan: Plan) -> Cleaned:
    """Files get their area, sheets their list and category, entries their types."""
    files = _locate(raw_file, raw_sheet, plan)
    sheets = _classify(raw_sheet, plan)
    entries = (
        _claims(raw_entry)
        .join(files.select("file", "area_code"), on="file", how="left")
        .join(sheets, on=["file", "sheet"], how="left")
    )
    people = _people(entries.filter(pl.col("role") == "person"), plan)
    accepted = _accepted(people)
    return Cleaned(files, accepted, _rejected(people), _flags(people, accepted, plan), _sheet_totals(entries))


def plain(text: str) -> str:
    """Text as it is compared: full width folded, all white space gone."""
    return BLANKS.sub("", unicodedata.normalize("NFKC", text))


def _locate(raw_file: pl.DataFrame, raw_sheet: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    """Each file's area: the longest area name found in its sheets' titles, else in its file name."""
    names = [(plain(name), a.code) for a in plan.areas for name in (a.name_zh, *a.also)]
    titles = dict(raw_sheet.group_by("file").agg(pl.col("title").drop_nulls().sort().str.join(" ")).iter_rows())
    areas, details = [], []
    for file in raw_file["file"]:
        title = titles.get(file) or ""
        area = _longest(names, plain(title)) or _longest(names, plain(file))
        areas.append(area)
        details.append(title[:40] or file)
    located = raw_file.with_columns(pl.Series("area_code", areas, pl.String), pl.Series("title", details, pl.String))
    lost = pl.col("area_code").is_null() & (pl.col("status") != "refused")
    return located.with_columns(
        status=pl.when(lost).then(pl.lit("refused")).otherwise("status"),
        problem=pl.when(lost).then(pl.lit("area_unknown")).otherwise("problem"),
        detail_zh=pl.when(lost)
        .then(pl.format("「{}」中没有 areas.csv 里的地区名；请在标题或文件名写明，或在 areas.csv 增加", "title"))
        .otherwise("detail_zh"),
        detail_en=pl.when(lost)
        .then(pl.format('no area of areas.csv is named in "{}"; name it in the title or file name, or add it', "title"))
        .otherwise("detail_en"),
    ).select(schema("raw_file").keys())


def _classify(raw_sheet: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    """Each sheet's list and category, told by its name first and its title second."""
    categories = _category_names(plan)
    words = [(plain(word), x.id) for x in plan.lists for word in x.words]
    rows = []
    for file, sheet, title in raw_sheet.select("file", "sheet", "title").iter_rows():
        name, heading = plain(sheet), plain(title or "")
        which = _longest(words, name) or _longest(words, heading) or plan.lists[0].id
        rows.append((file, sheet, which, _longest(categories, name) or _longest(categories, heading)))
    columns = ["file", "sheet", "list", "sheet_category"]
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")


def _category_names(plan: Plan) -> list[tuple[str, str]]:
    return [(plain(name), c.id) for c in plan.categories for name in (c.name.zh, *c.also)]


def _longest(names: Iterable[tuple[str, str]], text: str) -> str | None:
    """The id of the longest name that stands in the text; None when none does, or when two ids tie."""
    hits = [(len(name), found) for name, found in names if name in text]
    best = {found for length, found in hits if length == max(hits)[0]} if hits else set()
    return best.pop() if len(best) == 1 else None


def _lookup(column: pl.Series, read: Callable[[str], object], kind: type[pl.DataType]) -> pl.Series:
    """`read` over a column, once per distinct text: rosters repeat themselves."""
    texts = column.drop_nulls().unique().sort()
    values = pl.Series([read(text) for text in texts], dtype=kind, strict=False)
    return column.replace_strict(texts, values, default=None, return_dtype=kind)


def _fen(text: str) -> int | None:
    if plain(text) in IS_BLANK_AMOUNT:
        return 0
    try:
        return parse_yuan(text)
    except ValueError:
        return None


def _claims(entries: pl.DataFrame) -> pl.DataFrame:
    """Claimed fen: the cash and goods columns, or a single amount column read as cash. −1 marks the unreadable; null
    stands all over a sheet that lists people and no amounts."""
    parts = {name: _lookup(entries[name].fill_null(""), _fen, pl.Int64).fill_null(-1) for name in AMOUNTS}
    claims = pl.any_horizontal(pl.col(name).is_not_null() for name in AMOUNTS).any().over("file", "sheet")
    alone = pl.col("cash").is_null() & pl.col("goods").is_null()
    return entries.with_columns(
        claimed_cash_fen=pl.when(claims).then(pl.when(alone).then(parts["amount"]).otherwise(parts["cash"])),
        claimed_goods_fen=pl.when(claims).then(parts["goods"]),
    )


def _people(persons: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    categories = _category_names(plan)
    institutions = [c.id for c in plan.categories if c.institution]
    typed = persons.with_columns(
        name=pl.col("name").str.replace_all(r"\s", ""),
        id_no=_lookup(persons["id_no"], identity.normalise, pl.String),
        sex=pl.col("sex").str.strip_chars(),
        stated_birth=_lookup(persons["birth"], _birth, pl.String),
        category=pl.coalesce(
            _lookup(persons["category"], lambda text: _longest(categories, plain(text)), pl.String), "sheet_category"
        ),
        household_no=pl.col("household_no").fill_null(-pl.col("row_no")),  # a row without a block is a block of its own
        group_name=pl.col("group").str.replace_all(r"\s", ""),
        head_id=_lookup(persons["head_id"], identity.normalise, pl.String),
        **{column: pl.col(column).str.replace_all(r"\s", "") for column in ("account", "phone", "payee")},
    )
    unreadable = ((pl.col("claimed_cash_fen") < 0) | (pl.col("claimed_goods_fen") < 0)).fill_null(value=False)
    return typed.with_columns(
        reasons=pl.concat_str(
            pl.when(pl.col("area_code").is_null()).then(pl.lit("area_unknown")),
            pl.when(pl.col("category").is_null()).then(pl.lit("category_unknown")),
            pl.when(pl.col("name").fill_null("") == "").then(pl.lit("name_missing")),
            pl.when(~pl.col("category").is_in(institutions).fill_null(value=False)).then(
                identity.problem_expr("id_no")
            ),
            pl.when(unreadable).then(pl.lit("amount_unreadable")),
            separator="; ",
            ignore_nulls=True,
        ),
        claimed_cash_fen=pl.col("claimed_cash_fen").clip(lower_bound=0),
        claimed_goods_fen=pl.col("claimed_goods_fen").clip(lower_bound=0),
    )


def _birth(text: str) -> str | None:
    """YYYY-MM-DD or YYYY-MM of a birth cell; None when it is something else (an age, a blank)."""
    digits = re.findall(r"\d+", plain(text))
    if len(digits) == 1 and len(digits[0]) in (6, 8):
        digits = [digits[0][:4], digits[0][4:6], digits[0][6:]]
    parts = [part for part in digits[:3] if part]
    if len(parts) < 2 or len(parts[0]) != 4:
        return None
    return "-".join([parts[0], *(part.zfill(2) for part in parts[1:])])


def _accepted(people: pl.DataFrame) -> pl.DataFrame:
    return (
        people.filter(pl.col("reasons") == "")
        .with_columns(
            id_no=pl.col("id_no").fill_null(pl.format("{}/{}", "area_code", "name")),  # an institution's
            birth_date=pl.col("id_no").str.slice(6, 8).str.to_date("%Y%m%d", strict=False),
        )
        .with_columns(household_key=pl.coalesce("head_id", pl.col("id_no").first().over(HOUSEHOLD, order_by="row_no")))
        .select(schema("core_person").keys())
        .sort(PLACE)
    )


def _flags(people: pl.DataFrame, accepted: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    """Each flag whose words stand in the flags or disability column of an accepted row."""
    text = pl.concat_str("flags", "disability", separator=" ", ignore_nulls=True).str.replace_all(DENIED, "$1")
    found = [
        people.filter(pl.any_horizontal(text.str.contains(word, literal=True) for word in flag.words)).select(
            *PLACE, flag=pl.lit(flag.id)
        )
        for flag in plan.flags
    ]
    empty = pl.DataFrame(schema=schema("core_flag"))
    return pl.concat([empty, *found]).join(accepted.select(PLACE), on=PLACE, how="semi").sort(*PLACE, "flag")


def _rejected(people: pl.DataFrame) -> pl.DataFrame:
    return (
        people.filter(pl.col("reasons") != "")
        .with_columns(claimed_fen=(pl.col("claimed_cash_fen") + pl.col("claimed_goods_fen")).fill_null(0))
        .select(schema("core_rejected").keys())
        .sort(PLACE)
    )


def _sheet_totals(entries: pl.DataFrame) -> pl.DataFrame:
    """Subtotal and total rows; an unreadable figure is null, which compares as different."""
    totals = entries.filter(pl.col("role").is_in(["subtotal", "total"]))
    money = [pl.col("claimed_cash_fen"), pl.col("claimed_goods_fen")]
    stated = pl.any_horizontal(
        pl.col(name).is_not_null() & (pl.col(name) != "") for name in ("cash", "goods", "amount")
    )
    readable = stated & (money[0] >= 0) & (money[1] >= 0)
    return (
        totals.with_columns(
            category=pl.col("sheet_category"),
            stated_persons=pl.col("persons").str.extract(r"(\d+)").cast(pl.Int64),
            stated_fen=pl.when(readable).then(money[0] + money[1]),
        )
        .select(schema("core_sheet_total").keys())
        .sort(PLACE)
    )
