"""Birth cells: a dozen ways to write a date."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

import polars as pl

from pipelines.clean.texts import NOTATION, NOTHING, UNSEEN, Reading, read_each, unquoted

CENTURY = "--"
"""Stands for the century of a year written with two digits, until the identity number tells it."""
DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
APART = re.compile(
    r"(\d{4}|\d{2})(?:\s*年\s*|\s*[-./、·]\s*|\s+)(\d{1,2})(?:(?:\s*月\s*|\s*[-./、·]\s*|\s+)(\d{1,2}))?[日号]?"
)
MONTH = re.compile(r"(\d{4}|\d{2})\s*年\s*(\d{1,2})\s*月")
TOGETHER = re.compile(r"((?:18|19|20)\d\d)(\d\d)(\d\d)?")
SHORT = re.compile(r"(\d\d)(\d\d)(\d\d)")
ISO = re.compile(r"\d{4}-\d{2}(-\d{2}(T00:00:00)?)?")
YEAR = re.compile(r"((?:18|19|20)\d\d)年?")
AGE = re.compile(r"(?:年龄)?\d{1,3}(?:周?岁|岁零?\d{1,2}个?月)?")
SERIALS = range(1, 60_000)  # days since the end of 1899, as Excel counts: until 2064
EPOCH = date(1899, 12, 30)
# Nearly all births are written so, each another: the whole column at once.
USUAL_DAY = r"^((?:18|19|20)[0-9][0-9])[-./]?([0-9][0-9])[-./]?([0-9][0-9])$"
USUAL_MONTH = r"^((?:18|19|20)[0-9][0-9])[-./]?([0-9][0-9])$"


def read_births(texts: pl.Series) -> pl.DataFrame:
    """`read_birth` of a column; columns as `texts.read_each` gives them."""
    text = pl.lit(texts)
    day = pl.when(text.str.contains(USUAL_DAY)).then(text.str.replace(USUAL_DAY, "$1-$2-$3"))
    month = pl.when(text.str.contains(USUAL_MONTH)).then(text.str.replace(USUAL_MONTH, "$1-$2"))
    found = texts.to_frame("text").with_columns(day=day, month=month)
    is_day = pl.col("day").str.to_date("%Y-%m-%d", strict=False).is_not_null()
    is_month = (pl.col("month") + "-01").str.to_date("%Y-%m-%d", strict=False).is_not_null()
    usual = found.select(value=pl.when(is_day).then("day").when(is_month).then("month"))["value"]
    odd = read_each(pl.select(text=pl.when(pl.lit(usual).is_null()).then(text)), read_birth)
    told = pl.lit(usual)
    folded = told.is_not_null() & (told != text)
    return odd.with_columns(
        value=pl.coalesce(told, "value"),
        how=pl.when(folded).then(pl.lit(NOTATION)).otherwise("how"),
        became=pl.when(folded).then(told).otherwise("became"),
    )


def read_birth(text: str) -> Reading:
    """`1953-07-01`, `1953-07` or `1953` of a birth cell; `--53-07` when the century is not written.

    Read: 1953.7.1 · 1953/7 · 1953年7月 · 53年7月 · 19530701 · 195307 · 一九五三年七月 · a date cell · Excel's day
    number. No calendar day: value null, rule `no_such_day`. An age: null, `age`. Anything else: null, `not_a_date`.
    """
    words = UNSEEN.sub("", unquoted(unicodedata.normalize("NFKC", text))).strip()
    if not words:
        return Reading(None)
    if words in NOTHING:
        return Reading(None, "none_written")
    if "T" in words or re.search(r"\d:\d", words):
        words = re.split(r"T|\s+\d+:", words)[0]
    figures = _in_figures(re.sub(r"(出?生于?|[.。])$", "", words).strip())
    how = None if ISO.fullmatch(text.strip()) else NOTATION
    for form in (TOGETHER, SHORT, MONTH, APART):
        if match := form.fullmatch(figures):
            return _dated(*match.groups(), how=how)
    if match := YEAR.fullmatch(figures):
        return Reading(match[1], how)
    if re.fullmatch(r"\d{5}", figures) and int(figures) in SERIALS:
        return Reading((EPOCH + timedelta(int(figures))).isoformat(), "excel_serial")
    return Reading(None, "age" if AGE.fullmatch(figures) else "not_a_date")


def _dated(year: str, month: str, day: str | None = None, *, how: str | None) -> Reading:
    whole = int(year) if len(year) == 4 else 2000  # a leap year: the twenty-ninth may be
    try:
        date(whole, int(month), int(day or 1))
    except ValueError:
        return Reading(None, "no_such_day")
    parts = [year if len(year) == 4 else CENTURY + year, month.zfill(2), *([day.zfill(2)] if day else [])]
    return Reading("-".join(parts), how if len(year) == 4 else "century")


def _in_figures(words: str) -> str:
    """一九五三年十二月三十一日 → 1953年12月31日."""

    def count(match: re.Match[str]) -> str:
        tens, _, ones = match[0].partition("十")
        return str((int(tens.translate(DIGITS)) if tens else 1) * 10 + (int(ones.translate(DIGITS)) if ones else 0))

    return re.sub("[一二三]?十[一二三四五六七八九]?", count, words).translate(DIGITS)


def in_century(found: pl.DataFrame, id_no: pl.Series) -> pl.DataFrame:
    """Births read with two digits of the year, in the century of the identity number beside them."""
    century = pl.lit(id_no.str.slice(6, 2))
    return found.with_columns(
        pl.when(pl.col(name).str.starts_with(CENTURY))
        .then(century + pl.col(name).str.strip_prefix(CENTURY))
        .otherwise(name)
        .alias(name)
        for name in ("value", "became")
    )
