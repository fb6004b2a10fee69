"""One module a kind of file: bytes → `Grid`s. Nothing after these knows what the file was."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import PurePosixPath

from pipelines.ingest.grid import Grid
from pipelines.ingest.kinds import Kind

OF_BYTES = {name: name for name in ("xlsx", "xls", "xlsb", "ods", "docx")}
OF_TEXT = {"csv": "delimited", "tsv": "delimited", "html": "html", "mhtml": "mhtml"} | {
    "spreadsheetml": "spreadsheetml"
}
TAB_LENGTH = 31  # Excel's longest name of a tab


def grids(data: bytes, kind: Kind, name: str) -> Iterator[Grid]:
    """The sheets of the file `name`, of a kind that is read. The readers are loaded when a file asks for them.

    A text file has no tab of its own: Excel names it after the file.
    """
    module = import_module(f"pipelines.ingest.readers.{OF_BYTES.get(kind.name) or OF_TEXT[kind.name]}")
    tab = PurePosixPath(name).stem[:TAB_LENGTH] or "Sheet1"
    found: Iterator[Grid] = module.read(data) if kind.name in OF_BYTES else module.read(kind.text, tab)
    return found
