"""Money paid, as the page tells it: the bridge from due to the balance, each area, each payer; no person."""

from __future__ import annotations

from typing import Any

from pipelines.words import PAY_STEP, Words

Row = dict[str, Any]
BEYOND = ("twice", "over", "not_on_list")
SUMS = (
    "due", "failed", "not_yet", "not_known", "short", "right", *BEYOND,
    "paid_out", "recovered", "balance", "to_recover",
)  # fmt: skip
UNKNOWN_AREA: Words = ("地区不明", "Area not told")


def payments(told: dict[str, Any], areas: dict[str, Words]) -> Row | None:
    """Null where nothing has come back. `areas`: the names, in the plan's order."""
    if not told["out_payment_step"]:
        return None
    names = areas | {"": UNKNOWN_AREA}
    whole = [row for row in told["out_payment_step"] if row["level"] == "total"]
    rows, at = [], 0
    for row in sorted(whole, key=lambda row: row["step_no"]):
        at = row["amount_fen"] if row["is_level"] else at + row["amount_fen"]
        rows.append(row | {"words": PAY_STEP[row["cause"]], "end_fen": at if row["cause"] != "recovered" else None})
    payers: dict[str, Words] = {
        row["payer"]: (row["name_zh"], row["name_en"])
        for row in sorted(told["plan_payer"], key=lambda row: row["payer_no"])
    }
    return {
        "steps": rows,
        "areas": _by(told["out_payment"], "area_code", names),
        "payers": _by(told["out_payment"], "payer", payers),
        "total": _added(told["out_payment"]),
    }


def _by(rows: list[Row], key: str, names: dict[str, Words]) -> list[Row]:
    """One row for each name that has any, in the order of the names."""
    mine = {name: [row for row in rows if row[key] == name] for name in names}
    return [{"words": names[name], **_added(some)} for name, some in mine.items() if some]


def _added(rows: list[Row]) -> Row:
    sums = {name: sum(row[f"{name}_fen"] for row in rows) for name in SUMS}
    return sums | {"unclear": sums["not_known"] + sums["short"], "beyond": sum(sums[name] for name in BEYOND)}
