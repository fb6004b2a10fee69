"""采购清单: goods to buy, item by item and area by area, by quantity; what has no price says so."""

from __future__ import annotations

from pipelines.reports.workbook.book import Sheet, Value, yuan
from pipelines.reports.workbook.facts import Facts
from pipelines.words import Words

HEADS, FIRST = 3, 4
COLUMNS: list[Words] = [
    ("物资", "Item"), ("地区", "Area"), ("数量", "Quantity"), ("单位", "Unit"), ("价值", "Worth"),
]  # fmt: skip
STYLES = ["wrap", "wrap", "count", "center", "grid_money"]
NOT_PRICED: Words = ("未定价", "not priced")


def write(sheet: Sheet, facts: Facts) -> None:
    sheet.open(("采购清单", "Goods to buy"))
    sheet.widths(28, 32, 12, 10, 16)
    sheet.heads(HEADS, 0, COLUMNS)
    names, row = facts.names(), FIRST
    bought = {(line["component"], line["area_code"]): line for line in facts.tables["out_purchase"].to_dicts()}
    parts = facts.tables["plan_component"].unique("component", maintain_order=True).sort("component").to_dicts()
    for item in [part for part in parts if part["kind"] == "goods"]:
        of_item = [(names[area["area_code"]], bought[item["component"], area["area_code"]])
                   for area in facts.areas if (item["component"], area["area_code"]) in bought]  # fmt: skip
        for words, line in of_item:
            _line(sheet, row, [(item["name_zh"], item["name_en"]), words], line["quantity"], line)
            row += 1
        if of_item:
            worths = [line["amount_fen"] for _, line in of_item]
            whole = {"unit": of_item[0][1]["unit"], "amount_fen": None if None in worths else sum(worths)}
            total: list[Value] = [("小计", "Subtotal"), (item["name_zh"], item["name_en"])]
            _line(sheet, row, total, sum(line["quantity"] for _, line in of_item), whole, "total")
            row += 1
    if row == FIRST:
        sheet.put(row, 0, "无  None", "cell")
        row += 1
    sheet.at.freeze_panes(FIRST, 0)
    sheet.close(row - 1, len(COLUMNS) - 1)


def _line(sheet: Sheet, row: int, heads: list[Value], quantity: int, about: dict[str, object], *also: str) -> None:
    fen = about["amount_fen"]
    worth: Value = yuan(fen) if isinstance(fen, int) else NOT_PRICED
    sheet.row(row, 0, [*heads, quantity, str(about["unit"]), worth], STYLES, *also)
