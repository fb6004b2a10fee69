"""Identity numbers and accounts in their disguises, and what Excel does to long numbers."""

from __future__ import annotations

import re

from pipelines import identity
from pipelines.clean.texts import NOTATION, NOTHING, UNSEEN, Reading, unquoted

USUAL_ID = r"^[0-9]{17}[0-9X]$"
USUAL_ACCOUNT = r"^[0-9]+$"
LAST_X = re.compile("[x×✕✖╳хХχΧ十]$")
LETTERS = str.maketrans("OoОоΟο〇○lI|丨ⅼ", "0" * 8 + "1" * 5)
SEPARATORS = re.compile(r"[-‐-―−_.·/,]")
CERTIFICATE = re.compile(r"([0-9]{17}[0-9X])([1-7])([1-4])(B[0-9])?")
KINDS = dict(zip("1234567", ("视力", "听力", "言语", "肢体", "智力", "精神", "多重"), strict=True))
LEVELS = dict(zip("1234", ("一级", "二级", "三级", "四级"), strict=True))
SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]{1,2}", re.I)
EXACT_DIGITS = 15  # Excel keeps no more of a number
CARD_LENGTHS = (16, 17, 19)  # 18 is an identity number's own, and 62 begins those of Gansu


def read_id(text: str) -> Reading:
    """An identity number as meant, sound or not: its faults are told apart later, on whole columns.

    `letters_for_digits` (O for 0, l for 1) only where the check digit then holds; `old_number` for one of fifteen
    digits; `disability_certificate` for its twenty or twenty-two characters, kind and level in the note.
    """
    number = LAST_X.sub("X", identity.normalise(unquoted(UNSEEN.sub("", text))))
    if number in NOTHING:
        return Reading(None, "none_written")
    if identity.problem(number) is None:
        return Reading(number, None if number == text.strip() else NOTATION)
    joined = SEPARATORS.sub("", number)
    typed = joined.translate(LETTERS)
    for candidate, how in ((joined, NOTATION), (typed, "letters_for_digits")):
        if identity.problem(candidate) is None:
            return Reading(candidate, how)
    if re.fullmatch("[0-9]{15}", joined) and identity.problem(upgraded := identity.upgrade15(joined)) is None:
        return Reading(upgraded, "old_number")
    certificate = CERTIFICATE.fullmatch(typed)
    if certificate and identity.problem(certificate[1]) is None:
        disability = KINDS[certificate[2]] + "残疾" + LEVELS[certificate[3]]
        return Reading(certificate[1], "disability_certificate", disability)
    return Reading(number or None)


def read_account(text: str) -> Reading:
    """An account without blanks, separators and full-width digits; in scientific notation it is lost (`damaged`)."""
    words = identity.normalise(unquoted(UNSEEN.sub("", text)))
    if words in NOTHING:
        return Reading(None, "none_written")
    account = SEPARATORS.sub("", words) if re.fullmatch(r"[0-9\-‐-―−_.·/,]+", words) else words
    if SCIENTIFIC.fullmatch(words):
        return Reading(None, "damaged")
    return Reading(account or None, None if account == text.strip() else NOTATION)


def is_card(number: str | None) -> bool:
    """Whether it can only be a bank card: 62…, a card's length, and the card's own check digit (or 19 digits)."""
    if not number or not re.fullmatch("62[0-9]+", number) or len(number) not in CARD_LENGTHS:
        return False
    doubled = [int(digit) * (1 + n % 2) for n, digit in enumerate(reversed(number))]
    return len(number) == CARD_LENGTHS[-1] or sum(d // 10 + d % 10 for d in doubled) % 10 == 0


def first_digits(damaged: str) -> str | None:
    """The fifteen digits of an identity number that Excel kept; null when fewer are left.

    A float misses the number by up to eight, so the zeros that Excel wrote may read 992 or 008.
    """
    if SCIENTIFIC.fullmatch(damaged):
        digits, _, power = damaged.upper().partition("E")
        digits = digits.replace(".", "")
        return digits if int(power) == 17 and len(digits) == EXACT_DIGITS else None
    if not re.fullmatch("[0-9]{18}", damaged):
        return None
    kept, lost = divmod(int(damaged), 1000)
    return f"{kept + (lost >= 992)}"
