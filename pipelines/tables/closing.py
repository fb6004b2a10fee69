"""How the books are closed: what was claimed and became of it, and why stated figures are not the computed ones.

These tables name files and rows, and stay in the ledger.
"""

from __future__ import annotations

from pipelines.tables.contract import INT, TEXT, Table

CLOSING: dict[str, Table] = {
    "core_claim": Table(
        "one thing a town claimed (a person row, or a sheet total's difference from its rows) and what came of it",
        ("file", "sheet", "outcome", "row_no"),
        {
            "file": TEXT,
            "sheet": TEXT,
            "row_no": "BIGINT?",  # null where a sheet has no total row
            "part_no": INT,  # table of the sheet, where several have totals of their own; else 0
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
    "core_payer_gap": Table(
        "one payer's part of one reason why stated figures are not the computed ones; then what only shares explain",
        ("payer", "level", "area_code", "section", "standard_id", "cause"),
        {
            "payer": TEXT,
            "level": TEXT,  # as core_gap; payer: of the payer's own figure
            "area_code": "VARCHAR?",
            "section": "VARCHAR?",
            "standard_id": "VARCHAR?",
            "cause": TEXT,
            "places": "BIGINT?",
            "amount_fen": INT,
        },
    ),
    "core_sheet_figure": Table(
        "one sheet (or each table, where several have totals of their own) that claims: its typed total and its awards",
        ("file", "sheet", "part_no"),
        {
            "file": TEXT,
            "sheet": TEXT,
            "part_no": INT,
            "node": TEXT,
            "area_code": "VARCHAR?",
            "total_row": "BIGINT?",  # null: no total was typed
            "stated_count": "BIGINT?",
            "stated_fen": "BIGINT?",
            "computed_count": INT,
            "computed_fen": INT,
            "stated_on": "DATE?",  # the day the sheet says it was filled in
        },
    ),
}
