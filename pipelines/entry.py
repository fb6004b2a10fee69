"""The `warm` command's door. Kept free of imports: every reading process starts by importing it."""

import sys


def main() -> None:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr] # a code page without ✔ must not end a run
    from pipelines.cli import app  # noqa: PLC0415

    app()
