"""Where in its row a finding stands (`cell`), and the key by which it is known again (`finding_key`)."""

from __future__ import annotations

from hashlib import blake2b

import polars as pl

from pipelines.ledger import Ledger

PLACE = ["file", "sheet", "row_no"]
NEAREST = {
    "total": ("amount", "cash", "goods"),
    "amount": ("cash", "goods"),
    "cash": ("amount", "goods"),
    "goods": ("amount", "cash"),
    "persons": ("hh_size", "covered", "name"),
    "id_no": ("head_id", "name", "head_name"),
    "category": ("flags", "name"),
}
"""Where a sheet has no column of a finding's own field, the column that says the same, best first."""
ANYWHERE = ("name", "head_name", "id_no", "seq")


def located(findings: pl.DataFrame, ledger: Ledger) -> pl.DataFrame:
    """The findings with their `cell`: the one their rule gives, else the one in the column of their field."""
    columns = ledger.query(
        "select file, sheet, table_no, col_no, field as column_field from raw_column where field <> ''"
    )
    tables = ledger.query("select file, sheet, row_no, table_no from raw_row")
    wanted = findings.filter(pl.col("row_no").is_not_null() & pl.col("cell").is_null())
    choices = [
        (field, choice, rank)
        for field in wanted["field"].unique()
        for rank, choice in enumerate((field, *NEAREST.get(field or "", ()), *ANYWHERE))
    ]
    ranked = pl.DataFrame(
        choices, schema={"field": pl.String, "column_field": pl.String, "rank": pl.Int64}, orient="row"
    )
    cells = (
        wanted.select("finding_no", "field", *PLACE)
        .join(tables, on=PLACE)
        .join(columns, on=["file", "sheet", "table_no"])
        .join(ranked, on=["field", "column_field"], nulls_equal=True)
        .sort("finding_no", "rank", "col_no")
        .unique("finding_no", keep="first", maintain_order=True)
    )
    names = {number: column_name(number) for number in cells["col_no"].unique()}
    named = cells.select(
        "finding_no",
        place=pl.concat_str(pl.col("col_no").replace_strict(names, return_dtype=pl.String), "row_no"),
    )
    joined = findings.join(named, on="finding_no", how="left", maintain_order="left")
    return joined.with_columns(cell=pl.coalesce("cell", "place")).drop("place")


def keyed(findings: pl.DataFrame, ledger: Ledger) -> pl.DataFrame:
    """The findings with their `finding_key`, made of what does not change when rows move or a file is renamed.

    That is rule, area, standard, field and subject: the person (of a refused row both number and name, for one of them
    may be missing), else the sheet. A finding about no field is told by what was observed. Equal ones are numbered.
    """
    people = ledger.query(
        "select file, sheet, row_no, id_no as person from core_person union all "
        "select file, sheet, row_no, concat_ws('/', id_no, name) as person from core_rejected"
    )
    tabs = ledger.query("select file, sheet, tab from raw_sheet")
    subject = pl.coalesce("person", sheet_known_as(pl.col("tab")), pl.lit(""))
    observed = pl.when(pl.col("field").is_null()).then("observed")
    told = (
        findings.join(people, on=PLACE, how="left", maintain_order="left")
        .join(tabs, on=["file", "sheet"], how="left", maintain_order="left")
        .with_columns(
            told=pl.concat_str(
                *(pl.col(part).fill_null("") for part in ("rule", "area_code", "standard_id", "field")),
                subject,
                observed.fill_null(""),
                separator="\x1f",
            )
        )
    )
    turn = pl.int_range(pl.len()).over("told", order_by=[*PLACE, "finding_no"])
    key = pl.concat_str("told", turn.cast(pl.String), separator="\x1f").map_elements(_digest, return_dtype=pl.String)
    return findings.with_columns(told.select(finding_key=key))


def sheet_known_as(tab: pl.Expr) -> pl.Expr:
    """A tab's name without what a return adds or cuts to make it unlike the others of the workbook."""
    return tab.str.replace(r" \(\d+\)$", "").str.slice(0, 24)


def column_name(number: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=8).hexdigest()
