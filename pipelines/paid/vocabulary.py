"""What the columns and result words of paid files mean. Both are data: a new word is one more row."""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from pathlib import Path

from pipelines.clean.texts import NOTHING, plain
from pipelines.ingest.headers import normal, whole

HERE = Path(__file__).parent
UNSIGNED = (
    "未领", "未签", "未到", "未发", "没", "拒", "外出", "不在", "死亡", "去世", "故", "退回", "×", "✗", "✕",
)  # fmt: skip
"""Words in a signature column that say nobody signed."""
NO = {"否", "N", "NO", "X", "0", "缺"}
"""The same, where nothing else stands in the cell."""


@lru_cache(maxsize=4096)
def field_of(header: str) -> str | None:
    """The field a header of a paid file names; null when it is not known."""
    known = _headers()
    return known.get(whole(header), known.get(normal(header)))


@lru_cache(maxsize=4096)
def outcome_of(result: str) -> str:
    """paid | failed | returned | recovered | unknown, of a bank's word. A blank or unknown one is never taken for paid.

    `returned`: never paid, or paid and sent back days later; the lines before it tell.
    """
    word = plain(result).upper()
    rows = _results()
    return next(
        (outcome for outcome, known, where in rows if (known == word if where == "is" else known in word)), "unknown"
    )


@lru_cache(maxsize=4096)
def is_signed(signature: str) -> bool:
    """Any mark, name or thumb print in the signature column; not what says that nobody signed."""
    mark = plain(signature).upper()
    return bool(mark) and mark not in NOTHING | NO and not any(word in mark for word in UNSIGNED)


def proxy_of(signature: str) -> str | None:
    """Who signed in the person's place; null for nobody."""
    return signature if is_signed(signature) and plain(signature) != "本人" else None


def success_of(flag: str) -> str:
    """`outcome_of` a column that asks whether it succeeded: there 1 is yes and 0 no, and other figures say nothing."""
    word = plain(flag)
    return {"1": "paid", "0": "failed"}.get(word) or ("unknown" if word.isdigit() else outcome_of(flag))


@cache
def _headers() -> dict[str, str]:
    rows = [(whole(row["header"]), row["field"]) for row in _rows("headers.csv")]
    return {normal(header): field for header, field in rows} | dict(rows)


@cache
def _results() -> list[tuple[str, str, str]]:
    return [(row["outcome"], plain(row["word"]).upper(), row["where"]) for row in _rows("results.csv")]


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
