"""The columns of one table: which there are, and what stands above them on one to three levels."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tests.messy import words
from tests.messy.region import Region

MONEY = ("cash", "goods", "amount")
FAMILIES = ("merged", "blank", "ditto", "repeated", "head_id", "relation", "seq", "heads")
HEAD_COLUMNS = {
    "merged": ["head_name"], "blank": ["head_name"], "ditto": ["head_name"], "repeated": ["head_name"],
    "head_id": ["head_name", "head_id"], "heads": ["head_name", "id_no"],
}  # fmt: skip


@dataclass
class Column:
    field: str  # x_… for one that names no field, blank for one without a header
    levels: list[str]  # from the top
    words: tuple[str, ...] = ()  # what an unknown column holds


@dataclass
class Style:
    """What is decided for a whole table."""

    mess: float
    merging: bool  # the file kind has merged cells
    unit: str = "元"
    unit_in_header: bool = True
    money: tuple[str, ...] = ("cash",)
    families: str = ""  # '' each row its own; else how the household is told
    category: str | None = None  # told by the tab or the title
    village: str | None = None  # told by the tab
    town: str = ""
    page: int = 0  # rows to a printed page, 0 for none
    subtotals: bool = False
    total: str = ""  # '', top, foot
    category_may_be_blank: bool = True  # no other table of the tab tells one
    swapped: bool = False  # names stand below 身份证号 and numbers below 姓名


def style(dice: random.Random, merging: bool, category: str | None, village: str | None, town: str) -> Style:
    chosen = Style(dice.choice((0.1, 0.3, 0.6)), merging, category=category, village=village, town=town)
    if dice.random() < 0.12:
        chosen.unit, chosen.unit_in_header = "万元", dice.random() < 0.6
    weights = {("cash",): 50, ("cash", "goods"): 25, MONEY: 10, ("amount",): 7, (): 8}
    chosen.money = dice.choices(list(weights), list(weights.values()))[0]
    if dice.random() < 0.4:
        chosen.families = dice.choice([how for how in FAMILIES if merging or how != "merged"])
    chosen.page = dice.choice((0, 0, 0, 3, 5))
    chosen.subtotals = dice.random() < 0.35
    chosen.total = dice.choice(("", "foot", "foot", "foot", "top"))
    chosen.swapped = chosen.families in {"", "relation"} and dice.random() < 0.02
    return chosen


def columns_of(dice: random.Random, style: Style) -> list[Column]:
    def some(name: str, share: float) -> list[str]:
        return [name] * (dice.random() < share)

    fields = some("seq", 1 if style.families == "seq" else 0.85)
    fields += some("county", 0.1) + some("town", 0.2) + some("village", 0 if style.village else 0.75)
    fields += some("group", 0.2) + some("category", 1 if style.category is None else 0.25)
    fields += HEAD_COLUMNS.get(style.families, [])
    if style.families != "heads":
        fields += ["name", *some("sex", 0.5), *dice.choice(([], [], ["birth"], ["age"])), "id_no"]
        if style.families == "relation" or (style.families and dice.random() < 0.6):
            fields.insert(fields.index("name") + dice.choice((0, 1)), "relation")
    fields += some("hh_size", 0.25) + some("covered", 0.12) + some("disability", 0.15) + some("reason", 0.15)
    fields += some("standard", 0.15 if style.money else 0) + list(style.money)
    fields += dice.choice(([], [], ["account"], ["bank", "account"], ["bank", "payee", "account"]))
    fields += some("phone", 0.4) + some("address", 0.2) + some("cert_no", 0.12) + some("sign", 0.35)
    fields += some("helper", 0.1) + some("remark", 0.6)
    for unknown in dice.sample(list(words.UNKNOWN), dice.choice((0, 0, 1, 1, 2))):
        fields.insert(dice.randrange(1, len(fields) + 1), f"x_{unknown}")
    if dice.random() < 0.08:
        fields.insert(dice.randrange(1, len(fields)), "blank")
    columns = [_column(dice, style, name) for name in fields]
    if style.swapped:
        one, two = (next(column for column in columns if column.field == name) for name in ("name", "id_no"))
        one.levels, two.levels = two.levels, one.levels
    elif dice.random() < 0.4:
        _raise_levels(dice, style, columns)
    return columns


def _column(dice: random.Random, style: Style, name: str) -> Column:
    if name == "blank":
        return Column(name, [""])
    if name.startswith("x_"):
        return Column(name, [name[2:]], words.UNKNOWN[name[2:]])
    listed = words.HEADERS[name]
    if name in MONEY and style.unit == "万元":
        listed = words.IN_WAN[name] if style.unit_in_header else words.PLAIN_MONEY[name]
    if name == "seq" and style.families not in {"", "heads", "seq"}:  # it numbers people, not households
        listed = tuple(text for text in listed if not text.startswith("户"))
    if name == "village" and dice.random() < 0.5:
        listed = listed[:2]
    return Column(name, [_spaced(dice, dice.choice(listed), style.mess)])


def _raise_levels(dice: random.Random, style: Style, columns: list[Column]) -> None:
    """Sets neighbours that belong together below one heading, money now and then below two."""
    for group, short in words.LEVELS.items():
        run = [column for column in columns if column.field in short and len(column.levels) == 1]
        together = run and columns.index(run[-1]) - columns.index(run[0]) < len(run)
        if len(run) < 2 or not together or dice.random() < 0.3 or (group == "head" and style.families == "heads"):
            continue
        above = dice.choice(words.ABOVE[group])
        names = [_spaced(dice, dice.choice(short[column.field]), style.mess) for column in run]
        if group == "money" and style.unit == "万元":  # never a 元 against it
            above = dice.choice(words.ABOVE_WAN) if style.unit_in_header else "慰问金额"
            names = [name.replace("（元）", "") for name in names]
        top = [dice.choice(words.TOP)] * (group == "money" and dice.random() < 0.35)
        for column, name in zip(run, names, strict=True):
            column.levels = [*top, above, name]
    at = next((i for i, column in enumerate(columns) if column.field == "payee" and len(column.levels) == 1), None)
    if at is not None and dice.random() < 0.3:
        above = dice.choice(words.ABOVE["payee"])
        columns[at : at + 1] = [Column("payee", [above, "姓名"]), Column("x_payee_id", [above, "身份证号"])]


def _spaced(dice: random.Random, text: str, mess: float) -> str:
    chance = dice.random() / mess
    if chance < 0.12 and len(text) > 2:
        cut = dice.randrange(1, len(text))
        return f"{text[:cut]}\n{text[cut:]}"
    if chance < 0.2:
        return " ".join(text) if len(text) <= 4 else f" {text} "
    if chance < 0.27:
        return text.replace("(", "（").replace(")", "）")
    if chance < 0.32:
        return f"*{text}"
    return f"{text}：" if chance < 0.35 else text


def header(dice: random.Random, style: Style, columns: list[Column]) -> Region:
    """One to three rows. Single names stand on the first of them, merged down, or on the last."""
    depth = max(len(column.levels) for column in columns)
    region = Region()
    lowest = style.merging and dice.random() < 0.25  # without merges nothing would end the heading above
    for at, column in enumerate(columns, 1):
        for level, text in enumerate(column.levels, 1):
            row = level if len(column.levels) > 1 or not lowest else depth
            begins = at == 1 or columns[at - 2].levels[:level] != column.levels[:level]
            if begins or level == len(column.levels):
                region.put(row, at, text)
        if style.merging and not lowest and column.field != "blank" and len(column.levels) < depth:
            region.merge(len(column.levels), at, depth, at)
    for level in range(1, depth if style.merging else 1):
        keys = [column.levels[:level] if len(column.levels) > level else [] for column in columns]
        for first, last in _runs(keys):
            region.merge(level, first, level, last)
    region.height, region.width = depth, max(region.width, len(columns))
    return region


def _runs(keys: list[list[str]]) -> Iterator[tuple[int, int]]:
    edges = [0, *(i for i, (one, two) in enumerate(pairwise(keys), 1) if one != two), len(keys)]
    for first, last in pairwise(edges):
        if keys[first] and last - first > 1:
            yield first + 1, last
