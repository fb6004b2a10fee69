"""执行口径: the rules the amounts were worked out by, each with its clause, and the readings of open questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipelines.reports.workbook.book import Sheet, Value, both, yuan
from pipelines.reports.workbook.facts import Facts, Row
from pipelines.words import ICON, KIND, SEVERITY, Words

Table = tuple[list[Words], list[list[str | Words]]]
"""Heads and rows of four texts: a number, two long ones, the clause."""
COLUMNS = ((0, 0), (1, 2), (3, 7), (8, 8))
PER: dict[str, Words] = {"person": ("人", "person"), "household": ("户", "household")}
WITHIN: dict[str, Words] = {"person": ("同一人", "one person"), "household": ("同一户", "one household")}


def write(sheet: Sheet, facts: Facts) -> None:
    sheet.open(("执行口径", "Rules and readings in force"))
    sheet.widths(8, 32, 36, 10, 12, 12, 12, 8, 22)
    row = _standards(sheet, facts, 5)
    row = _block(sheet, row, ("项目并存", "What may be held together"), _stacking(facts))
    row = _block(sheet, row, ("名额", "Quotas"), _quotas(facts))
    row = _block(sheet, row, ("出资", "Payers"), _payers(facts))
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
        worth[part["standard_id"], part["kind"]] += part["value_fen"]
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


def _label(line: Row) -> str:
    return f"{line['line_no']} {line['name_zh']}"


def _stacking(facts: Facts) -> Table:
    """Pairs that may be held together, those of the same clause and partners in one row; everything else excludes."""
    order = {line["standard_id"]: i for i, line in enumerate(facts.lines)}
    partners: dict[tuple[str, int], set[int]] = {}
    for pair in facts.tables["plan_stacking"].to_dicts():
        one, other = sorted((order[pair["standard_a"]], order[pair["standard_b"]]))
        partners.setdefault((pair["clause"], one), set()).add(other)
    together: dict[tuple[str, tuple[int, ...]], list[int]] = {}
    for (clause, one), others in sorted(partners.items()):
        together.setdefault((clause, tuple(sorted(others))), []).append(one)
    rows: list[list[str | Words]] = [
        ["", _labels(facts, ones), _labels(facts, others), clause] for (clause, others), ones in together.items()
    ]
    zh, en = WITHIN[facts.setting["stacking_within"]]
    rest = (f"其余：{zh}只享受一项", f"Otherwise {en} holds one line only")
    wins = ("金额高者保留，金额相同序号在前者保留", "The higher amount stays, at equal amounts the earlier line")
    rows.append(["", rest, wins, facts.setting["stacking_clause"]])
    return [("", ""), ("项目", "Line"), ("可与之并存", "May stand with"), ("条款", "Clause")], rows


def _labels(facts: Facts, lines: Iterable[int]) -> str:
    return "；".join(_label(facts.lines[line]) for line in lines)


def _quotas(facts: Facts) -> Table:
    """Places a line has in each area: once where all areas have the same."""
    names = facts.names()
    rows: list[list[str | Words]] = []
    for line in facts.lines:
        quotas = [row for row in facts.tables["plan_quota"].to_dicts() if row["standard_id"] == line["standard_id"]]
        by_places: dict[tuple[int, str], list[str]] = {}
        for quota in quotas:
            by_places.setdefault((quota["places"], quota["clause"]), []).append(names[quota["area_code"]][0])
        for (places, clause), areas in sorted(by_places.items()):
            where = "每个地区 each area" if len(areas) == len(facts.areas) else "、".join(areas)
            rows.append([str(places), f"{_label(line)} {line['name_en']}", where, clause])
    return [("名额", "Places"), ("项目", "Line"), ("地区", "Areas"), ("条款", "Clause")], rows


def _payers(facts: Facts) -> Table:
    """Who pays which share, lines with the same shares and clause together."""
    shares: dict[str, list[tuple[str, str]]] = {}
    for row in facts.tables["plan_payer"].sort("standard_id", "payer_no").to_dicts():
        share = f"{both((row['name_zh'], row['name_en']), ' ')} {row['share_num']}/{row['share_den']}"
        shares.setdefault(row["standard_id"], []).append((share, row["clause"]))
    gathered: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for line in facts.lines:
        gathered.setdefault(tuple(shares.get(line["standard_id"], [])), []).append(_label(line))
    rows: list[list[str | Words]] = [
        [
            "",
            "全部项目 all lines" if len(lines) == len(facts.lines) else "；".join(lines),
            "；".join(share for share, _ in split),
            "；".join(dict.fromkeys(clause for _, clause in split)),
        ]
        for split, lines in gathered.items()
    ]
    return [("", ""), ("项目", "Lines"), ("出资方与份额", "Payers and shares"), ("条款", "Clause")], rows


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
