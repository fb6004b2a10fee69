"""One file → its rows. Runs in a process of its own; loads nothing heavier than the reader, so that it starts fast."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from pipelines.ingest.draft import Draft, Parsed
from pipelines.ingest.kinds import MAX_FILE_BYTES, damaged, inspect, too_large
from pipelines.ingest.readers import calamine
from pipelines.problems import Problem


def read_file(path: str, name: str) -> Parsed:
    """Reads the file at `path`, to be known as `name`. A file that cannot be read comes back refused."""
    sha256, size = "", 0
    try:
        size = Path(path).stat().st_size
        if size > MAX_FILE_BYTES:
            with Path(path).open("rb") as stream:
                sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            raise too_large(f"文件有 {size >> 20} MB", f"The file has {size >> 20} MB")
        data = Path(path).read_bytes()
        sha256, size = hashlib.sha256(data).hexdigest(), len(data)
        kind = inspect(data)
        draft = Draft()
        for number, grid in enumerate(calamine.read(data, kind), 1):
            draft.add(grid, number)
        if len({sheet["sheet"] for sheet in draft.sheets}) < len(draft.sheets):
            raise damaged()  # two tabs of one name: no office suite writes that
    except Problem as problem:
        return refused(name, problem, sha256, size)
    except OSError:
        return refused(name, _unreadable(), sha256, size)
    except MemoryError:
        return refused(name, too_large("读取时内存不足", "There was not enough memory to read it"), sha256, size)
    return draft.packed(_file_row(name, sha256, size, kind.name, draft.sheets))


def refused(name: str, problem: Problem, sha256: str = "", size: int = 0) -> Parsed:
    row = {
        "file": name, "sha256": sha256, "bytes": size, "kind": "unknown", "encoding": None, "sheets": 0,
        "area_code": None, "status": "refused",
        "problem": problem.code, "detail_zh": problem.zh, "detail_en": problem.en,
    }  # fmt: skip
    return Draft().packed(row)


def _file_row(name: str, sha256: str, size: int, kind: str, sheets: list[dict[str, Any]]) -> dict[str, Any]:
    unread = [sheet["sheet"] for sheet in sheets if sheet["status"] == "unread"]
    status, problem, zh, en = "read", None, None, None
    if unread:
        status, problem = "partly", "no_header"
        listed_zh, listed_en = "、".join(f"“{sheet}”" for sheet in unread), ", ".join(f'"{sheet}"' for sheet in unread)
        zh = (
            f"工作表{listed_zh}的前 30 行找不到表头（至少三个常用列名，含姓名或身份证号），"
            "其内容未计入。请补上表头行；不是名单的工作表请移出本文件。"
        )
        en = (
            f"No header row in the first 30 rows of sheet {listed_en} (three usual names, 姓名 or 身份证号 among "
            "them), so nothing in it is counted. Add the header row, or move sheets that are no roster out of the file."
        )
    elif not any(sheet["rows"] for sheet in sheets):
        status, problem = "partly", "no_rows"
        zh = "所有工作表都是空的。请确认报送的是填好的文件。"
        en = "Every sheet is empty. Check that the filled-in file was sent."
    return {
        "file": name, "sha256": sha256, "bytes": size, "kind": kind, "encoding": None, "sheets": len(sheets),
        "area_code": None, "status": status, "problem": problem, "detail_zh": zh, "detail_en": en,
    }  # fmt: skip


def _unreadable() -> Problem:
    return Problem(
        "unreadable",
        "系统不允许读取此文件。请关闭正在使用它的程序，并检查文件权限。",
        "The system does not let this file be read. Close the program that uses it and check its permissions.",
    )
