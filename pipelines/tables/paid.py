"""Money paid: what banks and signed registers brought back, beside what was due. Only areas' sums are published."""

from __future__ import annotations

from pipelines.tables.contract import DAY, FLAG, INT, PLACE, TEXT, Table

PAID_SHEET = {"file": TEXT, "sheet": TEXT}  # files stand under the year's folder: paid/NAME

PAID: dict[str, Table] = {
    "core_paid_sheet": Table(
        "one sheet of a paid file, each of its rows accounted for; a file that cannot be read has one row, no sheet",
        ("file", "sheet"),
        {
            **PAID_SHEET,
            "kind": TEXT,  # bank | register | none
            "status": TEXT,  # read | unread | refused | empty
            "area_code": "VARCHAR?",  # told by title, sheet or file name
            "rows": INT,  # non-blank rows
            "payments": INT,
            "refused": INT,
            "aside": INT,  # titles, headers, totals, notes
            "unread": INT,  # of a sheet without a header
            "sha256": TEXT,  # of the file
            "detail_zh": "VARCHAR?",  # why it is not read
            "detail_en": "VARCHAR?",
        },
    ),
    "core_paid_total": Table(
        "one figure that a paid file states of itself, beside what its rows come to",
        ("file", "sheet", "row_no", "about"),
        {
            **PLACE,
            "about": TEXT,  # all | paid | failed
            "area_code": "VARCHAR?",
            "stated_count": "BIGINT?",
            "listed_count": INT,
            "stated_fen": "BIGINT?",
            "listed_fen": INT,
        },
    ),
    "core_payment": Table(
        "one line of a paid file: one attempt to pay, or one sum that came back",
        ("file", "sheet", "row_no"),
        {
            **PLACE,
            "kind": TEXT,  # bank | register
            "area_code": "VARCHAR?",  # told by the line, its section, sheet or file
            "seq": "VARCHAR?",
            "batch": "VARCHAR?",
            "paid_on": "DATE?",
            "name": "VARCHAR?",
            "id_no": "VARCHAR?",
            "account": "VARCHAR?",
            "amount_fen": INT,  # never negative: what came back is told by `outcome`
            # paid | failed | returned (see core_payment_match) | not_signed | recovered | not_recovered | unknown
            "outcome": TEXT,
            "result": "VARCHAR?",  # the bank's word, or the signature, as it stood
            "reason": "VARCHAR?",  # the bank's
            "proxy": "VARCHAR?",  # who signed in the person's place
            "order_no": INT,  # over all files: day, then file, sheet and row
        },
    ),
    "core_payment_refused": Table(
        "one line of a paid file that cannot be read as a payment",
        ("file", "sheet", "row_no"),
        {**PLACE, "area_code": "VARCHAR?", "reason": TEXT, "field": TEXT, "stood": "VARCHAR?"},
    ),
    "core_payment_step": Table(
        "one line of paid/steps.csv: how far the money of an area, or of one payee, had come",
        ("line_no",),
        {
            "line_no": INT,
            "area_code": "VARCHAR?",  # null: every area
            "payee_key": "VARCHAR?",  # null: everybody of the area
            "state": TEXT,  # as `words.PAY_STATE`
            "day": DAY,
            "who": TEXT,
            "note": "VARCHAR?",
        },
    ),
    "core_due": Table(
        "one payee × area: the cash of the awards, to be paid",
        ("payee_key", "area_code"),
        {
            "payee_key": TEXT,  # identity number (a household's: its head's), institution area/name, lump sum: standard
            "area_code": TEXT,
            "payee_kind": TEXT,  # person | household | institution | lump
            "name": TEXT,
            "account": "VARCHAR?",  # of the roster; several joined by ' / '
            "due_fen": INT,
        },
    ),
    "core_payment_match": Table(
        "one line of a paid file and the payee it is for",
        ("file", "sheet", "row_no"),
        {
            **PLACE,
            "payee_key": TEXT,  # of nobody on the list: the number or name on the line
            "area_code": TEXT,  # where it counts; '' where nothing tells
            "matched_by": TEXT,  # id_no | member | account | account_name | name | nobody
            "outcome": TEXT,  # as of core_payment, `returned` read as recovered or failed
            "name_listed": "VARCHAR?",  # the payee's name, where the line says another
            "account_listed": "VARCHAR?",  # the payee's account, where the line says another
        },
    ),
    "core_payment_event": Table(
        "one step of one payee's money in one area, in order of day, and whether it may follow the one before",
        ("payee_key", "area_code", "event_no"),
        {
            "payee_key": TEXT,
            "area_code": TEXT,
            "event_no": INT,
            "state": TEXT,  # as `words.PAY_STATE`
            "day": "DATE?",
            "before": "VARCHAR?",
            "day_before": "DATE?",
            "legal": FLAG,
            "file": TEXT,  # a paid file, or paid/steps.csv and its line
            "sheet": TEXT,
            "row_no": INT,
        },
    ),
    "core_paid": Table(
        "one payee × area: what was due beside what was paid, and what came of it; empty while nothing has come back",
        ("payee_key", "area_code"),
        {
            "payee_key": TEXT,
            "area_code": TEXT,
            "name": "VARCHAR?",
            "verdict": TEXT,  # as `words.PAID`
            "state": TEXT,  # as `words.PAY_STATE`
            "due_fen": INT,
            "paid_fen": INT,  # by lines that succeeded
            "recovered_fen": INT,
            "lines": INT,
            "failed_fen": INT,  # parts of what is due and not paid
            "not_yet_fen": INT,
            "not_known_fen": INT,
            "short_fen": INT,
            "twice_fen": INT,  # parts of what is paid and not due
            "over_fen": INT,
            "not_on_list_fen": INT,
            "returned_fen": INT,  # of these, taken back
            "file": "VARCHAR?",  # the line that the verdict stands on: the last of its kind
            "sheet": "VARCHAR?",
            "row_no": "BIGINT?",
            "reason": "VARCHAR?",  # the bank's, of the last failure
        },
    ),
}

_PARTS = {
    "due_fen": INT,
    "failed_fen": INT,
    "not_yet_fen": INT,
    "not_known_fen": INT,
    "short_fen": INT,
    "right_fen": INT,  # due − the four above
    "twice_fen": INT,
    "over_fen": INT,
    "not_on_list_fen": INT,
    "paid_out_fen": INT,  # right + the three above
    "recovered_fen": INT,
    "balance_fen": INT,  # due − paid out + recovered: what is left, to be returned if nothing more is paid
    "to_recover_fen": INT,  # paid and not due, less what of it was recovered
}

PAID_OUT: dict[str, Table] = {
    "out_payment": Table(
        "one area × payer: cash due, paid, and left; sums are split as the area's cash funding is. '': area not told",
        ("area_code", "payer"),
        {"area_code": TEXT, "payer": TEXT, **_PARTS},
    ),
    "out_payment_step": Table(
        "one step from the cash due to what was paid out, taken back and left, in all and per area; the steps add up",
        ("level", "node", "step_no"),
        {
            "level": TEXT,  # total | area
            "node": TEXT,
            "step_no": INT,
            "cause": TEXT,  # as `words.PAY_STEP`
            "is_level": FLAG,
            "payees": INT,
            "amount_fen": INT,
        },
    ),
}
