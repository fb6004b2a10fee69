"""Who is listed more than once: exactly, by one number, and nearly, by numbers and names that were written differently.

    listings ─► listing.sql ─► blocks/*.sql ─► pair.sql ─► judged.sql ─► found.sql ─► core_duplicate, core_cluster

A block brings together listings that share something; every near block asks for names that sound alike, so that a
block holds few. `pair.sql` compares the two, `judged.sql` is the rule that makes one person of them, `found.sql` says
why. Nothing is deleted or merged here: clusters are for people to decide on.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import NamedTuple

import polars as pl

from pipelines.duplicates.clusters import clusters
from pipelines.duplicates.listing import LISTING, comparable, listings, submitted
from pipelines.frames import schema
from pipelines.ledger import Ledger
from pipelines.tables import TABLES

__all__ = ["LISTING", "Duplicates", "find_duplicates", "listings", "stakes", "submitted"]

HERE = Path(__file__).parent
BLOCKS = sorted((HERE / "blocks").glob("*.sql"))


class Duplicates(NamedTuple):
    """Frames as `pipelines.tables` has them."""

    core_duplicate: pl.DataFrame
    core_cluster: pl.DataFrame


def find_duplicates(people: pl.DataFrame, base: pl.DataFrame | None = None) -> Duplicates:
    """The pairs and clusters of the submission's listings, among themselves and against the base's.

    `people` and `base` are listings (`listings` makes them); `people` holds refused rows too: a number mistyped in one
    place is the very duplicate to find. Pairs within the base are not looked for.
    """
    listed = comparable(people if base is None else pl.concat([people, base]))
    with tempfile.TemporaryDirectory() as folder:
        found = _found(listed, Path(folder))
    links = found.filter(pl.col("kind") != "renewal")
    members = clusters(links, listed)
    of_left = members.select(l="n", cluster="cluster")
    pairs = found.join(links.select("l", "r", linked=True), on=["l", "r"], how="left").join(of_left, on="l", how="left")
    pairs = pairs.with_columns(cluster=pl.when("linked").then("cluster"))
    return Duplicates(
        pairs.select(schema("core_duplicate").keys()).sort(TABLES["core_duplicate"].key),
        members.join(listed, on="n").select(schema("core_cluster").keys()).sort(TABLES["core_cluster"].key),
    )


def stakes(ledger: Ledger) -> pl.DataFrame:
    """One cluster of the submission × its kinds, score, listings and money at stake in fen, most money first.

    For a ledger with `core_duplicate`, `core_cluster`, `core_person` and `core_award`.
    """
    return ledger.query((HERE / "stake.sql").read_text("utf-8"))


def _found(listed: pl.DataFrame, folder: Path) -> pl.DataFrame:
    listed.write_parquet(folder / "given.parquet", compression="uncompressed")
    with Ledger(folder / "work.duckdb") as ledger:
        run = ledger.connection.execute  # never with values: for those DuckDB imports pandas, a second and more
        ledger.connection.read_parquet(str(folder / "given.parquet")).create_view("given")
        ledger.connection.read_csv(str(HERE / "evidence.csv")).create_view("evidence")
        run((HERE / "listing.sql").read_text("utf-8"))
        run("create temp view block as " + " union all ".join(f"({path.read_text('utf-8')})" for path in BLOCKS))
        for name in ("pair", "judged", "found"):
            run((HERE / f"{name}.sql").read_text("utf-8"))
        return ledger.query("select * from found")
