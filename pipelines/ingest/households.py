"""Which person rows of a sheet are one household."""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.ingest.headers import squeeze

HEADS = {"户主", "本人", "户主本人", "本人(户主)", "户主(本人)"}
AS_ABOVE = {"", "同上", "〃", "″", '"', "''", "“", "”"}


def number_households(fields: dict[str, list[str]], people: Iterable[int], blocks: dict[int, int]) -> dict[int, int]:
    """Entry → household, numbered 1, 2, 3… down the sheet; nothing when the sheet does not tell households apart.

    A household begins with a merged block, with a head's own row, or with another head's name or number.
    """
    if not blocks and not fields.keys() & {"head_name", "head_id", "relation"}:
        return {}
    blank = [""] * len(next(iter(fields.values())))
    relations = fields.get("relation", blank)
    heads = list(zip(*(map(str.strip, fields.get(field, blank)) for field in ("head_name", "head_id")), strict=True))
    has_heads = bool(fields.keys() & {"head_name", "head_id"})
    numbers: dict[int, int] = {}
    current, last_head, last_block = 0, ("", ""), None
    for i in people:
        block, head, relation = blocks.get(i), heads[i], squeeze(relations[i])
        names_head = not AS_ABOVE.issuperset(head)
        if block is not None:
            begins = block != last_block
        elif relation in HEADS:
            begins = True
        elif names_head:
            begins = head != last_head
        else:  # a member, or a blank that means "as above"; with neither, each row stands alone
            begins = not (relation or has_heads)
        current += begins or not current
        if names_head:
            last_head = head
        last_block = block
        numbers[i] = current
    return numbers
