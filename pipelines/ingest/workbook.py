"""One file → its rows. Runs in a process of its own; loads nothing heavier than the reader, so that it starts fast."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any, NamedTuple

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from pipelines.ingest.entries import entries_of
from pipelines.ingest.headers import field_of
from pipelines.ingest.kinds import MAX_FILE_BYTES, Kind, damaged, inspect, too_large
from pipelines.ingest.roles import lay_out
from pipelines.ingest.sheets import CELL, ROW, Row, rows_of
from pipelines.problems import Problem
from pipelines.tables import ENTRY_FIELDS

Columns = dict[str, Any]


class Parsed(NamedTuple):
    """Rows for each raw table. `rows` and `entries` are columns; their texts are packed into one string a column."""

    file: dict[str, Any]
    sheets: list[dict[str, Any]]
    columns: list[dict[str, Any]]
    rows: Columns
    entries: Columns


class _Draft:
    """The rows of a file while its sheets are read."""

    def __init__(self) -> None:
        self.sheets: list[dict[str, Any]] = []
        self.columns: list[dict[str, Any]] = []
        self.rows: Columns = {name: [] for name in ("sheet", "row_no", "role", "line", "cell_types")}
        self.entries: Columns = {name: [] for name in ("sheet", "row_no", "role", "household_no", *ENTRY_FIELDS)}

    def add(self, name: str, number: int, hidden: bool, rows: list[Row], merges: Any) -> None:
        layout = lay_out(rows)
        status = "empty" if not rows else "unread" if layout.header_row is None else "read"
        self.sheets.append({
            "sheet": name, "sheet_no": number, "hidden": hidden, "rows": len(rows),
            "header_row": layout.header_row, "title": layout.title, "status": status,
        })  # fmt: skip
        for column, header in layout.headers.items():
            field = field_of(header) or None
            named = field if field and layout.fields[field] == column else None
            self.columns.append({"sheet": name, "col_no": column + 1, "header": header, "field": named})
        self.rows["sheet"] += [name] * len(rows)
        self.rows["row_no"] += [row.row_no for row in rows]
        self.rows["role"] += layout.roles
        self.rows["line"] += [row.line for row in rows]
        self.rows["cell_types"] += [row.types for row in rows]
        entries = entries_of(rows, layout, merges or [])
        self.entries["sheet"] += [name] * len(entries.row_no)
        self.entries["row_no"] += entries.row_no
        self.entries["role"] += entries.role
        self.entries["household_no"] += entries.household_no
        blank = [""] * len(entries.row_no)
        for field in ENTRY_FIELDS:
            self.entries[field] += entries.fields.get(field, blank)

    def packed(self, file: dict[str, Any]) -> Parsed:
        self.rows["line"] = ROW.join(self.rows["line"])
        self.rows["cell_types"] = ROW.join(self.rows["cell_types"])
        for field in ENTRY_FIELDS:
            self.entries[field] = CELL.join(self.entries[field])
        return Parsed(file, self.sheets, self.columns, self.rows, self.entries)


def read_workbook(path: str, name: str) -> Parsed:
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
        draft = _read_sheets(data, kind)
    except Problem as problem:
        return refused(name, problem, sha256, size)
    except PasswordError:
        return refused(name, _protected(), sha256, size)
    except OSError:
        return refused(name, _unreadable(), sha256, size)
    except MemoryError:
        return refused(name, too_large("读取时内存不足", "There was not enough memory to read it"), sha256, size)
    return draft.packed(_file_row(name, sha256, size, kind.name, draft.sheets))


def refused(name: str, problem: Problem, sha256: str = "", size: int = 0) -> Parsed:
    row = {
        "file": name, "sha256": sha256, "bytes": size, "kind": "unknown", "sheets": 0, "area_code": None,
        "status": "refused", "problem": problem.code, "detail_zh": problem.zh, "detail_en": problem.en,
    }  # fmt: skip
    return _Draft().packed(row)


def _read_sheets(data: bytes, kind: Kind) -> _Draft:
    draft = _Draft()
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for number, about in enumerate(book.sheets_metadata):
            if about.typ != SheetTypeEnum.WorkSheet:  # a chart or macro sheet holds no rows
                continue
            sheet = book.get_sheet_by_index(number)
            hidden = about.visible != SheetVisibleEnum.Visible
            draft.add(about.name, number + 1, hidden, rows_of(sheet, kind.errors.get(about.name, {})), _merges(sheet))
    except (PasswordError, Problem, MemoryError):
        raise
    except (CalamineError, ValueError, EOFError, OSError) as error:
        raise damaged() from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the reader's own bug, raised outside Exception
            raise damaged() from error
        raise
    if len({sheet["sheet"] for sheet in draft.sheets}) < len(draft.sheets):
        raise damaged()  # two tabs of one name: no office suite writes that
    return draft


def _merges(sheet: CalamineSheet) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return sheet.merged_cell_ranges or []


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
        "file": name, "sha256": sha256, "bytes": size, "kind": kind, "sheets": len(sheets), "area_code": None,
        "status": status, "problem": problem, "detail_zh": zh, "detail_en": en,
    }  # fmt: skip


def _protected() -> Problem:
    return Problem(
        "encrypted", "工作簿设有密码，请取消密码后再报送。", "The workbook needs a password. Remove it and save."
    )


def _unreadable() -> Problem:
    return Problem(
        "unreadable",
        "系统不允许读取此文件。请关闭正在使用它的程序，并检查文件权限。",
        "The system does not let this file be read. Close the program that uses it and check its permissions.",
    )
