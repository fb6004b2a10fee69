"""What is published."""

from __future__ import annotations

from pipelines.tables.contract import FLAG, INT, TEXT, Table

OUT: dict[str, Table] = {
    "out_allocation": Table(
        "one area × standard × component; goods without a price and awards only counted have a null amount",
        ("area_code", "standard_id", "component"),
        {
            "area_code": TEXT,
            "section": TEXT,
            "standard_id": TEXT,
            "component": TEXT,
            "kind": TEXT,  # cash | goods | counted
            "awards": INT,
            "quantity": INT,
            "unit": TEXT,
            "amount_fen": "BIGINT?",
        },
    ),
    "out_purchase": Table(
        "one area × item of goods to buy; `amount_fen` is null when any of it has no price",
        ("area_code", "component"),
        {"area_code": TEXT, "component": TEXT, "quantity": INT, "unit": TEXT, "amount_fen": "BIGINT?"},
    ),
    "out_upper_share": Table(
        "one area × standard × component that upper-level money is used for, in proportion to its amount",
        ("area_code", "standard_id", "component"),
        {"area_code": TEXT, "standard_id": TEXT, "component": TEXT, "fund_no": INT, "payer": TEXT, "amount_fen": INT},
    ),
    "out_upper_fund": Table(
        "one fund of upper-level money: granted = used + left",
        ("fund_no",),
        {"fund_no": INT, "payer": TEXT, "granted_fen": INT, "used_fen": INT, "left_fen": INT},
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
        "one figure, stated beside computed: a node of the plan, a payer, or a sheet a town sent in",
        ("level", "node"),
        {
            "level": TEXT,  # total | section | line | area | area_line | payer | sheet
            "node": TEXT,  # as plan_stated; of a sheet `file ▸ sheet`, with ` ▸ #n` where its tables have totals each
            "area_code": "VARCHAR?",
            "section": "VARCHAR?",
            "standard_id": "VARCHAR?",
            "file": "VARCHAR?",
            "sheet": "VARCHAR?",
            "stated_count": "BIGINT?",
            "computed_count": INT,
            "stated_fen": "BIGINT?",
            "computed_fen": INT,
            "difference_fen": "BIGINT?",  # computed − stated
            "agrees": FLAG,
            "stated_by_zh": "VARCHAR?",
            "stated_by_en": "VARCHAR?",
            "stated_on": "DATE?",
            "firmness": "VARCHAR?",  # exact | about | at_most
            "clause": "VARCHAR?",  # where it is stated: clause, or `file ▸ sheet ▸ row`
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
            "cell": "VARCHAR?",  # of the row, e.g. D17
            "field": "VARCHAR?",
            "standard_id": "VARCHAR?",
            "observed": "VARCHAR?",
            "expected": "VARCHAR?",
            "money_fen": "BIGINT?",  # money at stake
            "finding_key": TEXT,  # the same for the same mistake of the same person, wherever the row and file go
        },
        kept_back=("finding_key",),
    ),
    "out_resubmission": Table(
        "one finding that a returned workbook lists, or that is found in it now that it came in again",
        ("file", "finding_key"),
        {
            "file": TEXT,
            "finding_key": TEXT,
            "area_code": "VARCHAR?",
            "rule": TEXT,
            "severity": "VARCHAR?",  # null for a rule there is no more
            "state": TEXT,  # fixed | still_there | new | unread (its sheet is not there or not read any more)
            "tab_then": "VARCHAR?",  # as the list says
            "cell_then": "VARCHAR?",
            "tab": "VARCHAR?",
            "cell": "VARCHAR?",
            "answer": "VARCHAR?",  # corrected | correct_as_is
            "because": "VARCHAR?",  # the town's words; long numbers masked
        },
        kept_back=("finding_key",),
    ),
    "out_rule": Table(
        "one rule of the catalogue, as run",
        ("rule",),
        {
            "rule": TEXT,
            "family": TEXT,
            "severity": TEXT,  # as the plan weighs it: error | warning | note | off
            "title_zh": TEXT,
            "title_en": TEXT,
            "why_zh": TEXT,
            "why_en": TEXT,
            "mend_zh": TEXT,
            "mend_en": TEXT,
            "source": TEXT,
            "offenders": INT,  # what its query returns
            "findings": INT,  # those of them listed in out_finding
            "tolerance_fen": INT,
            "reason": "VARCHAR?",  # why this plan weighs it otherwise
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
