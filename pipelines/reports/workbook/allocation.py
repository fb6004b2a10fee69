"""资金分配表: areas × lines, headcount and amount; sums across and down as formulas, and the stated figures beside."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pipelines.reports.workbook.book import Formula, Sheet, Value, both, cell, check, digits, span, yuan
from pipelines.reports.workbook.book import yuan_or_dash as dash
from pipelines.reports.workbook.facts import Facts, Row
from pipelines.reports.workbook.marks import Cells, mark
from pipelines.reports.workbook.styles import BLUE
from pipelines.words import KIND, Words

BAND, NAMES, HEADS, FIRST = 3, 4, 5, 6
CODE, NAME, LINES = 0, 1, 2
COUNTED: dict[str, Words] = {
    "person": ("人数", "Persons"),
    "household": ("户数", "Households"),
    "institution": ("机构数", "Institutions"),
    "lump": ("笔数", "Sums"),
}
COUNT, AMOUNT = ("人（户）次", "Awards"), ("金额", "Amount")


@dataclass(frozen=True)
class Grid:
    """Where things stand on the sheet."""

    end: int  # row of the sums
    total: int  # first column after the lines: count, amount, cash, goods, ✔
    stated: int  # then what is stated by area: count, amount, difference, ✔
    last: int


def write(sheet: Sheet, facts: Facts) -> None:
    sheet.open(("资金分配表", "Allocation by area and line"))
    total = LINES + 2 * len(facts.lines)
    stated = total + 3 + len(KIND)
    grid = Grid(FIRST + len(facts.areas), total, stated, stated + 3 if facts.is_stated("area") else stated - 1)
    _heads(sheet, facts, grid)
    split = _split(facts)
    for row, area in enumerate(facts.areas, FIRST):
        _area(sheet, facts, grid, row, [yuan(split[area["area_code"], kind]) for kind in KIND])
    _sums(sheet, facts, grid, split)
    _stated(sheet, facts, grid.end)
    _name_cells(sheet, facts, grid)
    sheet.widths(*_widths(facts, grid))
    sheet.at.freeze_panes(FIRST, LINES)
    sheet.at.autofilter(HEADS, 0, grid.end - 1, grid.last)
    sheet.at.repeat_rows(BAND, HEADS)
    sheet.at.repeat_columns(CODE, NAME)
    _chart(sheet, grid)
    sheet.close(grid.end + 34, grid.last)


def area_cell(sheet: Sheet, name: str, code_cell: str) -> str:
    """The cell of this sheet's column for an area, found by its code, so that sorting either sheet harms nothing."""
    cells = sheet.book.cells
    return f"INDEX({cells['area', name]},MATCH({code_cell},{cells['area', 'codes']},0))"


def _split(facts: Facts) -> dict[tuple[str, str], int]:
    """(area, kind) → fen."""
    kinds, split = facts.kinds(), {(area["area_code"], kind): 0 for area in facts.areas for kind in KIND}
    for (area, standard, component), fen in facts.sums(
        "out_allocation", "area_code", "standard_id", "component"
    ).items():
        if (kind := kinds[standard, component]) in KIND:  # awards only counted have no money
            split[area, kind] += fen
    return split


def _heads(sheet: Sheet, facts: Facts, grid: Grid) -> None:
    for row in (BAND, NAMES):
        sheet.put(row, CODE, "", "head", to=NAME)
    sheet.heads(HEADS, CODE, [("地区代码", "Code"), ("地区", "Area")])
    col = LINES
    for section in facts.sections:
        lines = facts.lines_of(section["section"])
        if lines:
            name = f"{both((section['name_zh'], section['name_en']), '  ')}  {section['clause']}"
            sheet.put(BAND, col, name, "head", to=col + 2 * len(lines) - 1)
        for line in lines:
            sheet.put(NAMES, col, (f"{line['line_no']}. {line['name_zh']}", line["name_en"]), "head", to=col + 1)
            sheet.heads(HEADS, col, [COUNTED[line["per"]], AMOUNT])
            col += 2
    words: list[Words] = [COUNT, AMOUNT, *KIND.values(), ("核对", "Adds up")]
    sheet.put(BAND, grid.total, ("合计", "Total"), "head", to=grid.total + 1)
    sheet.put(BAND, grid.total + 2, ("其中", "Of which"), "head", to=grid.stated - 1)
    if grid.last > grid.stated:
        sheet.put(BAND, grid.stated, ("分配表列明", "Stated by area"), "head", to=grid.last)
        words += [("列明人数", "Stated count"), ("列明金额", "Stated"), ("差额", "Difference"), ("核对", "Check")]
    sheet.put(NAMES, grid.total, "", "head", to=grid.last)
    sheet.heads(HEADS, grid.total, words)


def _area(sheet: Sheet, facts: Facts, grid: Grid, row: int, parts: list[Decimal]) -> None:
    area = facts.areas[row - FIRST]
    code = area["area_code"]
    sheet.row(row, CODE, [code, (area["name_zh"], area["name_en"])], ["id", "bold wrap"])
    for col, line in enumerate(facts.lines):
        figure = facts.figures.get(("area_line", f"{code}/{line['standard_id']}"))
        awarded: list[Value] = [figure["computed_count"], yuan(figure["computed_fen"])] if figure else [0, yuan(0)]
        sheet.row(row, LINES + 2 * col, awarded, ["grid_count", "grid_money"])
    node, across = facts.figures["area", code], [range(LINES + i, grid.total, 2) for i in (0, 1)]
    sums: list[Value] = [
        Formula("=" + ("+".join(cell(row, col) for col in cols) or "0"), value)
        for cols, value in zip(across, (node["computed_count"], yuan(node["computed_fen"])), strict=True)
    ]
    sheet.row(row, grid.total, sums, ["count", "money"], "total")
    sheet.row(row, grid.total + 2, [*parts, _adds(row, grid)], [*["money"] * len(KIND), "center"])
    if grid.last > grid.stated:
        counts, amounts = _sides(row, grid)
        gap = None if node["stated_fen"] is None else Formula("={}-{}".format(*amounts), yuan(node["difference_fen"]))
        values: list[Value] = [node["stated_count"], dash(node["stated_fen"]), gap, mark(facts, node, counts, amounts)]
        sheet.row(row, grid.stated, values, ["count", "money", "money", "center"])


def _sides(row: int, grid: Grid) -> tuple[Cells, Cells]:
    """The cells of a row with its computed and its stated count, and with the amounts."""
    return (
        (cell(row, grid.total), cell(row, grid.stated)),
        (cell(row, grid.total + 1), cell(row, grid.stated + 1)),
    )


def _adds(row: int, grid: Grid) -> Formula:
    parts = "+".join(cell(row, grid.total + 2 + i) for i in range(len(KIND)))
    return check((cell(row, grid.total + 1), f"({parts})"), holds=True)


def _sums(sheet: Sheet, facts: Facts, grid: Grid, split: dict[tuple[str, str], int]) -> None:
    end = grid.end

    def down(col: int, value: int | Decimal) -> Formula:
        return Formula(f"=SUM({span(FIRST, col, end - 1, col)})", value)

    sheet.row(end, CODE, ["合计 Total", ""], ["", ""], "total")
    for i, node in enumerate([*(facts.figures["line", line["standard_id"]] for line in facts.lines), facts.total]):
        col = LINES + 2 * i
        values: list[Value] = [down(col, node["computed_count"]), down(col + 1, yuan(node["computed_fen"]))]
        sheet.row(end, col, values, ["count", "money"], "total")
    for col, kind in enumerate(KIND, grid.total + 2):
        value = yuan(sum(fen for (_, of), fen in split.items() if of == kind))
        sheet.row(end, col, [down(col, value)], ["money"], "total")
    sheet.row(end, grid.stated - 1, [_adds(end, grid)], ["center"], "total")
    if grid.last > grid.stated:
        areas = [facts.figures["area", area["area_code"]] for area in facts.areas]
        whole, (counts, amounts) = _whole(areas), _sides(end, grid)
        gap = None if whole["stated_fen"] is None else Formula("={}-{}".format(*amounts), yuan(whole["difference_fen"]))
        values = [
            down(grid.stated, sum(area["stated_count"] or 0 for area in areas)),
            down(grid.stated + 1, yuan(sum(area["stated_fen"] or 0 for area in areas))),
            gap,
            mark(facts, whole, counts, amounts),
        ]
        sheet.row(end, grid.stated, values, ["count", "money", "money", "center"], "total")


def _whole(areas: list[Row]) -> Row:
    """The areas together, as one figure. Where the amount of one is not stated, there is nothing to compare with."""
    stated, computed = [area["stated_fen"] for area in areas], sum(area["computed_fen"] for area in areas)
    if None in stated:
        return {"stated_fen": None, "stated_count": None, "agrees": all(area["agrees"] for area in areas)}
    gap = computed - sum(stated)
    at_most = any(area["firmness"] == "at_most" for area in areas)
    return {
        "stated_fen": sum(stated),
        "stated_count": None,
        "difference_fen": gap,
        "agrees": gap == 0 or (at_most and gap < 0),
        "firmness": "at_most" if at_most else "exact",
    }


def _stated(sheet: Sheet, facts: Facts, end: int) -> None:
    """Below the sums: what the plan states of each line and in all, the difference, and ✔ or ✘."""
    labels: list[Words] = [("方案列明", "Stated"), ("差额", "Difference"), ("核对", "Check")]
    for row, label in enumerate(labels, end + 1):
        sheet.put(row, CODE, label, "cell", "bold", to=NAME)
    nodes = [*(facts.figures["line", line["standard_id"]] for line in facts.lines), facts.total]
    for i, node in enumerate(nodes):
        col = LINES + 2 * i
        count, fen = node["stated_count"], node["stated_fen"]
        gaps: list[Value] = [None, None]
        counts, amounts = ((cell(end, at), cell(end + 1, at)) for at in (col, col + 1))
        if count is not None:
            gaps[0] = Formula("={}-{}".format(*counts), node["computed_count"] - count)
        if fen is not None:
            gaps[1] = Formula("={}-{}".format(*amounts), yuan(node["difference_fen"]))
        sheet.row(end + 1, col, [count, dash(fen)], ["count", "money"])
        sheet.row(end + 2, col, gaps, ["count", "money"])
        sheet.put(end + 3, col, mark(facts, node, counts, amounts), "cell", "center", to=col + 1)


def _name_cells(sheet: Sheet, facts: Facts, grid: Grid) -> None:
    cells, end = sheet.book.cells, grid.end
    for name, col in (("codes", CODE), ("count", grid.total), ("amount", grid.total + 1)):
        cells["area", name] = sheet.range(FIRST, col, end - 1, col)
    for name, col in zip(("amount", *KIND), range(grid.total + 1, grid.stated), strict=False):
        cells["all", name] = sheet.ref(end, col)
    for i, line in enumerate(facts.lines):
        for name, col in (("count", LINES + 2 * i), ("amount", LINES + 2 * i + 1)):
            cells["line", line["standard_id"], name] = sheet.ref(end, col)
            cells["line", line["standard_id"], name, "areas"] = sheet.range(FIRST, col, end - 1, col)


def _widths(facts: Facts, grid: Grid) -> list[float]:
    """As narrow as the figures allow: the sheet is to fit one page across."""

    def pair(node: Row, least: float) -> list[float]:
        amount = max(node["computed_fen"], node["stated_fen"] or 0)
        return [max(least, digits(node["computed_count"])), max(9.5, digits(yuan(amount)))]

    lines = [width for line in facts.lines for width in pair(facts.figures["line", line["standard_id"]], 7)]
    count, amount = pair(facts.total, 8)
    stated = [count, amount, 10, 6] if grid.last > grid.stated else []
    return [13.5, 21, *lines, count, amount, *[amount] * len(KIND), 8, *stated]


def _chart(sheet: Sheet, grid: Grid) -> None:
    """Drawn large: it is printed at the scale of the wide table above it."""
    amount, font = grid.total + 1, {"size": 12}
    chart = sheet.book.file.add_chart({"type": "column"})
    chart.add_series(
        {
            "name": "金额 Amount",
            "categories": f"={sheet.range(FIRST, NAME, grid.end - 1, NAME)}",
            "values": f"={sheet.range(FIRST, amount, grid.end - 1, amount)}",
            "fill": {"color": BLUE},
            "gap": 60,
            "data_labels": {"value": True, "num_format": "#,##0", "font": font},
        }
    )
    chart.set_title({"name": "各地区金额（元）  Amount by area, yuan", "name_font": {"size": 16}})
    chart.set_legend({"none": True})
    grey = {"visible": True, "line": {"color": "#E0E0E0"}}
    chart.set_y_axis({"num_format": "#,##0", "num_font": font, "major_gridlines": grey, "min": 0})
    chart.set_x_axis({"num_font": font})
    chart.set_size({"width": max(900, sheet.pixels(grid.last) - 20), "height": 580})
    sheet.at.insert_chart(
        grid.end + 5, 0, chart, {"object_position": 2, "x_offset": 10, "description": "Amount by area"}
    )
