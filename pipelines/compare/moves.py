"""Who came, left, moved or changed category between two years, with the reason where the rosters tell."""

from __future__ import annotations

import polars as pl

from pipelines.frames import schema
from pipelines.identity import mask_id, mask_name
from pipelines.words import WHY_MOVED, Words
from pipelines.world import Tables

# What a remark says of why somebody is no longer listed: the first that fits. It begins with it and then stops, or it
# is told of somebody else (丈夫病故), denied (无死亡记录) or part of another word (易地搬迁户).
DAY = r"[\d年月日号份./\-]"
OF_PERSON = rf"(?m)^(?:本人|该人|此人|该户|现|已经|已|于|在|正在|因病|因故|意外|不幸|[去今上前]年|{DAY}|\s)*"
NO_MORE = rf"(?:{DAY}|[（()）]|\s)*(?:[，,。；;、！]|$)"
REMARKS = {
    "died": "(?:去世|死亡|病故|亡故|身故|已故|病逝|逝世|过世|身亡|亡|死)(?:注销|销户|停发|停保|退出)?",
    "moved_away": "(?:(?:全家|举家)?(?:迁出|迁走|搬走|搬离)|(?:户口|户籍)已?(?:迁移|迁出|迁走))"
    "(?:[至到往本外][^，,。；;、！]*)?",
    "in_prison": "(?:监狱)?服刑中?",
    "missing": "(?:失联|失踪|下落不明)",
    "off_relief": "(?:低保|特困)?(?:退出|停发|停保|取消)(?:低保|特困|低收入|救助|供养|待遇|资格|保障|补助|金)*",
}


def why_moved(years: tuple[int, int]) -> dict[str, Words]:
    """The reasons in words; the earlier year is the year before only of its neighbour."""
    old, new = years
    return WHY_MOVED if new - old == 1 else WHY_MOVED | {"refused_before": (f"{old}年拒收", f"Refused in {old}")}


def moves(old: Tables, new: Tables) -> pl.DataFrame:
    """`out_move`: one row a person and kind of move, names and numbers masked.

    Both years' tables hold `core_person` and `core_rejected`; somebody who was refused in one year has not come or
    left, and the row says so.
    """
    before, after = _who(old), _who(new)
    both = before.join(after, on="id_no", suffix="_after")
    both = both.rename({"area": "area_before", "category": "category_before"})
    came = after.join(before, on="id_no", how="anti").rename({"area": "area_after", "category": "category_after"})
    left = before.join(after, on="id_no", how="anti").rename({"area": "area_before", "category": "category_before"})
    parts = [
        came.join(_refused(old), on="id_no", how="left").with_columns(
            kind=pl.lit("came"), reason=pl.when("refused").then(pl.lit("refused_before"))
        ),
        left.join(_refused(new), on="id_no", how="left").with_columns(
            kind=pl.lit("left"),
            reason=pl.coalesce(pl.when("refused").then(pl.lit("refused_now")), *_remarked()),
        ),
        both.filter(pl.col("area_before") != pl.col("area_after")).with_columns(kind=pl.lit("place")),
        both.filter(pl.col("category_before") != pl.col("category_after")).with_columns(kind=pl.lit("category")),
    ]
    wanted = schema("out_move")
    table = pl.concat(parts, how="diagonal_relaxed").sort("kind", "area_before", "area_after", "id_no")
    return (
        table.with_columns(
            name=pl.col("name").map_elements(mask_name, pl.String),
            id_no=pl.col("id_no").map_elements(mask_id, pl.String),
            move_no=pl.int_range(1, pl.len() + 1, dtype=pl.Int64),
        )
        .with_columns(pl.lit(None, pl.String).alias(name) for name in wanted if name not in {*table.columns, "move_no"})
        .select(pl.col(name).cast(kind) for name, kind in wanted.items())
    )


def _remarked() -> list[pl.Expr]:
    told = {why: pl.col("remark").str.contains(f"{OF_PERSON}(?:{words}){NO_MORE}") for why, words in REMARKS.items()}
    return [pl.when(tells).then(pl.lit(why)) for why, tells in told.items()]


def _who(year: Tables) -> pl.DataFrame:
    """One row a person: their areas and categories as texts, in order."""
    joined = [pl.col(name).unique().sort().str.join("+") for name in ("area_code", "category")]
    return (
        year["core_person"]
        .sort("file", "sheet", "row_no")
        .group_by("id_no", maintain_order=True)
        .agg(*joined, pl.col("name").first(), pl.col("remark").drop_nulls().str.join("\n"))
        .rename({"area_code": "area"})
    )


def _refused(year: Tables) -> pl.DataFrame:
    return year["core_rejected"].select("id_no", refused=pl.lit(value=True)).drop_nulls().unique("id_no")
