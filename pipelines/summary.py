"""`summary.json`: the run in numbers, for machines. Money in fen. The shape is stable; additions only.

```
{ "plan", "year", "plan_sha256", "version", "balanced": bool, "exit_code": int,
  "names":   {line, section or area: {"zh", "en"}},
  "files":   [{"file", "sha256", "area_code", "status", "problem", "detail": {"zh", "en"} | null,
               "rows_read", "accepted", "refused"}],
  "totals":  {"total": T, "lines": {id: T}, "sections": {id: T}, "areas": {code: T},            T = {"stated_fen",
              "computed_fen", "stated_count", "computed_count", "agrees"}
              "payers": {id: fen}, "payers_by_kind": {id: {"cash": fen, "goods": fen}},
              "upper_money": [{"payer", "granted_fen", "used_fen", "left_fen"}],   funds used before the shares
              "components": {id: fen}},
  "bridge":  [{"cause", "is_level", "rows", "amount_fen"}],       from claimed over computed to stated, of the total
  "findings": {"error": n, "warning": n, "note": n, "by_rule": {rule: n}},
  "resubmissions": [{"file", "area_code", "fixed": n, "still_there": n, "new": n, "unread": n,
                     "answers": {"corrected": n, "correct_as_is": n}}],     returned workbooks that came in again
  "flags":   ["unexplained"] or [],                    published, but part of a gap has no known cause
  "unexplained_fen": int,                              that part, in absolute fen (`pipelines.reconcile`)
  "payments": null where nothing has come back, else
             {"files": n, "lines": n, "refused": n,               files and lines read, lines refused
              "steps": [{"cause", "is_level", "payees", "amount_fen"}],      from due over paid out to the balance
              "areas": {code: {"due_fen", "paid_out_fen", "to_recover_fen", "balance_fen"}},      "": area not told
              "payers": {id: {the same}},
              "payees": {verdict: n}},                            as `words.PAID`
  "laws":    {law: {"holds": bool, "detail"}},
  "gate":    {"ran": bool, "expectations": n, "agreeing": n},
  "seconds": {stage: s} }
```
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl

from pipelines import __version__
from pipelines.check.verdict import agreeing
from pipelines.reconcile import books_agree, unexplained_fen
from pipelines.tables import STORED, TABLES
from pipelines.words import ANSWER, KIND, RESUBMITTED

Tables = dict[str, pl.DataFrame]
REPORTED = [name for name in STORED if name != "raw_row"]
"""Tables the reports and the summary read."""
BALANCED, FINDINGS, UNBALANCED = 0, 1, 4


def summarise(tables: Tables, seconds: dict[str, float]) -> dict[str, Any]:
    """The summary of a finished ledger's tables (`raw_*` and `core_person`, `core_rejected` included)."""
    setting = tables["plan_setting"].row(0, named=True)
    figures, findings = tables["out_reconciliation"], tables["out_finding"]
    by_severity = dict(findings["severity"].value_counts().iter_rows())
    unexplained = unexplained_fen(tables["out_bridge"].select("level", "cause", "amount_fen").iter_rows())
    balanced = books_agree(figures) and (tables["raw_file"]["status"] == "read").all() and not unexplained
    gate = tables["out_gate"]
    return {
        "plan": setting["plan"],
        "year": setting["year"],
        "plan_sha256": setting["plan_sha256"],
        "version": __version__,
        "balanced": balanced,
        "exit_code": UNBALANCED if not balanced else FINDINGS if by_severity.get("error") else BALANCED,
        "names": _names(tables),
        "files": _files(tables),
        "totals": {
            "total": _figures(tables, "total", [""])[""],
            "lines": _figures(tables, "line", tables["plan_standard"].sort("line_no")["standard_id"].to_list()),
            "sections": _figures(tables, "section", tables["plan_section"].sort("section_no")["section"].to_list()),
            "areas": _figures(tables, "area", tables["plan_area"].sort("area_no")["area_code"].to_list()),
            "payers": _sums(tables["out_funding"], "payer"),
            "payers_by_kind": _by_kind(tables),
            "upper_money": tables["out_upper_fund"].sort("fund_no").drop("fund_no").to_dicts(),
            "components": _sums(tables["out_allocation"], "component"),
        },
        "bridge": tables["out_bridge"]
        .filter(pl.col("level") == "total")
        .sort("step_no")
        .select("cause", "is_level", "rows", "amount_fen")
        .to_dicts(),
        "findings": {severity: by_severity.get(severity, 0) for severity in ("error", "warning", "note")}
        | {"by_rule": dict(tables["out_rule"].select("rule", "findings").iter_rows())},
        "resubmissions": _resubmissions(tables["out_resubmission"]),
        "flags": ["unexplained"] if unexplained else [],
        "unexplained_fen": unexplained,
        "payments": _payments(tables),
        "laws": {row["law"]: {"holds": row["holds"], "detail": row["detail"]} for row in tables["out_law"].to_dicts()},
        "gate": {
            "ran": not gate.is_empty(),
            "expectations": gate.height,
            "agreeing": gate.filter(agreeing()).height,
        },
        "seconds": {stage: round(spent, 3) for stage, spent in seconds.items()},
    }


def write_summary(summary: dict[str, Any], path: Path) -> None:
    path.write_text(json.dumps(summary, ensure_ascii=False, indent=1), "utf-8")


def _files(tables: Tables) -> list[dict[str, Any]]:
    rows = tables["raw_sheet"].group_by("file").agg(rows_read=pl.col("rows").sum())
    accepted = tables["core_person"].group_by("file").agg(accepted=pl.len())
    refused = tables["core_rejected"].group_by("file").agg(refused=pl.len())
    joined = tables["raw_file"].sort(TABLES["raw_file"].key)
    for counts in (rows, accepted, refused):
        joined = joined.join(counts, on="file", how="left", maintain_order="left")
    return [
        {
            **{name: row[name] for name in ("file", "sha256", "area_code", "status", "problem")},
            "detail": {"zh": row["detail_zh"], "en": row["detail_en"]} if row["problem"] else None,
            **{name: row[name] or 0 for name in ("rows_read", "accepted", "refused")},
        }
        for row in joined.to_dicts()
    ]


def _resubmissions(told: pl.DataFrame) -> list[dict[str, Any]]:
    return [
        {
            "file": file,
            "area_code": rows["area_code"][0],
            **{state: rows.filter(pl.col("state") == state).height for state in RESUBMITTED},
            "answers": {answer: rows.filter(pl.col("answer") == answer).height for answer in ANSWER},
        }
        for (file,), rows in told.sort("file").group_by(["file"], maintain_order=True)
    ]


def _payments(tables: Tables) -> dict[str, Any] | None:
    sheets, paid = tables["core_paid_sheet"], tables["out_payment"]
    if sheets.is_empty():
        return None
    sums = [f"{name}_fen" for name in ("due", "paid_out", "to_recover", "balance")]

    def by(key: str) -> dict[str, dict[str, int]]:
        rows = paid.group_by(key).agg(pl.col(sums).sum()).sort(key).to_dicts()
        return {row[key]: {name: row[name] for name in sums} for row in rows}

    steps = tables["out_payment_step"].filter(pl.col("level") == "total").sort("step_no")
    return {
        "files": sheets["file"].n_unique(),
        "lines": int(sheets["payments"].sum()),
        "refused": int(sheets["refused"].sum()),
        "steps": steps.select("cause", "is_level", "payees", "amount_fen").to_dicts(),
        "areas": by("area_code"),
        "payers": by("payer"),
        "payees": dict(tables["core_paid"]["verdict"].value_counts().sort("verdict").iter_rows()),
    }


def _names(tables: Tables) -> dict[str, dict[str, str]]:
    keys = {"plan_standard": "standard_id", "plan_section": "section", "plan_area": "area_code"}
    return {
        row[key]: {"zh": row["name_zh"], "en": row["name_en"]}
        for table, key in keys.items()
        for row in tables[table].to_dicts()
    }


def _figures(tables: Tables, level: str, order: list[str]) -> dict[str, Any]:
    """The figures of one level, in the plan's own order."""
    wanted = ["stated_fen", "computed_fen", "stated_count", "computed_count", "agrees"]
    figures = tables["out_reconciliation"].filter(pl.col("level") == level)
    rows = {row["node"]: {name: row[name] for name in wanted} for row in figures.to_dicts()}
    return {node: rows[node] for node in order}


def _sums(frame: pl.DataFrame, by: str) -> dict[str, int]:
    return dict(frame.group_by(by).agg(pl.col("amount_fen").sum()).sort(by).iter_rows())


def _by_kind(tables: Tables) -> dict[str, dict[str, int]]:
    """Each payer's fen in cash and in goods at their value."""
    cell = ["area_code", "standard_id", "component"]
    funding = tables["out_funding"].join(tables["out_allocation"].select(*cell, "kind"), on=cell)
    sums = {
        (payer, kind): fen
        for payer, kind, fen in funding.group_by("payer", "kind").agg(pl.col("amount_fen").sum()).iter_rows()
    }
    return {
        payer: {kind: sums.get((payer, kind), 0) for kind in KIND} for payer in sorted({payer for payer, _ in sums})
    }
