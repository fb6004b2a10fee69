"""Run every rule over the ledger: offenders into `out_finding`, the rules and their counts into `out_rule`, and what
came of the findings that towns were sent into `out_resubmission`."""

from __future__ import annotations

from typing import Any

import polars as pl

from pipelines.check.catalogue import DERIVED, Rule
from pipelines.check.resubmission import resubmissions
from pipelines.check.subjects import keyed, located
from pipelines.frames import frame, schema
from pipelines.ledger import Ledger
from pipelines.problems import Problem
from pipelines.tables import STORED

ORDER = {"error": 0, "warning": 1, "note": 2}
PLACE = ["rule", "area_code", "file", "sheet", "row_no", "field", "standard_id", "observed"]
AS_CATALOGUED: dict[str, Any] = {"severity": None, "tolerance_fen": 0, "reason": None}


def find(ledger: Ledger, catalogue: list[Rule]) -> dict[str, pl.DataFrame]:
    """`out_finding`, `out_rule` and `out_resubmission`; findings are numbered in order of severity, rule and place.

    `plan_check` weighs a rule otherwise than the catalogue does; a rule that is off is run and counted all the same.
    """
    ledger.build(*DERIVED)
    settings = {row["rule"]: row for row in ledger.table("plan_check").to_dicts()}
    parts, about = [], []
    for rule in catalogue:
        setting = AS_CATALOGUED | settings.get(rule.rule, {})
        severity = setting["severity"] or rule.severity
        offenders = ledger.query(rule.query)
        listed = offenders.clear() if severity == "off" else _beyond(offenders, setting["tolerance_fen"])
        if not listed.is_empty():
            parts.append(listed.with_columns(rule=pl.lit(rule.rule), severity=pl.lit(severity)))
        about.append(_about(rule, severity, setting) | {"offenders": offenders.height, "findings": listed.height})
    findings = (
        pl.concat([frame("out_finding", []), *parts], how="diagonal_relaxed")
        .sort(pl.col("severity").replace_strict(ORDER, return_dtype=pl.Int8), *PLACE, nulls_last=False)
        .with_columns(finding_no=pl.int_range(1, pl.len() + 1, dtype=pl.Int64))
        .select(pl.col(name).cast(kind) for name, kind in schema("out_finding").items())
    )
    findings, out_rule = keyed(located(findings, ledger), ledger), frame("out_rule", about)
    return {
        "out_finding": findings,
        "out_rule": out_rule,
        "out_resubmission": resubmissions(findings, out_rule, ledger),
    }


def ask(ledger: Ledger, rule: Rule) -> list[dict[str, Any]]:
    """The offenders of one rule in a published ledger, in order of their places; identity numbers are masked.

    Raises Problem for a ledger that lacks a table of today's.
    """
    there = set(ledger.query("select table_name from duckdb_tables()")["table_name"])
    if lacking := sorted(name for name in STORED if name not in there and name in rule.query):
        raise Problem(
            "ledger_older",
            f"账本由较早的版本生成，没有 {'、'.join(lacking)}；请重新运行 warm run",
            f"the ledger was made by an earlier version and has no {', '.join(lacking)}; run `warm run` again",
        )
    offenders = ledger.query(rule.query)
    place = [column for column in PLACE if column in offenders.columns]
    return offenders.sort(place, nulls_last=False).to_dicts()


def _beyond(offenders: pl.DataFrame, tolerance_fen: int) -> pl.DataFrame:
    """Those with more money at stake than is let pass; without a tolerance all of them, money or none."""
    return offenders.filter(pl.col("money_fen").fill_null(0).abs() > tolerance_fen) if tolerance_fen else offenders


def _about(rule: Rule, severity: str, setting: dict[str, Any]) -> dict[str, Any]:
    words = {f"{part}_{lang}": getattr(rule, part)[lang] for part in ("title", "why", "mend") for lang in ("zh", "en")}
    return {
        **{"rule": rule.rule, "family": rule.family, "severity": severity, **words, "source": rule.source},
        **{name: setting[name] for name in ("tolerance_fen", "reason")},
    }
