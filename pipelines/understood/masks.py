"""What a cell may show on a page that is passed around: the shape of what stands in it, and no person."""

from __future__ import annotations

import re

from pipelines import identity

NAMES = {"name", "head_name", "payee", "helper", "sign"}
LONG = re.compile(r"[0-9０-９][0-9０-９Xx\- ]{5,}[0-9０-９Xx]")
NAME_LIKE = re.compile(r"[㐀-鿿]{2,4}|[㐀-鿿]+(?:[·•・.][㐀-鿿]+)+")
SIGNED = re.compile(r"(人|长|主任|书记|领导|负责|审核|制表|经办|监督)([:：]\s*)([㐀-鿿·]{2,4})")


def masked(text: str, field: str | None, is_known: bool) -> str:
    """`is_known`: the column is one whose meaning is known; what stands in others may be anybody's name."""
    text = text.strip()
    if mask := BY_FIELD.get(field or ""):
        return mask(text)
    if LONG.search(text):
        return _without_numbers(text)
    if field in NAMES or (not is_known and NAME_LIKE.fullmatch(text)):
        return identity.mask_name(text)
    return text


def _number(text: str) -> str:
    return identity.mask_id(text) if any(map(str.isdigit, text)) else identity.mask_name(text)


def _account(text: str) -> str:
    return identity.mask_account(text) if any(map(str.isdigit, text)) else text


def _birth(text: str) -> str:
    return text[:4] + "**" if text[:4].isdigit() else text


def _address(text: str) -> str:
    return text[:3] + "**"


BY_FIELD = {
    "id_no": _number, "head_id": _number, "cert_no": _number, "account": _account, "phone": identity.mask_phone,
    "birth": _birth, "address": _address,
}  # fmt: skip


def _without_numbers(text: str) -> str:
    return LONG.sub(lambda found: identity.mask_id(re.sub(r"[\- ]", "", found[0])), text)


def masked_line(text: str) -> str:
    """A cell of a title, note or footer: signatures and long numbers."""
    text = SIGNED.sub(lambda found: f"{found[1]}{found[2]}{identity.mask_name(found[3])}", text)
    return _without_numbers(text)
