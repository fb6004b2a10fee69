"""What can be changed, in the words and with the scalars of the plan language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, Self

from pydantic import Field, ValidationError, model_validator

from pipelines.plan.clauses import SomeOrAll
from pipelines.plan.mistakes import Said, Wrong, did_you_mean, say
from pipelines.plan.scalars import Age, Code, Count, Fen, Share, Strict, Words
from pipelines.problems import Problem


class _Change(Strict):
    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if len(self.model_fields_set) < 2:
            raise Wrong("没有写要改什么", "does not say what to change")
        return self


class StandardChange(_Change):
    """Other amounts (yuan, as in a plan) or ages of one standard; an age of null lifts that limit."""

    standard: Code
    cash: Fen | None = None
    goods: dict[Code, Fen] = Field(default_factory=dict)
    min_age: Age | None = None
    max_age: Age | None = None


class SharesChange(Strict):
    """Who pays some standards ('*': all), instead of those who pay them now. Odd fen: as in a plan."""

    shares: dict[Code, Share] = Field(min_length=1)
    standards: SomeOrAll = "*"

    @model_validator(mode="after")
    def _a_whole(self) -> Self:
        if (whole := sum(self.shares.values(), Fraction(0))) != 1:
            raise Wrong(f"份额之和为 {whole}，应为 1", f"the shares add to {whole}, not 1")
        return self


class QuotaChange(_Change):
    """Other limits on the places of one standard; null lifts one."""

    quota: Code
    each_area: Count | None = None
    each_group: Count | None = None
    groups_each_area: Count | None = None
    exactly: Count | None = None


class PayerAdded(_Change):
    """A payer the plan does not know, so that shares can name it. It stands last for odd fen."""

    payer: Code
    name: Words


Change = StandardChange | SharesChange | QuotaChange | PayerAdded
KINDS: dict[str, type[Change]] = {
    "standard": StandardChange,
    "shares": SharesChange,
    "quota": QuotaChange,
    "payer": PayerAdded,
}
"""The word that tells the kind of a change."""


def read_changes(changes: Iterable[Change | Mapping[str, Any]]) -> list[Change]:
    """Raises Problem (exit code 2) that names the change and what is wrong with it."""
    return [_read(number, one) if isinstance(one, Mapping) else one for number, one in enumerate(changes, 1)]


def refused(said: Said) -> Problem:
    return Problem("change_refused", f"试算未做：{said.zh}", f"nothing was worked out: {said.en}", 2)


def _read(number: int, change: Mapping[str, Any]) -> Change:
    kind = next((KINDS[word] for word in KINDS if word in change), None)
    if kind is None:
        hint = did_you_mean(next(iter(change), ""), KINDS)
        zh = f"第 {number} 项改动须以 {'、'.join(KINDS)} 之一写明改什么{hint.zh}"
        en = f"change {number} must say by one of {', '.join(KINDS)} what it changes{hint.en}"
        raise refused(Said(zh, en))
    try:
        return kind.model_validate(dict(change))
    except ValidationError as invalid:
        words = list(kind.model_fields)
        mistakes = [say(e, ".".join(map(str, e["loc"])), words) for e in invalid.errors()]
        zh, en = ("；".join(one.zh for one in mistakes), "; ".join(one.en for one in mistakes))
        about = change.get(next(word for word in KINDS if word in change))
        named = f" `{about}`" if isinstance(about, str) else ""
        raise refused(Said(f"第 {number} 项改动{named}：{zh}", f"change {number}{named}: {en}")) from None
