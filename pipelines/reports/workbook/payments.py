"""发放核对: cash due beside cash paid, by area and by payer, and the people with whom something is to be done."""

from __future__ import annotations

import re

import polars as pl

from pipelines import identity
from pipelines.reports.workbook.book import Formula, Sheet, Value, cell, check, span, yuan
from pipelines.reports.workbook.facts import Facts, Row
from pipelines.words import PAID, PAY_STATE, PAY_STEP, Words

HEADS, FIRST, FIGURES = 4, 5, 2
UNPAID, BEYOND = ("failed", "not_yet", "not_known", "short"), ("twice", "over", "not_on_list")
COLUMNS = ("due", *UNPAID, "right", *BEYOND, "paid_out", "recovered", "balance")
AT = {name: FIGURES + n for n, name in enumerate(COLUMNS)}
LISTED_PAID, AGREES = FIGURES + len(COLUMNS), FIGURES + len(COLUMNS) + 1
UNKNOWN_AREA: Words = ("地区不明", "Area not told")
ACT: dict[str, Words] = {
    "twice": ("核实后追回重复发放的金额", "Check, then recover what was paid again"),
    "over": ("核实后追回多发的金额", "Check, then recover the difference"),
    "not_on_list": ("核实收款人；误发的追回，漏报的补入名册", "Check who it is; recover, or add to the roster"),
    "partly": ("补发差额", "Pay the rest"),
    "failed": ("按退票原因核实账户后补发", "Check the account by the bank's reason, pay again"),
    "not_known": ("向银行核实结果", "Ask the bank"),
    "not_yet": ("补收回盘或签领表；未发的尽快发放", "Get the missing file or register; pay what was not paid"),
}
"""What is to be done of a verdict, the gravest first."""
LISTED = 5_000
"""More nobody works through in Excel; all are in the ledger."""
PEOPLE: list[tuple[Words, str]] = [
    (("地区", "Area"), "wrap"), (("姓名", "Name"), ""), (("身份证号", "Number"), "id"), (("应发", "Due"), "money"),
    (("实发", "Paid"), "money"), (("追回", "Recovered"), "money"), (("相差", "Difference"), "money"),
    (("情况", "What"), "wrap"), (("进度", "State"), "wrap"), (("银行说明", "The bank's reason"), "wrap"),
    (("应做", "To do"), "wrap"), (("所在文件、行", "File and row"), "wrap"), (("处理结果", "Done"), "wrap"),
]  # fmt: skip


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
    row = _payers(sheet, facts, end)
    last = _people(sheet, facts, row + 2, names)
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


def _people(sheet: Sheet, facts: Facts, row: int, names: dict[str, Words]) -> int:
    """Everybody of whom something is to be done. Returns the last row."""
    paid = facts.tables["core_paid"].filter(pl.col("verdict").is_in(list(ACT)))
    rank = pl.col("verdict").replace_strict({verdict: n for n, verdict in enumerate(ACT)}, return_dtype=pl.Int8)
    gap = (pl.col("paid_fen") - pl.col("recovered_fen") - pl.col("due_fen")).abs()
    some = paid.sort(rank, "area_code", gap, "payee_key", descending=[False, False, True, False]).head(LISTED)
    sheet.put(row, 0, "需处理的人员  People to act on", "heading")
    if some.is_empty():
        sheet.put(row + 1, 0, "没有需处理的人员  Nobody", "cell", "center", to=len(PEOPLE) - 1)
        return row + 1
    if paid.height > LISTED:
        told = (
            f"共 {paid.height:,} 人，列出 {LISTED:,} 人；其余见账本 core_paid",
            f"{paid.height:,} people, {LISTED:,} of them listed; the rest: core_paid of the ledger",
        )
        sheet.put(row, 4, told, "small")
    sheet.heads(row + 1, 0, [words for words, _ in PEOPLE])
    for at, person in enumerate(some.to_dicts(), row + 2):
        sheet.row(at, 0, _person(person, at, names), [style for _, style in PEOPLE], "top")
    return row + 1 + some.height


def _person(person: Row, row: int, names: dict[str, Words]) -> list[Value]:
    area, fen = person["area_code"], [person[f"{name}_fen"] for name in ("due", "paid", "recovered")]
    difference = Formula(f"={cell(row, 4)}-{cell(row, 5)}-{cell(row, 3)}", yuan(fen[1] - fen[2] - fen[0]))
    where = f"{person['file']} ▸ {person['sheet']} ▸ {person['row_no']}" if person["file"] else ""
    return [
        names.get(area, area),
        identity.mask_name(person["name"]),
        identity.mask_id(person["payee_key"]),
        *map(yuan, fen),
        difference,
        PAID[person["verdict"]],
        PAY_STATE[person["state"]],
        re.sub(r"\d{7,}", "****", person["reason"] or ""),
        ACT[person["verdict"]],
        where,
        "",
    ]
