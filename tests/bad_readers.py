"""Reading processes that come to harm. They import this page, so it stays light."""

from __future__ import annotations

import os
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from pipelines.ingest import worker
from pipelines.ingest.advice import Advice
from pipelines.ingest.reading import Job

SERVE = worker.serve


def serve_badly(pipe: Connection, advice: Advice) -> None:
    """A reader that does to itself what the file's name asks for."""
    module: Any = worker  # changed in this process alone
    sound, before = module.read, []

    def read(job: Job, *rest: Any) -> Any:
        before.append(job)
        if "tired" in job.name and len(before) > 1:
            os._exit(1)
        if "deadly" in job.name:
            os._exit(1)
        if "endless" in job.name:
            Path(f"{job.path}.begun").touch()
            time.sleep(600)
        if "greedy" in job.name:
            return bytearray(4 << 30)
        return sound(job, *rest)

    module.read = read
    SERVE(pipe, advice)


def serve_in_512_mib(pipe: Connection, advice: Advice) -> None:
    worker.MAX_MEMORY = 512 << 20
    SERVE(pipe, advice)


def serve_not(_: Connection, __: Advice) -> None:
    sys.exit(3)
