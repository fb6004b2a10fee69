"""Lines of the bureau's own small CSV files: read by header, and every wrong one told at once with its number."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from pipelines.ingest.encodings import decode
from pipelines.problems import Problem

Said = tuple[int, str, str]  # line, zh, en


def rows_of(
    path: Path, columns: Sequence[str], wrong: list[Said], needed: Collection[str] | None = None
) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and stripped cells by column, blank lines left out. A wrong header is told in `wrong`, once.

    The header has each of `columns` once; where `needed` names some of them, the others may be left out.
    """
    read = decode(path.read_bytes())
    if read is None:
        wrong.append((1, "不是文本文件；请另存为 CSV UTF-8", "is not a text file; save it as CSV UTF-8"))
        return
    reader = csv.reader(io.StringIO(read[0], newline=""))
    header: list[str] | None = None
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        stripped = [cell.strip() for cell in cells]
        if header is None:
            header = [cell.casefold() for cell in stripped]
            twice = needed is None and len(set(header)) < len(header)
            if twice or not set(columns if needed is None else needed) <= set(header) <= {*columns, ""}:
                listed = ",".join(columns)
                wrong.append((reader.line_num, f"表头应为 {listed}", f"the header has to be {listed}"))
                return
        else:
            yield reader.line_num, dict.fromkeys(columns, "") | dict(zip(header, stripped, strict=False))


def day_of(text: str) -> str | None:
    """2026/1/9 → 2026-01-09; null for what is no day."""
    match = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text)
    try:
        return date(*map(int, match.groups())).isoformat() if match else None
    except ValueError:
        return None


def near(name: str, names: Iterable[str]) -> str:
    """The name that was meant, perhaps, in brackets."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for what went wrong

    near = get_close_matches(name, list(names), 1, 0.6)
    return f" (→ {near[0]}?)" if near else ""


def stop(code: str, name: str, wrong: list[Said]) -> None:
    """Raises Problem (exit code 3) naming every wrong line of file `name`; nothing when none is wrong."""
    if not wrong:
        return
    zh = "\n".join(f"{name}:{line}: {said}" for line, said, _ in sorted(wrong))
    en = "\n".join(f"{name}:{line}: {said}" for line, _, said in sorted(wrong))
    raise Problem(
        code,
        f"{name} 有 {len(wrong)} 处问题，未运行：\n{zh}",
        f"{name} has {len(wrong)} problem(s), nothing was run:\n{en}",
    )
