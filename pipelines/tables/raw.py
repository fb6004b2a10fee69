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
            "encoding": "VARCHAR?",  # of a text file
            "sheets": INT,
            "area_code": "VARCHAR?",
            "status": TEXT,  # read | partly | refused
            "problem": "VARCHAR?",  # reason code, null when read
            "detail_zh": "VARCHAR?",
            "detail_en": "VARCHAR?",
        },
    ),
    "raw_sheet": Table(
        "one sheet of a file that was opened; of tables standing side by side each is a sheet, named `tab (H:N)`",
        ("file", "sheet"),
        {
            "file": TEXT,
            "sheet": TEXT,
            "tab": TEXT,  # the name on the tab
            "sheet_no": INT,
            "hidden": FLAG,
            "hidden_rows": "VARCHAR?",  # read all the same, e.g. 5-7, 12
            "hidden_columns": "VARCHAR?",  # e.g. D, F
            "merges": "VARCHAR?",  # e.g. A1:T1 A2:B2
            "rows": INT,  # non-blank rows
            "header_row": "BIGINT?",  # of its first table
            "title": "VARCHAR?",
            "status": TEXT,  # read | summary | answers | unread (no recognisable header) | empty
        },
    ),
    "raw_table": Table(
        "one table of a sheet, from the top",
        ("file", "sheet", "table_no"),
        {
            "file": TEXT,
            "sheet": TEXT,
            "table_no": INT,  # from 1
            "title": "VARCHAR?",  # what stands above it
            "header_row": INT,
            "header_rows": INT,  # levels
            "last_row": INT,
        },
    ),
    "raw_column": Table(
        "one headed column of a table; `field` is null when the header is not known",
        ("file", "sheet", "table_no", "col_no"),
        {
            "file": TEXT,
            "sheet": TEXT,
            "table_no": INT,
            "col_no": INT,
            "header": TEXT,  # levels joined by ▸
            "field": "VARCHAR?",
            "unit": "VARCHAR?",  # 元 | 万元, where the header or the table states it
            "how": "VARCHAR?",  # synonym | override | content
            "suggestion": "VARCHAR?",  # the field an unknown header comes close to
        },
    ),
    "raw_row": Table(
        "one non-blank sheet row, cell for cell; blank rows are not kept",
        ("file", "sheet", "row_no"),
        {
            **PLACE,
            "table_no": INT,  # 0 above the first table
            "role": TEXT,  # title | header | person | subtotal | total | note | footer | summary | answer | unread
            "cells": "VARCHAR[]",  # '' for an empty cell
            "cell_types": TEXT,  # one letter a cell: s text, n number, d date, b boolean, e error, - empty
        },
    ),
    "raw_entry": Table(
        "one person, subtotal, total or summary row with its cells named by meaning; merged cells filled down",
        ("file", "sheet", "row_no"),
        {
            **PLACE,
            "table_no": INT,
            "role": TEXT,
            "household_no": "BIGINT?",
            **dict.fromkeys(ENTRY_FIELDS, "VARCHAR?"),
        },
    ),
    "raw_correction": Table(
        "one line of corrections.csv, applied",
        ("file", "tab", "cell"),
        {
            "file": TEXT,
            "tab": TEXT,
            "cell": TEXT,
            "old": TEXT,
            "new": TEXT,
            "reason": TEXT,
            "who": TEXT,
            "day": TEXT,
        },
    ),
    "raw_answer": Table(
        "one finding listed in a workbook that was sent back to a town, as it came in again",
        ("file", "finding_key"),
        {
            "file": TEXT,
            "finding_key": TEXT,
            "rule": TEXT,
            "tab": "VARCHAR?",
            "cell": "VARCHAR?",
            "answer": "VARCHAR?",  # corrected | correct_as_is
            "because": "VARCHAR?",
        },
    ),
}
