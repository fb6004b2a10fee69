"""发放处理: the people with whom something is to be done after the bank and the villages sent their files back."""

from __future__ import annotations

import polars as pl

from pipelines import identity
from pipelines.reports.workbook.book import Formula, Sheet, Value, cell, yuan
from pipelines.reports.workbook.facts import Facts, Row
from pipelines.reports.workbook.payments import UNKNOWN_AREA
from pipelines.words import PAID, PAY_STATE, Words

HEADS, FIRST = 4, 5
ACT: dict[str, Words] = {
    "twice": ("核实后追回重复发放的金额", "Check, then recover what was paid again"),
    "over": ("核实后追回多发的金额", "Check, then recover the difference"),
    "not_on_list": ("核实收款人；误发的追回，漏报的补入名册", "Check who it is; recover, or add to the roster"),
    "partly": ("补发差额", "Pay the rest"),
    "failed": ("按退票原因核实账户后补发", "Check the account by the bank's reason, pay again"),
    "taken_back": ("款项已退回或收回，核实后补发", "The money came back: check why, then pay again"),
    "not_known": ("向银行核实结果", "Ask the bank"),
    "not_yet": ("补收回盘或签领表；未发的尽快发放", "Get the missing file or register; pay what was not paid"),
}
"""What is to be done of a verdict, the gravest first."""
LISTED = 5_000
"""More nobody works through in Excel; all are in the ledger."""
COLUMNS: list[tuple[Words, float, str]] = [
    (("地区", "Area"), 18, "wrap"),
    (("姓名", "Name"), 10, ""),
    (("身份证号", "Number"), 22, "id"),
    (("应发", "Due"), 12, "money"),
    (("实发", "Paid"), 12, "money"),
    (("追回", "Recovered"), 12, "money"),
    (("相差", "Difference"), 12, "money"),
    (("情况", "What"), 14, "wrap"),
    (("进度", "State"), 14, "wrap"),
    (("银行说明", "The bank's reason"), 20, "wrap"),
    (("应做", "To do"), 30, "wrap"),
    (("所在文件、行", "File and row"), 34, "wrap"),
    (("处理结果", "Done"), 20, "wrap"),
]


def write(sheet: Sheet, facts: Facts) -> None:
    sheet.open(("发放处理", "Payments to act on"))
    paid = facts.tables["core_paid"].filter(pl.col("verdict").is_in(list(ACT)))
    rank = pl.col("verdict").replace_strict({verdict: n for n, verdict in enumerate(ACT)}, return_dtype=pl.Int8)
    gap = (pl.col("paid_fen") - pl.col("recovered_fen") - pl.col("due_fen")).abs()
    some = paid.sort(rank, "area_code", gap, "payee_key", descending=[False, False, True, False]).head(LISTED)
    if paid.height > LISTED:
        told = (
            f"共 {paid.height:,} 人，列出 {LISTED:,} 人；其余见账本 core_paid",
            f"{paid.height:,} people, {LISTED:,} of them listed; the rest: core_paid of the ledger",
        )
        sheet.put(3, 0, told, "small")
    sheet.heads(HEADS, 0, [words for words, *_ in COLUMNS])
    sheet.widths(*(width for _, width, _ in COLUMNS))
    names = facts.names() | {"": UNKNOWN_AREA}
    last = FIRST
    for last, person in enumerate(some.to_dicts(), FIRST):
        sheet.row(last, 0, _person(person, last, names), [style for *_, style in COLUMNS], "top")
    if some.is_empty():
        sheet.put(FIRST, 0, "没有需处理的人员  Nobody", "cell", "center", to=len(COLUMNS) - 1)
    else:
        sheet.at.autofilter(HEADS, 0, last, len(COLUMNS) - 1)
    sheet.at.freeze_panes(FIRST, 3)
    sheet.at.repeat_rows(HEADS)
    sheet.close(last, len(COLUMNS) - 1)


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
        person["reason"] or "",
        ACT[person["verdict"]],
        where,
        "",
    ]
