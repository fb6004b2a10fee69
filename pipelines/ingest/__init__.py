"""Roster files → raw tables: cell for cell, nothing guessed, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.ingest.advice import Advice

if TYPE_CHECKING:
    from pipelines.ingest.gather import Raw
    from pipelines.ingest.pool import Reading
    from pipelines.ingest.reading import Job

# Kept light: every reading process imports this page first.


def start_reading(
    folder: Path,
    workers: int | None = None,
    advice: Advice = Advice(),  # noqa: B008 - it is frozen
    only: str | None = None,
) -> Reading:
    """Every file under `folder`, read in processes of their own from the moment the `with` block begins.

    `only`: the one file of that name, or the archive it is in. Raises Problem (exit code 3) when there is no file.
    """
    from pipelines.ingest.pool import Reading  # noqa: PLC0415

    jobs = _jobs(folder)
    return Reading(jobs if only is None else _named(jobs, only), workers, advice)


def gathered(reading: Reading, on_file: Callable[[str], None] = lambda _: None) -> Raw:
    """What was read, as raw tables: the same for any number of workers.

    A file that cannot be read is a `refused` row of `raw_file` that says why; `area_code` is left to a later stage.
    Raises Problem when a correction no longer fits its cell.
    `on_file` hears each file's name when it is done.
    """
    from pipelines.ingest.gather import gather  # noqa: PLC0415 - polars loads while the files are read

    return gather(reading.results(on_file), reading.advice.corrections)


def read_rosters(
    folder: Path,
    on_file: Callable[[str], None] = lambda _: None,
    workers: int | None = None,
    advice: Advice = Advice(),  # noqa: B008 - it is frozen
) -> Raw:
    """`start_reading` and `gathered` in one."""
    with start_reading(folder, workers, advice) as reading:
        return gathered(reading, on_file)


def _jobs(folder: Path) -> list[Job]:
    from pipelines.folders import is_ignored  # noqa: PLC0415
    from pipelines.ingest.reading import Job  # noqa: PLC0415
    from pipelines.problems import Problem  # noqa: PLC0415

    if not folder.is_dir():
        raise Problem(
            "no_folder",
            f"找不到名册文件夹：{folder}。请检查路径，或新建该文件夹并放入各乡镇的名册。",
            f"There is no roster folder {folder}. Check the path, or make the folder and put the rosters in it.",
        )
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and not is_ignored(path.relative_to(folder))]
    if not paths:
        raise Problem(
            "no_files",
            f"文件夹里没有名册文件：{folder}。请把各乡镇的工作簿放入后重试。",
            f"The folder {folder} holds no roster. Put the towns' workbooks in it and try again.",
        )
    return [Job(str(path), _name(path.relative_to(folder)), path.stat().st_size) for path in paths]


def _named(jobs: list[Job], name: str) -> list[Job]:
    from difflib import get_close_matches  # noqa: PLC0415

    from pipelines.problems import Problem  # noqa: PLC0415

    if found := [job for job in jobs if f"{name}/".startswith(f"{job.name}/") or job.name.endswith(f"/{name}")]:
        return found
    near = get_close_matches(name, [job.name for job in jobs], 3, 0.3)
    raise Problem(
        "no_such_file",
        f"没有名册文件「{name}」。相近的有：{'、'.join(near) or '—'}",
        f'There is no roster "{name}". Near to it: {", ".join(near) or "—"}',
    )


def _name(path: Path) -> str:
    """The name in the tables. Names unpacked from a Windows archive can be GBK bytes that are no text here."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("gb18030" if _is_raw(path) else "utf-8", "replace")


def _is_raw(path: Path) -> bool:
    return any("\udc80" <= letter <= "\udcff" for letter in str(path))
