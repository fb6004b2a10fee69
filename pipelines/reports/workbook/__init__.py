"""The workbook: the books of one run for reading, printing and signing. `book` is what the sheets are written with,
`facts` what they say; one module a sheet."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

import polars as pl

from pipelines.reports.workbook import (
    allocation,
    appropriation,
    conclusion,
    cover,
    detail,
    duplicates,
    findings,
    funding,
    payees,
    payments,
    proof,
    purchase,
    reconciliation,
    rules,
    sources,
)
from pipelines.reports.workbook.book import Book, Sheet
from pipelines.reports.workbook.facts import Facts
from pipelines.reports.workbook.shares import parts_of
from pipelines.reports.workbook.styles import A3, A4
from pipelines.words import TO_JUDGE, Words

About = tuple[Words, Words, int, bool]
"""Name, what it shows, paper, landscape."""
SHEETS: dict[str, About] = {
    "cover": (("封面", "Cover"), ("方案、结论与签字", "The plan, the conclusion, the signatures"), A4, False),
    "contents": (("目录", "Contents"), ("本工作簿各表", "The sheets of this workbook"), A4, False),
    "conclusion": (
        ("结论", "Conclusion"),
        (
            "一屏看完：列明与核定、差额构成、疑点、账目规律",
            "One screen: stated beside computed, bridge, findings, laws",
        ),
        A4,
        True,
    ),
    "allocation": (
        ("资金分配表", "Allocation"),
        ("各地区各项目的人数与金额", "Headcount and amount of every area and line"),
        A3,
        True,
    ),
    "funding": (("资金来源", "Funding"), ("各出资方分担，逐地区", "What each payer bears, area by area"), A4, True),
    "appropriation": (
        ("拨付汇总", "Appropriation"),
        ("各出资方并列，横加等于分配，纵加等于合计", "Payers side by side: shares add across, areas add down"),
        A4,
        True,
    ),
    "detail": (
        ("出资明细", "Shares"),
        (
            "逐地区、项目、构成、出资方：份额、零头与多出的一分",
            "Every share, its fraction of a fen, and why a fen more",
        ),
        A3,
        True,
    ),
    "purchase": (("采购清单", "Purchase"), ("各地区需采购的物资", "Goods to buy, area by area"), A4, False),
    "reconciliation": (
        ("对账与差额", "Reconciliation"),
        ("每个数字：列明、核定、差额及其构成", "Every figure: stated, computed, the difference and what explains it"),
        A3,
        True,
    ),
    "payments": (
        ("发放核对", "Payments"),
        ("应发、实发、未发、追回与结余", "Due, paid, not paid, recovered, left"),
        A3,
        True,
    ),
    "payees": (
        ("发放处理", "Payments to act on"),
        (
            "失败、重复、多发、少发、未发、名单外的人员与应做的事",
            "Whom to act on: failed, twice, over, short, not yet, others",
        ),
        A3,
        True,
    ),
    "findings": (
        ("疑点清单", "Findings"),
        ("每条疑点的位置、原因与处理办法，请填处理意见", "Where, why and how to mend; please fill in the decision"),
        A3,
        True,
    ),
    "duplicates": (
        TO_JUDGE,
        ("疑为同一人的各行，请选择保留、不发或均属实", "Rows that look like one person: keep, drop or both genuine"),
        A3,
        True,
    ),
    "rules": (
        ("执行口径", "Rules"),
        ("标准、并存、名额、出资与未明事项的口径", "Standards, stacking, quotas, payers, readings in force"),
        A4,
        True,
    ),
    "sources": (
        ("数据来源", "Sources"),
        ("读入的文件、指纹、行数与检查", "Files, fingerprints, rows and checks"),
        A4,
        True,
    ),
}

OF_PAYMENTS = {"payments", "payees"}
"""Made only where something has come back."""


def sheets_of(facts: Facts) -> dict[str, About]:
    """`SHEETS`, and after the summary of what is appropriated a sheet for each payer, under its number."""
    told: dict[str, About] = {}
    for key, about in SHEETS.items():
        told[key] = about
        if key == "appropriation":
            for no, (name, payer) in enumerate(zip(appropriation.names(facts), facts.payers, strict=True), 1):
                shows = (
                    f"{payer['name_zh']}拨付表，供签字盖章",
                    f"Appropriation of {payer['name_en']}, to sign and seal",
                )
                told[f"payer {no}"] = ((name, name), shows, A4, True)
    return told


def write_workbook(tables: dict[str, pl.DataFrame], path: Path) -> None:
    """Write the workbook of one run to `path`.

    `tables` holds every table of `pipelines.tables` but `raw_row` and `raw_entry`. Same tables, same bytes: the date in
    the file is the plan's reference day. Of people it shows what `out_finding` shows, which is masked.
    """
    facts = Facts.of(tables)
    setting = facts.setting
    created = datetime.combine(setting["reference_day"], time())
    paid = not tables["core_paid_sheet"].is_empty()
    with Book(path, f"{setting['name_zh']} {setting['name_en']} {setting['year']}", created) as book:
        listed = {key: about for key, about in sheets_of(facts).items() if paid or key not in OF_PAYMENTS}
        sheet = {key: Sheet(book, name, paper, landscape) for key, (name, _, paper, landscape) in listed.items()}
        book.contents = sheet["contents"].name
        # The allocation first: the sheets after it refer to its cells.
        allocation.write(sheet["allocation"], facts)
        conclusion.write(sheet["conclusion"], facts)
        funding.write(sheet["funding"], facts)
        parts = parts_of(facts)
        detail.write(sheet["detail"], facts, parts)
        for no in range(1, len(facts.payers) + 1):
            appropriation.write(sheet[f"payer {no}"], facts, parts, no)
        proof.write(sheet["appropriation"], facts, parts)
        purchase.write(sheet["purchase"], facts)
        reconciliation.write(sheet["reconciliation"], facts)
        if paid:
            payments.write(sheet["payments"], facts)
            payees.write(sheet["payees"], facts)
        findings.write(sheet["findings"], facts)
        duplicates.write(sheet["duplicates"], facts)
        rules.write(sheet["rules"], facts)
        sources.write(sheet["sources"], facts)
        cover.write(sheet["cover"], facts)
        cover.write_contents(sheet["contents"], [(name, about) for name, about, *_ in listed.values()])
