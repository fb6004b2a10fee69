"""The catalogue of rules: one `.sql` file each in `expectations/`, its top comment saying what it is for (YAML)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from pipelines.folders import EXPECTATIONS
from pipelines.words import FAMILY, SEVERITY

READER = YAML(typ="safe")
HEAD = ("rule", "family", "severity", "title", "why", "mend", "source")
DERIVED = ("core_cell", "core_repeat")
"""Tables that rules share; built from the ledger just before the rules run."""


@dataclass(frozen=True)
class Rule:
    """One rule: its words, its query (offenders out), and the examples it must catch or let pass."""

    rule: str
    family: str
    severity: str
    title: dict[str, str]
    why: dict[str, str]
    mend: dict[str, str]
    source: str
    sql: str
    about_examples: str  # YAML, read only where the examples are run

    @property
    def query(self) -> str:
        """The statement without the comment above it."""
        return self.sql.partition("*/")[2].strip()

    @property
    def examples(self) -> list[dict[str, Any]]:
        """What the rule must catch and let pass: {name, given: {table: [row]}, finds: number of offenders}."""
        examples: list[dict[str, Any]] = READER.load(self.about_examples)
        return examples


def rules(folder: Path = EXPECTATIONS) -> list[Rule]:
    """Every rule of the folder by name.

    Raises ValueError naming the file when a top comment lacks a word or names another rule than its file.
    """
    return [_read(path) for path in sorted(folder.glob("*.sql"))]


def fingerprint(catalogue: list[Rule]) -> str:
    """Twelve characters that tell one state of the catalogue from another: its queries and weights, not its words."""
    told = "\0".join(f"{rule.rule}\0{rule.severity}\0{rule.query}" for rule in catalogue)
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def _read(path: Path) -> Rule:
    text = path.read_text("utf-8")
    head, ended, _ = text.removeprefix("/*").partition("*/")
    if not text.startswith("/*") or not ended:
        raise ValueError(f"{path.name}: begins with a comment /* … */ in YAML that describes the rule")
    head, _, examples = head.partition("\nexamples:\n")
    about: dict[str, Any] = READER.load(head)
    if missing := [word for word in HEAD if word not in about]:
        raise ValueError(f"{path.name}: top comment lacks {missing}")
    if not examples or about["rule"] != path.stem or about["severity"] not in SEVERITY or about["family"] not in FAMILY:
        raise ValueError(f"{path.name}: lacks examples, names another rule, or no known severity or family")
    for part in ("title", "why", "mend"):
        if about[part].keys() != {"zh", "en"}:
            raise ValueError(f"{path.name}: `{part}` has other words than zh and en; quote a text that has a comma")
    return Rule(**about, sql=text, about_examples=examples)
