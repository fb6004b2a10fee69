"""Which person rows of a table are one household."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from pipelines.ingest.headers import squeeze

HEADS = {"户主", "本人", "户主本人", "本人(户主)", "户主(本人)"}
DITTO = frozenset(
    {"同上", "上同", "同前", "〃", "″", '"', "''", "“", "”", "〞", "〝", "″″", "””", "““", "同上。", "。。", "々"}
)
AS_ABOVE = DITTO | {""}

SUMS = ("amount", "cash", "goods")
ONCE = ("account", "bank", "phone")  # given once a household where no sums are
DOTS = re.compile("[·•・‧∙．.]")

Fields = dict[str, list[str]]  # a field the table has → its text in each entry, '' for an empty cell


def number_households(fields: Fields, people: Iterable[int], blocks: dict[int, int]) -> dict[int, int]:
    """Entry → household, numbered 1, 2, 3… down the table; nothing when it does not tell households apart.

    A household begins with a merged block, with a head's own row, or with another head's name or number.
    """
    people = list(people)
    if "household_no" in fields and (numbers := _by_number(fields["household_no"], people)):
        return numbers
    if not fields.keys() & {"head_name", "head_id", "relation"}:
        if numbers := _by_count(fields, people):
            return numbers
        if not blocks:
            return {}
    blank = [""] * len(next(iter(fields.values())))
    relations = fields.get("relation", blank)
    heads = _Heads(fields) if fields.keys() & {"head_name", "head_id"} else None
    numbers = {}
    current, last_block = 0, None
    for i in people:
        block, relation = blocks.get(i), squeeze(relations[i])
        other = heads.is_other(i, is_told=bool(relation)) if heads else None
        if block is not None:
            begins = block != last_block
        elif relation in HEADS:
            begins = True
        elif other is not None:
            begins = other
        else:  # a member, or a blank that means "as above"; with neither, each row stands alone
            begins = not relation and not heads
        if heads:
            heads.seen(i, begins)
        current += begins or not current
        last_block = block
        numbers[i] = current
    return numbers


class _Heads:
    """The head named in each row, and the one of the household so far."""

    def __init__(self, fields: Fields) -> None:
        blank = [""] * len(next(iter(fields.values())))
        self.names, self.ids = ([*map(_bare, fields.get(field, blank))] for field in ("head_name", "head_id"))
        self.own_names, self.own_ids = (fields.get(field, blank) for field in ("name", "id_no"))
        self.last_name = self.last_id = ""
        self.has_own = False  # the head's own row is among the household's
        self.own_id = ""  # the number in it

    def is_other(self, i: int, is_told: bool) -> bool | None:
        """Whether the row names another head; null when it names none. `is_told`: it says who it is to the head."""
        name, number = self.names[i], self.ids[i]
        if name in AS_ABOVE and number in AS_ABOVE:
            return None
        return (
            (name != self.last_name and name not in AS_ABOVE)
            or (number != self.last_id and number not in AS_ABOVE)
            or (not is_told and self.has_own and self._is_own(i) and not self._again(i))
        )

    def seen(self, i: int, begins: bool) -> None:
        name, number = self.names[i], self.ids[i]
        if name in AS_ABOVE and number in AS_ABOVE:
            self.has_own = self.has_own and not begins
            return
        self.last_name = name if begins or name not in AS_ABOVE else self.last_name
        self.last_id = number if begins or number not in AS_ABOVE else self.last_id
        if self._is_own(i):
            self.has_own, self.own_id = True, self.own_ids[i]
        elif begins:
            self.has_own = False

    def _again(self, i: int) -> bool:
        """The head listed a second time, and not a namesake."""
        return bool(self.own_id) and self.own_ids[i] == self.own_id

    def _is_own(self, i: int) -> bool:
        name, number = self.names[i], self.ids[i]
        return bool((name and name == _bare(self.own_names[i])) or (number and number == _bare(self.own_ids[i])))


def _bare(text: str) -> str:
    return text if text.isalnum() or not text else DOTS.sub("", "".join(text.split()))


def _by_number(texts: list[str], people: list[int]) -> dict[int, int]:
    """A column that numbers the households; a blank is the household above. Nothing when it numbers every row."""
    stated = [text for i in people if (text := squeeze(texts[i])) not in AS_ABOVE]
    if len(set(stated)) == len(people):
        return {}
    numbers: dict[int, int] = {}
    current, last = 0, ""
    for i in people:
        text = squeeze(texts[i])
        current += (text not in AS_ABOVE and text != last) or not current
        last = last if text in AS_ABOVE else text
        numbers[i] = current
    return numbers


def _by_count(fields: Fields, people: list[int]) -> dict[int, int]:
    """A sequence number that counts households: it has no gap, and most rows without one of their own have no sum
    (or, where nothing is paid, no account)."""
    named = [[fields[field] for field in some if field in fields] for some in (SUMS, ONCE)]
    sums = named[0] or named[1]
    if "seq" not in fields or not sums or not people:
        return {}
    texts, current = [], ""
    for i in people:
        current = fields["seq"][i].strip() or current
        texts.append(current)
    if not all(text.isdecimal() for text in texts):
        return {}
    members = [i for i, above, own in zip(people[1:], texts, texts[1:], strict=False) if above == own]
    bare = sum(not any(column[i].strip() for column in sums) for i in members)
    gaps = {int(own) - int(above) for above, own in pairwise(texts)} - {0, 1}
    return _by_number(fields["seq"], people) if members and not gaps and 2 * bare > len(members) else {}
