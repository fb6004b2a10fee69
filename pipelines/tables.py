"""Every table of the ledger: grain, key, columns and units.

Names are `layer_subject`: `raw_` as the town sent it, `core_` cleaned and decided, `plan_` the plan, `out_` what is
published. Money columns end in `_fen` and are integers. A type ending in `?` may be null. These contracts are enforced:
the ledger refuses a table that differs, and the gate checks every published one again with Great Expectations.
"""

from __future__ import annotations

from dataclasses import dataclass

TEXT, INT, FLAG, DAY = "VARCHAR", "BIGINT", "BOOLEAN", "DATE"

PLACE = {"file": TEXT, "sheet": TEXT, "row_no": INT}

# What a roster cell can mean (the canonical names of `ingest/headers.csv`), as text, exactly as it stood.
ENTRY_FIELDS = (
    "seq", "county", "town", "village", "group", "head_name", "head_id", "name", "sex", "birth", "id_no", "relation",
    "hh_size", "covered", "category", "disability", "reason", "persons", "cash", "goods", "amount", "standard", "bank",
    "account", "payee", "phone", "address", "cert_no", "sign", "remark", "helper", "flags",
)  # fmt: skip


@dataclass(frozen=True)
class Table:
    """One table's contract. `columns` maps name → DuckDB type, in order; `key` is unique and gives the sort order."""

    grain: str
    key: tuple[str, ...]
    columns: dict[str, str]

    def types(self) -> dict[str, str]:
        return {name: kind.removesuffix("?") for name, kind in self.columns.items()}

    def required(self) -> list[str]:
        return [name for name, kind in self.columns.items() if not kind.endswith("?")]


TABLES: dict[str, Table] = {
    "raw_file": Table(
        "one input file; a refused one says why and how to mend it",
        ("file",),
        {
            "file": TEXT,
            "sha256": TEXT,
            "bytes": INT,
            "kind": TEXT,
            "sheets": INT,
            "area_code": "VARCHAR?",
            "status": TEXT,  # read | partly | refused
            "problem": "VARCHAR?",  # reason code, null when read
            "detail_zh": "VARCHAR?",
            "detail_en": "VARCHAR?",
        },
    ),
    "raw_sheet": Table(
        "one sheet of a file that was opened",
        ("file", "sheet"),
        {
            "file": TEXT,
            "sheet": TEXT,
            "sheet_no": INT,
            "hidden": FLAG,
            "rows": INT,  # non-blank rows
            "header_row": "BIGINT?",
            "title": "VARCHAR?",
            "status": TEXT,  # read | unread (no recognisable header) | empty
        },
    ),
    "raw_column": Table(
        "one headed column of a sheet; `field` is null when the header is not known",
        ("file", "sheet", "col_no"),
        {"file": TEXT, "sheet": TEXT, "col_no": INT, "header": TEXT, "field": "VARCHAR?"},
    ),
    "raw_row": Table(
        "one non-blank sheet row, cell for cell; blank rows are not kept",
        ("file", "sheet", "row_no"),
        {
            **PLACE,
            "role": TEXT,  # title | header | person | subtotal | total | note | footer | unread
            "cells": "VARCHAR[]",  # '' for an empty cell
            "cell_types": TEXT,  # one letter a cell: s text, n number, d date, b boolean, e error, - empty
        },
    ),
    "raw_entry": Table(
        "one person, subtotal or total row with its cells named by meaning; merged cells filled down",
        ("file", "sheet", "row_no"),
        {**PLACE, "role": TEXT, "household_no": "BIGINT?", **dict.fromkeys(ENTRY_FIELDS, "VARCHAR?")},
    ),
    "core_person": Table(
        "one accepted person row of a roster",
        ("file", "sheet", "row_no"),
        {
            **PLACE,
            "area_code": TEXT,
            "village": "VARCHAR?",
            "household_key": TEXT,
            "list": TEXT,
            "category": TEXT,
            "name": TEXT,
            "id_no": TEXT,
            "sex": "VARCHAR?",  # 男 | 女, from the sex column
            "birth_date": DAY,  # from the identity number
            "stated_birth": "VARCHAR?",  # the birth column, YYYY-MM-DD or YYYY-MM
            "claimed_cash_fen": INT,
            "claimed_goods_fen": INT,
            "account": "VARCHAR?",
            "payee": "VARCHAR?",
            "phone": "VARCHAR?",
            "remark": "VARCHAR?",
        },
    ),
    "core_rejected": Table(
        "one refused person row, with every reason",
        ("file", "sheet", "row_no"),
        {
            **PLACE,
            "area_code": "VARCHAR?",
            "list": "VARCHAR?",
            "category": "VARCHAR?",
            "name": "VARCHAR?",
            "id_no": "VARCHAR?",
            "claimed_fen": INT,
            "reasons": TEXT,  # codes joined by '; '
        },
    ),
    "core_sheet_total": Table(
        "one subtotal or total row of a sheet, as the town stated it",
        ("file", "sheet", "row_no"),
        {
            **PLACE,
            "role": TEXT,
            "area_code": "VARCHAR?",
            "list": "VARCHAR?",
            "category": "VARCHAR?",
            "stated_persons": "BIGINT?",
            "stated_fen": "BIGINT?",
        },
    ),
    "plan_standard": Table(
        "one standard (budget line) of the plan in force in the year of the run",
        ("standard_id",),
        {
            "standard_id": TEXT,
            "line_no": INT,
            "section": TEXT,
            "name_zh": TEXT,
            "name_en": TEXT,
            "named": FLAG,  # false: the plan's text leaves the category without a name
            "list": TEXT,
            "category": TEXT,
            "per": TEXT,  # person | household
            "min_age": "BIGINT?",
            "clause": TEXT,
        },
    ),
    "plan_section": Table(
        "one section of the plan's budget",
        ("section",),
        {"section": TEXT, "section_no": INT, "name_zh": TEXT, "name_en": TEXT, "clause": TEXT},
    ),
    "plan_component": Table(
        "one thing a standard gives: cash, or an item of goods at its counted value",
        ("standard_id", "component"),
        {"standard_id": TEXT, "component": TEXT, "kind": TEXT, "value_fen": INT, "clause": TEXT},  # kind: cash | goods
    ),
    "plan_payer": Table(
        "one payer's share of a standard, as an exact fraction; `payer_no` breaks ties for odd fen",
        ("standard_id", "payer"),
        {
            "standard_id": TEXT,
            "payer": TEXT,
            "payer_no": INT,
            "name_zh": TEXT,
            "name_en": TEXT,
            "share_num": INT,
            "share_den": INT,
            "clause": TEXT,
        },
    ),
    "plan_stacking": Table(
        "one ordered pair of standards that one person may hold together; any pair not listed excludes",
        ("standard_a", "standard_b"),
        {"standard_a": TEXT, "standard_b": TEXT, "clause": TEXT},
    ),
    "plan_quota": Table(
        "one limit on the places of a standard in an area",
        ("standard_id", "area_code"),
        {"standard_id": TEXT, "area_code": TEXT, "places": INT, "clause": TEXT},
    ),
    "plan_stated": Table(
        "one figure somebody stated: a line, section, area, area's line, or the grand total",
        ("level", "node"),
        {
            "level": TEXT,  # total | section | line | area | area_line
            "node": TEXT,  # '' | section | standard_id | area_code | area_code/standard_id
            "area_code": "VARCHAR?",
            "section": "VARCHAR?",
            "standard_id": "VARCHAR?",
            "stated_count": "BIGINT?",
            "stated_fen": "BIGINT?",
            "clause": TEXT,
        },
    ),
    "plan_area": Table(
        "one area (town, former office, village…) of the plan",
        ("area_code",),
        {"area_code": TEXT, "area_no": INT, "name_zh": TEXT, "name_en": TEXT, "kind": TEXT},
    ),
    "plan_matching": Table(
        "one area's own matching money (配套资金): shown apart, never part of the plan's totals",
        ("area_code",),
        {"area_code": TEXT, "amount_fen": INT, "source": TEXT},
    ),
    "plan_question": Table(
        "one open question of the plan, and the reading in force",
        ("question_id",),
        {
            "question_id": TEXT,
            "clause": TEXT,
            "question_zh": TEXT,
            "question_en": TEXT,
            "reading_zh": TEXT,
            "reading_en": TEXT,
        },
    ),
    "plan_setting": Table(
        "the run's settings: exactly one row",
        ("plan",),
        {
            "plan": TEXT,
            "year": INT,
            "name_zh": TEXT,
            "name_en": TEXT,
            "reference_day": DAY,
            "plan_sha256": TEXT,
            "stacking_clause": TEXT,
            "stacking_within": TEXT,
        },
    ),
    "core_candidate": Table(
        "one accepted person row × standard it falls under, before the rules choose between candidates",
        ("standard_id", "file", "sheet", "row_no"),
        {
            "standard_id": TEXT,
            **PLACE,
            "section": TEXT,
            "line_no": INT,
            "clause": TEXT,
            "area_code": TEXT,
            "unit_key": TEXT,
            "amount_fen": INT,
            "claimed_fen": INT,
            "min_age": "BIGINT?",
            "age": INT,
            "reference_day": DAY,
            "eligible": FLAG,
            "turn": INT,  # 1 is the row that counts; higher ones repeat it
            "first_place": TEXT,
        },
    ),
    "core_holding": Table(
        "one person × standard they are eligible for, and whether stacking lets it stand",
        ("unit_key", "standard_id"),
        {
            "unit_key": TEXT,
            "standard_id": TEXT,
            "held": FLAG,
            "outranked_standard": "VARCHAR?",
            "outranked_place": "VARCHAR?",
        },
    ),
    "core_award": Table(
        "one candidate award: a person row × a standard it falls under; losers stay, with the reason",
        ("standard_id", "file", "sheet", "row_no"),
        {
            "standard_id": TEXT,
            **PLACE,
            "section": TEXT,
            "area_code": TEXT,
            "unit_key": TEXT,
            "status": TEXT,  # awarded | ineligible | duplicate | excluded | over_quota
            "amount_fen": INT,  # what the standard gives; counts only when awarded
            "claimed_fen": INT,  # what the roster row asked for
            "because": TEXT,  # clause and inputs
            "outranked_by": "VARCHAR?",  # file ▸ sheet ▸ row of what won
        },
    ),
    "core_claim": Table(
        "one thing a town claimed (a person row, or a sheet total's difference from its rows) and what came of it",
        ("file", "sheet", "outcome", "row_no"),
        {
            "file": TEXT,
            "sheet": TEXT,
            "row_no": "BIGINT?",  # null where a sheet has no total row
            "area_code": "VARCHAR?",
            "section": "VARCHAR?",
            "standard_id": "VARCHAR?",
            "outcome": TEXT,
            "claimed_fen": INT,
            "computed_fen": INT,
        },
    ),
    "core_gap": Table(
        "one reason why a stated figure is not the computed one (stated − computed)",
        ("level", "area_code", "section", "standard_id", "cause"),
        {
            "level": TEXT,
            "area_code": "VARCHAR?",
            "section": "VARCHAR?",
            "standard_id": "VARCHAR?",
            "cause": TEXT,
            "places": "BIGINT?",
            "amount_fen": INT,
        },
    ),
    "out_allocation": Table(
        "one area × standard × component",
        ("area_code", "standard_id", "component"),
        {
            "area_code": TEXT,
            "section": TEXT,
            "standard_id": TEXT,
            "component": TEXT,
            "kind": TEXT,
            "awards": INT,
            "amount_fen": INT,
        },
    ),
    "out_funding": Table(
        "one area × standard × component × payer; shares are split at this grain, odd fen by largest remainder",
        ("area_code", "standard_id", "component", "payer"),
        {
            "area_code": TEXT,
            "section": TEXT,
            "standard_id": TEXT,
            "component": TEXT,
            "payer": TEXT,
            "amount_fen": INT,
        },
    ),
    "out_reconciliation": Table(
        "one stated or computed figure of the plan, each beside the other",
        ("level", "node"),
        {
            "level": TEXT,
            "node": TEXT,
            "area_code": "VARCHAR?",
            "section": "VARCHAR?",
            "standard_id": "VARCHAR?",
            "stated_count": "BIGINT?",
            "computed_count": INT,
            "stated_fen": "BIGINT?",
            "computed_fen": INT,
            "difference_fen": "BIGINT?",  # computed − stated
            "agrees": FLAG,
        },
    ),
    "out_bridge": Table(
        "one step from what the towns claimed, over what was computed, to what was stated; per node the steps add up",
        ("level", "node", "step_no"),
        {
            "level": TEXT,
            "node": TEXT,
            "step_no": INT,
            "cause": TEXT,
            "is_level": FLAG,  # a level reached (claimed, computed, stated), not a change
            "rows": "BIGINT?",
            "amount_fen": INT,
        },
    ),
    "out_finding": Table(
        "one rule × offending row or figure; personal values appear masked only",
        ("finding_no",),
        {
            "finding_no": INT,
            "rule": TEXT,
            "severity": TEXT,  # error | warning | note
            "area_code": "VARCHAR?",
            "file": "VARCHAR?",
            "sheet": "VARCHAR?",
            "row_no": "BIGINT?",
            "field": "VARCHAR?",
            "standard_id": "VARCHAR?",
            "observed": "VARCHAR?",
            "expected": "VARCHAR?",
            "money_fen": "BIGINT?",  # money at stake
        },
    ),
    "out_rule": Table(
        "one rule of the catalogue, as run",
        ("rule",),
        {
            "rule": TEXT,
            "severity": TEXT,
            "title_zh": TEXT,
            "title_en": TEXT,
            "why_zh": TEXT,
            "why_en": TEXT,
            "mend_zh": TEXT,
            "mend_en": TEXT,
            "source": TEXT,
            "findings": INT,
        },
    ),
    "out_law": Table(
        "one law of the books and whether it held",
        ("law",),
        {"law": TEXT, "title_zh": TEXT, "title_en": TEXT, "holds": FLAG, "detail": TEXT},
    ),
    "out_gate": Table(
        "one expectation of the Great Expectations gate; empty when the gate was skipped",
        ("suite", "expectation"),
        {"suite": TEXT, "expectation": TEXT, "success": FLAG, "unexpected": "BIGINT?", "ours": "BIGINT?"},
    ),
}

STORED = [name for name in TABLES if name != "raw_entry"]
"""Tables kept in the ledger. `raw_entry` only passes from reading to cleaning: `raw_row` holds the same cells."""

PUBLISHED = [name for name in TABLES if name.startswith(("out_", "plan_"))]
"""Tables published as Parquet. `raw_` and `core_` stay in the ledger: they hold personal data."""
