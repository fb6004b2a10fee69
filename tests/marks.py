"""The workbook's mark of every figure of a ledger, with its formula worked out, beside whether the figure agrees."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from pipelines.ledger import Ledger
from pipelines.reports.workbook.book import Formula, yuan
from pipelines.reports.workbook.facts import Facts
from pipelines.reports.workbook.marks import mark

NEEDED = (
    "plan_setting", "plan_section", "plan_standard", "plan_area", "plan_payer", "raw_file", "out_reconciliation",
    "out_bridge",
)  # fmt: skip
PAIR = re.compile(r"ROUND\((\d+(?:\.\d\d)?)-(\d+(?:\.\d\d)?),2\)(<?=)0")


def contradictions(made: Ledger) -> list[tuple[str, str, str, str]]:
    """level, node, the mark kept and the mark worked out, where they are not what `agrees` says. Sheets aside."""
    facts = Facts.of({name: made.table(name) for name in NEEDED})
    figures = [figure for figure in facts.figures.values() if figure["level"] != "sheet"]
    assert len(figures) > 10
    found = []
    for figure in figures:
        counts = (str(figure["computed_count"]), str(figure["stated_count"]))
        shown = mark(facts, figure, counts, (str(yuan(figure["computed_fen"])), str(yuan(figure["stated_fen"] or 0))))
        stated = figure["stated_fen"] is not None or figure["stated_count"] is not None
        right = "✔" if stated and figure["agrees"] else "—" if figure["agrees"] else "✘"
        kept, worked_out = (shown.value, _worked_out(shown)) if isinstance(shown, Formula) else (shown, shown)
        if (kept, worked_out) != (right, right):
            found.append((figure["level"], figure["node"], str(kept), str(worked_out)))
    return found


def _worked_out(formula: Formula) -> str:
    pairs: list[Any] = PAIR.findall(formula.text)
    assert pairs, formula.text
    gaps = [(Decimal(one) - Decimal(other), sign) for one, other, sign in pairs]
    return "✔" if all(gap == 0 or (sign == "<=" and gap < 0) for gap, sign in gaps) else "✘"
