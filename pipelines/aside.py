"""A helper process that loads slow modules while the run goes on, then answers questions one at a time.

Great Expectations takes seconds to import and Altair two; loaded aside, neither holds up the reading of rosters.
Protocol: one JSON object a line in, one JSON object a line out. A module offers `answer(**question) -> JSON value`.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import traceback
from types import TracebackType
from typing import Any, Self


class AsideFailed(RuntimeError):
    """The helper process died or raised; the message carries its traceback."""


class Aside:
    """One helper process for some modules. Leaves no process behind, however its block ends."""

    def __init__(self, *modules: str) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "pipelines.aside", *modules],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        assert self.process.stdin and self.process.stdout  # noqa: S101 - both are pipes
        self._stdin, self._stdout = self.process.stdin, self.process.stdout

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        """End the process and whatever it holds open, such as a connection to the ledger."""
        self.process.kill()
        self.process.wait()
        self._stdin.close()
        self._stdout.close()

    def ask(self, module: str, **question: Any) -> Any:
        """The module's answer. Raises AsideFailed."""
        self.send(module, **question)
        return self.receive()

    def send(self, module: str, **question: Any) -> None:
        """Put a question; `receive` waits for its answer, so that work can go on between."""
        try:
            self._stdin.write(json.dumps([module, question]) + "\n")
            self._stdin.flush()
        except OSError as wrong:
            raise AsideFailed(f"the helper process ended early: {wrong}") from wrong

    def receive(self) -> Any:
        line = self._stdout.readline()
        if not line:
            raise AsideFailed(f"the helper process ended without an answer (exit code {self.process.wait()})")
        reply = json.loads(line)
        if "error" in reply:
            raise AsideFailed(reply["error"])
        return reply["answer"]


def _serve(names: list[str]) -> None:
    replies, sys.stdout = sys.stdout, open(os.devnull, "w")  # noqa: SIM115, PTH123 - for good: what the module prints is no reply
    # jsonschema loads this grammar, 1.5 seconds of it, for a string format that neither GX nor a chart uses.
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
    modules = {name: importlib.import_module(name) for name in names}
    for line in sys.stdin:
        try:
            name, question = json.loads(line)
            reply = {"answer": modules[name].answer(**question)}
        except Exception:  # it crosses a process border as text
            reply = {"error": traceback.format_exc()}
        replies.write(json.dumps(reply, ensure_ascii=True) + "\n")
        replies.flush()


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    _serve(sys.argv[1:])
