"""Which field a header of one or more levels names: by the analyst's word, else by the synonyms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fnmatch import fnmatch

from pipelines.ingest.advice import Named
from pipelines.ingest.headers import ANCHORS, field_of, normal, unit_of, whole
from pipelines.ingest.layout.shape import JOIN

SUBJECT = re.compile(r"(?:基本|主要)?(?:信息|情况|资料)$")  # 户主信息▸姓名 is 户主▸姓名
PERSONAL = {"name", "id_no", "phone", "sex", "birth", "relation", "address"}
# A group of columns about somebody else than the person listed; the field of that one's name.
OTHERS = (
    (re.compile("开户|收款|账户"), "payee"),
    (re.compile("帮扶|走访|慰问领导|包保|联系人|慰问人|结对"), "helper"),
    (re.compile("代领|领款|经办"), "sign"),
    (re.compile("监护|代办|法定|配偶|责任人|负责|家属|委托|填表|赡养|抚养|扶养"), ""),
)
FIGURES = {"persons", "amount", "cash", "goods", "covered", "hh_size"}
KEYS = {"county", "town", "village", "group", "category"}
SUMMARY_KEYS = {"项目", "名称", "单位", "地区", "救助项目", "慰问对象", "对象", "类别名称", "报送单位", "填报单位"}


class Naming:
    """Headers → fields for the sheets of one tab."""

    def __init__(self, file: str, tab: str, named: Iterable[Named] = ()) -> None:
        mine = [n for n in named if _fits(file, n.file) and _fits(tab, n.sheet)]
        self.given = {key: n.field for n in mine for key in (whole(n.header), normal(n.header))}

    def field_of(self, header: str) -> str | None:
        if self.given and (found := self.given.get(whole(header), self.given.get(normal(header)))) is not None:
            return found
        return field_of(header)

    def meaning(self, path: Sequence[str], column: str) -> tuple[str | None, str | None]:
        """Field ('' when it is known to name none, null when unknown) and how it was found.

        `column` is the letter: `[K]` in columns.csv names a column whatever stands over it.
        """
        if len(path) == 1 and not self.given:
            field = field_of(path[0])
            return field, None if field is None else "synonym"
        texts = _spellings(path)
        for text in (f"[{column}]", *texts, normal("".join(texts))) if self.given else ():
            if (field := self.given.get(whole(text), self.given.get(normal(text)))) is not None:
                return field, "override"
        for text in texts:
            if (field := field_of(text)) is not None:
                if text == path[-1] and len(path) > 1 and field in PERSONAL:
                    field = _of_whom(field, path[-2])
                return field, "synonym"
        return None, None

    def fields(self, texts: Iterable[str]) -> list[str | None]:
        return [self.field_of(text) for text in texts if 0 < len(text) < 40]

    def is_header(self, texts: Sequence[str]) -> bool:
        """At least three known headers, one of which names people."""
        fields = self.fields(texts)
        return sum(field is not None for field in fields) >= 3 and any(field in ANCHORS for field in fields)

    def is_summary(self, texts: Sequence[str]) -> bool:
        """What is counted, and how many or how much; nobody is named."""
        fields = self.fields(texts)
        keyed = bool(KEYS.intersection(fields)) or any(whole(text) in SUMMARY_KEYS for text in texts)
        return keyed and bool(FIGURES.intersection(fields)) and not set(ANCHORS).intersection(fields) - {"name"}


def unit_in(path: Sequence[str]) -> str | None:
    return next((unit for text in reversed(path) if (unit := unit_of(text))), None)


def _spellings(path: Sequence[str]) -> list[str]:
    """The whole path, its words run together, the leaf; the parent where the leaf says no more than a unit."""
    if len(path) == 1:
        return [path[0]]
    stems = [SUBJECT.sub("", whole(text)) for text in path[:-1]]
    leaf = whole(path[-1])
    texts = [JOIN.join(path), "".join([*stems, leaf]), stems[-1] + leaf, path[-1]]
    if not normal(path[-1]) or normal(path[-1]) in {"元", "万元", "人", "户"}:
        texts += [path[-2]]
    return texts


def _of_whom(field: str, group: str) -> str:
    for pattern, theirs in OTHERS:
        if pattern.search(whole(group)):
            return theirs if field == "name" else ""
    return field


def _fits(name: str, pattern: str) -> bool:
    return not pattern or fnmatch(name, pattern) or fnmatch(name.rsplit("/", 1)[-1], pattern)
