"""Files are read in processes of their own: faster, and a file that kills its reader takes no other file with it."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import TracebackType

from pipelines.ingest.draft import Parsed
from pipelines.ingest.kinds import damaged
from pipelines.ingest.reading import read_file, refused

MAX_WORKERS = 61  # Windows waits on no more
MAX_MEMORY = 4 << 30  # bytes a reader may claim, where the system can hold it to that
SMALL_BYTES = 200_000  # less than this in all is read sooner by one process than two can start

Job = tuple[str, str, int]  # path, name in the tables, bytes


class Reading:
    """Files being read; the reading starts at once and goes on while the caller does other things."""

    def __init__(self, jobs: list[Job], workers: int | None) -> None:
        self._jobs = sorted(jobs, key=lambda job: (-job[2], job[1]))  # biggest first: the last to end is a small one
        self._executor = _executor(workers or _sensible(jobs))
        self._futures: dict[Future[Parsed], Job] = {}

    def __enter__(self) -> Reading:
        with contextlib.suppress(BrokenProcessPool):  # a reader may die before the last file is handed out
            for job in self._jobs:
                self._futures[self._executor.submit(read_file, *job[:2])] = job
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)

    def results(self, on_file: Callable[[str], None]) -> list[Parsed]:
        """Every file's rows, in no order; a file whose reader died is a refused one."""
        done: dict[str, Parsed] = {}
        for future in as_completed(self._futures):
            with contextlib.suppress(BrokenProcessPool):
                done[self._futures[future][1]] = future.result()
                on_file(self._futures[future][1])
        for job in self._jobs:  # when a reader died, nobody knows over which file: read the rest one by one
            if job[1] not in done:
                done[job[1]] = _alone(job)
                on_file(job[1])
        return list(done.values())


def _alone(job: Job) -> Parsed:
    with _executor(1) as executor:
        try:
            return executor.submit(read_file, *job[:2]).result()
        except BrokenProcessPool:
            return refused(job[1], damaged(), _sha256(job[0]), job[2])


def _sha256(path: str) -> str:
    import hashlib  # noqa: PLC0415 — only for a file that killed its reader

    with Path(path).open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _executor(workers: int) -> ProcessPoolExecutor:
    # spawn, everywhere: a forked reader would share locks with the threads of the libraries loaded here.
    spawn = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(min(workers, MAX_WORKERS), mp_context=spawn, initializer=_prepare)


def _sensible(jobs: list[Job]) -> int:
    if sum(job[2] for job in jobs) < SMALL_BYTES:
        return 1
    cpus = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cpus, len(jobs))


def _end_with_parent() -> None:
    """A run killed outright cannot stop its readers, and they would wait for work for ever."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _prepare() -> None:
    """In the reader: an interrupt is the parent's to handle, and memory has a limit where the system knows one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 — POSIX only

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
