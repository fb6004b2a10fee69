"""The sentences a yearly report needs, each number in them traceable to the row it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import polars as pl

from pipelines.frames import frame
from pipelines.money import yuan
from pipelines.words import FACTOR, Words

NO_BASE = "—"


@dataclass(frozen=True)
class Number:
    """A number as the sentence shows it, and what it was before rounding (fen, awards)."""

    zh: str
    en: str
    amount: int | None
    source: str


@dataclass
class Sentence:
    topic: str
    zh: str = ""
    en: str = ""
    numbers: list[Number] = field(default_factory=list)

    def say(self, words: Words, *numbers: Number) -> None:
        """Adds to both texts; each `{}` takes the next number."""
        self.zh += words[0].format(*(number.zh for number in numbers))
        self.en += words[1].format(*(number.en for number in numbers))
        self.numbers += numbers


def wan(fen: int) -> str:
    """Fen as 万元 with two decimals, half up: 281350000 → 281.35."""
    return str((Decimal(fen) / 1_000_000).quantize(Decimal("0.01"), ROUND_HALF_UP))


def wan_and_more(fen: int) -> str:
    """281350000 → 281万余元; a whole 万 has no 余. Rounds down, as 余 says; below one 万 the yuan are written."""
    whole = int((Decimal(abs(fen)) / 1_000_000).quantize(Decimal(1), ROUND_DOWN))
    if not whole:
        return f"{yuan(abs(fen)).removesuffix('.00')}元"
    return f"{whole}万{'余' if abs(fen) % 1_000_000 else ''}元"


def percent(before: int, after: int) -> str:
    """The change in per cent of the year before, one decimal, half up, without sign; a dash when there is no base."""
    if before == 0:
        return NO_BASE
    change = Decimal(abs(after - before)) * 100 / abs(before)
    return f"{change.quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


def sentences(
    years: tuple[int, int], figures: pl.DataFrame, change: pl.DataFrame, names: dict[str, dict[str, Words]]
) -> dict[str, pl.DataFrame]:
    """`out_sentence` and `out_sentence_number`, from `out_year_figure` and the ordered rows of `out_year_over_year`.

    `names`: column (section, standard_id, payer) → code → words, in the plan's order.
    """
    told = [_whole(years, figures), _why(change)]
    for column in ("section", "standard_id", "payer"):
        known = set(figures[column])
        told += [_part(years, figures, column, code, words) for code, words in names[column].items() if code in known]
    rows = [
        {"sentence_no": n, "topic": s.topic, "text_zh": s.zh, "text_en": s.en} for n, s in enumerate(told, 1) if s.zh
    ]
    numbers = [
        {
            "sentence_no": n,
            "number_no": i,
            "shown_zh": number.zh,
            "shown_en": number.en,
            "amount": number.amount,
            "source": number.source,
        }
        for n, sentence in enumerate(told, 1)
        for i, number in enumerate(sentence.numbers, 1)
    ]
    return {"out_sentence": frame("out_sentence", rows), "out_sentence_number": frame("out_sentence_number", numbers)}


def _whole(years: tuple[int, int], figures: pl.DataFrame) -> Sentence:
    sentence = Sentence("total")
    awards, fen = _pair(figures, "awards"), _pair(figures, "fen")
    sentence.say(
        (f"{years[1]}年共慰问{{}}人（户）次，发放款物{{}}（{{}}万元），",
         f"In {years[1]}, {{}} awards came to {{}} ({{}} ten thousand yuan), "),
        _count(awards[1], "awards"),
        Number(wan_and_more(fen[1]), f"{yuan(fen[1])} yuan", fen[1], _from("fen", "after")),
        Number(wan(fen[1]), wan(fen[1]), fen[1], _from("fen", "after")),
    )  # fmt: skip
    _against(sentence, years[0], fen, "")
    return sentence


def _part(years: tuple[int, int], figures: pl.DataFrame, column: str, code: str, words: Words) -> Sentence:
    sentence = Sentence(f"{column}:{code}")
    own = figures.filter(pl.col(column) == code)
    where = f"{column} = '{code}'"
    fen = _pair(own, "fen")
    if own.filter(measure="fen").is_empty():  # only counted, or goods without a price
        before, after = _pair(own, "awards")
        sentence.say(
            (f"{words[0]}{{}}人（户）次，{years[0]}年为{{}}人（户）次；不计金额。",
             f"{words[1]}: {{}} awards, {{}} in {years[0]}; no amount is stated."),
            _count(after, "awards", where),
            Number(f"{before:,}", f"{before:,}", before, _from("awards", "before", where)),
        )  # fmt: skip
        return sentence
    if column == "payer":
        sentence.say(
            (f"{words[0]}承担{{}}万元，", f"{words[1]} pays {{}} ten thousand yuan, "),
            Number(wan(fen[1]), wan(fen[1]), fen[1], _from("fen", "after", where)),
        )
    else:
        sentence.say(
            (f"{words[0]}{{}}人（户）次、{{}}万元，", f"{words[1]}: {{}} awards, {{}} ten thousand yuan, "),
            _count(_pair(own, "awards")[1], "awards", where),
            Number(wan(fen[1]), wan(fen[1]), fen[1], _from("fen", "after", where)),
        )
    _against(sentence, years[0], fen, where)
    return sentence


def _against(sentence: Sentence, year: int, fen: tuple[int, int], where: str) -> None:
    """…, x 万元 more than last year, up x%."""
    before, after = fen
    if before == after:
        sentence.say((f"与{year}年持平。", f"as much as in {year}."))
        return
    more = after > before
    size, rate = abs(after - before), percent(before, after)
    sentence.say(
        (f"比{year}年{'增加' if more else '减少'}{{}}万元，{'增长' if more else '下降'}{{}}。",
         f"{{}} ten thousand yuan {'more' if more else 'less'} than in {year} ({'up' if more else 'down'} {{}})."),
        Number(wan(size), wan(size), after - before, _from("fen", "after - before", where)),
        Number(rate, rate, after - before if before else None, _from("fen", "(after - before) / before", where)),
    )  # fmt: skip


def _why(change: pl.DataFrame) -> Sentence:
    """Which factor added how much and which took how much away, the largest first."""
    sentence = Sentence("why")
    sums = (
        change.filter((pl.col("measure") == "fen") & (pl.col("method") == "in_order"))
        .group_by("factor", "factor_no")
        .agg(pl.col("amount").sum())
        .filter(pl.col("amount") != 0)
        .sort(pl.col("amount").abs(), "factor_no", descending=[True, False])
    )
    for place, (factor, _, amount) in enumerate(sums.iter_rows()):
        zh, en = FACTOR[factor]
        en = en[0].lower() + en[1:]
        lead = ("其中：", "Of this: ") if place == 0 else ("，", ", ")
        turn = ("增加", "added") if amount > 0 else ("减少", "took away")
        source = (
            f"out_year_over_year: sum(amount) where method = 'in_order' and measure = 'fen' and factor = '{factor}'"
        )
        sentence.say(
            (f"{lead[0]}{zh}{turn[0]}{{}}万元", f"{lead[1]}{en} {turn[1]} {{}} ten thousand yuan"),
            Number(wan(abs(amount)), wan(abs(amount)), amount, source),
        )
    if sentence.zh:
        sentence.say(("。", "."))
    return sentence


def _pair(figures: pl.DataFrame, measure: str) -> tuple[int, int]:
    of_measure = figures.filter(pl.col("measure") == measure)
    return int(of_measure["before"].sum()), int(of_measure["after"].sum())


def _count(count: int, measure: str, where: str = "") -> Number:
    return Number(f"{count:,}", f"{count:,}", count, _from(measure, "after", where))


def _from(measure: str, column: str, where: str = "") -> str:
    terms: Iterable[str] = filter(None, (f"measure = '{measure}'", where))
    return f"out_year_figure: sum({column}) where {' and '.join(terms)}"
