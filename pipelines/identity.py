"""Resident identity numbers (GB 11643): check, read, mask. One number at a time, and whole polars columns.

The area code is where the number was first issued, often a code that no longer exists: nothing is refused on it.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
FIRST_YEAR, LAST_YEAR = 1890, 2100
LENGTH, OLD_LENGTH = 18, 15
CENTENARIAN_SEQUENCES = ("996", "997", "998", "999")  # in a 15-digit number: born 18xx

# Blanks, control and zero-width characters, and quotes that exporters add to keep Excel from making a number of it.
# Spelt out, because \s differs between Python and Rust.
NOISE = (
    r"[\x00-\x20\x7f-\xa0\xad\x{1680}\x{180e}\x{2000}-\x{200f}\x{2028}-\x{202f}"
    r"\x{205f}-\x{2064}\x{3000}\x{feff}'`‘’]"
)
_NOISE = re.compile(re.sub(r"\\x\{(\w{4})\}", r"\\u\1", NOISE))
_SHAPE = r"^[0-9]{17}[0-9X]$"
_DOTS = "·•・‧∙⋅．."
_COMPOUND = (
    "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠公孙慕容仲孙钟离长孙宇文"
    "司徒鲜于司空闾丘子车亓官司寇巫马公西颛孙壤驷公良漆雕乐正宰父谷梁拓跋夹谷轩辕令狐段干百里呼延东郭南门羊舌微生左丘西门"
)
COMPOUND_SURNAMES = frozenset(map("".join, zip(_COMPOUND[::2], _COMPOUND[1::2], strict=True)))


def check_digit(first17: str) -> str:
    """The eighteenth character for seventeen digits (ISO 7064 MOD 11-2)."""
    return CHECK_DIGITS[sum(int(digit) * weight for digit, weight in zip(first17, WEIGHTS, strict=True)) % 11]


def normalise(text: str) -> str:
    """The number as meant: full-width folded, blanks and stray quotes dropped, `x` and `×` read as `X`."""
    return re.sub("[x×]", "X", _NOISE.sub("", unicodedata.normalize("NFKC", text)))


def upgrade15(text: str) -> str:
    """The 18-character form of an old 15-digit number. Raises ValueError when it is not fifteen digits."""
    if not re.fullmatch(r"[0-9]{15}", text):
        raise ValueError(f"an old identity number has 15 digits, this one {len(text)} characters")
    century = "18" if text[12:] in CENTENARIAN_SEQUENCES else "19"
    first17 = text[:6] + century + text[6:]
    return first17 + check_digit(first17)


def problem(id_no: str | None) -> str | None:
    """What is wrong with a normalised number, as a reason code; None when it is sound.

    `id_missing`, `id_length`, `id_characters`, `id_birth_date`, `id_check_digit`; the first that applies.
    """
    if not id_no:
        return "id_missing"
    if len(id_no) != LENGTH:
        return "id_length"
    if not re.fullmatch(_SHAPE, id_no):
        return "id_characters"
    try:
        born = birth_date(id_no)
    except ValueError:
        return "id_birth_date"
    if not FIRST_YEAR <= born.year <= LAST_YEAR:
        return "id_birth_date"
    return None if check_digit(id_no[:17]) == id_no[17] else "id_check_digit"


def birth_date(id_no: str) -> date:
    """The birth date inside an 18-character number. Raises ValueError when it is no calendar date."""
    return date(int(id_no[6:10]), int(id_no[10:12]), int(id_no[12:14]))


def sex(id_no: str) -> str:
    """男 or 女, by the seventeenth digit (odd is male)."""
    return "男" if int(id_no[16]) % 2 else "女"


def age_on(birth: date, day: date) -> int:
    """Completed years on `day`. Born on 29 February: in a common year the birthday falls on 1 March."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def mask_id(id_no: str | None) -> str:
    """First 2 and last 3 characters; anything too short to be a number is hidden whole."""
    if not id_no:
        return ""
    return f"{id_no[:2]}{'*' * 13}{id_no[-3:]}" if len(id_no) >= OLD_LENGTH else "*" * len(id_no)


def mask_name(name: str | None) -> str:
    """张* · 张*三 · 张**华 · 欧阳** · 阿**·**提. From four characters on the stars do not tell the length."""
    if not name:
        return ""
    parts = [part for part in re.split(f"[{_DOTS}]", name) if part]
    if len(parts) > 1:
        return "·".join([parts[0][0] + "**", *["**"] * (len(parts) - 2), "**" + parts[-1][-1]])
    surname = 2 if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else 1
    given = len(name) - surname
    if surname == 1 and given <= 2:
        return (name[0] + "*" if given else "*") + name[2:]
    return name[:surname] + "**" + (name[-1] if given > 1 else "")


def mask_phone(phone: str | None) -> str:
    """First 3 and last 4 digits of a mobile number; anything else is hidden whole."""
    if not phone:
        return ""
    return f"{phone[:3]}****{phone[-4:]}" if re.fullmatch("[0-9]{11}", phone) else "****"


def mask_account(account: str | None) -> str:
    """Last 4 digits of an account of at least 12; anything shorter is hidden whole."""
    if not account:
        return ""
    return "****" + (account[-4:] if len(account) >= 12 else "")


def normalise_expr(column: str) -> pl.Expr:
    """`normalise` for a whole text column; null stays null."""
    import polars as pl  # noqa: PLC0415 (heavy; the scalar half must start fast)

    return pl.col(column).str.normalize("NFKC").str.replace_all(NOISE, "").str.replace_all("[x×]", "X")


def problem_expr(column: str) -> pl.Expr:
    """`problem` for a whole text column: the reason code, or null. No Python call a row."""
    import polars as pl  # noqa: PLC0415 (heavy; the scalar half must start fast)

    id_no = pl.col(column)
    well_formed = id_no.str.contains(_SHAPE)
    # One cast for seventeen digits; each digit is then arithmetic, which is far cheaper than seventeen slices.
    first17 = pl.when(well_formed).then(id_no.str.slice(0, 17)).cast(pl.Int64)

    def digits(start: int, length: int) -> pl.Expr:
        figure: pl.Expr = first17 // 10 ** (17 - start - length) % 10**length
        return figure

    year, month, day = digits(6, 4), digits(10, 2), digits(12, 2)
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    last_day = (
        pl.when(month == 2)
        .then(pl.when(leap).then(29).otherwise(28))
        .otherwise(pl.when(month.is_in([4, 6, 9, 11])).then(30).otherwise(31))
    )
    dated = year.is_between(FIRST_YEAR, LAST_YEAR) & month.is_between(1, 12) & (day >= 1) & (day <= last_day)
    remainder = pl.sum_horizontal(digits(i, 1) * weight for i, weight in enumerate(WEIGHTS)) % 11
    # (12 − remainder) mod 11 is the check value, ten standing for X.
    stated = id_no.str.slice(17, 1).replace("X", "10").cast(pl.Int64, strict=False)
    return (
        pl.when(id_no.is_null() | (id_no == ""))
        .then(pl.lit("id_missing"))
        .when(id_no.str.len_chars() != LENGTH)
        .then(pl.lit("id_length"))
        .when(~well_formed)
        .then(pl.lit("id_characters"))
        .when(~dated)
        .then(pl.lit("id_birth_date"))
        .when(stated != (12 - remainder) % 11)
        .then(pl.lit("id_check_digit"))
    )
