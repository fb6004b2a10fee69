"""The page's charts in both languages: the frames each chart wants, made from the ledger's tables."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

import polars as pl

from pipelines import charts
from pipelines.money import yuan
from pipelines.reports.page.story import Row, Told, area_names
from pipelines.words import ICON, KIND, SEVERITY, Words

LANGUAGES = ("zh", "en")
WHOLE: Words = ("合计", "Total")
NOWHERE: Words = ("（不属于某地区）", "(no single area)")
Drawn = dict[str, dict[str, Any]]


class Split(NamedTuple):
    """What `_shares` divides: a table's amounts by a field, whose codes have an order and words."""

    table: str
    field: str
    parts: dict[str, tuple[int, Words]]


def draw(told: Told) -> Drawn:
    """Chart name → language → Vega-Lite; a chart with nothing to show is left out."""
    makers = {"bridge": bridge, "heat": heat, "kinds": kinds, "payers": payers, "counts": counts}
    drawn: Drawn = {}
    for name, make in makers.items():
        both = {lang: make(told, at) for at, lang in enumerate(LANGUAGES)}
        if chart := both["zh"]:
            drawn[name] = {lang: charts.spec(both[lang] or chart, lang) for lang in LANGUAGES}
    return drawn


def bridge(_: Told, at: int) -> charts.Chart:
    """The waterfall's form: `bridge.js` fills in the figure that the reader chose."""
    blank = {"step_no": 0, "label": "", "text": "", "is_level": True, "start_fen": 0, "end_fen": 0}
    return charts.waterfall(pl.DataFrame([blank]), LANGUAGES[at])


def heat(told: Told, at: int) -> charts.Chart | None:
    """Amount of each area and line."""
    sums: Counter[tuple[str, str]] = Counter()
    for row in told["out_allocation"]:
        sums[row["area_code"], row["standard_id"]] += row["amount_fen"] or 0
    areas = area_names(told)
    lines = sorted(told["plan_standard"], key=lambda row: row["line_no"])
    cells = [
        {
            "area_no": area_no,
            "area": words[at],
            "line_no": line["line_no"],
            "line": line[f"name_{LANGUAGES[at]}"],
            "amount_fen": (amount := sums[code, line["standard_id"]]),
            "node": f"{code}/{line['standard_id']}",
            "text": yuan(amount).removesuffix(".00") if amount else "·",
            "tip": f"{words[at]} × {line['line_no']} {line[f'name_{LANGUAGES[at]}']}: {yuan(amount)}",
        }
        for area_no, (code, words) in enumerate(areas.items())
        for line in lines
    ]
    return charts.heat_map(pl.DataFrame(cells)) if cells else None


def kinds(told: Told, at: int) -> charts.Chart | None:
    """Cash beside goods: the whole, each section, and each line that gives goods; None when all is cash."""
    parts = {code: (no, words) for no, (code, words) in enumerate(KIND.items(), 1)}
    goods = {row["standard_id"] for row in told["out_allocation"] if row["kind"] == "goods" and row["amount_fen"]}
    return _shares(told, Split("out_allocation", "kind", parts), goods, at) if goods else None


def payers(told: Told, at: int) -> charts.Chart | None:
    """Payers beside each other: the whole, each section, and each line with several; None when one pays all."""
    ordered = sorted(told["plan_payer"], key=lambda row: row["payer_no"], reverse=True)
    known = {row["payer"]: (row["payer_no"], (row["name_zh"], row["name_en"])) for row in ordered}
    by_line: dict[str, set[str]] = {}
    for row in told["out_funding"]:
        by_line.setdefault(row["standard_id"], set()).add(row["payer"])
    several = {line for line, found in by_line.items() if len(found) > 1}
    one = len({row["payer"] for row in told["out_funding"]}) < 2
    return None if one else _shares(told, Split("out_funding", "payer", known), several, at)


def counts(told: Told, at: int) -> charts.Chart | None:
    """Findings of each area, by severity."""
    sums = Counter((row["area_code"], row["severity"]) for row in told["out_finding"])
    rows = []
    for area_no, (code, words) in enumerate([*area_names(told).items(), (None, NOWHERE)]):
        found = [(severity, sums[code, severity]) for severity in SEVERITY if sums[code, severity]]
        text = "  ".join(f"{ICON[severity]} {count}" for severity, count in found)
        rows += [
            {"area_no": area_no, "area": words[at], "severity": severity, "count": count, "text": text}
            for severity, count in found
        ]
    legend = {severity: f"{ICON[severity]} {words[at]}" for severity, words in SEVERITY.items()}
    return charts.counts(pl.DataFrame(rows), legend) if rows else None


def _shares(told: Told, split: Split, lines: set[str], at: int) -> charts.Chart | None:
    """The amounts split, in rows: the whole, the sections, and the `lines` worth showing."""
    sections = sorted(told["plan_section"], key=lambda row: row["section_no"])
    ordered = sorted(told["plan_standard"], key=lambda row: row["line_no"])
    wanted = [line for line in ordered if line["standard_id"] in lines]
    rows: list[tuple[str, str | None, str]] = [(WHOLE[at], None, "")]
    rows += [(section[f"name_{LANGUAGES[at]}"], section["section"], "section") for section in sections]
    rows += [
        (f"{line['line_no']} {line[f'name_{LANGUAGES[at]}']}", line["standard_id"], "standard_id") for line in wanted
    ]
    drawn: list[Row] = []
    for row_no, (label, node, column) in enumerate(rows):
        sums: Counter[str] = Counter()
        for row in told[split.table]:
            if node is None or row[column] == node:
                sums[row[split.field]] += row["amount_fen"] or 0
        found = [(*split.parts[code], sums[code]) for code in split.parts if sums[code]]
        text = " · ".join(f"{words[at]} {yuan(amount)}" for _, words, amount in sorted(found))
        drawn += [
            {"row_no": row_no, "row": label, "part_no": no, "part": words[at], "amount_fen": amount, "text": text}
            for no, words, amount in found
        ]
    return charts.shares(pl.DataFrame(drawn)) if drawn else None
