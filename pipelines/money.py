"""Money as whole fen: read it, share it out without loss, print it. Never a float.

A yuan is 100 fen. Every amount in the ledger is an `int` of fen; text becomes fen here, and only here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

DIGITS = "零壹贰叁肆伍陆柒捌玖"
UNITS = ((10**8, "亿"), (10**4, "万"), (10**3, "仟"), (10**2, "佰"), (10, "拾"))
LARGEST = 10**16  # yuan; beyond it 亿亿 would be needed

# Everyday and traditional forms seen in rosters, folded to the characters of bank slips.
SAME = str.maketrans(
    "〇○Ｏ一二三四五六七八九十百千两貳叄參陸億萬圓圆块毛正−－",
    "零零零壹贰叁肆伍陆柒捌玖拾佰仟贰贰叁叁陆亿万元元元角整--",
)
FIGURES = re.compile(r"(-?)(\d+|\d{1,3}(?:,\d{3})+)(\.\d+)?(万?)元?整?", re.ASCII)
WORDS = re.compile(rf"(负?)([{DIGITS}亿万仟佰拾元角分]+)整?")


def parse_yuan(text: str) -> int:
    """Fen for an amount of yuan written as figures or in words.

    Read: `1,700.00`, `1700元`, `￥1700`, `0.17万`, `０.５`, `壹仟柒佰元整`, `-3`.
    Raises ValueError saying what is wrong.
    """
    plain = unicodedata.normalize("NFKC", text)
    plain = re.sub(r"[\s\u200b\ufeff]+", "", plain).translate(SAME).removeprefix("人民币")
    sign = "-" if plain.startswith("-") else ""
    plain = sign + plain.removeprefix("-").removeprefix("¥")
    if not plain:
        raise ValueError("the amount is empty; write 0 if nothing is due")
    if match := FIGURES.fullmatch(plain):
        minus, whole, decimals, ten_thousand = match.groups(default="")
        fen = Decimal(minus + whole.replace(",", "") + decimals) * (1_000_000 if ten_thousand else 100)
        if fen != fen.to_integral_value():
            raise ValueError(f"{text!r} has a fraction of a fen; write at most two decimals of a yuan")
        return int(fen)
    if match := WORDS.fullmatch(plain):
        return _read_words(text, *match.groups())
    raise ValueError(f"{text!r} is not an amount of money; write it as 1700.00")


def share(total_fen: int, weights: Sequence[int]) -> list[int]:
    """Split `total_fen` in proportion to whole `weights`: largest remainder, ties to the earlier place.

    The parts add up to the total exactly. A negative total is shared as its opposite, sign turned, so that taking
    back mirrors giving. Raises ValueError for a negative weight, or money with no weight to go to.
    """
    if any(weight < 0 for weight in weights):
        raise ValueError(f"weights must not be negative: {list(weights)}")
    if total_fen < 0:
        return [-part for part in share(-total_fen, weights)]
    whole = sum(weights)
    if whole == 0:
        if total_fen:
            raise ValueError(f"{total_fen} fen to share, but every weight is zero")
        return [0] * len(weights)
    parts = [total_fen * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total_fen * weights[i] % whole), i))
    for i in by_remainder[: total_fen - sum(parts)]:
        parts[i] += 1
    return parts


def yuan(fen: int) -> str:
    """`281350000` → `2,813,500.00`."""
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole:,}.{rest:02d}"


def daxie(fen: int) -> str:
    """Fen in the words of bank slips (大写): `281350000` → `贰佰捌拾壹万叁仟伍佰元整`.

    A run of zeros is one 零; 整 follows 元 only; no 人民币 prefix. Raises ValueError from 10¹⁶ yuan on.
    """
    if fen < 0:
        return "负" + daxie(-fen)
    whole, rest = divmod(fen, 100)
    if whole >= LARGEST:
        raise ValueError(f"{fen} fen is too large to write out")
    if rest == 0:
        return _words(whole) + "元整"
    jiao, single = divmod(rest, 10)
    words = _words(whole) + "元" if whole else ""
    words += DIGITS[jiao] + "角" if jiao else "零" if whole else ""
    return words + (DIGITS[single] + "分" if single else "")


def _words(number: int) -> str:
    for size, mark in UNITS:
        if number >= size:
            head, tail = divmod(number, size)
            gap = "零" if 0 < tail < size // 10 else ""
            return _words(head) + mark + gap + (_words(tail) if tail else "")
    return DIGITS[number]


def _read_words(text: str, minus: str, words: str) -> int:
    """Read loosely, then write the result out again: only a text that says the same (but for 零) is accepted.

    贰佰伍 is refused: it may mean 205 or 250.
    """
    whole, mark, small = words.partition("元")
    if not mark and not small and re.search("[角分]", whole):
        whole, small = "", whole
    fen = _count(whole) * 100
    for size, unit in ((10, "角"), (1, "分")):
        if found := re.search(f"(.){unit}", small):
            fen += DIGITS.find(found[1]) * size
    unclear = not re.search(f"[{DIGITS}拾]", words) or re.search(f"[佰仟万亿][{DIGITS[1:]}]$", whole)
    if unclear or fen >= LARGEST * 100 or _bare(daxie(fen)) != _bare(words):
        raise ValueError(f"{text!r} is not a well-formed amount in words; write it like 壹仟柒佰元整")
    return -fen if minus else fen


def _count(words: str) -> int:
    for size, mark in UNITS:
        head, found, tail = words.rpartition(mark)
        if found:
            return (_count(head) if head.strip("零") else 1) * size + _count(tail)
    return max(DIGITS.find(words.strip("零") or "零"), 0)


def _bare(words: str) -> str:
    bare = words.strip("整").replace("零", "").removesuffix("元")
    return bare.removeprefix("壹") if bare.startswith("壹拾") else bare
