"""Whether a run may be published: every law held, every contract kept, and Great Expectations counted as we did."""

from __future__ import annotations

from typing import Any

import polars as pl

from pipelines.frames import schema
from pipelines.problems import Problem

UNBALANCED = 4


def agreeing() -> pl.Expr:
    """`out_gate` rows that stand: equal to our own count where we have one, else successful."""
    return pl.when(pl.col("ours").is_not_null()).then(pl.col("unexpected") == pl.col("ours")).otherwise("success")


def keep_laws(out_law: pl.DataFrame) -> None:
    """Raises Problem naming every broken law."""
    broken = out_law.filter(~pl.col("holds"))
    if not broken.is_empty():
        zh = "；".join(f"{row['title_zh']}（{row['detail']}）" for row in broken.to_dicts())
        en = "; ".join(f"{row['title_en']} ({row['detail']})" for row in broken.to_dicts())
        raise Problem(
            "law_broken",
            f"账目规律被破坏，结果未发布：{zh}。这是程序缺陷，请保留输入并报告",
            f"a law of the books is broken and nothing was published: {en}. Keep the input and report this defect",
            UNBALANCED,
        )


def answered(answers: list[dict[str, Any]], out_rule: pl.DataFrame) -> pl.DataFrame:
    """`out_gate`: the gate's answers beside our own counts; empty when the gate was skipped."""
    ours = out_rule.select(expectation="rule", ours="offenders", suite=pl.lit("findings"))
    return (
        pl.DataFrame(answers, schema={k: v for k, v in schema("out_gate").items() if k != "ours"})
        .join(ours, on=["suite", "expectation"], how="left", maintain_order="left")
        .select(schema("out_gate").keys())
        .sort("suite", "expectation")
    )


def judge(out_gate: pl.DataFrame) -> None:
    """Raises Problem when a contract is broken or a count differs."""
    failed = out_gate.filter(~agreeing().fill_null(value=False))["expectation"]
    if not failed.is_empty():
        names = ", ".join(failed)
        raise Problem(
            "gate_failed",
            f"发布前检查未通过，结果未发布：{names}。这是程序缺陷，请保留输入并报告",
            f"the gate before publication failed and nothing was published: {names}. "
            "Keep the input and report this defect",
            UNBALANCED,
        )
