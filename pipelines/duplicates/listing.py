"""Listings made comparable: one row a person as listed, with the number, birth, name and place in one form."""

from __future__ import annotations

from typing import Any

import polars as pl

from pipelines import identity
from pipelines.duplicates.names import compared

TEXT = ("area_code", "village", "list", "name", "id_no", "sex", "stated_birth", "account", "phone")

LISTING: dict[str, Any] = {
    "origin": pl.String,  # "" for the submission itself, else the name of the list it is compared with
    "renews": pl.Boolean,  # to be on that list again is expected (last year's)
    "file": pl.String,
    "sheet": pl.String,
    "row_no": pl.Int64,
    **dict.fromkeys(TEXT, pl.String),
}
"""Columns of a listing as `find_duplicates` takes it; columns that are missing are read as null."""

RENEWS = ("already_paid",)  # kinds of `core_listed` that most people stand on again

# Mistaken for digits, by hand or by a scanner; whatever is no digit then goes.
LOOKALIKE = {"O": "0", "Ο": "0", "О": "0", "○": "0", "〇": "0", "I": "1", "L": "1", "|": "1", "十": "X", "×": "X"}
SHORTEST, LONGEST = 14, 20  # characters that can still be a number with some wrong
CARD = 20  # a disability card's number begins with its holder's
FILLER = "^(?:0+|1+|2+|3+|4+|5+|6+|7+|8+|9+|1234567890?[0-9X]*)$"  # typed to get past a form
MOBILE = r"(1[3-9]\d{9})"  # the first of several
VILLAGE_WORDS = r"(?:村民委员会|居民委员会|村委会|居委会|社区|行政村|嘎查|村)+$"


def listings(frame: pl.DataFrame, origin: str = "", *, renews: bool = False) -> pl.DataFrame:
    """A frame with the columns of LISTING it has (`core_person`, `core_rejected`, an older roster) as listings."""
    held = {name: pl.col(name) if name in frame.columns else pl.lit(None) for name in LISTING}
    given = held | {"origin": pl.lit(origin), "renews": pl.lit(renews)}
    return frame.select(expression.cast(LISTING[name]).alias(name) for name, expression in given.items())


def submitted(
    core_person: pl.DataFrame, core_rejected: pl.DataFrame, core_listed: pl.DataFrame, paying: list[str]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The listings of a run: its people, refused rows among them, and the base: rosters of lists that do not pay, and
    the lists the rosters are compared with. Rows refused before their list was known are the submission's."""
    ours = pl.col("list").is_in(paying) | pl.col("list").is_null()
    rosters = pl.concat([listings(core_person), listings(core_rejected)])
    others = [
        listings(part.rename({"source": "file"}).with_columns(sheet=pl.lit("")), kind, renews=kind in RENEWS)
        for (kind,), part in core_listed.partition_by("kind", as_dict=True).items()
    ]
    return rosters.filter(ours), pl.concat([rosters.filter(~ours).with_columns(origin="list"), *others])


def comparable(listed: pl.DataFrame) -> pl.DataFrame:
    """Listings, the submission's first, as the blocks compare them. `n` numbers them; it means nothing elsewhere.

    `number` has 18 characters unless some were lost, `sound` says that its check digit is right, `old` that it was
    given with 15; `birth` is YYYYMMDD from the number or as stated, or YYYYMM.
    """
    persons = listed.filter(~pl.col("id_no").str.contains("/", literal=True).fill_null(value=False))  # institutions
    ordered = persons.sort(pl.col("origin") != "", "origin", "file", "sheet", "row_no").with_row_index("n")
    numbered = _numbers(ordered).with_columns(problem=identity.problem_expr("number"))
    dated = pl.col("problem").is_null() | (pl.col("problem") == "id_check_digit")
    phone = pl.col("phone").str.replace_all("[^0-9]", "")
    rest = numbered.select(
        pl.col("n").cast(pl.Int64),
        *(
            name
            for name in LISTING
            if name not in ("name", "id_no", "sex", "stated_birth", "village", "account", "phone")
        ),
        "number",
        "old",
        sex=pl.when(dated)
        .then(
            pl.when(pl.col("number").str.slice(16, 1).is_in(list("13579"))).then(pl.lit("男")).otherwise(pl.lit("女"))
        )
        .otherwise(pl.col("sex").str.extract("([男女])")),
        sound=pl.col("problem").is_null() & ~pl.col("old"),
        birth=pl.coalesce(
            pl.when(dated).then(pl.col("number").str.slice(6, 8)), pl.col("stated_birth").str.replace_all("-", "")
        ),
        village=pl.col("village").str.replace_all(r"\s", "").str.replace(VILLAGE_WORDS, ""),
        account=pl.col("account").str.replace_all("[^0-9]", ""),
        phone=pl.coalesce(phone.str.extract(MOBILE), phone),
    )
    return pl.concat([rest, compared(numbered["name"])], how="horizontal")


def _numbers(listed: pl.DataFrame) -> pl.DataFrame:
    """`number` and `old`: digits that were written otherwise folded, a card's cut, old numbers in the new form."""
    typed = pl.col("id_no").str.normalize("NFKC").str.to_uppercase().str.replace_many(LOOKALIKE)
    folded = listed.with_columns(number=typed.str.replace_all("[^0-9X]", "").str.replace(FILLER, ""))
    length = pl.col("number").str.len_chars()
    cut = folded.with_columns(
        number=pl.when(length >= CARD).then(pl.col("number").str.slice(0, identity.LENGTH)).otherwise("number"),
        old=pl.col("number").str.contains("^[0-9]{15}$").fill_null(value=False),
    )
    given = cut.filter("old")["number"].unique()
    upgraded = pl.Series([identity.upgrade15(number) for number in given], dtype=pl.String)
    new = pl.col("number").replace_strict(given, upgraded, default=None, return_dtype=pl.String)
    return cut.with_columns(number=pl.when("old").then(new).when(length.is_between(SHORTEST, LONGEST)).then("number"))
