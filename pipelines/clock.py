"""Seconds by stage, and word of progress while they pass."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Tell = Callable[[str, str], None]
"""Hears (stage, file or '')."""


def quiet(stage: str, what: str) -> None:
    """Tell nobody."""


class Clock:
    def __init__(self, tell: Tell) -> None:
        self.seconds: dict[str, float] = {}
        self._tell = tell

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        self._tell(name, "")
        started = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - started
