"""The scalars of the plan language. Amounts are written in yuan and become integer fen here.

Codes are quoted strings: YAML reads `01` as the integer 1, so integers are refused where a code is meant.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from pipelines.money import parse_yuan


def _fen(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError(
            'an amount in yuan is a whole number, or quoted text such as "12.50"; decimals unquoted are not'
        )
    fen = value * 100 if isinstance(value, int) else parse_yuan(value)
    if fen < 0:
        raise ValueError("an amount may not be negative")
    return fen


def _code(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f'a code is text: write it in quotes, "{value}"')
    return value


def _share(value: Any) -> Fraction:
    if isinstance(value, float | bool):
        raise ValueError("a share is 1 or a fraction such as 1/2, never a decimal")
    return Fraction(str(value))


Fen = Annotated[int, BeforeValidator(_fen)]
Code = Annotated[str, BeforeValidator(_code), Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*$")]
Share = Annotated[Fraction, BeforeValidator(_share), Field(gt=0, le=1)]
Clause = Annotated[str, Field(min_length=1)]


class Strict(BaseModel):
    """Every part of a plan: an unknown word is an error, and nothing changes once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Words(Strict):
    """The same words in Chinese and English."""

    zh: str
    en: str
