"""The scalars of the plan language. Amounts are written in yuan and become integer fen here.

Codes are quoted strings: YAML reads `01` as the integer 1, so integers are refused where a code is meant. Nothing is
converted in silence: a number is a number, true is true.
"""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from pipelines.money import parse_yuan
from pipelines.plan.mistakes import AREA_CODE, CODE, TEXT, Wrong

LARGEST_FEN = 10**13
SHARE = r"^(1|[1-9][0-9]{0,2}/[1-9][0-9]{0,2})$"
DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
MONTHS, TENS, ONES = "正一二三四五六七八九十", "初十廿卅", "一二三四五六七八九十"
LUNAR = re.compile(rf"(农历)?闰?([{MONTHS}冬腊]|十[一二])月([{TENS}][{ONES}]?|二十[{ONES}]?|三十)")


def _fen(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise Wrong(
            '金额（元）应为整数，或加引号的文字如 "12.50"，不得为不加引号的小数',
            'is an amount in yuan: a whole number, or quoted text such as "12.50"; unquoted decimals are not',
        )
    try:
        fen = value * 100 if isinstance(value, int) else parse_yuan(value)
    except ValueError:
        raise Wrong('不是金额，应如 1700 或 "12.50"', 'is no amount; write 1700 or "12.50"') from None
    if fen < 0:
        raise Wrong("金额不得为负", "is an amount and may not be negative")
    if fen > LARGEST_FEN:
        raise Wrong("金额过大（上限一千亿元）", "is an amount beyond a hundred billion yuan")
    return fen


def _code(value: Any) -> str:
    if not isinstance(value, str):
        raise Wrong(f'代码是文字，请加引号："{value}"', f'is a code, and text: write it in quotes, "{value}"')
    return value


def share_of(value: Any) -> Fraction:
    """A share as written, or as a Fraction. Raises ValueError."""
    readable = isinstance(value, Fraction) or (not isinstance(value, bool) and re.fullmatch(SHARE, str(value)))
    if not readable or not 0 < Fraction(str(value)) <= 1:
        raise Wrong(
            "份额应为 1 或不大于 1 的分数如 1/2，不得为小数",
            "is a share: 1, or a fraction up to 1 such as 1/2, never a decimal",
        )
    return Fraction(str(value))


def _day(value: Any) -> dt.date:
    if isinstance(value, str) and re.fullmatch(DAY, value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise Wrong("历法中没有这一天", "is no day of the calendar") from None
    raise Wrong("日期应写作 2023-01-09", "is a date, written like 2023-01-09")


def _lunar(value: Any) -> str:
    if not isinstance(value, str) or not LUNAR.fullmatch(value):
        raise Wrong("农历日期应写作 十二月初三", "is a lunar date, written like 十二月初三")
    return value


Fen = Annotated[int, BeforeValidator(_fen, json_schema_input_type=Annotated[int, Field(ge=0)] | str)]
Code = Annotated[str, BeforeValidator(_code, json_schema_input_type=str), Field(pattern=CODE)]
AreaCode = Annotated[str, BeforeValidator(_code, json_schema_input_type=str), Field(pattern=AREA_CODE)]
Share = Annotated[
    Fraction,
    BeforeValidator(
        share_of, json_schema_input_type=Annotated[str, Field(pattern=SHARE)] | Annotated[int, Field(ge=1, le=1)]
    ),
]
Day = Annotated[dt.date, BeforeValidator(_day, json_schema_input_type=Annotated[str, Field(pattern=DAY)])]
Lunar = Annotated[str, BeforeValidator(_lunar, json_schema_input_type=str)]
Text = Annotated[str, Field(pattern=TEXT)]
Clause = Text
Count = Annotated[int, Field(strict=True, ge=0, le=1_000_000_000)]
AtLeastOne = Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
Age = Annotated[int, Field(strict=True, ge=0, le=130)]
YearNo = Annotated[int, Field(strict=True, ge=1949, le=2100)]
YesNo = Annotated[bool, Field(strict=True)]


class Strict(BaseModel):
    """Every part of a plan: an unknown word is an error, and nothing changes once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Strict):
    """The same words in Chinese and English."""

    zh: Text
    en: Text


OneOrBoth = Annotated[
    Words,
    BeforeValidator(
        lambda value: {"zh": value, "en": value} if isinstance(value, str) else value,
        json_schema_input_type=Words | Text,
    ),
]
"""Words, or one text for both languages."""
