"""One meaning, many spellings: how a cell is disguised, and how it is spoilt so that nobody can know what it meant."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

import cn2an
from stdnum.iso7064 import mod_11_2

from tests.messy import words

Value = str | int | float | datetime | None
WIDE = str.maketrans("0123456789X.,-", "０１２３４５６７８９Ｘ．，－")


class Cell(NamedTuple):
    value: Value
    form: str = "General"


@dataclass(frozen=True)
class Due:
    """What must be reported: nobody can know what the cell meant. `soft`: the row may stand if the cell is reported."""

    why: str
    soft: bool = False


def around(dice: random.Random, text: str) -> str:
    """Blanks and marks that exporters and people add, seen or not."""
    return dice.choice((
        f"{text}\t", f"'{text}", f" {text}", f"{text} ", f"{text}\u00a0", f"\u3000{text}", f"\u200b{text}",
        f"\ufeff{text}", f"{text}\n", f"‘{text}",
    ))  # fmt: skip


# identity numbers


def identity(dice: random.Random, id_no: str, mess: float) -> Cell:
    if dice.random() > mess:
        return Cell(id_no, "@")
    forms = [
        around(dice, id_no), around(dice, id_no), f"{id_no[:6]} {id_no[6:14]} {id_no[14:]}", id_no.translate(WIDE),
        f"{id_no[:6]}-{id_no[6:14]}-{id_no[14:]}",
    ]  # fmt: skip
    if id_no.endswith("X"):
        forms = [id_no[:17] + last for last in ("x", "×", "Ｘ", "ｘ", "十", "х", "Х")] + forms
    if "19" in id_no[6:8] and dice.random() < 0.4:
        forms = [id_no[:6] + id_no[8:17]]
    if dice.random() < 0.06:
        forms = [id_no[:6] + id_no[6:].replace("0", "O", 1), id_no[:6] + id_no[6:].replace("1", "l", 1)]
    return Cell(dice.choice(forms), "@")


def bad_identity(dice: random.Random, id_no: str) -> tuple[Cell, Due]:
    first15, no_day = f"{id_no[:15]}000", f"{id_no[:10]}0230{id_no[14:17]}"
    wrong = dice.choice([digit for digit in "0123456789" if digit != id_no[17]])
    kinds = [
        (Cell(float(first15), dice.choice(("General", "0"))), "a number, which Excel keeps to 15 digits"),
        (Cell(f"{float(first15):.5E}", "@"), "shown with an exponent"),
        (Cell(f"{id_no[:17]}{wrong}", "@"), "check digit"),
        (Cell(f"{id_no[:17]}{wrong}", "@"), "check digit"),
        (Cell(no_day + mod_11_2.calc_check_digit(no_day), "@"), "30 February"),
        (Cell(f"{id_no[:9]}{id_no[10:]}", "@"), "a digit is missing"),
        (Cell(dice.choice((None, "无", "待补"))), "no number"),
    ]
    if not mod_11_2.is_valid(first15):
        kinds.append((Cell(first15, "@"), "last three digits lost"))
    cell, why = dice.choice(kinds)
    return cell, Due(why)


# names


def name(dice: random.Random, text: str, mess: float) -> Cell:
    if dice.random() > mess:
        return Cell(text)
    if "·" in text:
        return Cell(text.replace("·", dice.choice("•・‧∙．.·⋅")))
    forms = [around(dice, text), f"{text}　", f"{text} "]
    if len(text) == 2:
        forms += [f"{text[0]}　{text[1]}", f"{text[0]} {text[1]}", f"{text[0]}  {text[1]}"] * 2
    if dice.random() < 0.12:
        forms = [
            f"{text}（户主）",
            f"{text}(已故)",
            f"{text}（女）",
            f"*{text}",
            f"1){text}",
            f"{text}*",
            f"{text}(户主)",
        ]
    return Cell(dice.choice(forms))


# money


def money(dice: random.Random, fen: int, unit: str, mess: float) -> Cell:
    if fen == 0:
        return Cell(dice.choice((None, None, 0, "-", "/", "无", "—", "0")))
    yuan, wan = Decimal(fen) / 100, Decimal(fen) / 1_000_000
    if unit == "万元":
        if dice.random() > mess:
            return Cell(float(wan), dice.choice(("General", "0.00##")))
        return Cell(dice.choice((f"{wan:f}", f"{wan:f}万", f"{wan:f}万元", f" {wan:f} ", f"{yuan:.2f}元")))
    whole = fen % 100 == 0
    if dice.random() > mess:
        return Cell(fen // 100 if whole else float(yuan), dice.choice(("General", "#,##0.00", "0.00", "¥#,##0.00")))
    text = f"{yuan:.0f}" if whole else f"{yuan:f}"
    forms = [
        text, f"{yuan:,.2f}", f"{text}元", f"￥{text}", f"¥{yuan:,.2f}", f"{text}.00" if whole else text,
        cn2an.an2cn(f"{yuan:f}", "rmb"), f"人民币{cn2an.an2cn(f'{yuan:f}', 'rmb')}", text.translate(WIDE),
        f" {text} ", f"{text}\u00a0", f"'{text}", f"{text}元整", f"{yuan:,f}", f"{text}/户", f"{text}元/人",
    ]  # fmt: skip
    if wan == wan.quantize(Decimal("0.01")):
        forms += [f"{wan.normalize():f}万", f"{wan.normalize():f}万元"] * 2
    return Cell(dice.choice(forms))


BAD_MONEY = ("五百左右", "见附表", "500+慰问品", "100或200", "#REF!", "待定", "#VALUE!", "500?", "1,70", "300-500",
             "5OO", "同意", "1.7.00", "5 00/人×", "-300")  # fmt: skip


def bad_money(dice: random.Random) -> tuple[Cell, Due]:
    text = dice.choice(BAD_MONEY)
    # Cash and a gift of no stated worth: it may be read as the cash, if that is said.
    return Cell(text), Due(f"amount {text}", soft=text == "500+慰问品")


# dates


def birth(dice: random.Random, born: date, day_known: bool, mess: float) -> tuple[Cell, str]:
    """The cell, and YYYY-MM-DD or YYYY-MM as it says."""
    y, m, d = born.year, born.month, born.day
    if dice.random() > mess and day_known:
        plain = datetime(y, m, d)  # noqa: DTZ001 - a day, as Excel has it
        return Cell(plain, dice.choice(("yyyy-mm-dd", 'yyyy"年"m"月"d"日"', "yyyy/m/d"))), born.isoformat()
    if day_known:
        forms: list[Value] = [
            f"{y}.{m}.{d}", f"{y}/{m}/{d}", f"{y}-{m}-{d}", f"{y}{m:02d}{d:02d}", f"{y}年{m}月{d}日",
            f"{y}.{m:02d}.{d:02d}", int(f"{y}{m:02d}{d:02d}"), f"{y}-{m:02d}-{d:02d} 00:00:00",
            f"{y}年{m}月{d}日".translate(WIDE), f" {y}-{m:02d}-{d:02d}", f"{y}. {m}. {d}", f"{y}、{m}、{d}",
        ]  # fmt: skip
        if dice.random() < 0.1:
            forms = [(born - date(1899, 12, 30)).days]
        return Cell(dice.choice(forms)), born.isoformat()
    forms = [f"{y}.{m:02d}", f"{y}/{m}", f"{y}年{m}月", f"{y}-{m:02d}", f"{y}{m:02d}", f"{y}. {m}"]
    if y < 2000 and dice.random() < 0.15:
        forms = [f"{y % 100:02d}年{m}月"]
    return Cell(dice.choice(forms)), f"{y}-{m:02d}"


def bad_birth(dice: random.Random) -> tuple[Cell, Due]:
    text = dice.choice(("1953-02-30", "1953-13-01", "1961年6月31日", "19530230", "1949.0.1", "五几年", "1853?"))
    return Cell(text), Due(f"birth {text}", soft=True)


# the rest


def account(dice: random.Random, number: str, mess: float) -> Cell:
    if dice.random() > mess:
        return Cell(number, "@")
    groups = " ".join(number[i : i + 4] for i in range(0, len(number), 4))
    return Cell(dice.choice((around(dice, number), groups, number.translate(WIDE), f"{number}\t")), "@")


def bad_account(dice: random.Random, number: str) -> tuple[Cell, Due]:
    rounded = float(number[:15] + "0" * (len(number) - 15))
    if dice.random() < 0.5:
        return Cell(rounded, "0"), Due("account kept by Excel to 15 digits", soft=True)
    return Cell(f"{rounded:.5E}", "@"), Due("account shown with an exponent", soft=True)


def phone(dice: random.Random, number: str, mess: float) -> Cell:
    if dice.random() > mess:
        return Cell(dice.choice((number, int(number))))
    spaced = f"{number[:3]} {number[3:7]} {number[7:]}"
    return Cell(dice.choice((around(dice, number), spaced, spaced.replace(" ", "-"), number.translate(WIDE))))


def sex(dice: random.Random, text: str, mess: float) -> Cell:
    return Cell(
        dice.choice((f" {text}", f"{text} ", f"{text}性", f"{text}\u3000")) if dice.random() < mess / 3 else text
    )


def words_of(dice: random.Random, text: str, mess: float) -> Cell:
    """A plain text with a blank too many now and then."""
    return Cell(dice.choice((f"{text} ", f" {text}", f"{text}\u3000")) if text and dice.random() < mess / 4 else text)


def category(dice: random.Random, kind: str, mess: float) -> Cell:
    text = dice.choice(words.CATEGORY_WORDS[kind])
    if dice.random() < mess / 3:
        text = dice.choice((f"{text} ", " ".join(text), f"{text[:2]}\n{text[2:]}", f"{text}（A类）", f"{text}户"))
    return Cell(text)
