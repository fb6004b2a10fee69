"""Two years of one plan beside each other; made by `warm compare`, in a ledger of their own."""

from __future__ import annotations

from pipelines.tables.contract import INT, TEXT, Table

CELL = {"measure": TEXT, "area_code": TEXT, "section": TEXT, "standard_id": TEXT, "payer": TEXT}

COMPARISON: dict[str, Table] = {
    "out_year_figure": Table(
        "one measure (fen, awards) × area × standard × payer in both years; awards have no payer",
        ("measure", "area_code", "standard_id", "payer"),
        {**CELL, "before": INT, "after": INT},
    ),
    "out_year_over_year": Table(
        "one factor's part of the change of one figure; per method the factors add up to it exactly",
        ("method", "factor_no", "measure", "area_code", "standard_id", "payer"),
        {
            "method": TEXT,  # in_order | free_of_order
            "factor_no": INT,
            "factor": TEXT,
            **CELL,
            "amount": INT,  # fen or awards, new − old
        },
    ),
    "out_year_crossed": Table(
        "one year's rules on one year's people × measure × area × standard × payer; the years themselves among them",
        ("rules_year", "people_year", "measure", "area_code", "standard_id", "payer"),
        {"rules_year": INT, "people_year": INT, **CELL, "amount": INT},  # fen or awards
    ),
    "out_move": Table(
        "one person new, gone, in another area or another category; masked",
        ("move_no",),
        {
            "move_no": INT,
            "kind": TEXT,  # came | left | place | category
            "area_before": "VARCHAR?",
            "area_after": "VARCHAR?",
            "category_before": "VARCHAR?",
            "category_after": "VARCHAR?",
            "name": TEXT,
            "id_no": TEXT,
            "reason": "VARCHAR?",  # a code of words.WHY_MOVED; null where the rosters do not tell
        },
    ),
    "out_sentence": Table(
        "one sentence of the yearly report",
        ("sentence_no",),
        {"sentence_no": INT, "topic": TEXT, "text_zh": TEXT, "text_en": TEXT},
    ),
    "out_sentence_number": Table(
        "one number in a sentence, before it was rounded, and where it comes from",
        ("sentence_no", "number_no"),
        {
            "sentence_no": INT,
            "number_no": INT,
            "shown_zh": TEXT,
            "shown_en": TEXT,
            "unit": TEXT,  # fen | awards | people | areas | rate
            "amount": "BIGINT?",  # null for a rate, which is no whole number
            "source": TEXT,
        },
    ),
}

WHAT_IF: dict[str, Table] = {
    "out_what_if": Table(
        "one measure (fen, awards) × area × standard × component × payer, as published and under changed rules; awards "
        "have no component and no payer",
        ("measure", "area_code", "standard_id", "component", "payer"),
        {
            "measure": TEXT,
            "area_code": TEXT,
            "section": TEXT,
            "standard_id": TEXT,
            "component": TEXT,
            "payer": TEXT,
            "before": INT,
            "after": INT,
            "change": INT,
        },
    ),
}
"""Never published: made by `warm what-if`, to be read and thrown away."""
