"""资金来源: areas × payers, cash and goods apart; shares add across to the allocation, areas add down. The towns' own
matching money stands apart, in no total."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.money import daxie
from pipelines.reports.workbook.allocation import area_cell
from pipelines.reports.workbook.book import Formula, Sheet, Value, cell, check, span, yuan
from pipelines.reports.workbook.facts import Facts, Row
from pipelines.words import KIND, Words

BAND, HEADS, FIRST = 3, 4, 5
PAYERS = 2
WIDE = len(KIND) + 1  # columns of one payer: each kind, and both
Paid = dict[tuple[str, str, str], int]


@dataclass(frozen=True)
class Grid:
    """Where things stand on the sheet."""

    end: int  # row of the sums
    total: int  # first column after the payers: funded, allocated, ✔
    apart: int  # matching money: amount, source


def write(sheet: Sheet, facts: Facts) -> None:
    sheet.open(("资金来源", "Funding by payer"))
    total = PAYERS + WIDE * len(facts.payers)
    grid = Grid(FIRST + len(facts.areas), total, total + 4)
    matching = {item["area_code"]: item for item in facts.tables["plan_matching"].to_dicts()}
    _heads(sheet, facts, grid)
    paid = _paid(facts)
    for row, area in enumerate(facts.areas, FIRST):
        _area(sheet, facts, grid, row, paid)
        item = matching.get(area["area_code"])
        apart: list[Value] = [yuan(item["amount_fen"]), item["source"]] if item else [yuan(0), ""]
        sheet.row(row, grid.apart, apart, ["grid_money", "indent"])
    apart_fen = sum(item["amount_fen"] for item in matching.values())
    totals = _sums(sheet, facts, grid, paid)
    sheet.row(grid.end, grid.apart, [_down(grid.apart, grid, apart_fen), ""], ["money", ""], "total")

    row = grid.end + 2
    sheet.put(row, 0, "合计大写  Totals in words", "heading")
    column = {payer["payer"]: PAYERS + WIDE * (i + 1) - 1 for i, payer in enumerate(facts.payers)}
    for payer, col in column.items():
        sheet.book.cells["payer", payer, "amount"] = sheet.ref(grid.end, col)
    said: list[tuple[Words, int, int]] = [
        *(
            ((payer["name_zh"], payer["name_en"]), totals[payer["payer"]], column[payer["payer"]])
            for payer in facts.payers
        ),
        (("合计", "All payers"), facts.total["computed_fen"], grid.total),
    ]
    if matching:
        said.append((("配套资金（另列）", "Matching, apart"), apart_fen, grid.apart))
    for name, fen, col in said:
        row += 1
        sheet.put(row, 0, name, "cell", "bold", to=1)
        sheet.put(row, 2, Formula(f"={cell(grid.end, col)}", yuan(fen)), "cell", "money")
        sheet.put(row, 3, daxie(fen), "cell", "indent", to=grid.total + 2)
    _name_cells(sheet, facts, grid)
    sheet.widths(14, 34, *(14,) * (WIDE * len(facts.payers)), 15, 15, 7, 2, 14, 22)
    sheet.at.freeze_panes(FIRST, PAYERS)
    sheet.at.autofilter(HEADS, 0, grid.end - 1, grid.total + 2)
    sheet.at.repeat_rows(BAND, HEADS)
    sheet.close(row, grid.apart + 1)


def _name_cells(sheet: Sheet, facts: Facts, grid: Grid) -> None:
    cells = sheet.book.cells
    cells["funding", "codes"] = sheet.range(FIRST, 0, grid.end - 1, 0)
    for i, payer in enumerate(facts.payers):
        col = PAYERS + WIDE * (i + 1) - 1
        cells["funding", payer["payer"], "areas"] = sheet.range(FIRST, col, grid.end - 1, col)
        cells["funding", payer["payer"], "sum"] = sheet.ref(grid.end, col)


def _paid(facts: Facts) -> Paid:
    """(area, payer, kind) → fen."""
    kinds = facts.kinds()
    paid: Paid = {}
    funding = facts.sums("out_funding", "area_code", "standard_id", "component", "payer")
    for (area, standard, component, payer), fen in funding.items():
        key = (area, payer, kinds[standard, component])
        paid[key] = paid.get(key, 0) + fen
    return paid


def _heads(sheet: Sheet, facts: Facts, grid: Grid) -> None:
    sheet.put(BAND, 0, "地区  Area", "head", to=PAYERS - 1)
    sheet.heads(HEADS, 0, [("地区代码", "Code"), ("地区", "Area")])
    for i, payer in enumerate(facts.payers):
        col = PAYERS + WIDE * i
        sheet.put(BAND, col, (payer["name_zh"], payer["name_en"]), "head", to=col + WIDE - 1)
        sheet.heads(HEADS, col, [*KIND.values(), ("小计", "Subtotal")])
    sheet.put(BAND, grid.total, ("合计", "All payers"), "head", to=grid.total + 2)
    sheet.heads(HEADS, grid.total, [("出资合计", "Funded"), ("分配表合计", "Allocated"), ("核对", "Check")])
    sheet.put(BAND, grid.apart, ("另列，不计入合计", "Shown apart, in no total"), "head", to=grid.apart + 1)
    sheet.heads(HEADS, grid.apart, [("地区配套资金", "Own matching"), ("来源", "Source")])


def _area(sheet: Sheet, facts: Facts, grid: Grid, row: int, paid: Paid) -> None:
    area: Row = facts.areas[row - FIRST]
    code = area["area_code"]
    sheet.row(row, 0, [code, (area["name_zh"], area["name_en"])], ["id", "bold"])
    subtotals = []
    for i, payer in enumerate(facts.payers):
        col = PAYERS + WIDE * i
        parts = [paid.get((code, payer["payer"], kind), 0) for kind in KIND]
        adds = Formula(f"=SUM({span(row, col, row, col + WIDE - 2)})", yuan(sum(parts)))
        sheet.row(row, col, [*map(yuan, parts), adds], [*["grid_money"] * len(KIND), "money bold"])
        subtotals.append(cell(row, col + WIDE - 1))
    computed = yuan(facts.figures["area", code]["computed_fen"])
    funded = Formula("=" + ("+".join(subtotals) or "0"), computed)
    allocated = Formula(f"={area_cell(sheet, 'amount', f'$A{row + 1}')}", computed)
    sheet.row(row, grid.total, [funded, allocated, _agrees(row, grid)], ["money total", "money", "center"])


def _sums(sheet: Sheet, facts: Facts, grid: Grid, paid: Paid) -> dict[str, int]:
    """The row of sums. Returns each payer's total."""
    totals = {}
    sheet.row(grid.end, 0, ["合计 Total", ""], ["", ""], "total")
    for i, payer in enumerate(facts.payers):
        parts = [sum(fen for (_, who, of), fen in paid.items() if (who, of) == (payer["payer"], kind)) for kind in KIND]
        totals[payer["payer"]] = sum(parts)
        for col, fen in enumerate([*parts, sum(parts)], PAYERS + WIDE * i):
            sheet.row(grid.end, col, [_down(col, grid, fen)], ["money"], "total")
    whole = facts.total["computed_fen"]
    values: list[Value] = [_down(grid.total, grid, whole), _down(grid.total + 1, grid, whole), _agrees(grid.end, grid)]
    sheet.row(grid.end, grid.total, values, ["money", "money", "center"], "total")
    return totals


def _agrees(row: int, grid: Grid) -> Formula:
    """Funding is allocation: a law of the books, without which nothing is published."""
    return check((cell(row, grid.total), cell(row, grid.total + 1)), holds=True)


def _down(col: int, grid: Grid, fen: int) -> Formula:
    return Formula(f"=SUM({span(FIRST, col, grid.end - 1, col)})", yuan(fen))
