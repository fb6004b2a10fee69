"""封面 and 目录: the plan, whether its books close, the lines to sign; and where everything is."""

from __future__ import annotations

from pipelines import __version__
from pipelines.money import daxie
from pipelines.reports.workbook.book import NONE, Formula, Sheet, Value, both, yuan
from pipelines.reports.workbook.facts import Facts
from pipelines.reports.workbook.marks import mark
from pipelines.words import ICON, SEVERITY, Words

AMOUNTS, ABOUT, SIGNED = 9, 13, 22  # first rows of the blocks
SIGNATURES: list[Words] = [("制表", "Prepared by"), ("审核", "Reviewed by"), ("批准", "Approved by")]


def write(sheet: Sheet, facts: Facts) -> None:
    setting, total = facts.setting, facts.total
    sheet.widths(25, 24, 13, 44)
    sheet.put(2, 0, f"{setting['name_zh']}（{setting['year']}）", "cover", to=3)
    sheet.height(2, 44)
    sheet.put(3, 0, f"{setting['name_en']} ({setting['year']})", "subtitle", to=3)
    sheet.put(5, 0, "对账工作簿  Reconciliation workbook", "subtitle", to=3)
    sheet.put(7, 0, both(facts.verdict, "  "), "verdict", "good" if facts.balanced else "bad", to=3)
    sheet.height(7, 34)
    _amounts(sheet, facts)
    found = dict(facts.tables["out_finding"]["severity"].value_counts().iter_rows())
    files = facts.tables["raw_file"]["status"]
    about: list[tuple[Words, str]] = [
        (("发放人（户）次", "Awards"), f"{total['computed_count']:,}"),
        (("地区 / 项目", "Areas / lines"), f"{len(facts.areas)} / {len(facts.lines)}"),
        (("文件读取", "Files read"), f"{(files == 'read').sum()} / {files.len()}"),
        (
            ("疑点", "Findings"),
            "    ".join(f"{ICON[key]} {both(SEVERITY[key], ' ')} {found.get(key, 0):,}" for key in SEVERITY),
        ),
        (("基准日", "Reference day"), str(setting["reference_day"])),
        (("方案指纹", "Plan SHA-256"), setting["plan_sha256"]),
        (("程序", "Program"), f"暖账 Warm Ledger {__version__}"),
    ]
    for row, (label, value) in enumerate(about, ABOUT):
        _label(sheet, row, label)
        sheet.put(row, 1, value, "cell", "wrap", "indent", to=3)
    for row, label in enumerate(SIGNATURES, SIGNED):
        for col, (text, style) in enumerate(
            ((f"{both(label, ' ')}：", "signed"), ("", "line"), ("日期 Date：", "signed"))
        ):
            sheet.put(row, col, text, style)
        sheet.put(row, 3, "", "line")
        sheet.height(row, 48)
    sheet.at.fit_to_pages(1, 1)
    sheet.close(SIGNED + len(SIGNATURES), 3)


def write_contents(sheet: Sheet, about: list[tuple[Words, Words]]) -> None:
    """Every sheet with a link and what it shows."""
    sheet.widths(7, 30, 64)
    sheet.put(0, 0, "目录  Contents", "title")
    sheet.height(0, 26)
    sheet.put(1, 0, f"{sheet.book.title} · 单位：元 Unit: yuan", "small")
    sheet.heads(3, 0, [("序号", "No."), ("表", "Sheet"), ("内容", "What it shows")])
    for row, (name, says) in enumerate(about, 4):
        target = both(name, " ")
        sheet.row(row, 0, [row - 3, "", says], ["center", "", "wrap"])
        sheet.at.write_url(row, 1, f"internal:'{target}'!A1", sheet.book.style("cell", "link"), target)
    sheet.close(3 + len(about), 2)


def _amounts(sheet: Sheet, facts: Facts) -> None:
    """Stated and computed total, linked to the conclusion, with their words (大写); the difference and ✔."""
    cells, total, top = sheet.book.cells, facts.total, AMOUNTS
    lines: list[tuple[Words, str]] = [
        (("方案列明总额", "Stated total"), "stated"),
        (("核定总额", "Computed total"), "computed"),
    ]
    for row, (words, name) in enumerate(lines, top):
        fen = total[f"{name}_fen"]
        source = cells["total", "", "stated" if name == "stated" else "amount"]
        _label(sheet, row, words)
        sheet.put(row, 1, None if fen is None else Formula(f"={source}", yuan(fen)), "cell", "money", "bold")
        sheet.put(row, 2, NONE if fen is None else daxie(fen), "cell", "wrap", "indent", to=3)
    _label(sheet, top + 2, ("差额", "Difference"))
    amounts, counts = (f"B{top + 2}", f"B{top + 1}"), (cells["total", "", "count"], cells["total", "", "stated_count"])
    gap: Value = None
    about: Words = ("方案未列明总额", "The plan states no total")
    if total["stated_fen"] is not None:
        gap = Formula("={}-{}".format(*amounts), yuan(total["difference_fen"]))
        limit = total["firmness"] == "at_most"
        about = ("列明总额为上限", "The stated total is a limit") if limit else ("单位：元", "Unit: yuan")
    sheet.row(top + 2, 1, [gap, mark(facts, total, counts, amounts), about], ["money bold", "center", "indent"])


def _label(sheet: Sheet, row: int, words: Words) -> None:
    sheet.put(row, 0, words, "cell", "bold", "pale", "wrap")
