"""Roster files → raw tables: cell for cell, nothing guessed, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.ingest.gather import Raw
    from pipelines.ingest.pool import Reading

# Kept light: every reading process imports this page first.

IGNORED = {"thumbs.db", "desktop.ini"}


def start_reading(folder: Path, workers: int | None = None) -> Reading:
    """Every file under `folder`, read in processes of their own from the moment the `with` block begins.

    Raises Problem (exit code 3) when there is no file.
    """
    from pipelines.ingest.pool import Reading  # noqa: PLC0415

    return Reading(_jobs(folder), workers)


def gathered(reading: Reading, on_file: Callable[[str], None] = lambda _: None) -> Raw:
    """What was read, as raw tables: the same for any number of workers.

    A file that cannot be read is a `refused` row of `raw_file` that says why; `area_code` is left to a later stage.
    `on_file` hears each file's name when it is done.
    """
    from pipelines.ingest.gather import gather  # noqa: PLC0415 - polars loads while the files are read

    return gather(reading.results(on_file))


def read_rosters(folder: Path, on_file: Callable[[str], None] = lambda _: None, workers: int | None = None) -> Raw:
    """`start_reading` and `gathered` in one."""
    with start_reading(folder, workers) as reading:
        return gathered(reading, on_file)


def _jobs(folder: Path) -> list[tuple[str, str, int]]:
    from pipelines.problems import Problem  # noqa: PLC0415

    if not folder.is_dir():
        raise Problem(
            "no_folder",
            f"找不到名册文件夹：{folder}。请检查路径，或新建该文件夹并放入各乡镇的名册。",
            f"There is no roster folder {folder}. Check the path, or make the folder and put the rosters in it.",
        )
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and not _is_ignored(path.relative_to(folder))]
    if not paths:
        raise Problem(
            "no_files",
            f"文件夹里没有名册文件：{folder}。请把各乡镇的工作簿放入后重试。",
            f"The folder {folder} holds no roster. Put the towns' workbooks in it and try again.",
        )
    return [(str(path), _name(path.relative_to(folder)), path.stat().st_size) for path in paths]


def _is_ignored(path: Path) -> bool:
    """Office lock files, dot files and what file managers leave behind."""
    return path.name.lower() in IGNORED or any(part.startswith((".", "~$")) for part in path.parts)


def _name(path: Path) -> str:
    """The name in the tables. Names unpacked from a Windows archive can be GBK bytes that are no text here."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("gb18030" if _is_raw(path) else "utf-8", "replace")


def _is_raw(path: Path) -> bool:
    return any("\udc80" <= letter <= "\udcff" for letter in str(path))
