"""问题清单: the first sheet of a return. What is wrong and where, and two columns for the town to answer in.

A hidden row of marks and two hidden columns tell the list again when the workbook comes back (`ingest.answers`).
"""

from __future__ import annotations

from pipelines.reports.workbook.book import Sheet, Value, both, quoted
from pipelines.reports.workbook.facts import Row
from pipelines.words import ANSWER, ICON, SEVERITY, Words

MARKS, HEADS, FIRST = 4, 5, 6
COLUMNS: list[tuple[str, Words, float, str]] = [  # column of raw_answer, words, width, style
    ("", ("序号", "No."), 6, "center"),
    ("", ("级别", "Severity"), 11, "wrap"),
    ("tab", ("工作表", "Sheet"), 17, "wrap id"),
    ("cell", ("单元格", "Cell"), 8, "center"),
    ("", ("问题", "What is wrong"), 30, "wrap"),
    ("", ("现值", "It says"), 22, "wrap id"),
    ("", ("应为", "Expected"), 24, "wrap id"),
    ("", ("处理办法", "How to mend"), 32, "wrap"),
    ("answer", ("处理结果", "Answer"), 18, "pale wrap"),
    ("because", ("说明", "Because"), 24, "pale wrap"),
    ("rule", ("rule", "rule"), 10, "small"),
    ("finding_key", ("finding_key", "finding_key"), 10, "small"),
]
SEVERE, CELL, ANSWERED, HIDDEN = 1, 3, 8, 10
ABOUT: list[Words] = [
    (
        "标色的单元格有问题，批注写明原因和改法。请直接在各工作表中更正，不要改动工作表名称。",
        "Coloured cells need mending; their comments say why and how. Mend them in the sheets; leave the tabs' names.",
    ),
    (
        "改好后在本表最后两列填写处理结果和说明，整本交回，替换原来报送的文件。",
        "Then fill in the last two columns here and send the whole workbook back in place of the file you sent.",
    ),
]


def write(sheet: Sheet, area: Words, findings: list[Row], links: dict[str, str]) -> None:
    """`findings` are rows of words and places as `facts` tells them; `links` name each tab as a formula would."""
    sheet.put(0, 0, both((f"{area[0]}问题清单", f"{area[1]}: findings"), "  "), "title")
    sheet.height(0, 26)
    for row, words in enumerate(ABOUT, 1):
        sheet.put(row, 0, words)
    sheet.put(3, 0, _counted(findings), "bold")
    for col, (mark, *_) in enumerate(COLUMNS):
        sheet.at.write_string(MARKS, col, f"#{mark}" if mark else "")
    sheet.at.set_row(MARKS, None, None, {"hidden": True})
    sheet.heads(HEADS, 0, [words for _, words, *_ in COLUMNS])
    sheet.widths(*(width for *_, width, _ in COLUMNS))
    sheet.at.set_column(HIDDEN, len(COLUMNS) - 1, 10, None, {"hidden": True})
    last = FIRST
    for last, finding in enumerate(findings, FIRST):
        styles = [style for *_, style in COLUMNS]
        styles[SEVERE] = f"{finding['severity']} wrap"
        sheet.row(last, 0, _values(finding), styles, "top")
        link = finding["tab"] and f"internal:{links[finding['tab']]}!{finding['cell'] or 'A1'}"
        for col in (CELL - 1, CELL) if link else ():
            text = str(finding["cell" if col == CELL else "tab"] or "")
            style = sheet.book.style("cell", "wrap", "top", "link", *quoted(text))
            if text:
                sheet.at.write_url(last, col, link, style, text)
    choose = {"validate": "list", "source": [both(words, " ") for words in ANSWER.values()]}
    sheet.at.data_validation(FIRST, ANSWERED, last, ANSWERED, choose)
    sheet.at.autofilter(HEADS, 0, last, len(COLUMNS) - 1)
    sheet.at.freeze_panes(FIRST, CELL + 1)
    sheet.at.repeat_rows(HEADS)
    sheet.close(last, HIDDEN - 1)


def _counted(findings: list[Row]) -> str:
    counts = {severity: sum(finding["severity"] == severity for finding in findings) for severity in SEVERITY}
    return "    ".join(f"{ICON[severity]} {both(SEVERITY[severity], ' ')} {n}" for severity, n in counts.items() if n)


def _values(finding: Row) -> list[Value]:
    severity = finding["severity"]
    return [
        finding["no"],
        f"{ICON[severity]} {both(SEVERITY[severity], ' ')}",
        finding["tab"] or finding["file"] or "",
        finding["cell"] or "",
        (finding["title_zh"], finding["title_en"]),
        finding["observed"],
        finding["expected"],
        (finding["mend_zh"], finding["mend_en"]),
        both(ANSWER[finding["answer"]], " ") if finding["answer"] else "",
        finding["because"] or "",
        finding["rule"],
        finding["finding_key"],
    ]
