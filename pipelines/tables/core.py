"""Cleaned and decided. These tables hold personal data and stay in the ledger."""

from __future__ import annotations

from pipelines.tables.contract import FLAG, INT, PLACE, TEXT, Table

CORE: dict[str, Table] = {
    "core_person": Table(
        "one accepted person row of a roster",
        ("file", "sheet", "row_no"),
        {
            **PLACE,
            "area_code": TEXT,
            "village": "VARCHAR?",
            "household_key": TEXT,  # the head's identity number, so that one household is one across sheets
            "household_no": INT,  # its number in the sheet
            "group_name": "VARCHAR?",  # enterprise or group, where places are counted by it
            "list": TEXT,
            "category": TEXT,
            "name": TEXT,
            "id_no": TEXT,
            "sex": "VARCHAR?",  # 男 | 女, from the sex column
            "birth_date": "DATE?",  # null for institutions; from the identity number
            "stated_birth": "VARCHAR?",  # the birth column, YYYY-MM-DD or YYYY-MM
            "claimed_cash_fen": "BIGINT?",  # null where the sheet lists people and no amounts
            "claimed_goods_fen": "BIGINT?",
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
    "core_refusal": Table(
        "one refused person row × reason: the cell at fault, and a number that would fit where exactly one is known",
        ("file", "sheet", "row_no", "reason"),
        {
            **PLACE,
            "reason": TEXT,
            "field": "VARCHAR?",  # null: the file's area
            "cell": "VARCHAR?",  # e.g. F12; null where the roster has no such column
            "stood": "VARCHAR?",  # what stood in it
            "suggested": "VARCHAR?",  # never filled in: the town decides
            "basis": "VARCHAR?",  # where the suggested number stands
        },
    ),
    "core_conversion": Table(
        "one cell that needed a rule, beyond trimming, to be read",
        ("file", "sheet", "row_no", "field"),
        {
            **PLACE,
            "field": TEXT,
            "cell": "VARCHAR?",
            "stood": TEXT,
            "became": "VARCHAR?",  # null: nothing could be read, and nothing is assumed
            "how": TEXT,  # the rule, as in `words.CONVERSION`
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
    "core_flag": Table(
        "one flag of a person row",
        ("file", "sheet", "row_no", "flag"),
        {**PLACE, "flag": TEXT},
    ),
    "core_candidate": Table(
        "one unit (person, household, institution, lump sum) as listed × standard it falls under, before the choice",
        ("standard_id", "file", "sheet", "row_no"),
        {
            "standard_id": TEXT,
            **PLACE,
            "section": TEXT,
            "line_no": INT,
            "group_id": TEXT,
            "clause": TEXT,
            "area_code": TEXT,
            "unit_key": TEXT,
            "stack_key": TEXT,  # the person or household within which standards stack
            "household_key": TEXT,
            "group_name": "VARCHAR?",
            "amount_fen": INT,
            "age": "BIGINT?",
            "eligible": FLAG,
            "dropped": "VARCHAR?",  # the decision that this row is not paid, in words; null: none
            "place_no": INT,  # order of listing over the whole plan: area, file, sheet, row
            "first_place_no": INT,  # the listing of the same unit that counts
            "repeated": FLAG,  # the very person was listed before
        },
    ),
    "core_holding": Table(
        "one person or household × group of standards, and whether stacking lets it stand",
        ("stack_key", "group_id"),
        {
            "stack_key": TEXT,
            "group_id": TEXT,
            "held": FLAG,
            "outranked_group": "VARCHAR?",
            "outranked_place": "VARCHAR?",
        },
    ),
    "core_award": Table(
        "one candidate award: a unit as listed × a standard it falls under; losers stay, with the reason",
        ("standard_id", "file", "sheet", "row_no"),
        {
            "standard_id": TEXT,
            **PLACE,
            "section": TEXT,
            "area_code": TEXT,
            "unit_key": TEXT,
            "stack_key": TEXT,
            "household_key": TEXT,
            "place_no": INT,
            # awarded | decided | ineligible | duplicate | in_household | excluded | outranked | over_quota
            "status": TEXT,
            "amount_fen": INT,  # what the standard gives; counts only when awarded
            "because": TEXT,  # clause and inputs
            "outranked_by": "VARCHAR?",  # file ▸ sheet ▸ row of what won
        },
    ),
    "core_component": Table(
        "one award × component given (cash, an item of goods); `amount_fen` is null where goods have no price",
        ("standard_id", "file", "sheet", "row_no", "component"),
        {
            "standard_id": TEXT,
            **PLACE,
            "area_code": TEXT,
            "component": TEXT,
            "kind": TEXT,
            "quantity": INT,
            "amount_fen": "BIGINT?",
        },
    ),
    "core_listed": Table(
        "one person on a list the rosters are compared with (the deceased, residents of institutions…)",
        ("kind", "source", "row_no"),
        {
            "kind": TEXT,  # deceased | institution | upper_level | other_plan | already_paid
            "source": TEXT,  # file of the year's lists folder, or plan/year of another published ledger
            "row_no": INT,
            "id_no": TEXT,
            "name": "VARCHAR?",
        },
    ),
    "core_cell": Table(
        "one filled cell of a person row in a column that decides nothing and is only compared with what does",
        ("file", "sheet", "row_no", "subject"),
        {
            **PLACE,
            "subject": TEXT,  # relation | hh_size | covered | standard | amount | disability | age
            "text": TEXT,  # blanks and full width gone
            "number": "BIGINT?",  # a count, or fen where the subject is money
        },
    ),
    "core_repeat": Table(
        "one listing of a unit that stood under the same standard before",
        ("standard_id", "file", "sheet", "row_no"),
        {
            "standard_id": TEXT,
            **PLACE,
            "area_code": TEXT,
            "first_area": TEXT,  # where the listing stands that counts
            "unit_key": TEXT,
            "outranked_by": "VARCHAR?",
            "amount_fen": INT,
        },
    ),
}
