"""The columns of a table: header, field, unit, and how each was found."""

from __future__ import annotations

import re

from pipelines.ingest.grid import Row
from pipelines.ingest.headers import MONEY, first_names, normal
from pipelines.ingest.layout.heads import Head
from pipelines.ingest.layout.proof import by_content, sample
from pipelines.ingest.layout.shape import JOIN, Column, letters
from pipelines.ingest.naming import Naming, unit_in
from pipelines.ingest.suggest import suggestion

UNIT_LINE = re.compile(r"单位[:：]\s*[^\s;；,，。]{0,12}")
TOTAL = re.compile("合计|总|共计|小计")
# A second column of these words means something else than the first.
SECOND = {"hh_size": "covered", "seq": "cert_no", "name": "payee"}


def name_columns(rows: list[Row], head: Head, title: str | None, naming: Naming, kind: str) -> list[Column]:
    """In order of columns. A field is named once: of two columns for it the better keeps it (`_rank`)."""
    stated = unit_of_title(title)
    named = []
    for at, path in head.paths.items():
        field, how = naming.meaning(path, letters(at))
        unit = unit_in(path) or (stated if field in MONEY else None)
        named.append(Column(at, JOIN.join(path), field, unit, how, None))
    people = sample(rows, head, naming)
    if head.stretched:
        named = [c for c in named if c.at not in head.stretched or any(row.cells[c.at].strip() for row in people)]
    if kind == "people":
        named = _as_listed(named)
    columns = _settle(named, head.stretched, people, kind)
    if kind == "people":
        columns = by_content(columns, people)
    return [_suggested(column) for column in columns]


def _as_listed(named: list[Column]) -> list[Column]:
    """Words whose meaning hangs on the other columns: heads listed without members are the people of the list; beside
    goods, an amount that is no total is the cash."""
    fields = {column.field for column in named}
    changed: dict[str, str] = {}
    if "name" not in fields:
        changed["head_name"] = "name"
    if "id_no" not in fields and "name" not in fields:
        changed["head_id"] = "id_no"
    if "goods" in fields and "cash" not in fields:
        changed["amount"] = "cash"
    return [
        column._replace(field=changed[column.field])
        if column.field in changed
        and column.how == "synonym"
        and not (column.field == "amount" and TOTAL.search(column.header.rpartition(JOIN)[2]))
        else column
        for column in named
    ]


def with_units(columns: list[Column], above: list[Column]) -> list[Column]:
    """The columns with the units of the table above that has the same header, where they state none themselves."""
    stated = {column.at: column.unit for column in above}
    return [c._replace(unit=stated.get(c.at)) if c.unit is None and c.field in MONEY else c for c in columns]


def unit_of_title(title: str | None) -> str | None:
    """The unit of money a title or form line states; null when it states none, or both."""
    stated = " ".join(UNIT_LINE.findall(title or ""))
    if "万元" in stated:
        return None if "元" in stated.replace("万元", "") else "万元"
    return "元" if "元" in stated else None


def _settle(named: list[Column], stretched: set[int], people: list[Row], kind: str) -> list[Column]:
    best: dict[str, Column] = {}
    is_cross = kind == "summary"  # one group of figures for each category; those of all together are read
    for column in named:
        if column.field and (
            column.field not in best
            or (is_cross and _is_of_all(column) and not _is_of_all(best[column.field]))
            or _rank(column, stretched, people) > _rank(best[column.field], stretched, people)
        ):
            best[column.field] = column
    return [
        column._replace(field=column.field or None)
        if not column.field or best[column.field] is column
        else _second(column, best[column.field], people, is_cross)
        for column in named
    ]


def _second(column: Column, best: Column, people: list[Row], is_cross: bool) -> Column:
    """A further column for a field: a sum in another unit is known and not needed, as is what is empty; any other is
    for a person to judge."""
    field = column.field or ""
    is_empty = not any(row.cells[column.at].strip() for row in people)
    if is_cross or is_empty or (column.unit and best.unit and column.unit != best.unit):
        return column._replace(field=None, how="synonym")
    return column._replace(field=None, how=None, suggestion=SECOND.get(field, field))


def _is_of_all(column: Column) -> bool:
    return "合计" in column.header or "总计" in column.header


def _rank(column: Column, stretched: set[int], people: list[Row]) -> tuple[bool, ...]:
    """Of two columns for one field: the analyst's word, then 元 before 万元, goods in 元 before goods counted or named,
    figures before words, the plainest header; then the first."""
    is_money = column.field in MONEY
    return (
        column.how == "override",
        column.at not in stretched,
        not (is_money and column.unit == "万元"),
        column.field == "goods" and "元" in column.header,
        is_money and any(row.cells[column.at][:1].isdigit() for row in people),
        normal(column.header) == first_names().get(column.field or ""),
    )


def _suggested(column: Column) -> Column:
    if column.how or column.suggestion or not column.header:
        return column
    return column._replace(suggestion=suggestion(column.header.rpartition(JOIN)[2]) or suggestion(column.header))
