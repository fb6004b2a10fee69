"""Whole workbooks: tables set on tabs with titles, notes, feet and all that stands around them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from tests.messy import words
from tests.messy.cells import Value
from tests.messy.columns import style
from tests.messy.people import People
from tests.messy.region import Line, Region, Sum
from tests.messy.table import table


@dataclass
class Tab:
    name: str
    region: Region
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


@dataclass
class Book:
    """A workbook and what it means."""

    name: str
    town: str
    tabs: list[Tab]

    @property
    def lines(self) -> list[Line]:
        return [line for tab in self.tabs for line in tab.region.lines]

    @property
    def sums(self) -> list[Sum]:
        return [total for tab in self.tabs for total in tab.region.sums]


@dataclass(frozen=True)
class Size:
    rows: int = 8
    most_tabs: int = 3
    kinds: tuple[str, ...] = ("xlsx",) * 10 + ("xls", "csv")


def make_book(dice: random.Random, source: People, number: int, size: Size) -> Book:
    town = dice.choice(list(words.TOWNS))
    kind = dice.choice(size.kinds)
    one_each = dice.choice(("", "", "category", "village")) if kind != "csv" else ""
    count = 1 if kind == "csv" else dice.randrange(1, size.most_tabs + 1)
    names = dice.sample(words.TAB_NAMES, count)
    in_title = dice.random() < 0.75
    tabs: list[Tab] = []
    for name, category, village in zip(
        names, dice.sample(list(words.CATEGORY_WORDS), count), dice.sample(words.VILLAGES, count), strict=True
    ):
        maker = _TabMaker(dice, source, town, kind != "csv")
        maker.where = town if in_title else dice.choice(("", "", "本镇"))
        if one_each == "category":
            maker.category, tab_name = category, dice.choice(words.CATEGORY_WORDS[category])
        elif one_each == "village":
            maker.village = tab_name = village
        else:
            tab_name = name
        tabs.append(Tab(tab_name, maker.made(size.rows)))
    if kind == "xlsx":
        _extra_tabs(dice, town, tabs)
        for tab in tabs:
            _hide(dice, tab)
    for tab in tabs:
        for line in tab.region.lines:
            line.tab = tab.name if kind != "csv" else ""
        for total in tab.region.sums:
            total.tab = tab.name if kind != "csv" else ""
    return Book(f"{number:04d}{'名册' if in_title else f'{town}2026年慰问'}.{kind}", town, tabs)


class _TabMaker:
    """One tab of one to three tables, below or beside one another."""

    def __init__(self, dice: random.Random, source: People, town: str, merging: bool) -> None:
        self.dice, self.source, self.town, self.merging = dice, source, town, merging
        self.where = ""  # how titles name the town; '' when only the file name does
        self.category: str | None = None  # told by the tab's name
        self.village: str | None = None
        self.region = Region()
        self.left = dice.choice((0, 0, 0, 1))
        self.down = dice.choice((0, 0, 0, 1, 2))  # the last row used

    def made(self, rows: int) -> Region:
        shape = self.dice.choice(("one",) * 6 + ("below", "below", "beside"))
        if shape == "beside":
            self._beside(rows)
        else:
            self._below(1 if shape == "one" else self.dice.choice((2, 2, 3)), rows)
        self._feet(max(self.region.width - self.left, 1))
        return self.region

    def _below(self, count: int, rows: int) -> None:
        dice, ten_thousands = self.dice, False
        for number in range(count):
            own = self.category or dice.choice([*words.CATEGORY_WORDS, None])
            kind = style(dice, self.merging, own, self.village, self.town)
            kind.category_may_be_blank = count == 1
            filled = table(dice, self.source, kind, max(1, dice.randrange(rows // 2, rows + 1) // count))
            self.down += dice.choice((0, 1, 1, 2)) if number else 0
            named = own if self.category is None or dice.random() < 0.5 else None
            if named or number == 0 or dice.random() < 0.5:
                self._title(filled.width, named)
            # Where one table's unit stands above it, the next says its own too.
            if not kind.unit_in_header or ten_thousands or dice.random() < 0.4:
                self._unit_line(filled.width, kind.unit)
            ten_thousands = ten_thousands or kind.unit == "万元"
            self.region.paste(filled, self.down, self.left)
            self.down += filled.height
            if number < count - 1 and dice.random() < 0.3:
                self._feet(filled.width)

    def _beside(self, rows: int) -> None:
        """Two tables of the same columns side by side, as when one would run on too long."""
        dice = self.dice
        told = self.category or dice.choice([*words.CATEGORY_WORDS, None])
        seed = dice.random()
        parts = []
        for number in range(2):
            look = random.Random(seed)  # draws the same columns for both
            kind = style(look, self.merging, told, self.village, self.town)
            kind.page, kind.unit, kind.unit_in_header = 0, "元", True
            parts.append(table(look, self.source, kind, max(2, rows // 2 + number)))
        gap = dice.choice((0, 1, 1, 1))
        width = sum(part.width for part in parts) + gap
        if self.where or told:
            self._title(width, told)
        if dice.random() < 0.3:
            self._unit_line(width, "元")
        right = self.left
        for part in parts:
            self.region.paste(part, self.down, right)
            right += part.width + gap
        self.down += max(part.height for part in parts)

    def _across(self, width: int) -> None:
        if self.merging and width > 1 and self.dice.random() < 0.75:
            self.region.merge(self.down, self.left + 1, self.down, self.left + width)

    def _title(self, width: int, category: str | None) -> None:
        dice = self.dice
        if dice.random() < 0.2:
            self.down += 1
            self.region.put(self.down, self.left + 1, dice.choice(words.ABOVE_TITLE))
        self.down += 1
        what = dice.choice(words.CATEGORY_WORDS[category]) if category else ""
        text = dice.choice(words.TITLES if category else words.PLAIN_TITLES).format(town=self.where, what=what)
        column = 1 if self.merging else dice.choice((1, max(1, width // 2)))
        self.region.put(self.down, self.left + column, " ".join(text) if dice.random() < 0.15 else text)
        if column == 1:
            self._across(width)
        self.down += dice.random() < 0.1

    def _unit_line(self, width: int, unit: str) -> None:
        dice = self.dice
        self.down += 1
        says = [dice.choice(words.UNIT_LINES).format(town=self.where), dice.choice(words.UNIT_MONEY[unit]),
                dice.choice(words.UNIT_DATES)]  # fmt: skip
        if width < 4 or dice.random() < 0.5:
            self.region.put(self.down, self.left + 1, "      ".join(says))
            self._across(width)
        else:
            for column, text in zip((1, width // 2 + 1, width), says, strict=True):
                self.region.put(self.down, self.left + column, text)

    def _feet(self, width: int) -> None:
        """Notes, the sum in capitals and who signs."""
        dice, left = self.dice, self.left + 1
        if dice.random() < 0.15:
            self.down += 1
            capitals = dice.choice(("壹万贰仟元整", "        ", "叁仟伍佰元整"))
            self.region.put(self.down, left, f"金额合计（大写）：{capitals}")
        if dice.random() < 0.3:
            self.down += dice.choice((1, 1, 2))
            self.region.put(self.down, left, dice.choice(words.NOTES))
            self._across(width)
            if dice.random() < 0.3:
                self.down += 1
                self.region.put(self.down, left, "2.领取时间截至2026年2月10日。")
        if dice.random() < 0.45:
            self.down += dice.choice((1, 1, 2))
            for place, text in enumerate(dice.choice(words.FOOTERS)):
                self.region.put(self.down, left + place * max(1, width // 4), text)


def _extra_tabs(dice: random.Random, town: str, tabs: list[Tab]) -> None:
    """Tabs without people."""
    if dice.random() < 0.3:
        name = dice.choice(("汇总", "汇总表", "总表"))
        tabs.insert(dice.choice((0, len(tabs))), Tab(name, _summary(dice, town)))
    if dice.random() < 0.15:
        region = Region()
        for row, text in enumerate(("填表说明", "1.姓名、身份证号须与户口簿一致。", "2.金额以元为单位。"), 1):
            region.put(row, 1, text)
        tabs.append(Tab("填表说明", region))
    if dice.random() < 0.15:
        tabs.append(Tab(dice.choice(("Sheet3", "空表")), Region()))


def _summary(dice: random.Random, town: str) -> Region:
    region = Region()
    region.put(1, 1, f"{town}春节慰问汇总表")
    region.merge(1, 1, 1, 5)
    head = dice.choice(words.SUMMARY_HEADS)
    for column, text in enumerate(head, 1):
        region.put(2, column, text)
    villages = dice.sample(words.VILLAGES, dice.randrange(2, 6))
    for row, village in enumerate(villages, 3):
        told: dict[str, Value] = dict.fromkeys(("户数", "人数", "合计户数", "合计人数"), dice.randrange(1, 40))
        told |= dict.fromkeys(("金额", "金额（元）", "慰问金（元）"), 500 * dice.randrange(1, 40))
        told |= {"序号": row - 2, "类别": "农村低保", "联系人": "王某某", "联系电话": "19900001111", "备注": None}
        for column, text in enumerate(head, 1):
            region.put(row, column, told.get(text, village))
    region.put(region.height + 1, 1, dice.choice(words.TOTALS))
    region.put(region.height, len(head) - 1, 9999)
    return region


def _hide(dice: random.Random, tab: Tab) -> None:
    people = tab.region.lines
    if people and dice.random() < 0.12:
        tab.hidden_rows = {dice.choice(people).row}
    if people and dice.random() < 0.12:
        tab.hidden_columns = {dice.choice(list(people[0].columns.values()))}
    tab.hidden = dice.random() < 0.06
