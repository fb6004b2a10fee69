"""One file → its rows. Runs in a process of its own; loads nothing heavier than the reader, so that it starts fast."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from pipelines.folders import is_ignored
from pipelines.ingest import packed, refusals
from pipelines.ingest.advice import Advice
from pipelines.ingest.correcting import corrected
from pipelines.ingest.draft import Draft, Parsed
from pipelines.ingest.kinds import MAX_FILE_BYTES, Kind, kind_of
from pipelines.ingest.readers import grids
from pipelines.problems import Problem

LISTED = 10  # sheets named in a message
DEPTH = 2  # an archive, and one in it


class Job(NamedTuple):
    """A file to read. `inside` leads to a file in an archive: its number there, then its number in the inner one."""

    path: str
    name: str  # in the tables
    size: int  # bytes
    inside: tuple[int, ...] = ()


class Seen(NamedTuple):
    """What is known of a file before it is read: should the reading fail, its row still says what it was."""

    sha256: str = ""
    size: int = 0
    kind: str = "unknown"
    encoding: str | None = None


def read_file(path: str, name: str, advice: Advice = Advice()) -> list[Parsed]:  # noqa: B008 - it is frozen
    """Reads the file at `path`, to be known as `name`; an archive gives each of its files.

    What cannot be read comes back refused, with the reason.
    """
    jobs, found = [Job(path, name, 0)], []
    for job in jobs:  # grows when an archive is met
        seen = Seen()
        try:
            seen, content = look(job)
            answer = read(job, seen, content, advice)
        except MemoryError:
            answer = refused(job.name, refusals.no_memory(), seen)
        if isinstance(answer, Parsed):
            found.append(answer)
        else:
            jobs += answer
    return found


Content = tuple[bytes, Kind]


def look(job: Job) -> tuple[Seen, Content | Problem]:
    """The file's bytes and what they are, or why there are none to read."""
    try:
        if job.inside:
            data = _unpack(job)
        else:
            size = Path(job.path).stat().st_size
            if size > MAX_FILE_BYTES:
                return Seen(_sha256_of(job.path), size), _too_many_bytes(size)
            data = Path(job.path).read_bytes()
    except Problem as problem:
        return Seen(size=job.size), problem
    except OSError:
        return Seen(size=job.size), refusals.unreadable()
    kind = kind_of(data)
    return Seen(hashlib.sha256(data).hexdigest(), len(data), kind.name, kind.encoding), kind.problem or (data, kind)


def read(job: Job, seen: Seen, content: Content | Problem, advice: Advice) -> Parsed | list[Job]:
    """The rows of a file; of an archive, the files in it, which are to be read as others are."""
    if isinstance(content, Problem):
        return refused(job.name, content, seen)
    data, kind = content
    try:
        if kind.name == "zip":
            return _jobs_inside(job, data)
        draft, cells = Draft(job.name, advice), 0
        for number, grid in enumerate(grids(data, kind, job.name), 1):
            cells += len(grid.rows) * len(grid.rows[0].cells) if grid.rows else 0
            if cells > refusals.MAX_CELLS:
                raise refusals.too_many_cells()
            mended, applied = corrected(grid, job.name, advice.corrections)
            draft.add(mended, number, grid.rows if applied else None)
            draft.corrections += applied
        if len({sheet["sheet"] for sheet in draft.sheets}) < len(draft.sheets):
            raise refusals.damaged()  # two tabs of one name: no office suite writes that
    except Problem as problem:
        return refused(job.name, problem, seen)
    except MemoryError:
        raise
    except Exception as error:  # a fault of ours ends one file, not the run, and is told
        return refused(job.name, refusals.reader_failed(error), seen)
    return draft.packed(_file_row(job.name, seen, draft.sheets))


def refused(name: str, problem: Problem, seen: Seen = Seen()) -> Parsed:  # noqa: B008 - it cannot change
    row = {
        "file": name, "sha256": seen.sha256, "bytes": seen.size, "kind": seen.kind, "encoding": seen.encoding,
        "sheets": 0, "area_code": None, "status": "refused",
        "problem": problem.code, "detail_zh": problem.zh, "detail_en": problem.en,
    }  # fmt: skip
    return Draft().packed(row)


def _unpack(job: Job) -> bytes:
    with Path(job.path).open("rb") as stream:
        data = packed.member(stream, job.inside[0])
    for number in job.inside[1:]:
        data = packed.member(data, number)
    return data


def _jobs_inside(job: Job, data: bytes) -> list[Job]:
    if len(job.inside) >= DEPTH:
        raise refusals.deep_archive()
    jobs: list[Job] = []
    names: set[str] = set()
    for number, name, size in packed.members(data):
        if name and not is_ignored(PurePosixPath(name)):
            while name in names:  # two files of one name, which only a careless packer writes
                name = f"{name} (2)"  # noqa: PLW2901
            names.add(name)
            jobs.append(Job(job.path, f"{job.name}/{name}", size, (*job.inside, number)))
    if not jobs:
        raise refusals.empty_archive()
    return jobs


def _sha256_of(path: str) -> str:
    with Path(path).open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _too_many_bytes(size: int) -> Problem:
    return refusals.too_large(f"文件有 {size >> 20} MB", f"The file has {size >> 20} MB")


def _file_row(name: str, seen: Seen, sheets: list[dict[str, Any]]) -> dict[str, Any]:
    unread = [sheet["sheet"] for sheet in sheets if sheet["status"] == "unread"]
    status, problem, zh, en = "read", None, None, None
    if unread:
        status, problem = "partly", "no_header"
        named, more = unread[:LISTED], len(unread) - LISTED
        listed_zh = "、".join(f"“{sheet}”" for sheet in named) + (f"等 {len(unread)} 张" if more > 0 else "")
        listed_en = ", ".join(f'"{sheet}"' for sheet in named) + (f" and {more} more" if more > 0 else "")
        zh = (
            f"工作表{listed_zh}找不到表头（至少三个常用列名，含姓名或身份证号），"
            "其内容未计入。请补上表头行；不是名单的工作表请移出本文件。"
        )
        en = (
            f"No header row in sheet {listed_en} (three usual names, 姓名 or 身份证号 among them), so nothing in it "
            "is counted. Add the header row, or move sheets that are no roster out of the file."
        )
    elif not any(sheet["rows"] for sheet in sheets):
        status, problem = "partly", "no_rows"
        zh = "所有工作表都是空的。请确认报送的是填好的文件。"
        en = "Every sheet is empty. Check that the filled-in file was sent."
    return {
        "file": name, "sha256": seen.sha256, "bytes": seen.size, "kind": seen.kind, "encoding": seen.encoding,
        "sheets": len(sheets), "area_code": None, "status": status, "problem": problem, "detail_zh": zh,
        "detail_en": en,
    }  # fmt: skip
