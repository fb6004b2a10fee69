"""Roster entries → accepted and refused person rows, and the totals the towns stated.

Values are typed and trimmed, never mended: a row that cannot be read for certain is refused with every reason, and the
town mends it. Nothing is dropped: every `person` entry ends in exactly one of `core_person` and `core_rejected`. Where
it took a rule to read a cell, `core_conversion` keeps what stood there.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

import polars as pl

from pipelines.clean.claims import claimed, sheet_totals, units
from pipelines.clean.conversions import PLACE, TABLE, addressed, conversions
from pipelines.clean.ditto import repeated
from pipelines.clean.people import accepted, flags, typed
from pipelines.clean.places import classified, located
from pipelines.clean.refusals import refusals, rejected
from pipelines.clean.suggest import KNOWN
from pipelines.plan import Plan

LISTED = ["person", "subtotal", "total"]


class RawTables(Protocol):
    """What was read (`pipelines.tables`); summaries and answered findings among it are no people."""

    @property
    def raw_file(self) -> pl.DataFrame: ...
    @property
    def raw_sheet(self) -> pl.DataFrame: ...
    @property
    def raw_table(self) -> pl.DataFrame: ...
    @property
    def raw_column(self) -> pl.DataFrame: ...
    @property
    def raw_row(self) -> pl.DataFrame: ...
    @property
    def raw_entry(self) -> pl.DataFrame: ...


class Cleaned(NamedTuple):
    """Frames as `pipelines.tables` has them."""

    raw_file: pl.DataFrame
    core_person: pl.DataFrame
    core_rejected: pl.DataFrame
    core_refusal: pl.DataFrame
    core_conversion: pl.DataFrame
    core_flag: pl.DataFrame
    core_sheet_total: pl.DataFrame


def clean_rosters(raw: RawTables, plan: Plan, known: pl.DataFrame | None = None) -> Cleaned:
    """Files get their area, tables their list and category, entries their types.

    `known` are people of last year's ledger (name, id_no, place), from whom a damaged number may be suggested.
    """
    files = located(raw.raw_file, raw.raw_sheet, plan)
    tables = classified(raw.raw_sheet, raw.raw_table, plan).join(units(raw.raw_column), on=TABLE, how="left")
    addresses = addressed(raw.raw_column)
    summaries = raw.raw_entry.filter(role="summary").select(TABLE).unique()  # their totals are no list's
    entries = (
        raw.raw_entry.filter(pl.col("role").is_in(LISTED))
        .join(summaries, on=TABLE, how="anti", maintain_order="left")
        .join(files.select("file", "area_code"), on="file", how="left", maintain_order="left")
        .join(tables, on=TABLE, how="left", maintain_order="left")
        .join(raw.raw_row.select(*PLACE, "cell_types"), on=PLACE, how="left", maintain_order="left")
    )
    filled, ditto_reads = repeated(entries)
    priced, amount_reads = claimed(filled)
    persons = priced.filter(pl.col("role") == "person")
    people, reads = typed(persons, plan, addresses, raw.raw_row)
    core_person = accepted(people)
    known = pl.DataFrame(schema=KNOWN) if known is None else known
    return Cleaned(
        raw_file=files,
        core_person=core_person,
        core_rejected=rejected(people),
        core_refusal=refusals(people, entries, core_person, addresses, known),
        core_conversion=pl.concat(
            [
                conversions(entries, [*ditto_reads, *amount_reads], addresses),
                conversions(persons, reads, addresses),
            ]
        )
        .unique([*PLACE, "field"], keep="first", maintain_order=True)
        .sort(*PLACE, "field"),
        core_flag=flags(people, core_person, plan),
        core_sheet_total=sheet_totals(priced),
    )
