"""The sentence of the areas that rose and fell most."""

from __future__ import annotations

import polars as pl

from pipelines.compare.wording import Sentence, amount, count, figure, plain
from pipelines.words import Words

MOST = 3  # areas named of those that rose, and of those that fell
TIED = 5  # and so many where some equal the last of them; more are told as one
LEADS = {1: ("增加最多的地区：", "Most was added in "), -1: ("减少最多的地区：", "Most was lost in ")}


def areas(figures: pl.DataFrame, names: dict[str, Words]) -> Sentence:
    """Of `out_year_figure` and the areas in the plan's order, in which equal ones are told. No sentence of one area."""
    sentence = Sentence("areas")
    money = figures.filter(measure="fen").group_by("area_code").agg(pl.col("after").sum() - pl.col("before").sum())
    change = dict(money.iter_rows())
    if len(names) < 2:  # one is the whole
        return sentence
    for sign, lead in LEADS.items():
        moved = sorted((code for code in names if change.get(code, 0) * sign > 0), key=lambda c: -abs(change[c]))
        if not moved:
            continue
        last = abs(change[moved[:MOST][-1]])
        most = [code for code in moved if abs(change[code]) >= last]
        alone = most if len(most) <= TIED else [code for code in most if abs(change[code]) > last]
        before = lead
        for code in alone:
            zh, en = plain(names[code])
            source = figure("fen", "sum(after - before)", f"area_code = '{code}'")
            sentence.say((f"{before[0]}{zh}{{}}", f"{before[1]}{en} ({{}})"), amount(change[code], source))
            before = ("、", ", ")
        if len(alone) < len(most):
            _tied(sentence, before, {code: names[code] for code in most[len(alone) :]}, change[most[-1]], len(alone))
        sentence.say(("。", ". "))
    sentence.en = sentence.en.rstrip()
    return sentence


def _tied(sentence: Sentence, before: Words, equal: dict[str, Words], each: int, told: int) -> None:
    """Many areas whose change is the same: some of their names, how many they are, the amount once."""
    some = [plain(words) for words in list(equal.values())[: MOST - told]]
    where = "area_code in ('" + "', '".join(equal) + "')"
    sentence.say(
        (
            f"{before[0]}{'、'.join(zh for zh, _ in some)}等{{}}各{{}}",
            f"{before[1]}{{}} such as {', '.join(en for _, en in some)} ({{}} each)",
        ),
        count(len(equal), "area", figure("fen", "count(distinct area_code)", where), "areas"),
        amount(each, figure("fen", "sum(after - before) // count(distinct area_code)", where)),
    )
