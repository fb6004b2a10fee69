"""The plan as tables: every row carries its clause."""

from __future__ import annotations

from pipelines.tables.contract import DAY, FLAG, INT, TEXT, Table

PLAN: dict[str, Table] = {
    "plan_standard": Table(
        "one standard (budget line) of the plan in force in the year of the run",
        ("standard_id",),
        {
            "standard_id": TEXT,
            "line_no": INT,
            "section": TEXT,
            "group_id": TEXT,  # standards of one group compete as one
            "name_zh": TEXT,
            "name_en": TEXT,
            "named": FLAG,  # false: the plan's text leaves the category without a name
            "per": TEXT,  # person | household | institution | lump
            "min_age": "BIGINT?",
            "max_age": "BIGINT?",
            "floor_fen": "BIGINT?",  # the least one award may come to
            "varies": FLAG,  # the amount listed in the roster counts
            "counted_only": FLAG,  # no amount is stated: counted, not funded
            "area_code": "VARCHAR?",  # of a lump sum
            "clause": TEXT,
        },
    ),
    "plan_category": Table(
        "one category of people the plan knows, as the plan calls it",
        ("category",),
        {"category": TEXT, "category_no": INT, "name_zh": TEXT, "name_en": TEXT},
    ),
    "plan_beneficiary": Table(
        "one category, in one list, that a standard is for",
        ("standard_id", "list", "category"),
        {"standard_id": TEXT, "list": TEXT, "category": TEXT},
    ),
    "plan_flag": Table(
        "one flag of which a standard asks any",
        ("standard_id", "flag"),
        {"standard_id": TEXT, "flag": TEXT},
    ),
    "plan_list": Table(
        "one kind of roster; a list that does not pay is only compared with",
        ("list",),
        {"list": TEXT, "pays": FLAG},
    ),
    "plan_level": Table(
        "one level (total, section, line, area, area_line, payer) whose figures the plan states in full",
        ("level",),
        {"level": TEXT},
    ),
    "plan_section": Table(
        "one section of the plan's budget",
        ("section",),
        {"section": TEXT, "section_no": INT, "name_zh": TEXT, "name_en": TEXT, "clause": TEXT},
    ),
    "plan_component": Table(
        "one thing a standard gives: cash, or an item of goods; `value_fen` is null where the plan states no value",
        ("standard_id", "component"),
        {
            "standard_id": TEXT,
            "component": TEXT,
            "kind": TEXT,  # cash | goods
            "name_zh": TEXT,
            "name_en": TEXT,
            "quantity": INT,
            "unit": TEXT,
            "value_fen": "BIGINT?",
            "once_per_household": FLAG,  # one set a household; further members get the value in cash
            "clause": TEXT,
        },
    ),
    "plan_payer": Table(
        "one payer's share of a standard, as an exact fraction, 0 for who only pays first (`plan_upper_fund`); "
        "`payer_no` breaks ties for odd fen",
        ("standard_id", "payer"),
        {
            "standard_id": TEXT,
            "payer": TEXT,
            "payer_no": INT,
            "name_zh": TEXT,
            "name_en": TEXT,
            "share_num": INT,
            "share_den": INT,
            "stated": FLAG,  # false: the plan does not say who pays
            "clause": TEXT,
        },
    ),
    "plan_upper_fund": Table(
        "one standard under a fund of upper-level money, used before the shares; `amount_fen` is all of the fund",
        ("standard_id",),
        {
            "standard_id": TEXT,
            "fund_no": INT,  # the same for all standards of a fund
            "payer": TEXT,
            "name_zh": TEXT,
            "name_en": TEXT,
            "amount_fen": INT,
            "clause": TEXT,
        },
    ),
    "plan_stacking": Table(
        "one ordered pair of groups of standards that may be held together; any pair not listed competes",
        ("group_a", "group_b"),
        {"group_a": TEXT, "group_b": TEXT, "clause": TEXT},
    ),
    "plan_quota": Table(
        "one limit on the places of a standard: in each area, each group of an area, groups an area, or in all",
        ("standard_id", "scope"),
        {"standard_id": TEXT, "scope": TEXT, "places": INT, "clause": TEXT},  # scope: area | group | groups | plan
    ),
    "plan_delivery": Table(
        "how goods reach the people of one area, where the plan says so",
        ("area_code",),
        {"area_code": TEXT, "how": TEXT, "clause": TEXT},  # how: goods | cash | card
    ),
    "plan_step": Table(
        "one step of the schedule; `lunar_is` is the lunar date of `first_day`, `lunar_said` the one the plan gives",
        ("step",),
        {
            "step": TEXT,
            "step_no": INT,
            "name_zh": TEXT,
            "name_en": TEXT,
            "first_day": DAY,
            "last_day": DAY,
            "days": "BIGINT?",  # the length the plan asks for
            "working_days": "BIGINT?",  # and the working days among them
            "working_is": INT,  # working days from the first to the last
            "lists_due": FLAG,  # rosters must be in when it ends
            "after": "VARCHAR?",  # the step that must have ended before
            "lunar_said": "VARCHAR?",
            "lunar_is": TEXT,
            "lunar_fits": "VARCHAR?",  # nearby years in which the two agree
            "clause": TEXT,
        },
    ),
    "plan_paper": Table(
        "one paper the plan asks for",
        ("paper",),
        {"paper": TEXT, "name_zh": TEXT, "name_en": TEXT, "clause": TEXT},
    ),
    "plan_comparison": Table(
        "one standard on one side of a comparison of counts",
        ("comparison_no", "side", "standard_id"),
        {
            "comparison_no": INT,
            "side": TEXT,  # one | other
            "standard_id": TEXT,
            "question_zh": TEXT,
            "question_en": TEXT,
            "clause": TEXT,
        },
    ),
    "plan_stated": Table(
        "one figure somebody stated: a line, section, area, area's line, payer, or the grand total",
        ("level", "node"),
        {
            "level": TEXT,  # total | section | line | area | area_line | payer
            "node": TEXT,  # '' | section | standard_id | area_code | area_code/standard_id | payer
            "area_code": "VARCHAR?",
            "section": "VARCHAR?",
            "standard_id": "VARCHAR?",
            "stated_count": "BIGINT?",
            "stated_fen": "BIGINT?",
            "firmness": TEXT,  # exact | about | at_most
            "clause": TEXT,
            "stated_by_zh": TEXT,
            "stated_by_en": TEXT,
            "stated_on": "DATE?",
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
    "plan_sentence": Table(
        "one rule of the plan in plain words, for its author to read and sign",
        ("sentence_no",),
        {"sentence_no": INT, "kind": TEXT, "clause": TEXT, "text_zh": TEXT, "text_en": TEXT},
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
    "plan_check": Table(
        "one check that this plan weighs otherwise than the catalogue does",
        ("rule",),
        {
            "rule": TEXT,
            "severity": "VARCHAR?",  # error | warning | note | off
            "tolerance_fen": INT,  # findings of no more money than this are let pass
            "reason": "VARCHAR?",
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
            "stacking_within": TEXT,  # person | household
            "stacking_otherwise": TEXT,  # exclusive | highest | add
        },
    ),
}
