"""Numbers as Excel shows them plain: 12, 12.5, and no more than fifteen digits when some stand behind a point."""

from __future__ import annotations


def shown(value: float) -> str:
    """A whole number in full, however long: what an identity number lost is judged later, not hidden here."""
    if value.is_integer():
        return str(int(value))
    text = repr(value)
    if len(text) > 16 or "e" in text:  # 0.30000000000000004 is shown as 0.3
        from decimal import Decimal  # noqa: PLC0415 - rare

        text = format(Decimal(f"{value:.15g}"), "f")
        return (text.rstrip("0").rstrip(".") or "0") if "." in text else text
    return text


def plain(text: str) -> str:
    """The number that an XML part holds as text; as it stands when it is none, or a whole number already."""
    text = text.strip()
    if text.isdecimal():
        return text
    try:
        return shown(float(text))
    except (ValueError, OverflowError):
        return text
