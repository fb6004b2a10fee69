"""数据来源: every file read with its fingerprint and where its rows went; the laws of the books and the gate."""

from __future__ import annotations

import polars as pl

from pipelines.reports.workbook.book import NO, YES, Formula, Sheet, Value, both, cell, check, span
from pipelines.reports.workbook.facts import Facts, Row
from pipelines.words import STATUS, Words

HEADS, FIRST = 3, 4
FILES: list[Words] = [
    ("文件", "File"), ("地区", "Area"), ("读入行", "Rows read"), ("接收", "Accepted"), ("拒收", "Refused"),
    ("标题合计等", "Headings, totals"), ("状态", "Status"), ("问题", "Problem"), ("指纹", "SHA-256"),
]  # fmt: skip
STYLES = ["wrap", "wrap", "count", "count", "count", "count", "indent", "wrap", "id small wrap"]
READ, OTHER, STATE = 2, 5, 6
ON_ONE_PAGE = 25
COUNTS = ("read", "accepted", "refused", "other")


def write(sheet: Sheet, facts: Facts) -> None:
    sheet.open(("数据来源", "Sources"))
    sheet.widths(42, 28, 9, 9, 8, 11, 15, 30, 40)
    sheet.heads(HEADS, 0, FILES)
    files = _counted(facts)
    for row, file in enumerate(files, FIRST):
        _file(sheet, facts, row, file)
    end = FIRST + len(files)
    sums = [
        Formula(f"=SUM({span(FIRST, READ + i, end - 1, READ + i)})", sum(file[name] for file in files))
        for i, name in enumerate(COUNTS)
    ]
    blank: list[Value] = ["", "", ""]
    sheet.row(end, 0, [f"合计 Total ({len(files)})", "", *sums, *blank], ["", "", *["count"] * 4, "", "", ""], "total")
    row = _gate(sheet, facts, _laws(sheet, facts, end + 2))
    sheet.at.freeze_panes(FIRST, 1)
    if len(files) > ON_ONE_PAGE:  # below that, the heads would only stand over the laws
        sheet.at.repeat_rows(HEADS)
    sheet.at.autofilter(HEADS, 0, end - 1, len(FILES) - 1)
    sheet.close(row, len(FILES) - 1)


def _counted(facts: Facts) -> list[Row]:
    """The files with the rows read, accepted, refused, and the rest: titles, heads, totals and notes."""
    joined = facts.tables["raw_file"].sort("file")
    rows = facts.tables["raw_sheet"].group_by("file").agg(read=pl.col("rows").sum())
    accepted = facts.tables["core_person"].group_by("file").agg(accepted=pl.len().cast(pl.Int64))
    refused = facts.tables["core_rejected"].group_by("file").agg(refused=pl.len().cast(pl.Int64))
    for counts in (rows, accepted, refused):
        joined = joined.join(counts, on="file", how="left", maintain_order="left")
    counted = joined.with_columns(pl.col("read", "accepted", "refused").fill_null(0))
    return counted.with_columns(other=pl.col("read") - pl.col("accepted") - pl.col("refused")).to_dicts()


def _file(sheet: Sheet, facts: Facts, row: int, file: Row) -> None:
    read, accepted, refused = (cell(row, READ + i) for i in range(3))
    problem: Value = (file["detail_zh"] or "", file["detail_en"] or "") if file["problem"] else ""
    values: list[Value] = [
        file["file"],
        facts.names().get(file["area_code"], file["area_code"] or "—"),
        *(file[name] for name in COUNTS[:3]),
        Formula(f"={read}-{accepted}-{refused}", file["other"]),
        f"{YES if file['status'] == 'read' else NO} {both(STATUS[file['status']], ' ')}",
        problem,
        file["sha256"],
    ]
    sheet.row(row, 0, values, STYLES)


def _laws(sheet: Sheet, facts: Facts, top: int) -> int:
    """Returns the next free row."""
    sheet.put(top, 0, "账目规律  Laws of the books", "heading")
    laws = facts.tables["out_law"].to_dicts()
    for row, law in enumerate(laws, top + 1):
        sheet.put(row, 0, (law["title_zh"], law["title_en"]), "cell", "wrap", to=OTHER)
        sheet.put(row, STATE, YES if law["holds"] else NO, "cell", "center")
        sheet.put(row, STATE + 1, law["detail"], "cell", "wrap", to=len(FILES) - 1)
    return top + 2 + len(laws)


def _gate(sheet: Sheet, facts: Facts, top: int) -> int:
    """The gate by suite: an expectation stands when it counts what our own run of the rule did, else when it passed.
    Returns the last row."""
    sheet.put(top, 0, "发布前检查（Great Expectations）  The gate before publication", "heading")
    ours = pl.col("ours")
    stands = pl.when(ours.is_not_null()).then(pl.col("unexpected") == ours).otherwise("success")
    gate = facts.tables["out_gate"].with_columns(stands=stands.fill_null(value=False))
    if gate.is_empty():
        sheet.put(top + 1, 0, "本次未运行  Skipped in this run", "small")
        return top + 1
    sheet.put(top + 1, 0, ("检查组", "Suite"), "head", to=1)
    sheet.heads(top + 1, READ, [("检查数", "Run"), ("相符", "Agree"), ("核对", "Check")])
    suites = gate.group_by("suite").agg(ran=pl.len(), stood=pl.col("stands").sum()).sort("suite")
    for row, (suite, ran, stood) in enumerate(suites.iter_rows(), top + 2):
        sheet.put(row, 0, suite, "cell", to=1)
        agrees = check((cell(row, READ), cell(row, READ + 1)), holds=ran == stood)
        sheet.row(row, READ, [ran, stood, agrees], ["count", "count", "center"])
    return top + 1 + suites.height
