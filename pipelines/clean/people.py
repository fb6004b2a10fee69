"""Person rows, typed: names, numbers, dates, each as meant; and those that are accepted."""

from __future__ import annotations

import polars as pl

from pipelines.clean.conversions import PLACE, Read
from pipelines.clean.damage import damaged
from pipelines.clean.dates import in_century, read_births
from pipelines.clean.judge import judged
from pipelines.clean.names import USUAL as USUAL_NAME
from pipelines.clean.names import read_name
from pipelines.clean.numbers import USUAL_ACCOUNT, USUAL_ID, read_account, read_id
from pipelines.clean.places import category_names, longest
from pipelines.clean.texts import Reading, folded, plain, read_each, read_odd, unspaced
from pipelines.frames import schema
from pipelines.plan import Plan

HOUSEHOLD = ["file", "sheet", "household_no"]
DENIED = r"(^|[;；、,，\s])(?:无|非|不是|否)[^;；、,，\s]*"  # 无残疾 is no 残疾, 三无 is


def typed(
    persons: pl.DataFrame, plan: Plan, addresses: pl.DataFrame, raw_row: pl.DataFrame
) -> tuple[pl.DataFrame, list[Read]]:
    """The rows with their values typed and `reasons`, the codes of what is wrong, joined by '; ' ('' when nothing is).

    Nothing is filled in from elsewhere, but a disability that a certificate number in the identity column states.
    """
    institutions = [c.id for c in plan.categories if c.institution]
    names = category_names(plan)
    persons = persons.with_columns(
        category=pl.coalesce(
            read_each(persons.select("category"), lambda text: Reading(longest(names, plain(text))))["value"],
            "sheet_category",
        ),
    )
    is_institution = persons["category"].is_in(institutions).fill_null(value=False)
    found = {
        "name": read_odd(persons["name"], USUAL_NAME, read_name),
        "id_no": read_odd(persons["id_no"], USUAL_ID, read_id),
        "head_id": read_odd(persons["head_id"], USUAL_ID, read_id),
        "account": read_odd(persons["account"], USUAL_ACCOUNT, read_account),
        "birth": read_births(persons["birth"]),
        "sex": folded(persons, "sex", _sex()),
        **{field: folded(persons, field, unspaced(field)) for field in ("village", "group", "phone", "payee")},
    }
    found["birth"] = in_century(found["birth"], found["id_no"]["value"])
    found["name"] = _as_written(found["name"], persons["name"], is_institution)
    is_damaged = {field: damaged(persons, field, addresses, raw_row) for field in ("id_no", "head_id", "account")}
    for field in ("head_id", "account"):  # a wrong one is worse than none
        found[field] = _lost(found[field], is_damaged[field])
    reads = [Read(field, persons[field], read) for field, read in found.items()]
    stated = found["id_no"]["note"]
    unstated = persons["disability"].fill_null("").str.strip_chars() == ""
    has_certificate = unstated & stated.is_not_null()
    reads.append(Read("disability", persons["id_no"], _where(found["id_no"], has_certificate, stated), "id_no"))
    value = {field: read["value"] for field, read in found.items()}
    people = persons.with_columns(
        name=value["name"],
        id_no=value["id_no"],
        head_id=value["head_id"],
        account=value["account"],
        stated_birth=value["birth"],
        disability=pl.when(has_certificate).then(pl.lit(stated)).otherwise("disability"),
        sex=value["sex"],
        household_no=pl.col("household_no").fill_null(-pl.col("row_no")),  # a row without a block is a block of its own
        group_name=value["group"],
        remark=pl.concat_str(
            "remark", pl.lit(found["name"]["note"]), "amount_note", separator="; ", ignore_nulls=True
        ).replace("", None),
        id_damaged=is_damaged["id_no"],
        **{field: value[field] for field in ("village", "phone", "payee")},
    )
    return judged(people, is_institution), reads


def accepted(people: pl.DataFrame) -> pl.DataFrame:
    return (
        people.filter(pl.col("reasons") == "")
        .with_columns(
            id_no=pl.col("id_no").fill_null(pl.format("{}/{}", "area_code", "name")),  # an institution's
            birth_date=pl.col("id_no").str.slice(6, 8).str.to_date("%Y%m%d", strict=False),
        )
        .with_columns(household_key=pl.coalesce("head_id", pl.col("id_no").first().over(HOUSEHOLD, order_by="row_no")))
        .select(schema("core_person").keys())
        .sort(PLACE)
    )


def flags(people: pl.DataFrame, accepted: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    """Each flag whose words stand in the flags or disability column of an accepted row."""
    text = pl.concat_str("flags", "disability", separator=" ", ignore_nulls=True).str.replace_all(DENIED, "$1")
    found = [
        people.filter(pl.any_horizontal(text.str.contains(word, literal=True) for word in flag.words)).select(
            *PLACE, flag=pl.lit(flag.id)
        )
        for flag in plan.flags
    ]
    empty = pl.DataFrame(schema=schema("core_flag"))
    return pl.concat([empty, *found]).join(accepted.select(PLACE), on=PLACE, how="semi").sort(*PLACE, "flag")


def _sex() -> pl.Expr:
    """男性, 1女 → 男, 女; a cell that names neither or both as it stands."""
    text = pl.col("sex").str.strip_chars()
    named = text.str.extract_all("[男女]")
    return pl.when(named.list.len() == 1).then(named.list.first()).otherwise(text)


def _as_written(found: pl.DataFrame, stood: pl.Series, is_institution: pl.Series) -> pl.DataFrame:
    """The names of institutions keep their brackets and marks: 敬老院（东院） is not 敬老院（西院）."""
    written = pl.select(unspaced(pl.lit(stood))).to_series()
    keeps = pl.lit(is_institution)
    return found.with_columns(
        pl.when(keeps).then(pl.lit(written)).otherwise("value").alias("value"),
        *(pl.when(~keeps).then(name).alias(name) for name in ("how", "note", "became")),
    )


def _lost(found: pl.DataFrame, is_damaged: pl.Series) -> pl.DataFrame:
    lost = pl.lit(is_damaged)
    return found.with_columns(
        value=pl.when(~lost).then("value"),
        how=pl.when(lost).then(pl.lit("damaged")).otherwise("how"),
        became=pl.when(~lost).then("became"),
    )


def _where(found: pl.DataFrame, chosen: pl.Series, became: pl.Series) -> pl.DataFrame:
    return found.select(how=pl.when(pl.lit(chosen)).then("how"), became=pl.when(pl.lit(chosen)).then(pl.lit(became)))
