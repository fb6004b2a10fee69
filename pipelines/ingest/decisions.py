"""decisions.csv: what the bureau decided of people listed more than once, row by row or for a whole cluster.

A decision holds for the cluster it was made about: its key changes when a member comes or goes, and the run then stops.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipelines.ingest.lines import Said, day_of, near, rows_of, stop
from pipelines.words import DECISION, JUDGED

if TYPE_CHECKING:
    import polars as pl

NAME = "decisions.csv"
COLUMNS = ("cluster", "file", "sheet", "row", "decision", "who", "why", "date")
NEEDED = ("cluster", "decision", "who", "why", "date")
PLACE = ("file", "sheet", "row")

Member = tuple[str, str, int]  # file, sheet, row


class Decision(NamedTuple):
    """One line. `place` is null where the whole cluster is meant; `line_no` is its line in the file."""

    line_no: int
    cluster: str
    place: Member | None
    decision: str
    who: str
    why: str
    day: str


def read_decisions(path: Path) -> tuple[list[Decision], list[Said]]:
    """The sound lines of decisions.csv, in order, and what is wrong with the others; none where there is no file."""
    if not path.exists():
        return [], []
    wrong: list[Said] = []
    return parse(rows_of(path, COLUMNS, wrong), wrong), wrong


def parse(rows: Iterable[tuple[int, dict[str, str]]], wrong: list[Said]) -> list[Decision]:
    """Numbered lines → decisions; what is wrong with a line goes to `wrong`. Columns that lack are read as blank."""
    found: list[Decision] = []
    for line_no, row in rows:
        row["file"] = row["file"].replace("\\", "/")
        decision = _decision(row["decision"])
        errors = list(_mistakes(row, decision))
        wrong += [(line_no, zh, en) for zh, en in errors]
        if not errors:
            place = (row["file"], row["sheet"], int(row["row"])) if row["row"] and decision != "both_genuine" else None
            told = (row["who"], row["why"], day_of(row["date"]) or "")
            found.append(Decision(line_no, row["cluster"], place, decision or "", *told))
    wrong += _contradictions(found)
    return found


def decided(read: tuple[list[Decision], list[Said]], core_cluster: pl.DataFrame) -> pl.DataFrame:
    """`core_decision`: each row decided on. Beside rows that are kept the others of the cluster are dropped.

    Raises Problem (exit code 3) naming every wrong line: those of `read`, clusters and places that are not there.
    """
    from pipelines.frames import frame  # noqa: PLC0415 - `warm decide` needs no frames

    lines, wrong = read[0], list(read[1])
    members: dict[str, list[Member]] = {}
    for row in core_cluster.to_dicts():
        if not row["origin"]:
            members.setdefault(row["cluster"], []).append((row["file"], row["sheet"], row["row_no"]))
    wrong += [(line.line_no, *said) for line in lines if (said := _lost(line, members))]
    stop("decisions", NAME, wrong)
    rows: dict[Member, tuple[str, Decision]] = {}
    for line in sorted(lines, key=lambda line: line.decision == "keep"):
        alone = line.place if line.decision == "drop" else None
        for member in [alone] if alone else members[line.cluster]:
            own = line.place in (None, member)
            if own or member not in rows:
                rows[member] = (line.decision if own else "drop", line)
    return frame(
        "core_decision",
        [
            {"file": file, "sheet": sheet, "row_no": row_no, "cluster": line.cluster, "decision": decision}
            | {"who": line.who, "why": line.why, "day": line.day}
            for (file, sheet, row_no), (decision, line) in sorted(rows.items())
        ],
    )


def read_filled(workbook: Path) -> list[Decision]:
    """The decisions filled into the workbook's sheet; rows without one are passed over.

    Raises Problem (exit code 3) when it is no such workbook, and for wrong rows, each named.
    """
    from pipelines.ingest.filled import filled_rows  # noqa: PLC0415 - beside `warm decide` nobody opens a workbook

    wrong: list[Said] = []
    found = parse(filled_rows(workbook), wrong)
    stop("decisions", workbook.name, wrong)
    return found


def keep_decisions(path: Path, new: list[Decision]) -> int:
    """Write decisions.csv anew: lines of clusters that `new` decides give way to it, all others stay. Its lines.

    Raises Problem for a decisions.csv that has wrong lines: it is then left as it is.
    """
    old, wrong = read_decisions(path)
    stop("decisions", NAME, wrong)
    fresh = {line.cluster for line in new}
    kept = {_cells(line) for line in [*new, *(line for line in old if line.cluster not in fresh)]}
    lines = sorted(kept, key=lambda cells: (*cells[:3], int(cells[3] or 0), *cells[4:]))
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(lines)
    incoming = path.with_suffix(".incoming")
    incoming.write_text(text.getvalue(), "utf-8-sig", newline="")  # so that Excel reads its Chinese
    incoming.replace(path)
    return len(lines)


def _cells(line: Decision) -> tuple[str, ...]:
    file, sheet, row = line.place or ("", "", "")
    return (line.cluster, file, sheet, str(row), line.decision, line.who, line.why, line.day)


def _decision(text: str) -> str | None:
    """keep, 保留 or both together as the workbook offers them."""
    folded = text.casefold().replace("_", " ")
    said = ((code, (zh, en, f"{zh} {en}")) for code, (zh, en) in DECISION.items())
    return next((code for code, words in said if folded in words), None)


def _mistakes(row: dict[str, str], decision: str | None) -> Iterator[tuple[str, str]]:
    if blank := [name for name in NEEDED if not row[name]]:
        yield f"缺少{'、'.join(JUDGED[name][0] for name in blank)}", f"{', '.join(blank)} not given"
    if row["decision"] and decision is None:
        words_zh, words_en = "、".join(zh for zh, _ in DECISION.values()), ", ".join(DECISION)
        yield f"决定「{row['decision']}」应为 {words_zh}", f'the decision "{row["decision"]}" has to be {words_en}'
    if row["date"] and not day_of(row["date"]):
        yield f"日期「{row['date']}」应写作 2026-11-23 的形式", f'the date "{row["date"]}" has to be like 2026-11-23'
    given = [name for name in PLACE if row[name]]
    if decision in ("keep", "drop") and len(given) < len(PLACE):
        yield "保留或不发须写明文件、工作表、行", "keep and drop need a place: file, sheet and row"
    elif given and not (len(given) == len(PLACE) and row["row"].isdecimal()):
        yield f"位置不完整，行应为数字：{row['row']}", f"the place is not whole, or its row no number: {row['row']}"


def _contradictions(lines: list[Decision]) -> Iterator[Said]:
    """Two words on one row; a whole cluster left as it is, and a row of it judged."""
    first: dict[tuple[str, Member | None], Decision] = {}
    whole = {line.cluster: line for line in reversed(lines) if line.place is None}
    for line in lines:
        other = whole.get(line.cluster) if line.place else None
        same = first.setdefault((line.cluster, line.place), line)
        against = other or (same if same.decision != line.decision else None)
        if against:
            yield (
                line.line_no,
                f"{line.cluster}：与第 {against.line_no} 行的决定（{DECISION[against.decision][0]}）矛盾",
                f"{line.cluster}: contradicts line {against.line_no} ({DECISION[against.decision][1]})",
            )


def _lost(line: Decision, members: dict[str, list[Member]]) -> tuple[str, str] | None:
    """What is wrong with the cluster or place of a line."""
    if line.cluster not in members:
        now = next((cluster for cluster, rows in members.items() if line.place in rows), None)
        hint = f" (→ {now}?)" if now else near(line.cluster, members)
        return (
            f"没有重复组 {line.cluster}{hint}；名单改动后组号会变，请按新的工作簿重新决定或删去此行",
            f"there is no cluster {line.cluster}{hint}; keys change with the rosters: "
            "decide anew from the new workbook, or remove this line",
        )
    if line.place and line.place not in members[line.cluster]:
        where = " ▸ ".join(map(str, line.place))
        rows = "; ".join(" ▸ ".join(map(str, row)) for row in members[line.cluster])
        return (
            f"{line.cluster} 中没有 {where}；其各行为：{rows}",
            f"{line.cluster} has no row {where}; its rows are: {rows}",
        )
    return None
