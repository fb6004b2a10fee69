"""What a file is, by its bytes, and whether it is safe to open. The extension says nothing: `.xls` is often anything.

A township's file is not trusted. A few kilobytes can unpack to gigabytes, or hold one cell at XFD1048576, for which the
reader would claim memory for seventeen thousand million cells and be killed. Both are refused before it opens them.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from pipelines.problems import Problem

ZIP, OLE2 = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

MAX_FILE_BYTES = 100 << 20
MAX_UNPACKED_BYTES = 512 << 20
MAX_RATIO = 200  # sheets of repeated text reach about 40
RATIO_FREE_BYTES = 16 << 20  # below this a high ratio harms nobody
MAX_MEMBERS = 5_000
MAX_CELLS = 5_000_000  # of a sheet's bounding box

# Row numbers from 10,000, cells from column AA, cells from row 100,000: an ordinary sheet has none, so it is fast.
FAR = re.compile(rb' r="([A-Z]{2,3}\d+|\d{5,7}|[A-Z]\d{6,7})"')
ERROR_CELL = re.compile(
    rb'<c\b(?=[^>]* t="e")[^>]* r="([A-Z]+)(\d+)"[^>]*(?<!/)>(?:(?!</c>).)*?<v>([^<]*)</v>', re.DOTALL
)

Errors = dict[int, dict[int, str]]  # row number → column number → what Excel shows, e.g. #N/A; both count from 1


@dataclass(frozen=True)
class Kind:
    name: str  # xlsx | xlsb | xls | ods
    errors: dict[str, Errors] = field(default_factory=dict)  # by sheet name: the reader shows error cells as empty


def inspect(data: bytes) -> Kind:
    """The kind of workbook these bytes are. Raises Problem for bytes that are none, or not safe or possible to open."""
    if not data:
        raise Problem(
            "empty_file", "文件是空的（0 字节），请重新导出后再报送。", "The file has no bytes. Export it again."
        )
    if data.startswith(ZIP):
        return _inspect_zip(data)
    if data.startswith(OLE2):
        return _inspect_ole2(data)
    raise Problem(
        "not_a_workbook",
        "内容不是 Excel 工作簿（扩展名可能被改过）。请用 Excel 或 WPS 打开，另存为 .xlsx 后再报送。",
        "The content is not an Excel workbook, whatever its name says. Open it, save it as .xlsx and send it again.",
    )


def damaged() -> Problem:
    return Problem(
        "damaged",
        "文件已损坏或不完整，无法读取。请在 Excel 或 WPS 中打开并另存为新的 .xlsx；打不开时请向填报人重新索取。",
        "The file is damaged or cut short and cannot be read. Open it and save it as a new .xlsx; if it does not open, "
        "ask the sender for it again.",
    )


def too_large(zh: str, en: str) -> Problem:
    return Problem(
        "too_large",
        f"{zh}。请删除名单以外的空白行列和图片（或新建工作簿，只粘贴名单）后另存为 .xlsx。",
        f"{en}. Delete the empty rows, columns and pictures around the list, or paste the list into a new workbook.",
    )


def far_cell(sheet: str, rows: int, columns: int) -> Problem:
    return too_large(
        f"工作表“{sheet}”的范围达 {rows} 行 × {columns} 列，超过 {MAX_CELLS} 个单元格，远处多有误填的单元格",
        f'Sheet "{sheet}" spans {rows} rows × {columns} columns, over {MAX_CELLS} cells: a stray cell lies far out',
    )


def _inspect_ole2(data: bytes) -> Kind:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise Problem(
            "encrypted",
            "工作簿设有打开密码。请在 Excel 中“文件 → 信息 → 保护工作簿 → 用密码进行加密”里清空密码，保存后再报送。",
            "The workbook needs a password to open. Remove it (File → Info → Protect Workbook → Encrypt) and save.",
        )
    if holds("Workbook") or holds("Book"):
        return Kind("xls")
    raise _unknown_kind()


def _unknown_kind() -> Problem:
    return Problem(
        "unknown_kind",
        "是文档或压缩包，里面没有工作簿。请把名单另存为 .xlsx 工作簿，压缩包请先解压。",
        "This is a document, or an archive without a workbook. Save the list as .xlsx, or unpack the archive first.",
    )


def _inspect_zip(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _refuse_bombs(members, len(data))
            names = {member.filename.lower() for member in members}
            if any(name.endswith("workbook.xml") for name in names):
                return Kind("xlsx", _scan_sheets(archive, members))
            if any(name.endswith("workbook.bin") for name in names):
                return Kind("xlsb")
            if "mimetype" in names and b"opendocument.spreadsheet" in archive.read("mimetype"):
                return Kind("ods")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError, RuntimeError) as error:
        raise damaged() from error
    raise _unknown_kind()


def _refuse_bombs(members: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS:
        raise too_large(f"压缩包内有 {len(members)} 个部件", f"The workbook holds {len(members)} parts")
    if unpacked > MAX_UNPACKED_BYTES or (unpacked > RATIO_FREE_BYTES and unpacked > MAX_RATIO * packed):
        raise too_large(
            f"文件解压后有 {unpacked >> 20} MB（压缩后仅 {packed >> 10} KB）",
            f"The file unpacks to {unpacked >> 20} MB from {packed >> 10} KB",
        )


def _scan_sheets(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> dict[str, Errors]:
    """Refuses sheets with far cells; gives the error cells of the others by sheet name."""
    errors: dict[str, Errors] = {}
    for member in members:
        path = PurePosixPath(member.filename)
        if path.parent.name != "worksheets" or path.suffix.lower() != ".xml":
            continue
        xml = archive.read(member)
        rows, columns = _extent(xml)
        if rows * columns > MAX_CELLS:
            raise far_cell(_sheet_name(archive, path), rows, columns)
        if b' t="e"' in xml:
            errors[_sheet_name(archive, path)] = _error_cells(xml)
    return errors


def _extent(xml: bytes) -> tuple[int, int]:
    """An upper bound of the sheet's rows and columns, no finer than it needs to be."""
    rows, letters = 0, set()
    for match in FAR.finditer(xml):
        reference = match[1]
        column = reference.rstrip(b"0123456789")
        rows = max(rows, int(reference[len(column) :]))
        letters.add(column)
    return max(rows, 1), max((_column_number(column) for column in letters if column), default=26)


def _error_cells(xml: bytes) -> Errors:
    found: Errors = {}
    for column, row, text in ERROR_CELL.findall(xml):
        found.setdefault(int(row), {})[_column_number(column)] = text.decode()
    return found


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _sheet_name(archive: zipfile.ZipFile, part: PurePosixPath) -> str:
    """The name on the tab of a worksheet part; the part's own path when the workbook does not list it."""
    folder = part.parent.parent
    book = archive.read(str(folder / "workbook.xml")).decode("utf-8", "replace")
    links = archive.read(str(folder / "_rels" / "workbook.xml.rels")).decode("utf-8", "replace")
    for link in re.findall(r"<Relationship\b[^>]*>", links):
        target, name_id = re.search(r'Target="([^"]*)"', link), re.search(r'\bId="([^"]*)"', link)
        if target and name_id and target[1].endswith(f"{part.parent.name}/{part.name}"):
            for tab in re.findall(r"<sheet\b[^>]*>", book):
                name = re.search(r'\bname="([^"]*)"', tab)
                if name and f':id="{name_id[1]}"' in tab:
                    return html.unescape(name[1])
    return str(part)
