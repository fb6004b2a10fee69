"""The tables of a ledger → what the page tells, in its order. Words come in pairs (zh, en); money stays in fen."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from pipelines.ledger import Ledger
from pipelines.money import yuan
from pipelines.reconcile import unexplained_fen
from pipelines.reports.page.gate import asked, past, quiet, weighed
from pipelines.reports.page.in_force import purchases, sentences, standards
from pipelines.reports.page.payments import payments
from pipelines.tables import PUBLISHED
from pipelines.words import CAUSE, LEVEL, SEVERITY, STATUS, Words

Told = dict[str, Any]
Row = dict[str, Any]
UNIT: dict[str, Words] = {
    "claimed": ("行", "rows"),
    "sheet_total": ("张表", "sheets"),
    "subtotal_in_total": ("张表", "sheets"),
    "sheet_total_missing": ("张表", "sheets"),
    **dict.fromkeys(("computed", "stated", "missing_area", "short_of_plan", "above_plan"), ("份", "awards")),
}
"""What a step of the bridge counts; person rows where nothing is said."""
ALL_AGREE: Words = (
    "方案列明的数均与核定一致，分文不差。",
    "Every figure the plan states is what was computed, to the fen.",
)
LIMITS_KEPT: Words = (
    "方案列明的数均与核定一致，分文不差；列明的上限均未超过。",
    "Every figure the plan states is what was computed, to the fen; no stated limit is passed.",
)


def tables(ledger: Ledger) -> Told:
    """Everything the page reads: published tables, files, and how many person rows each file had."""
    told: Told = {name: ledger.table(name).to_dicts() for name in [*PUBLISHED, "raw_file"]}
    told["file_rows"] = ledger.query(
        """
        select
            file,
            coalesce((select sum(rows) from raw_sheet where raw_sheet.file = raw_file.file), 0)::bigint as read,
            (select count(*) from core_person where core_person.file = raw_file.file) as accepted,
            (select count(*) from core_rejected where core_rejected.file = raw_file.file) as refused
        from raw_file
        """
    ).to_dicts()
    return told


def tell(told: Told) -> Told:
    """The page's context, section by section."""
    figures = {(row["level"], row["node"]): row for row in told["out_reconciliation"]}
    because = _because(told["out_bridge"])
    for key, row in figures.items():
        row["because"] = [] if row["agrees"] else because.get(key, [])
    return {
        "setting": told["plan_setting"][0],
        "severity": SEVERITY,
        "status": STATUS,
        "total": figures["total", ""],
        **_verdict(told, figures),
        "sections": _closing(told, figures),
        "bridge": steps(told),
        "areas": _areas(told, figures),
        "area_lines": _area_lines(told, figures),
        "payments": payments(told, area_names(told)),
        "rules": _rules(told),
        "quiet_rules": quiet(told),
        "standards": standards(told),
        "sentences": sentences(told),
        "purchases": purchases(told),
        "questions": told["plan_question"],
        "files": _files(told),
        "laws": told["out_law"],
        "gate": asked(told),
        "history": past(told.get("history", [])),
        "weighed": weighed(told),
    }


def names(rows: list[Row], key: str) -> dict[str, Words]:
    return {row[key]: (row["name_zh"], row["name_en"]) for row in rows}


def area_names(told: Told) -> dict[str, Words]:
    """Area code → its name, in the plan's order; areas of one name also show their code."""
    alike = Counter(row["name_zh"] for row in told["plan_area"])
    found = {}
    for row in sorted(told["plan_area"], key=lambda row: row["area_no"]):
        mark = f" {row['area_code']}" if alike[row["name_zh"]] > 1 else ""
        found[row["area_code"]] = (row["name_zh"] + mark, row["name_en"] + mark)
    return found


def steps(told: Told, level: str = "total", node: str = "") -> list[Row]:
    """The bridge of one figure: each step with its words and, for the waterfall, where it starts and ends."""
    rows, at = [], 0
    for row in sorted(told["out_bridge"], key=lambda row: row["step_no"]):
        if (row["level"], row["node"]) == (level, node):
            start = 0 if row["is_level"] else at
            at = start + row["amount_fen"]
            zh, en = UNIT.get(row["cause"], ("行", "rows"))
            unit = (zh, en.removesuffix("s") if row["rows"] in (1, -1) else en)
            rows.append(row | {"words": CAUSE[row["cause"]], "unit": unit, "start_fen": start, "end_fen": at})
    return rows


def _because(bridge: list[Row]) -> dict[tuple[str, str], list[Row]]:
    """Per figure, the steps between computed and stated."""
    found = defaultdict(list)
    for row in sorted(bridge, key=lambda row: row["step_no"]):
        if not row["is_level"] and row["step_no"] > 100:
            found[row["level"], row["node"]].append(row | {"words": CAUSE[row["cause"]]})
    return found


def _verdict(told: Told, figures: dict[tuple[str, str], Row]) -> Told:
    """Whether the books close and, in words, why not."""
    total = figures["total", ""]
    wrong = Counter(level for (level, _), row in figures.items() if not row["agrees"] and level != "sheet")
    unexplained = unexplained_fen((row["level"], row["cause"], row["amount_fen"]) for row in told["out_bridge"])
    unread = [row for row in told["raw_file"] if row["status"] != "read"]
    why: list[Words] = []
    if total["stated_fen"] is None:
        why.append(("方案没有列明总额，无从核对。", "The plan states no grand total to compare with."))
    elif total["difference_fen"] and total["agrees"]:
        gap = yuan(-total["difference_fen"])
        within = f"What was computed is within the stated limit, {gap} yuan below it."
        why.append((f"核定应发在列明的上限之内，比上限少 {gap} 元。", within))
    elif total["difference_fen"]:
        gap = yuan(abs(total["difference_fen"]))
        less = total["difference_fen"] < 0
        why.append(
            (
                f"核定应发比列明{'少' if less else '多'} {gap} 元。",
                f"What was computed is {gap} yuan {'less' if less else 'more'} than what was stated.",
            )
        )
    below = [(LEVEL[level], count) for level in LEVEL if level != "total" and (count := wrong[level])]
    if below:
        zh = "、".join(f"{words[0]} {count} 个" for words, count in below)
        en = ", ".join(f"{words[1].lower()}: {count}" for words, count in below)
        why.append((f"与列明数不符的：{zh}。", f"Figures unlike the stated ones — {en}."))
    if unread:
        why.append((f"{len(unread)} 个文件未能完整读取。", f"{len(unread)} file(s) could not be read whole."))
    if unexplained:
        fen = yuan(unexplained)
        why.append((f"差额中有 {fen} 元未能解释。", f"{fen} yuan of the differences are unexplained."))
    return {
        "closed": not wrong and not unread and not unexplained,
        "why": why,
        "all_agree": LIMITS_KEPT if any(row["firmness"] == "at_most" for row in figures.values()) else ALL_AGREE,
        "by_severity": Counter(row["severity"] for row in told["out_finding"]),
        "areas_reporting": len(_reported(told)),
        "file_status": Counter(row["status"] for row in told["raw_file"]),
        "rows_read": sum(row["read"] for row in told["file_rows"]),
        "rows_refused": sum(row["refused"] for row in told["file_rows"]),
    }


def _closing(told: Told, figures: dict[tuple[str, str], Row]) -> list[Row]:
    lines = sorted(told["plan_standard"], key=lambda row: row["line_no"])
    return [
        section
        | {
            "figure": figures.get(("section", section["section"])),
            "lines": [
                line | {"figure": figures["line", line["standard_id"]]}
                for line in lines
                if line["section"] == section["section"]
            ],
        }
        for section in sorted(told["plan_section"], key=lambda row: row["section_no"])
    ]


def _areas(told: Told, figures: dict[tuple[str, str], Row]) -> list[Row]:
    present = _reported(told)
    return [
        figures["area", code] | {"words": words, "reported": code in present}
        for code, words in area_names(told).items()
    ]


def _reported(told: Told) -> set[str]:
    """Areas of which a file was read."""
    return {row["area_code"] for row in told["raw_file"] if row["status"] != "refused"} - {None}


def _area_lines(told: Told, figures: dict[tuple[str, str], Row]) -> list[Row]:
    """Lines that differ from what was stated for an area, of the areas that reported, in the plan's order."""
    reported, order = _reported(told), {row["standard_id"]: row["line_no"] for row in told["plan_standard"]}
    areas, lines = area_names(told), names(told["plan_standard"], "standard_id")
    wrong = [
        row | {"area": areas[row["area_code"]], "line": lines[row["standard_id"]]}
        for (level, _), row in figures.items()
        if level == "area_line" and not row["agrees"] and row["area_code"] in reported
    ]
    return sorted(wrong, key=lambda row: ([*areas].index(row["area_code"]), order[row["standard_id"]]))


def _rules(told: Told) -> list[Row]:
    """Rules that found something: the gravest first, then by the money at stake."""
    stakes: Counter[str] = Counter()
    for row in told["out_finding"]:
        stakes[row["rule"]] += row["money_fen"] or 0
    order = list(SEVERITY)
    found = [row | {"money_fen": stakes[row["rule"]]} for row in told["out_rule"] if row["findings"]]
    return sorted(found, key=lambda row: (order.index(row["severity"]), -row["money_fen"], row["rule"]))


def _files(told: Told) -> list[Row]:
    rows, areas = {row["file"]: row for row in told["file_rows"]}, area_names(told)
    return [row | rows[row["file"]] | {"words": areas.get(row["area_code"])} for row in told["raw_file"]]
