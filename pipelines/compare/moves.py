"""Who came, left, moved or changed category between two years, with the reason where the rosters tell."""

from __future__ import annotations

import polars as pl

from pipelines.frames import schema
from pipelines.identity import mask_id, mask_name
from pipelines.world import Tables

# What a remark says of why somebody is no longer listed: the first that fits. The remark itself may name people.
REMARKS = {
    "died": "亡|病故|已故|身故|去世|过世|死",
    "moved_away": "迁|搬",
    "in_prison": "服刑",
    "missing": "失联",
    "off_relief": "退出|脱贫|停发|转出",
}


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
            reason=pl.coalesce(
                pl.when("refused").then(pl.lit("refused_now")),
                *(pl.when(pl.col("remark").str.contains(told)).then(pl.lit(why)) for why, told in REMARKS.items()),
            ),
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


def _who(year: Tables) -> pl.DataFrame:
    """One row a person: their areas and categories as texts, in order."""
    joined = [pl.col(name).unique().sort().str.join("+") for name in ("area_code", "category")]
    return (
        year["core_person"]
        .sort("file", "sheet", "row_no")
        .group_by("id_no", maintain_order=True)
        .agg(*joined, pl.col("name").first(), pl.col("remark").drop_nulls().str.join("；"))
        .rename({"area_code": "area"})
    )


def _refused(year: Tables) -> pl.DataFrame:
    return year["core_rejected"].select("id_no", refused=pl.lit(value=True)).drop_nulls().unique("id_no")
