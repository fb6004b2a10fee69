"""发放核对: cash due beside cash paid, by area and by payer."""

from __future__ import annotations

import polars as pl

from pipelines.reports.workbook.book import Formula, Sheet, Value, cell, check, span, yuan
from pipelines.reports.workbook.facts import Facts, Row
from pipelines.words import PAY_STEP, Words

HEADS, FIRST, FIGURES = 4, 5, 2
UNPAID, BEYOND = ("failed", "not_yet", "not_known", "short"), ("twice", "over", "not_on_list")
COLUMNS = ("due", *UNPAID, "right", *BEYOND, "paid_out", "recovered", "balance")
AT = {name: FIGURES + n for n, name in enumerate(COLUMNS)}
LISTED_PAID, AGREES = FIGURES + len(COLUMNS), FIGURES + len(COLUMNS) + 1
UNKNOWN_AREA: Words = ("地区不明", "Area not told")


def write(sheet: Sheet, facts: Facts) -> None:
    sheet.open(("发放核对", "Payments"))
    note = (
        "应发 − 未发各项 = 按应发实发；加多发各项 = 实发；结余 = 应发 − 实发 + 追回，负数为多付。",
        "Due − what is not paid = paid as due; with what went beyond = paid out; balance = due − paid out + recovered, "
        "negative where too much is out.",
    )
    sheet.put(3, 0, note, "small")
    sheet.heads(HEADS, 0, [("地区代码", "Code"), ("地区", "Area"), *(PAY_STEP[name] for name in COLUMNS)])
    sheet.heads(HEADS, LISTED_PAID, [("文件逐行合计", "Lines of the files"), ("核对", "Check")])
    sheet.widths(14, 18, 20, *(12.5,) * 4, 15, 12.5, 14, 26, 24, 18, 15, 15, 8)
    names = facts.names() | {"": UNKNOWN_AREA}
    listed = dict(facts.tables["core_paid"].group_by("area_code").agg(pl.col("paid_fen").sum()).iter_rows())
    areas = _sums(facts, "area_code")
    order = [area["area_code"] for area in facts.areas]
    codes = sorted(areas, key=lambda code: (order.index(code) if code in order else len(order), code))
    for row, code in enumerate(codes, FIRST):
        _figures(sheet, row, [code, names.get(code, code)], areas[code], listed.get(code, 0))
    end = FIRST + len(codes)
    _total(sheet, end, areas, listed)
    last = _payers(sheet, facts, end)
    sheet.at.freeze_panes(FIRST, FIGURES)
    sheet.at.repeat_rows(HEADS)
    sheet.close(last, AGREES)


def _sums(facts: Facts, key: str) -> dict[str, Row]:
    parts = [f"{name}_fen" for name in COLUMNS]
    rows = facts.tables["out_payment"].group_by(key).agg(pl.col(parts).sum()).sort(key).to_dicts()
    return {row[key]: {name: row[f"{name}_fen"] for name in COLUMNS} for row in rows}


def _figures(sheet: Sheet, row: int, head: list[Value], sums: Row, listed: int | None) -> None:
    """One area or payer: what is derived is a formula."""
    at = {name: cell(row, column) for name, column in AT.items()}
    unpaid = span(row, AT["failed"], row, AT["short"])
    derived = {
        "right": f"={at['due']}-SUM({unpaid})",
        "paid_out": f"={at['right']}+SUM({span(row, AT['twice'], row, AT['not_on_list'])})",
        "balance": f"={at['due']}-{at['paid_out']}+{at['recovered']}",
    }
    values: list[Value] = [
        Formula(derived[name], yuan(sums[name])) if name in derived else yuan(sums[name]) for name in COLUMNS
    ]
    styles = ["money bold" if name in derived else "grid_money" for name in COLUMNS]
    sheet.row(row, 0, [*head, *values], ["id", "bold wrap", *styles])
    if listed is not None:
        agrees = check((at["paid_out"], cell(row, LISTED_PAID)), holds=sums["paid_out"] == listed)
        sheet.row(row, LISTED_PAID, [yuan(listed), agrees], ["money", "center"])


def _total(sheet: Sheet, end: int, areas: dict[str, Row], listed: dict[str, int]) -> None:
    def down(column: int, fen: int) -> Formula:
        return Formula(f"=SUM({span(FIRST, column, end - 1, column)})", yuan(fen))

    sums = {name: sum(row[name] for row in areas.values()) for name in COLUMNS}
    values: list[Value] = ["合计 Total", "", *(down(AT[name], sums[name]) for name in COLUMNS)]
    sheet.row(end, 0, values, ["", "", *["money"] * len(COLUMNS)], "total")
    whole = sum(listed.values())
    agrees = check((cell(end, AT["paid_out"]), cell(end, LISTED_PAID)), holds=sums["paid_out"] == whole)
    sheet.row(end, LISTED_PAID, [down(LISTED_PAID, whole), agrees], ["money", "center"], "total")


def _payers(sheet: Sheet, facts: Facts, end: int) -> int:
    """Each payer's part; together they are the areas' total. Returns the last row."""
    row = end + 2
    sheet.put(row, 0, "各出资方  By payer", "heading")
    payers = _sums(facts, "payer")
    first = row + 1
    for payer in [one for one in facts.payers if one["payer"] in payers]:
        row += 1
        _figures(sheet, row, ["", (payer["name_zh"], payer["name_en"])], payers[payer["payer"]], None)
    sums = {name: sum(one[name] for one in payers.values()) for name in COLUMNS}
    values: list[Value] = [
        Formula(f"=SUM({span(first, AT[name], row, AT[name])})", yuan(sums[name])) for name in COLUMNS
    ]
    row += 1
    agrees = check(*((cell(row, AT[name]), cell(end, AT[name])) for name in ("due", "paid_out", "balance")), holds=True)
    sheet.row(row, 0, ["合计 Total", "", *values], ["", "", *["money"] * len(COLUMNS)], "total")
    sheet.row(row, LISTED_PAID, ["", agrees], ["", "center"], "total")
    return row
