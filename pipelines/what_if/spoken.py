"""Changes as typed on a command line → the same changes as mappings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from pipelines.plan.mistakes import Said
from pipelines.what_if.changes import refused

SET = re.compile(r"\s*(\w+)\s*\.\s*(?:goods\s*\.\s*)?(\w+)\s*=\s*(\S+)\s*")
SHARE = re.compile(r"\s*(\*|[\w\s,，、]+?)\s*[:：]\s*(.+)")
PART = re.compile(r"\s*(\w+)\s+(\S+)\s*")
PAYER = re.compile(r"\s*(\w+)\s*=\s*([^/]*[^/\s])\s*/\s*(.*\S)\s*")
NUMBERS = {"min_age", "max_age", "each_area", "each_group", "groups_each_area", "exactly"}
NONE = {"none", "无"}
Mapping = dict[str, Any]


def changes_of(
    sets: Iterable[str] = (), shares: Iterable[str] = (), quotas: Iterable[str] = (), payers: Iterable[str] = ()
) -> list[Mapping]:
    """`urban_dibao.cash=120`, `urban_dibao: city 1/2, town 1/2`, `urban_dibao.each_area=2`, `town=镇/Town` → changes.

    Payers come first, so that shares may name them. Raises Problem (exit code 2) for what cannot be read.
    """
    told = [_payer(text) for text in payers]
    told += _fields(sets, "standard")
    told += [_share(text) for text in shares]
    return told + _fields(quotas, "quota")


def _fields(texts: Iterable[str], kind: str) -> list[Mapping]:
    """One change a standard, so that both its ages change at once."""
    changes: dict[str, Mapping] = {}
    for text in texts:
        if not (found := SET.fullmatch(text)):
            raise _unread(text, "STANDARD.cash=120" if kind == "standard" else "STANDARD.each_area=2")
        standard, field, value = found.groups()
        change = changes.setdefault(standard, {kind: standard})
        if field in NUMBERS or kind == "quota":
            change[field] = (
                None if value.lower() in NONE else int(value) if value.isascii() and value.isdigit() else value
            )
        elif field == "cash":
            change["cash"] = value
        else:
            change.setdefault("goods", {})[field] = value
    return list(changes.values())


def _share(text: str) -> Mapping:
    found = SHARE.fullmatch(text)
    parts = [PART.fullmatch(part) for part in re.split("[,，、]", found[2])] if found else []
    if not found or not all(parts):
        raise _unread(text, "urban_dibao: city 1/2, town 1/2")
    shares = {part[1]: part[2] for part in parts if part}
    if len(shares) < len(parts):
        raise refused(Said(f"`{text}` 中同一出资方写了两次", f"`{text}` names a payer twice"))
    return {"shares": shares, "standards": "*" if found[1] == "*" else re.split(r"[\s,，、]+", found[1])}


def _payer(text: str) -> Mapping:
    if not (found := PAYER.fullmatch(text)):
        raise _unread(text, "town=镇/Town")
    return {"payer": found[1], "name": {"zh": found[2], "en": found[3]}}


def _unread(text: str, example: str) -> Exception:
    return refused(Said(f"看不懂 `{text}`，应如 `{example}`", f"`{text}` cannot be read; write it like `{example}`"))
