"""paid/steps.csv: how far the money had come, as the bureau keeps it; what banks and registers say is not in it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from pipelines.clean.numbers import USUAL_ID, read_id
from pipelines.clean.places import longest
from pipelines.clean.texts import plain
from pipelines.ingest.lines import Said, day_of, near, rows_of, stop
from pipelines.words import PAY_STATE

if TYPE_CHECKING:
    from pathlib import Path

    from pipelines.plan import Plan

STEPS = "steps.csv"
COLUMNS = ("what", "state", "on", "by", "note")
KEPT = ("to_pay", "notice", "notice_ended", "approved", "sent", "verified")
"""States that no bank file tells."""


def read_steps(path: Path, plan: Plan) -> list[dict[str, Any]]:
    """Rows of `core_payment_step`; none where there is no file.

    `what`: an area's code or name, a payee's identity number, or blank for all. Raises Problem (exit code 3).
    """
    if not path.exists():
        return []
    wrong: list[Said] = []
    names = [(plain(name), area.code) for area in plan.areas for name in (area.code, area.name_zh, *area.also)]
    found = []
    for line_no, row in rows_of(path, COLUMNS, wrong, needed=("what", "state", "on")):
        what, state, day = row["what"], _state(row["state"]), day_of(row["on"])
        area = longest(names, plain(what)) if what else None
        number = None if area else read_id(what).value
        payee = number if re.fullmatch(USUAL_ID, number or "") else None
        if state is None:
            words = "、".join(PAY_STATE[code][0] for code in KEPT)
            wrong.append((line_no, f"状态「{row['state']}」应为 {words}",
                          f'the state "{row["state"]}" has to be one of {", ".join(KEPT)}'))  # fmt: skip
        if day is None:
            wrong.append((line_no, f"日期「{row['on']}」应写作 2023-01-16 的形式",
                          f'the date "{row["on"]}" has to be like 2023-01-16'))  # fmt: skip
        if what and not area and not payee:
            hint, shown = near(what, (area.name_zh for area in plan.areas)), re.sub(r"\d{7,}", "****", what)
            wrong.append((line_no, f"「{shown}」不是地区代码、地区名或身份证号{hint}",
                          f'"{shown}" is no area, and no identity number{hint}'))  # fmt: skip
        found.append({
            "line_no": line_no, "area_code": area, "payee_key": payee, "state": state,
            "day": date.fromisoformat(day) if day else None, "who": row["by"], "note": row["note"] or None,
        })  # fmt: skip
    stop("payment_steps", f"paid/{STEPS}", wrong)
    return found


def _state(text: str) -> str | None:
    """The code of a state the bureau may write, in either language."""
    folded = text.casefold().strip()
    return next((code for code in KEPT if folded in (code, *(word.casefold() for word in PAY_STATE[code]))), None)
