"""Every reason why a typed person row cannot be accepted."""

from __future__ import annotations

import polars as pl

from pipelines import identity
from pipelines.clean.numbers import is_card

HAN = r"\p{Han}"
LIKE_A_NUMBER = r"[0-9]{6}.*[0-9]{6}|^[0-9](\.[0-9]+)?E\+?[0-9]{2}$"


def judged(people: pl.DataFrame, is_institution: pl.Series) -> pl.DataFrame:
    """The rows with their `reasons`; an unreadable amount becomes 0, and `amount_field` says which it was."""
    people = people.with_columns(flaw=identity.problem_expr("id_no"))
    id_no, flawed = pl.col("id_no"), pl.col("flaw")
    cards = [
        number for number in people["id_no"].filter(people["id_no"].str.starts_with("62")).unique() if is_card(number)
    ]
    wrong_number = (
        pl.when(pl.col("name").str.contains(LIKE_A_NUMBER) & id_no.str.contains(HAN))
        .then(pl.lit("name_and_number_swapped"))
        .when(pl.col("id_damaged"))
        .then(pl.lit("id_damaged"))
        .when(flawed.is_not_null() & (id_no.is_in(cards) | (id_no == pl.col("account"))))
        .then(pl.lit("id_is_account"))
        .when(id_no.str.contains("^1[3-9][0-9]{9}$"))
        .then(pl.lit("id_is_phone"))
        .when(id_no.str.contains("^[0-9]{15}$"))  # read as an old number, or else the date in it is none
        .then(pl.lit("id_birth_date"))
        .otherwise(flawed)
    )
    unreadable = ((pl.col("claimed_cash_fen") < 0) | (pl.col("claimed_goods_fen") < 0)).fill_null(value=False)
    return people.with_columns(
        reasons=pl.concat_str(
            pl.when(pl.col("area_code").is_null()).then(pl.lit("area_unknown")),
            pl.when(pl.col("category").is_null()).then(pl.lit("category_unknown")),
            pl.when(pl.col("name").fill_null("") == "").then(pl.lit("name_missing")),
            pl.when(~pl.lit(is_institution)).then(wrong_number),
            pl.when(unreadable).then(pl.lit("amount_unreadable")),
            separator="; ",
            ignore_nulls=True,
        ),
        amount_field=pl.when(pl.col("claimed_cash_fen") < 0).then("amount_field").otherwise(pl.lit("goods")),
        claimed_cash_fen=pl.col("claimed_cash_fen").clip(lower_bound=0),
        claimed_goods_fen=pl.col("claimed_goods_fen").clip(lower_bound=0),
    )
