"""Pairs → clusters: everyone who is one person by some chain of pairs, under a key that decisions can refer to."""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections.abc import Iterable

import polars as pl

CONTENT = ("origin", "area_code", "list", "number", "name_key", "birth", "village")


def components(links: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Each linked listing → the least of its component."""
    parent: dict[int, int] = {}

    def root(node: int) -> int:
        while (above := parent.setdefault(node, node)) != node:
            parent[node] = parent[above]
            node = above
        return node

    for left, right in links:
        a, b = root(left), root(right)
        parent[max(a, b)] = min(a, b)
    return {node: root(node) for node in parent}


def clusters(links: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
    """Columns `n`, `cluster`. The key is made of what the members' rows say, so that files in another order, or rows
    in other places, keep it; a member more or less changes it: a decision covers those it was made about, no others.
    """
    found = components(links.select("l", "r").iter_rows())
    members = pl.DataFrame({"n": list(found), "root": list(found.values())}, schema={"n": pl.Int64, "root": pl.Int64})
    said = pl.concat_str([pl.col(name).fill_null("") for name in CONTENT], separator="|")
    content = members.join(listed.select("n", *CONTENT), on="n").with_columns(said=said)
    keyed = content.group_by("root").agg(pl.col("said").sort().str.join("\n"))
    return members.join(
        keyed.select("root", cluster=pl.Series([key(said) for said in keyed["said"]], dtype=pl.String)), on="root"
    ).select("n", "cluster")


def key(content: str) -> str:
    """Forty bits, as eight letters and digits: short enough to type, too short to work back to a person."""
    return "D-" + b32encode(hashlib.sha256(content.encode()).digest()[:5]).decode()
