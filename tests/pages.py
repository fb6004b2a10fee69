"""Report pages of small ledgers, for tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.check.catalogue import rules
from pipelines.check.findings import find
from pipelines.frames import frame
from pipelines.reports.page import render
from pipelines.reports.page.story import tables
from pipelines.tables import TABLES
from tests.builders import full, identity_no, ledger

ID_NO = identity_no(1, date(1950, 1, 1))


def planned(**more: list[dict[str, Any]]) -> dict[str, pl.DataFrame]:
    """A plan of one area, one section and one line that gives 100 yuan; nothing stated unless `more` says so."""
    rows: dict[str, list[dict[str, Any]]] = {
        "plan_setting": [
            {"plan": "p", "year": 2023, "name_zh": "某乡慰问", "name_en": "A town's visits"}
        ],
        "plan_area": [{"area_code": "A", "area_no": 1, "name_zh": "甲乡", "name_en": "Jia"}],
        "plan_section": [{"section": "s", "section_no": 1, "name_zh": "慰问", "name_en": "Visits"}],
        "plan_standard": [
            {
                "standard_id": "l", "line_no": 1, "section": "s", "name_zh": "老人", "name_en": "The old",
                "named": True, "group_id": "l", "per": "person",
            }
        ],
        "plan_list": [{"list": "general", "pays": True}],
        "plan_beneficiary": [{"standard_id": "l", "list": "general", "category": "old"}],
        "plan_component": [{"standard_id": "l", "component": "cash", "kind": "cash", "value_fen": 10000}],
        "plan_payer": [
            {
                "standard_id": "l", "payer": "city", "payer_no": 1, "name_zh": "市级", "name_en": "City",
                "share_num": 1, "share_den": 1,
            }
        ],
    }  # fmt: skip
    rows |= more
    names = [name for name in TABLES if name.startswith("plan_")]
    return {name: full(name, rows.get(name, [])) for name in names}


def told(
    people: int = 1, typed: str = "甲.xlsx", check: bool = True, **more: list[dict[str, Any]]
) -> dict[str, list[dict[str, Any]]]:
    """What the page reads of a ledger with so many people of one name and number."""
    rows = [
        {
            "area": "A", "file": typed, "sheet": typed, "sheet_no": 1, "row_no": 3 + number, "list": "general",
            "category": "old", "id_no": ID_NO, "birth": date(1950, 1, 1), "claimed": 10000,
        }
        for number in range(people)
    ]  # fmt: skip
    gate = more.pop("out_gate", [])
    with ledger(planned(**more), rows) as made:
        made.save(out_gate=frame("out_gate", gate), **find(made, rules() if check else []))
        return tables(made)


def small(
    path: Path, people: int = 1, typed: str = "甲.xlsx", check: bool = True, **more: list[dict[str, Any]]
) -> Path:
    """Its page, written to `path`."""
    path.write_text(render(told(people, typed, check, **more)), "utf-8")
    return path


TOTAL = {"level": "total", "node": "", "stated_fen": 30000, "clause": "§1"}
