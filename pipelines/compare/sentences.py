"""The sentences a yearly report needs, each number in them traceable to the rows it comes from."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from pipelines.compare.areas import areas
from pipelines.compare.moves import why_moved
from pipelines.compare.wording import (
    WAN,
    Number,
    Sentence,
    against,
    amount,
    count,
    figure,
    in_yuan,
    money_against,
    pair,
    plain,
    sourced,
    wan,
    wan_and_more,
)
from pipelines.frames import frame
from pipelines.words import FACTOR, MOVE, Words


class Compared(NamedTuple):
    """What is told of: the tables of two years, and the words of their plan."""

    years: tuple[int, int]
    tables: dict[str, pl.DataFrame]
    names: dict[str, dict[str, Words]]  # column (section, standard_id, payer, area_code) → code → words, in order
    per: dict[str, str]  # standard → what one award is for
    not_stated: frozenset[str] = frozenset()  # payers that stand for the plan's not saying who pays

    @property
    def last(self) -> Words:
        """How the earlier year is called."""
        old, new = self.years
        return ("上年" if new - old == 1 else f"{old}年", str(old))

    @property
    def figures(self) -> pl.DataFrame:
        return self.tables["out_year_figure"]


def sentences(told: Compared) -> dict[str, pl.DataFrame]:
    """`out_sentence` and `out_sentence_number`; `told.tables` holds all else of `pipelines.tables.comparison`."""
    made = [_whole(told), _in_all(told), _why(told), _crossed(told)]
    for column in ("section", "standard_id", "payer"):
        known = set(told.figures[column])
        made += [_part(told, column, code, words) for code, words in told.names[column].items() if code in known]
    kept = list(enumerate((s for s in [*made, areas(told.figures, told.names["area_code"]), _people(told)] if s.zh), 1))
    rows = [{"sentence_no": n, "topic": s.topic, "text_zh": s.zh, "text_en": s.en} for n, s in kept]
    numbers = [
        {
            "sentence_no": n,
            "number_no": i,
            "shown_zh": number.zh,
            "shown_en": number.en,
            "unit": number.unit,
            "amount": number.amount,
            "source": number.source,
        }
        for n, sentence in kept
        for i, number in enumerate(sentence.numbers, 1)
    ]
    return {"out_sentence": frame("out_sentence", rows), "out_sentence_number": frame("out_sentence_number", numbers)}


def _whole(told: Compared) -> Sentence:
    sentence, new = Sentence("total"), told.years[1]
    awards, fen = pair(told.figures, "awards"), pair(told.figures, "fen")
    source = figure("fen", "sum(after)")
    sentence.say(
        (f"{new}年共慰问{{}}，发放款物{{}}", f"In {new}, {{}} came to {{}}, "),
        count(awards[1], "awards", figure("awards", "sum(after)")),
        Number(wan_and_more(fen[1]), f"{in_yuan(fen[1])} yuan", "fen", fen[1], source),
    )
    if fen[1] >= WAN and fen[1] % WAN:  # 余 has cut something: what it was
        sentence.say(("（{}）", ""), Number(wan(fen[1]), f"{in_yuan(fen[1])} yuan", "fen", fen[1], source))
    sentence.say(("，", ""))
    money_against(sentence, told.last, fen, awards)
    sentence.say(("。", "."))
    return sentence


def _in_all(told: Compared) -> Sentence:
    """What a report leaves blank for next year: in all so many, so much, so much more than last year."""
    sentence, (zh, en) = Sentence("in_all"), told.last
    awards, fen = pair(told.figures, "awards"), pair(told.figures, "fen")
    sentence.say(
        ("共{}，{}，", "In all {}, {}, "),
        count(awards[1], "awards", figure("awards", "sum(after)")),
        amount(fen[1], figure("fen", "sum(after)")),
    )
    more = fen[1] - fen[0]
    if more:
        turn = ("多", "more") if more > 0 else ("少", "less")
        told_more = amount(more, figure("fen", "sum(after - before)"))
        sentence.say((f"比{zh}{turn[0]}{{}}。", f"{{}} {turn[1]} than in {en}."), told_more)
    else:
        only = awards[0] != awards[1]
        sentence.say((f"{'金额' if only else ''}与{zh}相同。", f"the same{' amount' if only else ''} as in {en}."))
    return sentence


def _why(told: Compared) -> Sentence:
    """Which factor added how much and which took how much away, the largest first."""
    sentence = Sentence("why")
    sums = (
        told.tables["out_year_over_year"]
        .filter((pl.col("measure") == "fen") & (pl.col("method") == "in_order"))
        .group_by("factor", "factor_no")
        .agg(pl.col("amount").sum())
        .filter(pl.col("amount") != 0)
        .sort(pl.col("amount").abs(), "factor_no", descending=[True, False])
    )
    for place, (factor, _, fen) in enumerate(sums.iter_rows()):
        zh, en = FACTOR[factor]
        lead = ("其中：", "Of this: ") if place == 0 else ("，", ", ")
        turn = ("增加", "added") if fen > 0 else ("减少", "took away")
        terms = ("method = 'in_order'", "measure = 'fen'", f"factor = '{factor}'")
        sentence.say(
            (f"{lead[0]}因{zh}{turn[0]}{{}}", f"{lead[1]}{_lower(en)} {turn[1]} {{}}"),
            amount(fen, sourced("out_year_over_year", "sum(amount)", *terms)),
        )
    if sentence.zh:
        sentence.say(("。", "."))
    return sentence


def _crossed(told: Compared) -> Sentence:
    """Each year's people by the other year's rules, and what the change of rules does to them."""
    sentence, (old, new) = Sentence("crossed"), told.years
    money = told.tables["out_year_crossed"].filter(measure="fen")
    for people, rules in ((new, old), (old, new)):
        of_people = money.filter(people_year=people)
        by = {year: int(of_people.filter(rules_year=year)["amount"].sum()) for year in told.years}
        where = ("measure = 'fen'", f"people_year = {people}")
        sentence.say(
            (f"{people}年人员按{rules}年口径为{{}}", f"By the rules of {rules}, the people of {people} come to {{}}"),
            amount(by[rules], sourced("out_year_crossed", "sum(amount)", *where, f"rules_year = {rules}")),
        )
        step = by[new] - by[old]
        if step:
            what = f"sum(case when rules_year = {new} then amount else -amount end)"
            turn = ("增加", "add") if step > 0 else ("减少", "take away")
            sentence.say(
                (f"，口径变化{turn[0]}{{}}", f"; the changed rules {turn[1]} {{}}"),
                amount(step, sourced("out_year_crossed", what, *where)),
            )
        else:
            sentence.say(("，口径变化不影响金额", "; the changed rules make no difference"))
        sentence.say(("；", ". ") if people == new else ("。", "."))
    return sentence


def _part(told: Compared, column: str, code: str, words: Words) -> Sentence:
    """A section, line or payer: what it came to, and against last year."""
    sentence, (zh, en) = Sentence(f"{column}:{code}"), plain(words)
    own, where = told.figures.filter(pl.col(column) == code), f"{column} = '{code}'"
    fen, awards = pair(own, "fen"), pair(own, "awards")
    unit = told.per.get(code, "awards") if column == "standard_id" else "awards"
    counted = count(awards[1], unit, figure("awards", "sum(after)", where))
    money = amount(fen[1], figure("fen", "sum(after)", where))
    if own.filter(measure="fen").is_empty():  # only counted, or goods without a price
        sentence.say((f"{zh}{{}}，", f"{en}: {{}}, "), counted)
        against(sentence, told.last, awards, where, unit)
        sentence.say(("；不计金额。", "; no amount is stated."))
        return sentence
    if column == "payer" and code in told.not_stated:
        sentence.say(("未写明出资方的{}，", "Of no stated payer: {}, "), money)
    elif column == "payer":
        sentence.say((f"出资方“{zh}”承担{{}}，", f"Borne by payer “{en}”: {{}}, "), money)
    else:
        sentence.say((f"{zh}{{}}、{{}}，", f"{en}: {{}}, {{}}, "), counted, money)
    money_against(sentence, told.last, fen, awards, where)
    sentence.say(("。", "."))
    return sentence


def _people(told: Compared) -> Sentence:
    """How many came, left, moved and changed category, and why as far as the rosters tell."""
    sentence, moves = Sentence("people"), told.tables["out_move"]
    sentence.say(
        (f"与{told.last[0]}名册按身份证号比对：", f"Against the rosters of {told.last[1]}, by identity number: ")
    )
    for place, (kind, (zh, en)) in enumerate(MOVE.items()):
        own = moves.filter(kind=kind)
        sentence.say(
            (f"{'，' if place else ''}{zh}{{}}", f"{', ' if place else ''}{{}} {_lower(en)}"),
            count(own.height, "person", sourced("out_move", "count(*)", f"kind = '{kind}'"), "people"),
        )
        reasons = [(why, words, own.filter(reason=why).height) for why, words in why_moved(told.years).items()]
        known = [reason for reason in reasons if reason[2]]
        for turn, (why, words, people) in enumerate(known):
            lead = ("（其中", " (of these: ") if turn == 0 else ("、", ", ")
            source = sourced("out_move", "count(*)", f"kind = '{kind}'", f"reason = '{why}'")
            sentence.say(
                (f"{lead[0]}{words[0]}{{}}", f"{lead[1]}{{}} {_lower(words[1])}"), count(people, "person", source)
            )
        if known:
            sentence.say(("）", ")"))
    sentence.say(("。", "."))
    return sentence


def _lower(english: str) -> str:
    return english[0].lower() + english[1:]
