"""What the plan grants, in rows for the page: standards with what they give and who pays, and the other rules."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from pipelines.words import PER, SENTENCE

Row = dict[str, Any]


def standards(told: dict[str, list[Row]]) -> list[Row]:
    """Each standard with its components and payers, in the order of the plan."""
    given, paid = defaultdict(list), defaultdict(list)
    for row in told["plan_component"]:
        given[row["standard_id"]].append(row)
    for row in sorted(told["plan_payer"], key=lambda row: row["payer_no"]):
        paid[row["standard_id"]].append(row | {"words": (row["name_zh"], row["name_en"])})
    ordered = sorted(told["plan_standard"], key=lambda row: row["line_no"])
    return [
        row | {"gives": given[row["standard_id"]], "payers": paid[row["standard_id"]], "per_words": PER[row["per"]]}
        for row in ordered
    ]


def sentences(told: dict[str, list[Row]]) -> list[Row]:
    """Every rule beside the standards, in plain words, with the words for its kind."""
    ordered = sorted(told["plan_sentence"], key=lambda row: row["sentence_no"])
    return [row | {"words": SENTENCE[row["kind"]]} for row in ordered if row["kind"] != "standard"]


def purchases(told: dict[str, list[Row]]) -> list[Row]:
    """Items of goods to buy over all areas: quantity, unit, worth (None when some of it has no price)."""
    items = {row["component"]: row for row in told["plan_component"] if row["kind"] == "goods"}
    bought = []
    for item, about in sorted(items.items()):
        rows = [row for row in told["out_purchase"] if row["component"] == item]
        worths = [row["amount_fen"] for row in rows]
        if rows:
            total = None if None in worths else sum(worths)
            quantity = sum(row["quantity"] for row in rows)
            names = {"name_zh": about["name_zh"], "name_en": about["name_en"]}
            bought.append({**names, "quantity": quantity, "unit": rows[0]["unit"], "amount_fen": total})
    return bought
