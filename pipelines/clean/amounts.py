"""Amount cells: figures in every notation, words, 万, so much each, money with goods beside it."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from pipelines.clean.texts import NOTATION, NOTHING, Reading, plain, unquoted
from pipelines.money import parse_yuan, yuan

FRAME = re.compile(r"^(?:RMB|CNY)|(?<=\d)\.-*$|(?<=\d)-+$", re.I)  # RMB1700 and 1700.-
FIGURE = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
EACH = re.compile(r"(?:每[人户名家份])?(.+?)(?:/[人户名家份]|每[人户名家份])?", re.ASCII)
WITH_GOODS = re.compile(r"([^+]+?)(?:[+及和加另]|[,、;](?=[\u4e00-\u9fff]))(.*[\u4e00-\u9fff].*)")
REMARKED = re.compile(r"(.+?)\((\D+)\)")
MONEY = re.compile(r"[元圆块角分万¥￥折价值零壹贰叁肆伍陆柒捌玖拾佰仟百千]")
OWN_UNIT = re.compile(r"[元圆块角分万亿]")
# 「大米1袋、油5L」: figures only as quantities.
QUANTITY = re.compile(
    r"\d+(?:\.\d+)?(?:袋|桶|床|件|份|公?斤|千克|kg|g|升|l|ml|箱|盒|套|条|瓶|包|提|只|双|壶|张|个)", re.I
)
NOISE_YUAN = Decimal("0.000001")


def read_amount(text: str, unit: str | None = None) -> Reading:
    """Fen of a cash or amount cell; `unit` is the column's (元, 万元, null), overruled by a unit in the cell itself.

    A blank cell is nothing, 0. Read besides: `1,700.00` `￥1700` `0.17万` 壹仟柒佰元整 `1700/户` `500+慰问品` (500; the
    goods are its note) and what a formula left behind of a whole fen (1700.0000000001). Value null: not an amount, a
    fraction of a fen, or less than nothing.
    """
    words = FRAME.sub("", unquoted(plain(text)))
    if not words:
        return Reading(0)
    if words in NOTHING:
        return Reading(0, "none_written", None, yuan(0))
    if (each := EACH.fullmatch(words)) and each[1] != words:
        return _renamed(read_amount(each[1], unit), "per_unit")
    if (beside := WITH_GOODS.fullmatch(words)) and not MONEY.search(beside[2]):
        return _renamed(read_amount(beside[1], unit), "goods_noted", beside[2])
    if (beside := REMARKED.fullmatch(words)) and not MONEY.search(beside[2]):
        return _renamed(read_amount(beside[1], unit), "amount_note", beside[2])
    return _figures(text, words, 10_000 if unit == "万元" and not OWN_UNIT.search(words) else 1)


def read_goods(text: str, unit: str | None = None) -> Reading:
    """`read_amount` of a goods column: things named instead of priced (大米1袋) are worth 0 and its note."""
    amount, words = read_amount(text, unit), plain(text)
    named = QUANTITY.sub("", words)
    if amount.value is None and re.fullmatch(r"\D*[\u4e00-\u9fff]\D*", named) and not MONEY.search(words):
        return Reading(0, "goods_noted", words, yuan(0))
    return amount


def _figures(text: str, words: str, scale: int) -> Reading:
    how = None if FIGURE.fullmatch(text.strip()) else NOTATION
    if scale > 1:
        how = "unit_ten_thousand"
    elif "万" in words:
        how = "ten_thousand"
    elif not re.search(r"\d", words):
        how = "amount_words"
    fen: int | None
    try:
        fen = parse_yuan(f"{words}万") if scale > 1 and FIGURE.fullmatch(words) else parse_yuan(words) * scale
    except ValueError:
        fen, how = _without_noise(words, scale), "float_noise"
    if fen is None or fen < 0:
        return Reading(None)
    return Reading(fen, how, None, yuan(fen) if how else None)


def _without_noise(words: str, scale: int) -> int | None:
    """Whole fen, where a calculated figure misses them by less than a millionth of a yuan."""
    if not FIGURE.fullmatch(words):
        return None
    try:
        amount = Decimal(words) * scale
    except InvalidOperation:
        return None
    whole = amount.quantize(Decimal("0.01"))
    return int(whole * 100) if abs(amount - whole) <= NOISE_YUAN else None


def _renamed(inner: Reading, how: str, note: str | None = None) -> Reading:
    """A reading of part of the cell, under the rule that parted it."""
    if inner.value is None:
        return inner
    return Reading(inner.value, how, "、".join(filter(None, (inner.note, note))) or None, yuan(inner.value))
