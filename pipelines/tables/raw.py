"""As the towns sent it."""

from __future__ import annotations

from pipelines.tables.contract import ENTRY_FIELDS, FLAG, INT, PLACE, TEXT, Table

RAW: dict[str, Table] = {
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
}
