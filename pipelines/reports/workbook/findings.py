"""疑点清单: one row a finding, with a link to its source row, how to mend it, and a decision to fill in."""

from __future__ import annotations

import polars as pl

from pipelines.reports.workbook.book import LONGEST, Sheet, Value, both, quoted, yuan_or_dash
from pipelines.reports.workbook.facts import Facts, Row
from pipelines.words import ANSWER, CONVERSION, FIELD, ICON, REASON, SEVERITY, Words

HEADS, FIRST = 4, 5
PLACE = 5
ANSWERED: tuple[Words, float, str] = (("乡镇答复", "Town's answer"), 24, "wrap")
LISTED = 20_000
"""More nobody works through in Excel, which also bears no more than 65,530 links a sheet; all are in the ledger."""
DECISIONS = ["保留 keep", "删除 drop", "属实无误 genuine"]
ESCAPED = str.maketrans({mark: f"%{ord(mark):02x}" for mark in ' "#%<>[]^`{}'})
LONGEST_LINK = 2_000

COLUMNS: list[tuple[Words, float, str]] = [
    (("序号", "No."), 6, "center"),
    (("级别", "Severity"), 11, ""),
    (("疑点", "Finding"), 26, "wrap"),
    (("地区", "Area"), 16, "wrap"),
    (("项目", "Line"), 20, "wrap"),
    (("位置", "Place (file ▸ sheet ▸ row)"), 34, "wrap"),
    (("列", "Field"), 11, "wrap"),
    (("现值", "Observed"), 19, "wrap"),
    (("应为", "Expected"), 28, "wrap"),
    (("涉及金额", "At stake"), 13, "money"),
    (("原因", "Why"), 36, "wrap indent"),
    (("处理办法", "How to mend"), 36, "wrap"),
    (("处理意见", "Decision"), 17, ""),
]


def write(sheet: Sheet, facts: Facts) -> None:
    sheet.open(("疑点清单", "Findings"))
    found = facts.tables["out_finding"].sort("finding_no")
    note = "点击位置可打开来源文件；请在最后一列选择处理意见。  Click a place to open its source; decide at the end."
    if found.height > LISTED:
        note += f" 仅列前 {LISTED:,} 条，共 {found.height:,} 条，其余见账本。  The rest are in the ledger."
    sheet.put(3, 0, note, "small")
    answers = _answers(facts)
    columns = [*COLUMNS[:-1], *([ANSWERED] if answers else []), COLUMNS[-1]]
    sheet.heads(HEADS, 0, [words for words, _, _ in columns])
    sheet.widths(*(width for _, width, _ in columns))
    rules = {rule["rule"]: rule for rule in facts.tables["out_rule"].to_dicts()}
    names = facts.names()
    last = FIRST
    for last, finding in enumerate(found.head(LISTED).to_dicts(), FIRST):
        values = _row(finding, rules[finding["rule"]], names)
        values[-1:-1] = [answers.get(finding["finding_key"], "")] if answers else []
        styles = [columns[0][2], finding["severity"], *(style for _, _, style in columns[2:])]
        sheet.row(last, 0, values, styles, "top")
        link = _link(facts.setting, finding)
        if link:
            place = str(values[PLACE])
            style = sheet.book.style("cell", "wrap", "top", "link", *quoted(place))
            sheet.at.write_url(last, PLACE, link, style, place[:LONGEST])
    if found.is_empty():
        sheet.put(FIRST, 0, "没有疑点  No findings", "cell", "center", to=len(columns) - 1)
    else:
        choose = {"validate": "list", "source": DECISIONS, "ignore_blank": True, "error_title": "处理意见 Decision"}
        sheet.at.data_validation(FIRST, len(columns) - 1, last, len(columns) - 1, choose)
        sheet.at.autofilter(HEADS, 0, last, len(columns) - 1)
    sheet.at.freeze_panes(FIRST, 3)
    sheet.at.repeat_rows(HEADS)
    sheet.close(last, len(columns) - 1)


def _answers(facts: Facts) -> dict[str, str]:
    """What the towns say of findings in workbooks that were sent back to them; it silences none."""
    said = facts.tables["out_resubmission"].filter(pl.col("answer").is_not_null() | pl.col("because").is_not_null())
    return {
        row["finding_key"]: "：".join(
            part for part in (row["answer"] and both(ANSWER[row["answer"]], " "), row["because"]) if part
        )
        for row in said.to_dicts()
    }


def _row(finding: Row, rule: Row, names: dict[str, Words]) -> list[Value]:
    place = " ▸ ".join(str(finding[part]) for part in ("file", "sheet", "row_no") if finding[part] is not None)
    return [
        finding["finding_no"],
        f"{ICON[finding['severity']]} {both(SEVERITY[finding['severity']], ' ')}",
        (rule["title_zh"], rule["title_en"]),
        _named(finding["area_code"], names),
        _named(finding["standard_id"], names),
        place,
        _named(finding["field"], FIELD),
        _reasons(finding["observed"]) if finding["sheet"] else finding["observed"] or "",
        _reasons(finding["expected"]),
        yuan_or_dash(finding["money_fen"]),
        (rule["why_zh"], rule["why_en"]),
        (rule["mend_zh"], rule["mend_en"]),
        "",
    ]


def _named(code: str | None, names: dict[str, Words]) -> Value:
    return "" if code is None else names.get(code, code)


def _reasons(text: str | None) -> str:
    """The text, the codes in it in words."""
    parts, codes = (text or "").split("; "), REASON | CONVERSION
    named = [both(codes[part], " ") if part in codes else part for part in parts]
    return "；".join(named) if codes.keys() & set(parts) else text or ""


def _link(setting: Row, finding: Row) -> str | None:
    """The source file beside the curated folder, at the row where there is one. Null where there is none to open."""
    if finding["file"] is None:
        return None
    file = f"../../../raw/{setting['plan']}/{setting['year']}/rosters/{finding['file']}".translate(ESCAPED)
    link = f"external:{file}"
    if finding["sheet"] is not None:
        sheet = finding["sheet"].replace("'", "''")
        link += f"#'{sheet}'!A{finding['row_no'] or 1}"
    return link if len(link) <= LONGEST_LINK else None
