"""What `warm run` prints: progress while it goes, and the closing table."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.table import Table

from pipelines.clock import Tell, quiet
from pipelines.folders import Folders
from pipelines.money import yuan
from pipelines.words import ANSWER, PAY_STEP, RESUBMITTED, STAGE

NOT_STATED = {"zh": "方案未列明总额", "en": "the plan states no total"}
DIFFERS = {"zh": "有列明的数不符", "en": "stated figures differ"}
UNEXPLAINED = {
    "zh": "差额中有 {} 元未能解释，见 warm reconcile",
    "en": "{} yuan of the differences are unexplained; see warm reconcile",
}
WORDS = {
    "zh": ("项目", "列明人数", "应发人数", "列明金额（元）", "应发金额（元）", "", "合计"),
    "en": ("Line", "Stated count", "Count", "Stated (yuan)", "Computed (yuan)", "", "Total"),
}


@contextmanager
def progress(lang: str, silent: bool = False) -> Iterator[Tell]:
    """A live line on a terminal, plain lines elsewhere, nothing when quiet. Progress goes to stderr."""
    at = 0 if lang == "zh" else 1
    if silent:
        yield quiet
        return
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda stage, what: None if what else print(f"{STAGE[stage][at]} …", file=sys.stderr)  # noqa: T201
        return
    with console.status("…") as status:
        yield lambda stage, what: status.update(f"{STAGE[stage][at]} {what}")


def show_run(folders: Folders, summary: dict[str, Any], lang: str) -> None:
    """The closing table: each line, each section and the total, stated beside computed; then where to look."""
    console = Console()
    *heads, total = WORDS[lang]
    table = Table()
    table.add_column(heads[0], overflow="fold")
    for head in heads[1:]:
        table.add_column(head, justify="right", no_wrap=True)
    totals = summary["totals"]
    for group in ("lines", "sections"):
        for name, figure in totals[group].items():
            table.add_row(summary["names"][name][lang], *_figures(figure))
        table.add_section()
    table.add_row(total, *_figures(totals["total"]), style="bold")
    console.print(table)
    files, findings = summary["files"], summary["findings"]
    refused = [file for file in files if file["status"] == "refused"]
    read, rows = len(files) - len(refused), sum(file["rows_read"] for file in files)
    errors, warnings, notes = (findings[severity] for severity in ("error", "warning", "note"))
    if lang == "zh":
        console.print(f"读入 {read} 个文件、{rows:,} 行；错误 {errors}、警告 {warnings}、提示 {notes}")
    else:
        console.print(f"{read} files, {rows:,} rows read; {errors} errors, {warnings} warnings, {notes} notes")
    for file in [file for file in files if file["status"] != "read"]:
        console.print(f"✘ {file['file']}: {file['detail'][lang]}", soft_wrap=True)
    for file in summary["resubmissions"]:
        console.print(f"↩ {file['file']}{_resubmitted(file, lang)}", soft_wrap=True)
    console.print(_closing(summary, lang), style="bold", soft_wrap=True)
    if summary["unexplained_fen"]:
        console.print(f"⚑ {UNEXPLAINED[lang].format(yuan(summary['unexplained_fen']))}", style="bold", soft_wrap=True)
    if summary["payments"]:
        console.print(_paid(summary["payments"], lang), soft_wrap=True)
    for made in ("report.html", "workbook.xlsx", "returns"):
        console.print(f"→ {folders.published / made}", soft_wrap=True)


def _closing(summary: dict[str, Any], lang: str) -> str:
    """The computed total beside the stated one; what differs elsewhere is said in words."""
    totals = summary["totals"]
    whole = totals["total"]
    computed, stated = whole["computed_fen"], whole["stated_fen"]
    sign = "·" if stated is None else "=" if computed == stated else "≤" if whole["agrees"] else "≠"
    said = f"{yuan(computed)} {sign} {NOT_STATED[lang] if stated is None else yuan(stated)}"
    known = [whole, *(figure for group in ("lines", "sections", "areas") for figure in totals[group].values())]
    unread = any(file["status"] != "read" for file in summary["files"])
    # What the summary does not tell, an area's line or a payer, is the reason where there is no other.
    others = not (summary["balanced"] or unread or summary["unexplained_fen"])
    if sign != "≠" and (others or not all(figure["agrees"] for figure in known)):
        said += ("；" if lang == "zh" else "; ") + DIFFERS[lang]
    return f"{said} {'✔' if summary['balanced'] else '✘'}"


def _paid(payments: dict[str, Any], lang: str) -> str:
    """Cash due, paid out and left, in one line; each change that is not nothing between them."""
    at = 0 if lang == "zh" else 1
    steps = [f"{PAY_STEP[step['cause']][at]} {yuan(step['amount_fen'])}" for step in payments["steps"]]
    return (f"发放：{payments['lines']:,} 笔；", f"Payments: {payments['lines']:,} lines; ")[at] + " → ".join(steps)


def _resubmitted(file: dict[str, Any], lang: str) -> str:
    """What came of the findings a town was sent, and what it answered."""
    at = 0 if lang == "zh" else 1
    between = ("、", ", ")[at]
    states = between.join(f"{words[at]} {file[state]}" for state, words in RESUBMITTED.items() if file[state])
    answers = between.join(f"{ANSWER[code][at]} {n}" for code, n in file["answers"].items() if n)
    colon, stop, answered = (("：", "；", "答复"), (": ", "; ", "answers"))[at]
    return f"{colon}{states}" + (f"{stop}{answered}{colon}{answers}" if answers else "")


def _yuan(fen: int | None) -> str:
    return "—" if fen is None else yuan(fen)


def _figures(figure: dict[str, Any]) -> tuple[str, ...]:
    count = "—" if figure["stated_count"] is None else f"{figure['stated_count']:,}"
    stated = figure["stated_count"] is not None or figure["stated_fen"] is not None
    mark = "✘" if not figure["agrees"] else "✔" if stated else "—"
    return count, f"{figure['computed_count']:,}", _yuan(figure["stated_fen"]), _yuan(figure["computed_fen"]), mark
