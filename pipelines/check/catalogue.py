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
    examples: list[dict[str, Any]]


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
    about: dict[str, Any] = YAML(typ="safe").load(head)
    missing = {"rule", "severity", "title", "why", "mend", "source", "examples"} - about.keys()
    if missing or about["rule"] != path.stem or about["severity"] not in SEVERITIES:
        raise ValueError(
            f"{path.name}: top comment lacks {sorted(missing)}, names another rule, or has no known severity"
        )
    return Rule(**about, sql=text)
