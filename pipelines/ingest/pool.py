"""Files are read in processes of their own: faster, and no file can hold up, exhaust or kill more than its reader.

Each reader belongs to one thread here and a pipe joins them, so that it is known which file it has in hand.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections import deque
from collections.abc import Callable
from queue import Empty, SimpleQueue
from types import TracebackType

from pipelines.ingest.advice import Advice
from pipelines.ingest.draft import Parsed
from pipelines.ingest.reading import Job
from pipelines.ingest.worker import Stopped, Worker

MAX_WORKERS = 61  # Windows waits on no more
SMALL_BYTES = 200_000  # less than this in all is read sooner by one process than two can start


class Reading:
    """Files being read; the reading starts at once and goes on while the caller does other things."""

    def __init__(self, jobs: list[Job], workers: int | None, advice: Advice) -> None:
        self.advice = advice
        self._jobs = deque(sorted(jobs, key=lambda job: (-job.size, job.name)))  # the last to end is a small one
        self._left = len(jobs)  # not yet answered for
        self._stopped = False
        self._change = threading.Condition()
        self._answers: SimpleQueue[Parsed | Exception] = SimpleQueue()
        count = min(workers or _sensible(jobs), MAX_WORKERS)
        self._threads = [threading.Thread(target=self._own, daemon=True) for _ in range(count)]

    def __enter__(self) -> Reading:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._change:
            self._stopped = True
            self._change.notify_all()
        for thread in self._threads:
            thread.join()

    def results(self, on_file: Callable[[str], None]) -> list[Parsed]:
        """Every file's rows, in no order. Raises Problem when no reader can be started."""
        done: list[Parsed] = []
        while self._left or not self._answers.empty():
            with contextlib.suppress(Empty):
                answer = self._answers.get(timeout=0.5)  # an endless wait could not be interrupted on Windows
                if isinstance(answer, Exception):
                    raise answer
                done.append(answer)
                on_file(answer.file["file"])
        return done

    def _own(self) -> None:
        """One thread's work: a reader, given job after job."""
        worker = Worker(self.advice, lambda: self._stopped)
        try:
            while job := self._next():
                answer = worker.read(job)
                with self._change:
                    if isinstance(answer, Parsed):
                        self._answers.put(answer)
                        self._left -= 1
                    else:
                        self._jobs.extend(answer)
                        self._left += len(answer) - 1
                    self._change.notify_all()
        except Stopped:
            pass
        except Exception as error:  # for the one who waits for the results
            self._answers.put(error)
        finally:
            worker.end()

    def _next(self) -> Job | None:
        """The next job; waits while another thread may still find an archive full of them."""
        with self._change:
            while not self._jobs and self._left and not self._stopped:
                self._change.wait()
            return self._jobs.popleft() if self._jobs and not self._stopped else None


def _sensible(jobs: list[Job]) -> int:
    if sum(job.size for job in jobs) < SMALL_BYTES:
        return 1
    cpus = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cpus, len(jobs))
