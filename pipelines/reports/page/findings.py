"""The findings as the page's list wants them: words once, then one short row each."""

from __future__ import annotations

from typing import Any

from pipelines.money import yuan
from pipelines.reports.page.story import area_names, names
from pipelines.words import CONVERSION, FIELD, ICON, LEVEL, REASON, ROLE, SEVERITY

LISTED = 4000
"""More would make the page slow to open; the ledger and the workbook hold them all, and the page says so."""


def listed(told: dict[str, Any]) -> dict[str, Any]:
    """`findings`: rows of [rule, area, place, row_no, field, line, observed, expected, money] with indexes into
    `rules`, `areas`, `places`, and `terms` that say what the codes in them mean."""
    lines = names(told["plan_standard"], "standard_id")
    areas = area_names(told)
    rules = {row["rule"]: i for i, row in enumerate(told["out_rule"])}
    shown = told["out_finding"][:LISTED]
    place_of = {key: i for i, key in enumerate(dict.fromkeys((row["file"], row["sheet"]) for row in shown))}
    area_of = {code: i for i, code in enumerate(areas)}
    rows = [
        [
            rules[row["rule"]],
            area_of.get(row["area_code"], -1),
            place_of[row["file"], row["sheet"]],
            row["row_no"],
            row["field"],
            row["standard_id"],
            row["observed"],
            row["expected"],
            yuan(row["money_fen"]) if row["money_fen"] else "",
        ]
        for row in shown
    ]
    return {
        "findings": rows,
        "finding_count": len(told["out_finding"]),
        "rules": [[row["rule"], row["severity"], row["title_zh"], row["title_en"]] for row in told["out_rule"]],
        "areas": list(areas.values()),
        "places": [" ▸ ".join(part for part in key if part) for key in place_of],
        "severities": {code: [ICON[code], *words] for code, words in SEVERITY.items()},
        "fields": FIELD,
        "lines": lines,
        "terms": ROLE | REASON | CONVERSION | LEVEL | names(told["plan_section"], "section") | lines,
    }
