"""执行口径: the rules the amounts were worked out by, each with its clause, and the readings of open questions."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from pipelines.reports.workbook.book import Sheet, Value, both, yuan
from pipelines.reports.workbook.facts import Facts
from pipelines.words import ICON, KIND, PER, SENTENCE, SEVERITY, Words

Table = tuple[list[Words], list[list[str | Words]]]
"""Heads and rows of four texts: a number, two long ones, the clause."""
COLUMNS = ((0, 0), (1, 2), (3, 7), (8, 8))


def write(sheet: Sheet, facts: Facts) -> None:
    sheet.open(("执行口径", "Rules and readings in force"))
    sheet.widths(8, 32, 36, 10, 12, 12, 12, 8, 22)
    row = _standards(sheet, facts, 5)
    for kind, title in SENTENCE.items():
        if kind != "standard":
            row = _block(sheet, row, title, _sentences(facts, kind))
    row = _block(sheet, row, ("未明事项与现行口径", "Open questions and the readings in force"), _questions(facts))
    row = _block(sheet, row, ("检查规则", "Checks run"), _checks(facts))
    sheet.at.freeze_panes(3, 0)
    sheet.close(row - 2, 8)


def _standards(sheet: Sheet, facts: Facts, top: int) -> int:
    """Returns the next free row."""
    sheet.put(top - 1, 0, "标准  Standards", "heading")
    heads: list[Words] = [
        ("序号", "No."), ("项目", "Line"), ("英文名", "Name"), ("按", "Per"), *KIND.values(), ("合计", "Total"),
        ("最低年龄", "Min. age"), ("条款", "Clause"),
    ]  # fmt: skip
    styles = ["center", "wrap", "small wrap", "center", *["grid_money"] * len(KIND), "money bold", "count", "wrap"]
    sheet.heads(top, 0, heads)
    worth = {(line["standard_id"], kind): 0 for line in facts.lines for kind in KIND}
    for part in facts.tables["plan_component"].to_dicts():
        worth[part["standard_id"], part["kind"]] += part["value_fen"] or 0
    for row, line in enumerate(facts.lines, top + 1):
        parts = [worth[line["standard_id"], kind] for kind in KIND]
        name = line["name_zh"] if line["named"] else f"{ICON['warning']} {line['name_zh']}"
        values: list[Value] = [line["line_no"], name, line["name_en"], both(PER[line["per"]], " ")]
        values += [
            *map(yuan, parts),
            yuan(sum(parts)),
            "" if line["min_age"] is None else line["min_age"],
            line["clause"],
        ]
        sheet.row(row, 0, values, styles)
    return top + 2 + len(facts.lines)


def _block(sheet: Sheet, top: int, title: Words, table: Table) -> int:
    """A titled table of four texts a row. Returns the next free row."""
    heads, rows = table
    sheet.put(top, 0, both(title, "  "), "heading")
    _texts(sheet, top + 1, heads, "head")
    rows = rows or [["", "无  None", "", ""]]
    for row, texts in enumerate(rows, top + 2):
        _texts(sheet, row, texts, "cell", "wrap")
    return top + 3 + len(rows)


def _texts(sheet: Sheet, row: int, texts: Sequence[str | Words], *styles: str) -> None:
    for text, (col, to) in zip(texts, COLUMNS, strict=True):
        sheet.put(row, col, text, *styles, to=to)


def _sentences(facts: Facts, kind: str) -> Table:
    rows: list[list[str | Words]] = [
        [str(i), row["text_zh"], row["text_en"], row["clause"]]
        for i, row in enumerate(facts.tables["plan_sentence"].filter(pl.col("kind") == kind).to_dicts(), 1)
    ]
    return [("序号", "No."), ("规定", "Rule"), ("英文", "In English"), ("条款", "Clause")], rows


def _questions(facts: Facts) -> Table:
    rows: list[list[str | Words]] = [
        [str(i), *((row[f"{part}_zh"], row[f"{part}_en"]) for part in ("question", "reading")), row["clause"]]
        for i, row in enumerate(facts.tables["plan_question"].to_dicts(), 1)
    ]
    return [
        ("序号", "No."),
        ("方案未明之处", "Open question"),
        ("现行口径", "Reading in force"),
        ("条款", "Clause"),
    ], rows


def _checks(facts: Facts) -> Table:
    rows: list[list[str | Words]] = [
        [
            f"{rule['findings']:,}",
            (f"{ICON[rule['severity']]} {rule['title_zh']}", rule["title_en"]),
            (rule["why_zh"], rule["why_en"]),
            rule["source"],
        ]
        for severity in SEVERITY
        for rule in facts.tables["out_rule"].to_dicts()
        if rule["severity"] == severity
    ]
    return [("条数", "Found"), ("规则", "Rule"), ("原因", "Why"), ("依据", "Source")], rows
