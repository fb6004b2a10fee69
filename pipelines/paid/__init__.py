"""Bank result files (回盘) and signed registers (签领表) of the year's `paid` folder → payments, row for row.

A file is a bank's when a column says what became of each payment, a register when a column is signed in. Every row is
a payment, refused with its reason, or a title, header, total or note; nothing is lost, and one bad file stops nothing.
What is made of the payments is SQL: `core_due` → `core_payment_match` → `core_paid` → `out_payment`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from pipelines.clean.places import longest
from pipelines.clean.texts import plain
from pipelines.frames import frame
from pipelines.ingest import gathered
from pipelines.ingest.gather import Raw
from pipelines.paid.lines import Row, day_of, payment, stated
from pipelines.paid.sheet import Sheet, understood
from pipelines.paid.steps import STEPS, read_steps

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pipelines.ingest.pool import Reading
    from pipelines.plan import Plan

NO_HEADER = (
    "找不到表头：须有金额、姓名（或账号、身份证号），以及处理结果（银行回盘）或签字（签领表）列；本表未计入",
    "no header row: it needs an amount, a name (or account, or identity number), and a column of results (a bank's "
    "file) or signatures (a register); nothing in it is counted",
)
EMPTY = (
    "没有内容；请核对是否放错或未保存",
    "nothing stands in it; see whether it is the right file, and saved",
)
REPEATED = (
    "与「{}」内容完全相同，未重复计入；请删除其中一个，确为另一批的换用正确的文件",
    'the very same content as "{}", not counted again; take one of them out, or put the right file of the other batch',
)
Names = tuple[tuple[str, str], ...]


class Payments(NamedTuple):
    """Frames as `pipelines.tables` has them."""

    core_paid_sheet: pl.DataFrame
    core_paid_total: pl.DataFrame
    core_payment: pl.DataFrame
    core_payment_refused: pl.DataFrame
    core_payment_step: pl.DataFrame


def payments(reading: Reading | None, folder: Path | None, plan: Plan) -> Payments:
    """What the files being read hold; nothing where there are none.

    Raises Problem (exit code 3) for wrong lines of steps.csv; any other file is refused by itself.
    """
    if reading is None or folder is None:
        return no_payments()
    found = read_payments(gathered(reading), plan)
    return found._replace(core_payment_step=frame("core_payment_step", read_steps(folder / STEPS, plan)))


def no_payments() -> Payments:
    return Payments(*(frame(name, []) for name in Payments._fields))


def read_payments(raw: Raw, plan: Plan) -> Payments:
    """What the files hold; steps.csv among them is another's."""
    names = tuple((plain(name), area.code) for area in plan.areas for name in (area.name_zh, *area.also))
    sheets = raw.raw_sheet.sort("file", "sheet_no", "sheet")
    found: dict[str, list[Row]] = {name: [] for name in Payments._fields}
    first: dict[str, str] = {}  # of each content, the file that has it
    for file in raw.raw_file.filter(pl.col("file") != STEPS).sort("file").to_dicts():
        mine = sheets.filter(file=file["file"])["sheet"].to_list()
        if not mine or file["sha256"] in first:
            told = [words.format(first[file["sha256"]]) for words in REPEATED] if mine else []
            detail = _detail(told or (file["detail_zh"], file["detail_en"]))
            found["core_paid_sheet"].append(_sheet_row(file, "", "none", "refused") | detail)
            continue
        first[file["sha256"]] = f"paid/{file['file']}"
        for sheet in mine:
            rows = raw.raw_row.filter(file=file["file"], sheet=sheet).select("row_no", "cells").rows()
            _take(found, file, sheet, understood(rows), names)
    in_order = sorted(
        enumerate(found["core_payment"]), key=lambda one: (one[1]["paid_on"] is None, str(one[1]["paid_on"]), one[0])
    )
    for number, (_, row) in enumerate(in_order, 1):
        row["order_no"] = number
    return Payments(*(frame(name, found[name]) for name in Payments._fields))


def _take(found: dict[str, list[Row]], file: Row, name: str, sheet: Sheet, names: Names) -> None:
    told = (_area(names, text) for text in (sheet.title, name, file["file"]))
    area = next((code for code in told if code), None)
    day = day_of(sheet.title)
    made, refused, totals = [], 0, []
    for line in sheet.lines:
        place = {"file": f"paid/{file['file']}", "sheet": name, "row_no": line.row_no}
        if line.role == "total":
            totals.append(line)
        if line.role == "payment":
            own = (_area(names, text) for text in (line.cells.get("area", ""), line.section) if text)
            where = {"area_code": next((code for code in own if code), area)}
            row, why_not = payment(line, sheet, day)
            if row:
                made.append(place | where | row)
            else:
                refused += 1
                found["core_payment_refused"].append(place | where | why_not)
    found["core_payment"] += made
    sides = {"file": f"paid/{file['file']}", "sheet": name, "area_code": area}
    found["core_paid_total"] += [sides | row for line in totals for row in stated(line, sheet, made, refused)]
    status = "empty" if not sheet.lines else "unread" if sheet.kind == "none" else "read"
    unread = len(sheet.lines) if sheet.kind == "none" else 0
    counts = {"payments": len(made), "refused": refused, "unread": unread}
    counts["aside"] = sum(line.role not in {"payment", "unread"} for line in sheet.lines)
    detail = _detail({"unread": NO_HEADER, "empty": EMPTY}.get(status, (None, None)))
    found["core_paid_sheet"].append(
        _sheet_row(file, name, sheet.kind, status)
        | {"area_code": area, "rows": len(sheet.lines)} | counts | detail
    )  # fmt: skip


@lru_cache(maxsize=4096)  # the same few texts on every line
def _area(names: Names, text: str) -> str | None:
    return longest(names, plain(text))


def _detail(words: Sequence[str | None]) -> Row:
    return dict(zip(("detail_zh", "detail_en"), words, strict=True))


def _sheet_row(file: Row, sheet: str, kind: str, status: str) -> Row:
    none = dict.fromkeys(("rows", "payments", "refused", "aside", "unread"), 0)
    told = {"area_code": None, "sha256": file["sha256"], "detail_zh": None, "detail_en": None}
    return {"file": f"paid/{file['file']}", "sheet": sheet, "kind": kind, "status": status} | none | told
