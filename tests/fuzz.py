"""`python -m tests.fuzz`: damaged files of every kind through the readers, as many as asked for, the same for a seed.

Each file must be read or refused with a reason; none may take a reader more than its time and memory, harm another file
or end the run. Prints what became of them.
"""

from __future__ import annotations

import argparse
import io
import random
import tempfile
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil

from pipelines.ingest import gathered, start_reading
from pipelines.ingest.gather import Raw

CORPUS = Path(__file__).parent / "corpus" / "files"
KINDS = (
    "xlsx-openpyxl", "xlsx-libreoffice", "xls-xlwt", "xls-libreoffice", "xlsb", "ods-libreoffice", "csv-utf8",
    "csv-gb18030", "csv-big5", "csv-utf16le", "spreadsheetml", "html-gbk-spans", "html-libreoffice", "docx-table",
    "docx-merged", "zip-gbk-names", "zip-nested", "households-merged", "hidden", "formula-errors", "tables-beside",
    "header-three-levels", "locked-xls", "locked-xlsx", "locked-zip", "doc-and-wps", "pdf",
)  # fmt: skip
SECONDS = 10.0  # of one file, in the reader

Dice = random.Random


def seeds() -> list[bytes]:
    """Small sound files of every kind."""
    paths = [path for kind in KINDS for path in sorted((CORPUS / kind).rglob("*")) if path.is_file()]
    return [path.read_bytes() for path in paths if path.stat().st_size < 100_000]


def flip(data: bytes, dice: Dice) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.choice((1, 1, 4, 30))):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def truncate(data: bytes, dice: Dice) -> bytes:
    return data[: dice.randrange(len(data))] if dice.random() < 0.7 else data[dice.randrange(len(data)) :]


def splice(data: bytes, dice: Dice) -> bytes:
    """A piece of the file in another place of it, or a run of one byte."""
    start = dice.randrange(len(data))
    piece = data[start : start + dice.choice((1, 16, 512, 4096))]
    if dice.random() < 0.3:
        piece = bytes([dice.choice((0, 0xFF, 0x20, 0x41))]) * len(piece)
    at = dice.randrange(len(data))
    return data[:at] + piece + data[at + (len(piece) if dice.random() < 0.5 else 0) :]


TOKENS = (
    (b'r="A', b'r="XFD'), (b'r="1', b'r="1048576'), (b"<row", b'<row hidden="1"'), (b"</c>", b""),
    (b"<v>", b"<v>1e308"), (b"<v>", b"<v>-"), (b'ref="', b'ref="A1:XFD1048576" x="'), (b't="s"', b't="e"'),
    (b"<", b"<!DOCTYPE a>"), (b'repeated="', b'repeated="99999'), (b'spanned="', b'spanned="-'),
    (b'Index="', b'Index="99999'), (b"colspan=", b"colspan=9999"), (b"rowspan=", b"rowspan=-"),
    (b'w:val="', b'w:val="9999'), (b"</w:tc>", b""), (b"</", b"<"), (b">", b">&#1;"), (b">", b">&a;"), (b'"', b"'"),
    (b",", b'"'), (b"\n", b"\r"), (b"sheetId", b"r:id"), (b"utf-8", b"utf-7"), (b"UTF-8", b"gb2312"),
    (b"<w:tbl>", b"<w:tbl><w:tbl>"), (b'count="', b'count="99999999'),
)  # fmt: skip


def reword(data: bytes, dice: Dice) -> bytes:
    """Marks changed for others that some reader may take seriously."""
    old, new = dice.choice([token for token in TOKENS if token[0] in data] or [(b"\0", b"\1")])
    return data.replace(old, new, dice.choice((1, 3, -1)))


def in_zip(data: bytes, dice: Dice) -> bytes:
    """A part of the container changed, dropped, emptied, doubled or renamed; the container itself stays sound."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old:
            parts = [(about.filename, old.read(about)) for about in old.infolist()]
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, NotImplementedError, ValueError, EOFError):
        return dice.choice((flip, splice, reword))(data, dice)  # no container, or none that is sound and open
    if not parts:
        return data
    at = dice.randrange(len(parts))
    name, part = parts[at]
    change = dice.randrange(6)
    if change < 3 and part:
        parts[at] = (name, (reword if change else dice.choice((flip, truncate, splice)))(part, dice))
    elif change == 3:
        del parts[at]
    elif change == 4:
        parts[at] = (dice.choice(parts)[0] if dice.random() < 0.5 else name.upper(), part)
    else:
        parts[at] = (name, b"")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in parts:
            if name not in new.NameToInfo:
                new.writestr(name, part)
    return packed.getvalue()


def whole(data: bytes, dice: Dice) -> bytes:
    return data


CHANGES: tuple[Callable[[bytes, Dice], bytes], ...] = (flip, truncate, splice, reword, in_zip, in_zip, in_zip, whole)
ENDINGS = (".xlsx", ".xls", ".csv", ".et", ".docx", ".zip", ".ods", ".html", "")


def write_damaged(folder: Path, files: int, seed: int) -> Counter[str]:
    """That many files, most of them damaged, under endings that have nothing to do with them. Counts the changes."""
    dice, sound = Dice(seed), seeds()
    made: Counter[str] = Counter()
    for number in range(files):
        data = dice.choice(sound)
        for _ in range(dice.choice((1, 1, 1, 2, 3))):
            change = dice.choice(CHANGES)
            data = change(data, dice) or b"\0"
            made[change.__name__] += 1
        (folder / f"{number:05}{dice.choice(ENDINGS)}").write_bytes(data)
    return made


def read_all(folder: Path, workers: int | None = None) -> tuple[Raw, float, float, int]:
    """The raw tables; seconds; the longest pause between two files; the most memory a reader held (bytes)."""
    begun = last = time.perf_counter()
    longest, most = 0.0, 0
    us = psutil.Process()

    def heard(_: str) -> None:
        nonlocal last, longest, most
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
        most = max([most, *_held(us)])

    with start_reading(folder, workers) as reading:
        raw = gathered(reading, heard)
    return raw, time.perf_counter() - begun, longest, most


def _held(us: psutil.Process) -> Iterator[int]:
    for child in us.children():
        try:
            yield child.memory_info().rss
        except psutil.Error:
            continue


def faults(raw: Raw, files: int) -> list[str]:
    """What must not have come of it: a file lost or passed over in silence, or one that beat its reader."""
    found = []
    names = {name.split("/")[0] for name in raw.raw_file["file"]}
    if len(names) < files:
        found.append(f"{files - len(names)} files of {files} are not accounted for")
    for row in raw.raw_file.iter_rows(named=True):
        if row["status"] == "refused" and not (row["problem"] and row["detail_zh"] and row["detail_en"]):
            found.append(f"{row['file']}: refused without a reason")
        if row["problem"] in {"timeout", "reader_failed"}:
            found.append(f"{row['file']}: {row['problem']}: {row['detail_en']}")
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--files", type=int, default=5_000)
    options.add_argument("--seed", type=int, default=20_230_122)
    options.add_argument("--keep", type=Path, help="write the files here and leave them")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        made = write_damaged(folder, asked.files, asked.seed)
        raw, seconds, longest, most = read_all(folder)
    changes = ", ".join(f"{name} {times}" for name, times in made.most_common())
    outcomes = Counter((row["kind"], row["problem"] or row["status"]) for row in raw.raw_file.iter_rows(named=True))
    wrong = faults(raw, asked.files)
    lines = [
        f"{asked.files} files, seed {asked.seed}: {changes}",
        f"{seconds:.0f} s; longest pause between two files {longest:.1f} s; most memory of a reader {most >> 20} MiB",
        *(f"{kind:14} {outcome:18} {times:6}" for (kind, outcome), times in sorted(outcomes.items())),
        *(wrong or ["nothing lost, nothing without a reason, no reader beaten"]),
    ]
    print("\n".join(lines))  # noqa: T201 - it is asked to
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
