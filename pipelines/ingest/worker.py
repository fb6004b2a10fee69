"""A reading process: what runs in it (`serve`), and the handle its owner holds (`Worker`).

A reader that dies over a file is replaced and the file tried once more, alone, so that what it had read before cannot
matter; one that takes too long is ended and the file refused.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

from pipelines.ingest import refusals
from pipelines.ingest.advice import Advice
from pipelines.ingest.draft import Parsed
from pipelines.ingest.reading import Job, Seen, look, read, refused
from pipelines.problems import Problem

MAX_MEMORY = 1 << 30  # bytes a reader may claim, where the system can hold it to that
STARTING = 120.0  # seconds; a reader not ready by then never will be
SECONDS, BYTES_A_SECOND = 10.0, 250_000  # what a file is given: so long, and longer when it is large
MEMORY_ENDED = 77  # exit code
OUT_OF_MEMORY = {MEMORY_ENDED, -6, -9}  # or it aborted, or the system ended it

_SPAWN = multiprocessing.get_context("spawn")  # a forked reader would share locks with the threads of libraries here
_PROCESSES = threading.Lock()  # multiprocessing's list of children is shared by all owners


class Stopped(Exception):
    """The caller wants no more answers."""


class Worker:
    """A reading process and the pipe to it; a new one when it dies. Belongs to one thread."""

    def __init__(self, advice: Advice, stopped: Callable[[], bool]) -> None:
        self._advice, self._stopped = advice, stopped
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._fresh = True

    def read(self, job: Job) -> Parsed | list[Job]:
        """The file's rows, or the files of an archive. Raises Stopped; raises Problem when no reader can be started."""
        while True:
            pipe, fresh = self._ready()
            seen, budget = Seen(size=job.size), SECONDS + job.size / BYTES_A_SECOND
            deadline = time.monotonic() + budget
            try:
                pipe.send(job)
                seen = self._answer(pipe, deadline)
                answer: Parsed | list[Job] = self._answer(pipe, deadline)
            except TimeoutError:
                self.end()
                return refused(job.name, refusals.timeout(budget), seen)
            except (EOFError, OSError):
                code = self.end()
                if fresh:
                    problem = refusals.no_memory() if code in OUT_OF_MEMORY else refusals.damaged()
                    return refused(job.name, problem, seen)
            else:
                return answer

    def end(self) -> int | None:
        """Ends the process, unless it has ended by itself. Gives its exit code; a process killed here gives none."""
        if self._process is None or self._pipe is None:
            return None
        self._process.join(0.2)  # one that closed its pipe is about to end
        code = self._process.exitcode
        with _PROCESSES:
            self._process.kill()
            self._process.join()
        self._pipe.close()
        self._process = self._pipe = None
        return code

    def _ready(self) -> tuple[Connection, bool]:
        """The pipe to a reader that waits for work, and whether it has had none before."""
        if self._pipe:
            fresh, self._fresh = self._fresh, False
            return self._pipe, fresh
        self._pipe, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=serve, args=(theirs, self._advice), daemon=True)
        with _PROCESSES:
            self._process.start()
        theirs.close()  # so that the reader's end is the only one: its death is then the end of the pipe
        try:
            self._answer(self._pipe, time.monotonic() + STARTING)
        except (TimeoutError, EOFError, OSError) as error:
            raise _no_reader(self.end()) from error
        self._fresh = False
        return self._pipe, True

    def _answer(self, pipe: Connection, deadline: float) -> Any:
        while not pipe.poll(min(0.2, max(0.0, deadline - time.monotonic()))):
            if self._stopped():
                raise Stopped
            if time.monotonic() >= deadline:
                raise TimeoutError
        return pipe.recv()


def serve(pipe: Connection, advice: Advice) -> None:
    """What the reading process does until its owner closes the pipe."""
    _prepare()
    pipe.send(None)
    with contextlib.suppress(EOFError, OSError):
        while True:
            job: Job = pipe.recv()
            try:
                seen, content = look(job)
                pipe.send(seen)
                pipe.send(read(job, seen, content, advice))
            except MemoryError:
                os._exit(MEMORY_ENDED)


def _prepare() -> None:
    """An interrupt is the parent's to handle; what libraries say as they crash is not for the user's screen."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with contextlib.suppress(OSError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - POSIX only

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold people's data
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _end_with_parent() -> None:
    """A run killed outright cannot stop its readers, and one at work would not notice."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _no_reader(code: int | None) -> Problem:
    return Problem(
        "no_reader",
        f"读取名册的子进程无法启动（退出码 {code}）。请检查内存与安全软件后重试，或重新安装。",
        f"The process that reads rosters does not start (exit code {code}). Check memory and security software, or "
        "install again.",
        exit_code=5,
    )
