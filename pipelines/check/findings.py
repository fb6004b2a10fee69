"""Run every rule over the ledger: all offenders into `out_finding`, the rules and their counts into `out_rule`, and
what came of the findings that towns were sent into `out_resubmission`."""

from __future__ import annotations

import polars as pl

from pipelines.check.catalogue import Rule
from pipelines.check.resubmission import resubmissions
from pipelines.check.subjects import keyed, located
from pipelines.frames import frame, schema
from pipelines.ledger import Ledger

ORDER = {"error": 0, "warning": 1, "note": 2}
PLACE = ["rule", "area_code", "file", "sheet", "row_no", "field", "standard_id", "observed"]


def find(ledger: Ledger, catalogue: list[Rule]) -> dict[str, pl.DataFrame]:
    """`out_finding`, `out_rule` and `out_resubmission`; findings are numbered in order of severity, rule and place."""
    wanted = schema("out_finding")
    found = {rule.rule: ledger.query(rule.sql) for rule in catalogue}
    parts = [
        offenders.with_columns(rule=pl.lit(rule.rule), severity=pl.lit(rule.severity))
        for rule in catalogue
        if not (offenders := found[rule.rule]).is_empty()
    ]
    findings = (
        pl.concat([frame("out_finding", []), *parts], how="diagonal_relaxed")
        .sort(pl.col("severity").replace_strict(ORDER, return_dtype=pl.Int8), *PLACE, nulls_last=False)
        .with_columns(finding_no=pl.int_range(1, pl.len() + 1, dtype=pl.Int64))
        .select(pl.col(name).cast(kind) for name, kind in wanted.items())
    )
    findings = keyed(located(findings, ledger), ledger)
    about = [
        {
            "rule": rule.rule,
            "severity": rule.severity,
            **{
                f"{part}_{lang}": getattr(rule, part)[lang]
                for part in ("title", "why", "mend")
                for lang in ("zh", "en")
            },
            "source": rule.source,
            "findings": found[rule.rule].height,
        }
        for rule in catalogue
    ]
    out_rule = frame("out_rule", about)
    return {
        "out_finding": findings,
        "out_rule": out_rule,
        "out_resubmission": resubmissions(findings, out_rule, ledger),
    }
