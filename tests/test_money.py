"""Fen are never lost, and amounts read and print as a clerk writes them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import cn2an
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipelines.money import daxie, parse_yuan, share, yuan

FEN = st.integers(-(10**15), 10**15)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1,700.00", 170000), ("1700元", 170000), ("￥1700", 170000), ("¥ 1,700", 170000), ("0.17万", 170000),
        ("1.2345万元", 1234500), ("１７００", 170000), ("壹仟柒佰元整", 170000), ("¥ 壹仟柒佰元整", 170000),
        ("人民币壹仟肆佰零玖元伍角", 140950), ("一千七百元", 170000), ("十五元", 1500), ("叁佰贰拾伍元零肆分", 32504),
        ("壹拾萬柒仟圓伍角叁分正", 10700053), ("-3", -300), ("负叁元整", -300), ("零元整", 0), ("100.000", 10000),
        (" 100 ", 10000), ("贰亿零五万", 20005000000), ("0.1", 10), ("伍角", 50), ("伍分", 5), ("100元整", 10000),
    ],
)  # fmt: skip
def test_amounts_as_rosters_write_them(text: str, fen: int) -> None:
    assert parse_yuan(text) == fen


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", "/", "无", "1700/户", "500+慰问品", "1.005", "0.0000001万", "1,70", "12,34", "1e5", "NaN", "壹柒",
     "万万", "两百五", "元", "整", "角", "1.2.3", "--3", "١٧", "100元200", "0.5角"],
)  # fmt: skip
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"amount|fen"):
        parse_yuan(text)


@given(FEN)
def test_figures_come_back(fen: int) -> None:
    assert parse_yuan(yuan(fen)) == fen
    assert Decimal(yuan(fen).replace(",", "")) * 100 == fen


@given(FEN)
def test_words_come_back(fen: int) -> None:
    assert parse_yuan(daxie(fen)) == fen


@given(st.integers(0, 10**13))
def test_words_agree_with_cn2an(fen: int) -> None:
    groups = [fen // 100 // 10**power % 10**4 for power in (8, 4, 0)]
    # Where a whole group of four is empty we write the 零 that the rule for bank slips asks for; cn2an leaves it out.
    assume(not (groups[0] and not groups[1] and groups[2] >= 1000))
    assert daxie(fen) == cn2an.an2cn(f"{fen // 100}.{fen % 100:02d}", "rmb")


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (281350000, "贰佰捌拾壹万叁仟伍佰元整"), (0, "零元整"), (-100, "负壹元整"), (140950, "壹仟肆佰零玖元伍角"),
        (1640902, "壹万陆仟肆佰零玖元零贰分"), (32504, "叁佰贰拾伍元零肆分"), (10000100000, "壹亿零壹仟元整"),
        (10010000000000, "壹仟零壹亿元整"), (5, "伍分"), (1000, "壹拾元整"),
    ],
)  # fmt: skip
def test_words_of_bank_slips(fen: int, words: str) -> None:
    assert daxie(fen) == words


def test_words_have_an_end() -> None:
    with pytest.raises(ValueError, match="too large"):
        daxie(10**18)


def shared_plainly(total: int, weights: list[int]) -> list[int]:
    """The oracle: give the floor, then one fen at a time to whoever is furthest below the exact share."""
    exact = [Fraction(total * weight, sum(weights)) for weight in weights]
    parts = [int(part) for part in exact]
    while sum(parts) < total:
        short = [Fraction(0) if part >= due else due - part for part, due in zip(parts, exact, strict=True)]
        parts[short.index(max(short))] += 1
    return parts


@given(FEN, st.lists(st.integers(0, 10**6), min_size=1, max_size=30).filter(any))
def test_no_fen_is_lost(total: int, weights: list[int]) -> None:
    parts = share(total, weights)
    assert sum(parts) == total
    assert parts == [-part if total < 0 else part for part in shared_plainly(abs(total), weights)]
    assert all(part == 0 for part, weight in zip(parts, weights, strict=True) if weight == 0)


def test_odd_fen_go_to_the_earlier_place() -> None:
    assert share(5, [1, 1]) == [3, 2]
    assert share(-5, [1, 1]) == [-3, -2]
    assert share(100, [1, 1, 1]) == [34, 33, 33]
    assert share(0, [0, 0]) == [0, 0]


@pytest.mark.parametrize(("weights", "why"), [([], "zero"), ([0, 0], "zero"), ([2, -1], "negative")])
def test_money_needs_somewhere_to_go(weights: list[int], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        share(1, weights)
