"""The dry look, for a terminal."""

from __future__ import annotations

from typing import Any

from pipelines.understood import unknown_columns
from pipelines.words import COLUMN, ROLE, STATUS

MARK = {"read": "✔", "partly": "▲", "refused": "✘"}
COUNTED = ("person", "subtotal", "total", "summary", "answer", "note", "unread")


def as_text(found: dict[str, Any], lang: str) -> str:
    at = 0 if lang == "zh" else 1
    lines: list[str] = []
    for file in found["files"]:
        kind = " · ".join(filter(None, (file["kind"], file["encoding"])))
        lines.append(f"{MARK[file['status']]} {file['file']}  [{kind}] {STATUS[file['status']][at]}")
        if file["problem"]:
            lines.append(f"    {file['detail_zh' if at == 0 else 'detail_en']}")
        lines += [_sheet(sheet, at) for sheet in file["sheets"]]
    unknown = unknown_columns(found)
    if unknown:
        lines += ["", ("未识别的列（原样保留，未使用）", "Columns not recognised (kept, not used)")[at]]
        lines += [_unknown(column, at) for column in unknown]
    if found["columns_csv_unused"]:
        said = ("columns.csv 中未对上任何列的", "In columns.csv, but the header of no column")[at]
        lines += ["", f"{said}: {', '.join(found['columns_csv_unused'])}"]
    files, people = found["files"], sum(s["roles"].get("person", 0) for f in found["files"] for s in f["sheets"])
    refused = sum(file["status"] == "refused" for file in files)
    lines += [
        "",
        (
            f"{len(files)} 个文件（拒收 {refused}），{people:,} 个人员行，未识别的列 {len(unknown)}",
            f"{len(files)} files ({refused} refused), {people:,} rows of people, {len(unknown)} columns not recognised",
        )[at],
    ]
    return "\n".join(lines)


def _sheet(sheet: dict[str, Any], at: int) -> str:
    counts = [f"{ROLE[role][at]} {sheet['roles'][role]}" for role in COUNTED if role in sheet["roles"]]
    parts = [f"    {sheet['sheet']}", STATUS[sheet["status"]][at], *counts]
    if len(sheet["tables"]) > 1:
        parts.append((f"{len(sheet['tables'])} 个表", f"{len(sheet['tables'])} tables")[at])
    if any(table["header_rows"] > 1 for table in sheet["tables"]):
        levels = max(table["header_rows"] for table in sheet["tables"])
        parts.append((f"{levels} 层表头", f"header of {levels} levels")[at])
    if sheet["hidden"]:
        parts.append(("隐藏的工作表", "hidden sheet")[at])
    for name, words in (("hidden_rows", ("隐藏行", "hidden rows")), ("hidden_columns", ("隐藏列", "hidden columns"))):
        if sheet[name]:
            parts.append(f"{words[at]} {sheet[name]}")
    return " · ".join(parts)


def _unknown(column: dict[str, Any], at: int) -> str:
    header = column["header"].replace("\n", "") or ("（无表头）", "(no heading)")[at]
    place = f"    {column['file']} ▸ {column['sheet']} ▸ {column['column']}  {header}"
    near = column["suggestion"]
    return f"{place}  → {COLUMN[near][at]} ({near})?" if near else place
