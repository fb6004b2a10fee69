"""The register of the corpus: every case and how its files are made. `python -m tests.corpus [--office] [case …]`.

What a file must come to is written by hand in `expected/`, from what a clerk sees in it, and never made from here.
Files that went through LibreOffice differ in their bytes each time, so they are only made again when asked for.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
FILES = HERE / "files"

Made = dict[str, bytes]  # path below the case's folder → content
CASES: dict[str, Callable[[], Made]] = {}
OFFICE: set[str] = set()  # cases that need LibreOffice
UNKEPT: set[str] = set()  # cases too large to keep: the test makes them

with (HERE / "cast.csv").open(encoding="utf-8", newline="") as lines:
    CAST = {row["name"]: row for row in csv.DictReader(lines)}


def case(name: str, office: bool = False, kept: bool = True) -> Callable[[Callable[[], Made]], Callable[[], Made]]:
    def register(make: Callable[[], Made]) -> Callable[[], Made]:
        assert name not in CASES, name
        CASES[name] = make
        OFFICE.update({name} if office else ())
        UNKEPT.update(() if kept else {name})
        return make

    return register


def number(name: str) -> str:
    return CAST[name]["id_no"]


def write(names: list[str], folder: Path = FILES) -> None:
    for name in names:
        for path, data in CASES[name]().items():
            (folder / name / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / name / path).write_bytes(data)
