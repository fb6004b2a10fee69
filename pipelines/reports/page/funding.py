"""Who pays for what: by component, by payer × section × cash or goods, and by area × payer, each table closing."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from pipelines.reports.page.story import Row, Told, area_names, names
from pipelines.words import COUNTED, KIND


def funding(told: Told) -> Told:
    """`components`, `all_cash` (no goods, priced or not), `payers`, `shares` (areas down, payers across), `matching`.

    Money in fen. Every amount of `out_funding` is in `payers` and in `shares` once; a share nobody is named for keeps
    a column of its own, marked by `stated`.
    """
    kinds = {(row["standard_id"], row["component"]): row["kind"] for row in told["out_allocation"]}
    amounts = [row | {"kind": kinds[row["standard_id"], row["component"]]} for row in told["out_funding"]]
    payers = _payers(told, amounts)
    return {
        "components": _components(told),
        "all_cash": not any(row["kind"] == "goods" for row in told["out_allocation"]),
        "payers": payers,
        "shares": _shares(told, amounts, payers),
        "matching": _matching(told),
        "kind": KIND,
    }


def _components(told: Told) -> list[Row]:
    """Components (cash, each kind of goods) by section; None where nothing has a price."""
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for row in told["out_allocation"]:
        sums[row["component"]][row["section"]] += row["amount_fen"] or 0
    priced = {row["component"] for row in told["out_allocation"] if row["amount_fen"] is not None}
    words = {**names(told["plan_component"], "component"), "cash": KIND["cash"], "counted": COUNTED}
    return [{"words": words[name], "by_section": by if name in priced else None} for name, by in sorted(sums.items())]


def _payers(told: Told, amounts: list[Row]) -> list[Row]:
    known: dict[str, Row] = {}
    for row in sorted(told["plan_payer"], key=lambda row: row["payer_no"]):
        known.setdefault(row["payer"], row)
    unnamed = {row["payer"] for row in told["plan_payer"] if not row["stated"]}
    found = []
    for payer in sorted({row["payer"] for row in amounts}, key=lambda payer: (known[payer]["payer_no"], payer)):
        mine = [row for row in amounts if row["payer"] == payer]
        kinds = _sums(mine, "kind")
        found.append(
            {
                "payer": payer,
                "words": (known[payer]["name_zh"], known[payer]["name_en"]),
                "stated": payer not in unnamed,
                "by_section": _sums(mine, "section"),
                "by_kind": kinds,
                "kinds": [kind for kind in KIND if kinds[kind]] or ["cash"],
                "amount_fen": sum(kinds.values()),
            }
        )
    return found


def _shares(told: Told, amounts: list[Row], payers: list[Row]) -> dict[str, Any]:
    """Areas × (payer, kind), the areas' totals beside what was computed for them, and the foot."""
    columns = [(row["payer"], kind) for row in payers for kind in row["kinds"]]
    computed = {row["node"]: row["computed_fen"] for row in told["out_reconciliation"] if row["level"] == "area"}
    total = next(row["computed_fen"] for row in told["out_reconciliation"] if row["level"] == "total")
    cells: Counter[tuple[str, tuple[str, str]]] = Counter()
    for row in amounts:
        cells[row["area_code"], (row["payer"], row["kind"])] += row["amount_fen"]
    rows = [
        {"words": words, "cells": [cells[code, column] for column in columns], "computed_fen": computed[code]}
        for code, words in area_names(told).items()
    ]
    foot = {"cells": [sum(row["cells"][at] for row in rows) for at in range(len(columns))], "computed_fen": total}
    for row in [*rows, foot]:
        row["amount_fen"] = sum(row["cells"])
        row["agrees"] = row["amount_fen"] == row["computed_fen"]
    return {"columns": columns, "rows": rows, "foot": foot}


def _matching(told: Told) -> list[Row]:
    found = {row["area_code"]: row for row in told["plan_matching"]}
    return [found[code] | {"words": words} for code, words in area_names(told).items() if code in found]


def _sums(rows: list[Row], field: str) -> Counter[str]:
    sums: Counter[str] = Counter()
    for row in rows:
        sums[row[field]] += row["amount_fen"]
    return sums
