"""What came of the findings a town was sent, told from its returned workbook alone: the list in it and what is found
in it now. An earlier result is never looked at."""

from __future__ import annotations

import polars as pl

from pipelines.frames import schema
from pipelines.ledger import Ledger

LONG_NUMBER = r"\d{5,}[\dXx]"


def resubmissions(findings: pl.DataFrame, out_rule: pl.DataFrame, ledger: Ledger) -> pl.DataFrame:
    """`out_resubmission`: empty when no file is a returned workbook."""
    listed = ledger.query("select * exclude (file), file from raw_answer")
    returned = ledger.query("select distinct file from raw_sheet where status = 'answers'")
    files = ledger.query("select file, area_code from raw_file")
    tabs = ledger.query("select file, sheet, tab, status in ('read', 'summary') as is_read from raw_sheet")
    read = tabs.filter("is_read").select("file", "tab").unique()
    found = findings.join(tabs.select("file", "sheet", "tab"), on=["file", "sheet"], how="left").select(
        "file", "finding_key", "rule", "tab", "cell"
    )
    then = (
        listed.rename({"tab": "tab_then", "cell": "cell_then"})
        .join(found.select("finding_key", "tab", "cell", now="finding_key"), on="finding_key", how="left")
        .join(_mended_wrongly(listed, found), on=["file", "finding_key"], how="left")
        .join(read.select("file", tab_then="tab", reads=pl.lit(value=True)), on=["file", "tab_then"], how="left")
        .with_columns(
            now=pl.coalesce("now", "other"),
            tab=pl.coalesce("tab", pl.when(pl.col("other").is_not_null()).then("tab_then")),
            cell=pl.coalesce("cell", pl.when(pl.col("other").is_not_null()).then("cell_then")),
        )
        .with_columns(
            state=pl.when(pl.col("now").is_not_null())
            .then(pl.lit("still_there"))
            .when(pl.col("reads").is_null() & pl.col("tab_then").is_not_null())
            .then(pl.lit("unread"))
            .otherwise(pl.lit("fixed"))
        )
    )
    new = (
        found.join(returned, on="file", how="semi")
        .join(then.select("file", finding_key="now"), on=["file", "finding_key"], how="anti")
        .with_columns(state=pl.lit("new"))
    )
    told = (
        pl.concat([then, new], how="diagonal_relaxed")
        .join(files, on="file", how="left")
        .join(out_rule.select("rule", "severity"), on="rule", how="left")
        .with_columns(because=masked(pl.col("because")))
    )
    wanted = schema("out_resubmission")
    return told.select(pl.col(name).cast(kind) for name, kind in wanted.items()).sort("file", "finding_key")


def _mended_wrongly(listed: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Listed findings that are gone, in whose cell the same rule finds something `other`: file, finding_key, other."""
    place = ["file", "tab", "cell", "rule"]
    gone = listed.join(found, on="finding_key", how="anti").filter(pl.col("cell").is_not_null())
    unlisted = found.join(listed, on="finding_key", how="anti").select(*place, other="finding_key")
    return gone.join(unlisted, on=place).select("file", "finding_key", "other").unique("other").unique("finding_key")


def masked(text: pl.Expr) -> pl.Expr:
    """Long numbers (identity, account, phone) starred: what the town wrote is shown in reports."""
    return text.str.replace_all(LONG_NUMBER, "*****")
