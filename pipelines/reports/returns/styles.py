"""How the cells of a return look: by the role of their row, what is in them, and the gravest finding about them."""

from __future__ import annotations

from typing import Any

from pipelines.reports.workbook.styles import BODY, HEADINGS, NAVY, PALE, RULE

BOXED = {"border": 1, "border_color": RULE, "valign": "vcenter"}
ROLES: dict[str, dict[str, Any]] = {
    "banner": {"font_name": HEADINGS, "font_size": 14, "bold": True, "align": "center", "valign": "vcenter"},
    "title": {"bold": True, "valign": "vcenter"},
    "header": {**BOXED, "bold": True, "bg_color": PALE, "align": "center", "text_wrap": True},
    "body": BOXED,
    "sum": {**BOXED, "bold": True},
    "plain": {},
}
KINDS: dict[str, dict[str, Any]] = {
    "text": {},
    "quoted": {"quote_prefix": True},  # text that would be taken for a formula if somebody edits its cell
    "id": {"num_format": "@"},
    "number": {},
    "long": {"num_format": "0"},
    "date": {"num_format": "yyyy-mm-dd"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm"},
}
BAD: dict[str, dict[str, Any]] = {
    "": {},
    "error": {"bg_color": "#F8CBC6", "border": 2, "border_color": "#C00000"},
    "warning": {"bg_color": "#FFE699", "border": 2, "border_color": "#BF8F00"},
    "note": {"bg_color": "#D6E4F5", "border": 1, "border_color": NAVY},
}
COMMENT = {"error": "#FBE3E1", "warning": "#FFF2CC", "note": "#E2ECF7"}
ROLE = {
    "title": "title", "header": "header", "person": "body", "summary": "body", "subtotal": "sum", "total": "sum",
}  # fmt: skip
"""Role of a row → how it looks; any other row is plain."""
IN_TABLE = ("header", "body", "sum")


def properties(key: str) -> dict[str, Any]:
    """The format of `role|kind|severity`."""
    role, kind, bad = key.split("|")
    return {"font_name": BODY, "font_size": 11} | ROLES[role] | KINDS[kind] | BAD[bad]
