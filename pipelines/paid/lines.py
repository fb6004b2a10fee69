"""Lines of a paid file → payments, refused lines, and what the file states of itself beside what it lists."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any

from pipelines.clean.amounts import read_amount
from pipelines.clean.names import read_name
from pipelines.clean.numbers import read_account, read_id
from pipelines.clean.texts import plain
from pipelines.paid.sheet import WHO, Line, Sheet, day_in
from pipelines.paid.vocabulary import is_signed, outcome_of, proxy_of, success_of

Row = dict[str, Any]
MINUS = ("-", "−", "(")
TRAILING = re.compile(r"\d[-−]+$")  # 300-: nobody can tell; 300.- is plain
TOO_MUCH = 10**13  # fen


def payment(line: Line, sheet: Sheet, day: date | None) -> tuple[Row, Row]:
    """The payment on a line and nothing, or nothing and why it is refused.

    A sum below nothing came back, unless the line itself says that it did not; a remark decides where the result is
    blank or not known.
    """
    cells = line.cells
    who = {
        "id_no": _cleaned(read_id, cells.get("id_no", "")),
        "account": _cleaned(read_account, cells.get("account", "")),
        "name": _cleaned(read_name, cells.get("name", "")),
    }
    if not any(who.values()):
        return {}, _refused("payee_missing", next((f for f in WHO if f in cells), "name"), None)
    proxy = proxy_of(cells.get("proxy", ""))
    if sheet.kind == "register":
        said = cells.get("sign", "")
        outcome = "paid" if is_signed(said) or proxy else "not_signed"
    elif said := cells.get("result", ""):
        outcome = outcome_of(said)
    else:
        said = cells.get("success", "")
        outcome = success_of(said)
    text = cells.get("amount", "")
    fen = _signed(text, sheet.unit)
    if (not text or fen == 0) and outcome != "paid" and "amount_due" in cells:  # what was to be paid and was not
        text = cells["amount_due"]
        fen = _signed(text, sheet.unit)
    if not fen:
        return {}, _refused("amount_missing" if not text or fen == 0 else "amount_unreadable", "amount", text or None)
    if outcome == "unknown" and (remarked := outcome_of(cells.get("remark", ""))) in {"recovered", "returned"}:
        outcome = remarked
    if fen < 0:
        outcome = _taken_back(outcome, said)
    return {
        **who,
        "kind": sheet.kind,
        "seq": cells.get("seq") or None,
        "batch": cells.get("batch") or None,
        "paid_on": day_of(cells.get("date", "")) or day,
        "amount_fen": abs(fen),
        "outcome": outcome,
        "result": said or None,
        "reason": cells.get("reason") or None,
        "proxy": proxy,
    }, {}


def _taken_back(outcome: str, said: str) -> str:
    """The outcome of a line with a sum below nothing."""
    if outcome == "failed":
        return "not_recovered"
    return outcome if outcome == "returned" or (outcome == "unknown" and said) else "recovered"


def stated(line: Line, sheet: Sheet, payments: list[Row], refused: int) -> list[Row]:
    """What a total line states, beside what the lines come to.

    A plain total may mean all lines, those that succeeded, or leave out or take off what came back: it is held
    against whichever it fits, else against all lines that pay.
    """
    by: dict[str, list[int]] = {name: [] for name in ("paid", "failed", "returned", "recovered", "not_recovered")}
    for one in payments:
        by.setdefault(one["outcome"], []).append(one["amount_fen"])
    paying = [fen for name, some in by.items() if name not in {"recovered", "not_recovered"} for fen in some]
    failed = by["failed"] + by["returned"] + by["not_recovered"]
    every, gone, kept = len(payments) + refused, sum(by["recovered"]), sum(by["not_recovered"])
    meant = {
        "all": [
            (len(paying) + refused, sum(paying)), (every, sum(paying) - gone), (every, sum(paying) + gone),
            (every, sum(paying) - gone - kept), (len(by["paid"]), sum(by["paid"])),
        ],
        "paid": [(len(by["paid"]), sum(by["paid"]))],
        "failed": [(len(failed), sum(failed))],
    }  # fmt: skip
    rows = []
    for about, told in line.stated.items():
        digits = re.sub(r"\D", "", told["count"])
        count, fen = int(digits) if 0 < len(digits) < 10 else None, _signed(told["amount"].rstrip(","), sheet.unit)
        fits = (some for some in meant[about] if count in (None, some[0]) and fen in (None, some[1]))
        listed = next(fits, meant[about][0])
        if count is not None or fen is not None:
            rows.append(
                {"row_no": line.row_no, "about": about, "stated_count": count, "listed_count": listed[0],
                 "stated_fen": fen, "listed_fen": listed[1]}
            )  # fmt: skip
    return rows


def day_of(text: str) -> date | None:
    """The day written in a text; null for none, or no day of the calendar."""
    try:
        found = day_in(text)
        return date(*found) if found else None
    except ValueError:
        return None


def _signed(text: str, unit: str | None) -> int | None:
    """Fen of an amount, which may be below nothing; null for none."""
    words = plain(text)
    if not words or TRAILING.search(words):
        return None
    if words.startswith(MINUS):
        fen = _fen(words[1:].removesuffix(")"), unit)
        return -fen if fen else fen
    return _fen(text, unit)


def _refused(reason: str, field: str, stood: str | None) -> Row:
    return {"reason": reason, "field": field, "stood": stood}


def _cleaned(read: Any, text: str) -> str | None:
    return read(text).value or None if text else None


@lru_cache(maxsize=4096)
def _fen(text: str, unit: str | None) -> int | None:
    """Fen; null for what is no amount, such as an account in its column."""
    found: int | None = read_amount(text, unit).value
    return found if found is None or found < TOO_MUCH else None
