"""People listed more than once, and what was decided of them. These tables stay in the ledger."""

from __future__ import annotations

from pipelines.tables.contract import FLAG, INT, PLACE, TEXT, Table

DUPLICATES: dict[str, Table] = {
    "core_duplicate": Table(
        "one pair of listings that are, or may be, one person: a row of the submission and another, or one of the base",
        ("file", "sheet", "row_no", "against", "other_file", "other_sheet", "other_row_no"),
        {
            **PLACE,
            "against": TEXT,  # the list of the base; "" for another row of the submission
            "other_file": TEXT,
            "other_sheet": TEXT,
            "other_row_no": INT,
            "kind": TEXT,
            "exact": FLAG,  # one number, after normalising
            "score": INT,  # 100 for one number; else the points of the evidence, at most 99
            "evidence_zh": TEXT,  # numbers masked
            "evidence_en": TEXT,
            "cluster": "VARCHAR?",  # null for a renewal: on last year's list again, as expected
        },
    ),
    "core_cluster": Table(
        "one listing of a cluster: listings that are one person by some chain of pairs",
        ("cluster", "origin", "file", "sheet", "row_no"),
        {
            "cluster": TEXT,  # made of what the rows say: the same whatever the order of files and rows
            "origin": TEXT,  # the list of the base; "" for the submission
            **PLACE,
            "area_code": "VARCHAR?",
            "list": "VARCHAR?",
        },
    ),
    "core_decision": Table(
        "one row of a cluster that somebody decided on, by decisions.csv",
        ("file", "sheet", "row_no"),
        {
            **PLACE,
            "cluster": TEXT,
            "decision": TEXT,  # keep | drop | both_genuine; beside a row that is kept the others are dropped
            "who": TEXT,
            "why": TEXT,
            "day": TEXT,  # YYYY-MM-DD
        },
    ),
}
