"""The catalogue of rules: one `.sql` file each in `expectations/`, its top comment saying what it is for (YAML)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

EXPECTATIONS = Path(__file__).parents[2] / "expectations"
SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True)
class Rule:
    """One rule: its words, its query (offenders out), and the examples it must catch or let pass."""

    rule: str
    severity: str
    title: dict[str, str]
    why: dict[str, str]
    mend: dict[str, str]
    source: str
    sql: str
    about_examples: str  # YAML, read only where the examples are run

    @property
    def examples(self) -> list[dict[str, Any]]:
        """What the rule must catch and let pass: {name, given: {table: [row]}, finds: number of offenders}."""
        examples: list[dict[str, Any]] = YAML(typ="safe").load(self.about_examples)
        return examples


def rules(folder: Path = EXPECTATIONS) -> list[Rule]:
    """Every rule of the folder by name.

    Raises ValueError naming the file when a top comment lacks a word or names another rule than its file.
    """
    return [_read(path) for path in sorted(folder.glob("*.sql"))]


def _read(path: Path) -> Rule:
    text = path.read_text("utf-8")
    head, ended, _ = text.removeprefix("/*").partition("*/")
    if not text.startswith("/*") or not ended:
        raise ValueError(f"{path.name}: begins with a comment /* … */ in YAML that describes the rule")
    head, _, examples = head.partition("\nexamples:\n")
    about: dict[str, Any] = YAML(typ="safe").load(head)
    missing = {"rule", "severity", "title", "why", "mend", "source"} - about.keys()
    if missing or not examples or about["rule"] != path.stem or about["severity"] not in SEVERITIES:
        raise ValueError(
            f"{path.name}: top comment lacks {sorted(missing) or 'examples'}, names another rule or no known severity"
        )
    return Rule(**about, sql=text, about_examples=examples)
