"""How a yearly report words its numbers: 万元 and 万余元, 增长 and 下降, one award and two; each with its source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import polars as pl

from pipelines.money import yuan
from pipelines.words import Words

NO_BASE = "—"
WAN = 1_000_000  # fen in 万元
LEAST = Decimal("0.1")  # per cent that can be shown
UNITS: dict[str, tuple[str, str, str]] = {  # Chinese measure word, English for one and for more
    "awards": ("人（户）次", "award", "awards"),
    "person": ("人", "person", "people"),
    "household": ("户", "household", "households"),
    "institution": ("个机构", "institution", "institutions"),
    "lump": ("笔", "lump sum", "lump sums"),
    "area": ("个地区", "area", "areas"),
}


@dataclass(frozen=True)
class Number:
    """A number as the sentence shows it, and what it was before rounding (fen, awards, people; no rate)."""

    zh: str
    en: str
    unit: str  # fen | awards | people | areas | rate
    amount: int | None
    source: str


@dataclass
class Sentence:
    """What is said of one topic, and the numbers in it, in order."""

    topic: str
    zh: str = ""
    en: str = ""
    numbers: list[Number] = field(default_factory=list)

    def say(self, words: Words, *numbers: Number) -> None:
        """Adds to both texts; each `{}` takes the next number. A plan's own words go in by way of `plain`."""
        self.zh += words[0].format(*(number.zh for number in numbers))
        self.en += words[1].format(*(number.en for number in numbers))
        self.numbers += numbers


def plain(words: Words) -> Words:
    """A plan's words, to stand in a text that is formatted."""
    return (words[0].replace("{", "{{").replace("}", "}}"), words[1].replace("{", "{{").replace("}", "}}"))


def wan(fen: int) -> str:
    """281350000 → 281.35万元, half up; below one 万 in yuan, or a small sum would be told as 0.00."""
    if abs(fen) < WAN:
        return f"{in_yuan(fen)}元"
    return f"{(Decimal(abs(fen)) / WAN).quantize(Decimal('0.01'), ROUND_HALF_UP):,}万元"


def wan_and_more(fen: int) -> str:
    """281350000 → 281万余元: rounded down, as 余 says; a whole 万 has no 余. Below one 万 the yuan are written."""
    whole = int((Decimal(abs(fen)) / WAN).quantize(Decimal(1), ROUND_DOWN))
    if not whole:
        return f"{in_yuan(fen)}元"
    return f"{whole:,}万{'余' if abs(fen) % WAN else ''}元"


def in_yuan(fen: int) -> str:
    """The size in yuan, no decimals where there are no fen."""
    return yuan(abs(fen)).removesuffix(".00")


def percent(before: int, after: int) -> Words:
    """The change in per cent of the year before, one decimal, half up, without sign; a dash when there is no base."""
    if before == 0:
        return (NO_BASE, NO_BASE)
    change = Decimal(abs(after - before)) * 100 / abs(before)
    if 0 < change < LEAST / 2:
        return (f"不足{LEAST}%", f"less than {LEAST}%")
    told = f"{change.quantize(LEAST, ROUND_HALF_UP):,}%"
    return (told, told)


def amount(fen: int, source: str) -> Number:
    """The size of an amount: 万元 in Chinese, yuan in English."""
    return Number(wan(fen), f"{in_yuan(fen)} yuan", "fen", fen, source)


def count(number: int, unit: str, source: str, of: str = "awards") -> Number:
    """So many awards, people, households …, one or more of them; of a change its size."""
    zh, one, more = UNITS[unit]
    return Number(f"{abs(number):,}{zh}", f"{abs(number):,} {one if abs(number) == 1 else more}", of, number, source)


def figure(measure: str, expression: str, where: str = "") -> str:
    """The source of a number of `out_year_figure`."""
    return sourced("out_year_figure", expression, f"measure = '{measure}'", where)


def sourced(table: str, expression: str, *where: str) -> str:
    """`table: what is worked out where …`, of the published tables."""
    terms: Iterable[str] = filter(None, where)
    return f"{table}: {expression} where {' and '.join(terms)}"


def pair(figures: pl.DataFrame, measure: str) -> tuple[int, int]:
    """A measure's sums before and after."""
    of_measure = figures.filter(pl.col("measure") == measure)
    return int(of_measure["before"].sum()), int(of_measure["after"].sum())


def against(sentence: Sentence, last: Words, both: tuple[int, int], where: str = "", unit: str | None = None) -> None:
    """…比上年增加7.07万元，增长64.2%。 `last` is how the earlier year is called; fen, or awards in a unit of UNITS."""
    (before, after), (zh, en), measure = both, last, "awards" if unit else "fen"
    if before == after:
        sentence.say((f"与{zh}持平", f"as much as in {en}" if unit is None else f"as many as in {en}"))
        return
    more, source = after > before, figure(measure, "sum(after - before)", where)
    size = count(after - before, unit, source) if unit else amount(after - before, source)
    rate = Number(*percent(before, after), "rate", None, figure(measure, "sum(after - before) / sum(before)", where))
    less = "less" if unit is None else "fewer"
    change = (f"比{zh}{'增加' if more else '减少'}{{}}", f"{{}} {'more' if more else less} than in {en}")
    if before:
        rated = (f"，{'增长' if more else '下降'}{{}}", f" ({'up' if more else 'down'} {{}})")
    else:
        rated = (f"（{zh}为0，增幅不作比较，记“{{}}”）", f" (from nothing in {en}: no rate, {{}})")
    sentence.say((change[0] + rated[0], change[1] + rated[1]), size, rate)


def money_against(
    sentence: Sentence, last: Words, fen: tuple[int, int], awards: tuple[int, int], where: str = ""
) -> None:
    """As `against`, of money told beside awards: equal money for more or fewer awards is not all the same."""
    if fen[0] == fen[1] and awards[0] != awards[1]:
        sentence.say((f"金额与{last[0]}持平", f"the same amount as in {last[1]}"))
    else:
        against(sentence, last, fen, where)
