"""One table of people: header, rows with their true meaning, sums."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from tests.messy import cells, people, words
from tests.messy.cells import Cell, Due, Value
from tests.messy.columns import MONEY, Style, columns_of, header
from tests.messy.people import People, Person
from tests.messy.region import Line, Region, Sum, Truth

# Known of every row, whether the table has a column for it or not.
ALWAYS = {"name", "id_no", "village", "category", "cash", "goods"}
IN_COMMON = ("address", "bank", "hh_size", "group", "phone", "account")


@dataclass
class Family:
    people: list[Person]
    no: int
    block: bool  # what it has in common is written once, in its first row
    common: dict[str, str]
    fen: dict[str, int] = field(default_factory=dict)


@dataclass
class Row:
    truth: dict[str, Truth]
    written: dict[str, Cell | Value]


def table(dice: random.Random, source: People, style: Style, rows: int) -> Region:
    """The header and everything below it."""
    return _Table(dice, source, style).filled(rows)


class _Table:
    def __init__(self, dice: random.Random, source: People, style: Style) -> None:
        self.dice, self.source, self.style = dice, source, style
        self.columns = columns_of(dice, style)
        self.at = {column.field: i for i, column in enumerate(self.columns, 1)}
        self.head = header(dice, style, self.columns)
        self.region = Region()
        self.region.paste(self.head, 0, 0)
        self.region.width = len(self.columns)
        self.row = self.head.height
        self.seq = self.household = 0
        self.village_above = ""
        self.numbers_households, self.merges_numbers = dice.random() < 0.3, dice.random() < 0.6

    def filled(self, rows: int) -> Region:
        top = self.row + 1
        self.row += self.style.total == "top"
        villages = self.dice.sample(words.VILLAGES, 3) if "village" in self.at else [self.style.village or ""]
        for number, village in enumerate(villages, 1):
            share = rows if number == len(villages) else min(rows, self.dice.randrange(rows + 1))
            rows -= share
            self._village(village, share)
        if self.style.total == "top":
            self._sum(top, self.dice.choice(words.TOTALS), self.region.lines)
        elif self.style.total == "foot":
            self.row += 1 + (self.dice.random() < 0.1)
            self._sum(self.row, self.dice.choice(words.TOTALS), self.region.lines)
        self.region.height = max(self.region.height, self.row)
        return self.region

    def _village(self, village: str, left: int) -> None:
        dice, region, style = self.dice, self.region, self.style
        start, first = len(region.lines), self.row + 1
        merged = "village" in self.at and style.merging and not style.page and dice.random() < 0.2
        ditto = not merged and dice.random() < 0.15
        self.village_above = ""
        while left > 0:
            size = min(left, dice.choice((1, 2, 2, 3)) if style.families not in {"", "heads"} else 1)
            left -= size
            if style.page and self.row - first >= style.page:
                self._new_page()
                first = self.row + 1
            self._family(self.source.family(size), village, ditto)
            if not merged and dice.random() < 0.03:
                self.row += 1  # a stray blank row
        if merged and len(region.lines) > start:
            region.merge_down(self.at["village"], first, self.row)
        if style.subtotals and len(region.lines) > start:
            label = dice.choice(words.SUBTOTALS)
            self.row += 1
            self._sum(self.row, f"{village}{label}" if dice.random() < 0.4 else label, region.lines[start:])

    def _new_page(self) -> None:
        if self.dice.random() < 0.4:
            self.row += 1
            self._sum(self.row, self.dice.choice(("本页小计", "本页合计", "本页小计：")), [])
        self.row += self.dice.random() < 0.3
        self.region.paste(self.head, self.row, 0)
        self.row += self.head.height
        self.village_above = ""

    # people

    def _family(self, members: list[Person], village: str, ditto: bool) -> None:
        dice, how = self.dice, self.style.families
        self.household += 1
        common = {
            "village": village, "phone": f"1990000{dice.randrange(10**4):04d}", "account": people.account(dice),
            "address": f"{village or '某村'}{dice.randrange(1, 9)}组{dice.randrange(1, 99)}号",
            "category": self.style.category or dice.choice(list(words.CATEGORY_WORDS)),
            "bank": dice.choice(words.BANKS), "hh_size": str(len(members)), "group": f"{dice.randrange(1, 9)}组",
        }  # fmt: skip
        block = how == "seq" or (how in {"merged", "blank", "ditto"} and dice.random() < 0.75)
        family = Family(members, self.household, block, common)
        counts_households = how == "seq" or (block and self.numbers_households)
        first = self.row + 1
        for number in range(len(members)):
            self.row += 1
            self.seq += number == 0 or not counts_households
            row = self._person(family, number)
            row.written["seq"] = self.seq if number == 0 or not counts_households else None
            if ditto and self.village_above == village:
                row.written["village"] = dice.choice(words.DITTO)
            self.village_above = village
            if dice.random() < 0.03:
                self._spoil(row, family, number)
            self._write(row, family, number)
        if self.style.merging and how in {"merged", "seq"}:
            merged = [*MONEY, "hh_size", "head_name"] if how == "merged" and block else ["head_name"]
            merged += ["seq"] * (counts_households and self.merges_numbers)
            for name in merged:
                if name in self.at:
                    self.region.merge_down(self.at[name], first, self.row)

    def _write(self, row: Row, family: Family, number: int) -> None:
        for name, column in self.at.items():
            if row.written.get(name) is not None:
                self.region.put(self.row, column, row.written[name])
        known = {name: value for name, value in row.truth.items() if name in self.at or name in ALWAYS}
        unsure = frozenset([*IN_COMMON, "payee"] if number and family.block else [])
        self.region.lines.append(Line(self.row, family.no, known, dict(self.at), unsure=unsure))

    def _person(self, family: Family, number: int) -> Row:
        dice, mess, how = self.dice, self.style.mess, self.style.families
        person, head, common = family.people[number], family.people[0], family.common
        row = Row({"name": person.name, "id_no": person.id_no}, {})
        row.written["name"] = cells.name(dice, person.name, mess)
        row.written["id_no"] = cells.identity(dice, person.id_no, mess)
        again = number == 0 or how in {"repeated", "head_id"}
        row.written["head_name"] = head.name if again else dice.choice(words.DITTO) if how == "ditto" else None
        if how == "heads":
            row.written["head_name"] = cells.name(dice, head.name, mess / 2)
        row.written["head_id"] = head.id_no if number == 0 or dice.random() < 0.5 else None
        row.written["relation"] = dice.choice(("户主", "本人", "户主")) if number == 0 else person.relation
        row.written |= {column.field: dice.choice(column.words) for column in self.columns if column.words}
        self._about(row, person)
        row.truth |= {name: common[name] or None for name in (*IN_COMMON, "category", "village")}
        row.written["category"] = cells.category(dice, common["category"], mess)
        row.written["village"] = cells.words_of(dice, common["village"], mess)
        if number == 0 or not family.block:
            row.written |= {name: cells.words_of(dice, common[name], mess) for name in IN_COMMON}
            row.written["phone"] = cells.phone(dice, common["phone"], mess)
            row.written["account"] = cells.account(dice, common["account"], mess)
        self._money(row, family, number)
        return row

    def _about(self, row: Row, person: Person) -> None:
        """What each has alone."""
        dice, mess = self.dice, self.style.mess
        row.truth["sex"], row.written["sex"] = person.sex, cells.sex(dice, person.sex, mess)
        if "birth" in self.at:
            months = "年月" in "".join(self.columns[self.at["birth"] - 1].levels)
            day_known = not months or dice.random() < 0.3
            row.written["birth"], row.truth["birth"] = cells.birth(dice, person.born, day_known, mess)
        age = 2026 - person.born.year
        row.written["age"] = dice.choice((age, f"{age}岁"))
        said: dict[str, str] = {
            "relation": str(row.written["relation"]), "remark": dice.choice(words.REMARKS),
            "disability": dice.choice(words.DISABILITIES), "reason": dice.choice(words.REASONS),
            "standard": dice.choice(("100", "300", "500")), "covered": dice.choice("123"),
            "cert_no": f"DB{dice.randrange(10**6):06d}", "helper": dice.choice(("王某某", "李某某")),
            "payee": dice.choice((person.name, person.name, "代某某")), "county": "北原县", "town": self.style.town,
        }  # fmt: skip
        row.written["x_payee_id"] = person.id_no if said["payee"] == person.name else self.source.one().id_no
        row.truth |= {name: text or None for name, text in said.items()}
        row.written |= said

    def _money(self, row: Row, family: Family, number: int) -> None:
        """A block's money stands in its first row and is there once."""
        fen = {name: 0 if family.block and number else self._fen(name) for name in self.style.money}
        if self.style.money == MONEY:
            fen["amount"] = fen["cash"] + fen["goods"]
        for name, value in fen.items():
            blank = family.block and number
            row.written[name] = None if blank else cells.money(self.dice, value, self.style.unit, self.style.mess)
        row.truth |= {"cash": fen.get("cash", fen.get("amount", 0)), "goods": fen.get("goods", 0)}

    def _fen(self, name: str) -> int:
        if name == "goods":
            return self.dice.choice((0, 100_00, 150_00, 88_50))
        yuan = self.dice.choice(("100", "200", "300", "500", "1000", "1700", "2600", "450.50", "1234.56", "12000"))
        fen = round(float(yuan) * 100)
        return fen - fen % 100_00 if self.style.unit == "万元" else fen

    def _spoil(self, row: Row, family: Family, number: int) -> None:
        """One cell nobody can read for certain."""
        dice, at = self.dice, self.at
        own = number == 0 or not family.block
        kinds = ["id_no"] * 3 + ["birth"] * ("birth" in at) + ["account"] * ("account" in at and own)
        kinds += ["cash"] * (2 * ("cash" in at and own)) + ["category"] * (self.style.category is None)
        kinds += ["name"] * (self.style.families in {"", "relation", "seq"})
        kind = dice.choice(kinds)
        if kind == "id_no":
            row.written[kind], row.truth[kind] = cells.bad_identity(dice, family.people[number].id_no)
        elif kind == "birth":
            row.written[kind], row.truth[kind] = cells.bad_birth(dice)
        elif kind == "account":
            row.written[kind], row.truth[kind] = cells.bad_account(dice, family.common[kind])
        elif kind == "cash":
            row.written[kind], row.truth[kind] = cells.bad_money(dice)
        elif kind == "category":
            unknown = dice.choice(("其他人员", "待定", *[None] * self.style.category_may_be_blank))
            row.written[kind], row.truth[kind] = unknown, Due("no such category")
        else:
            row.written[kind], row.truth[kind] = None, Due("no name")

    # sums

    def _sum(self, row: int, label: str, lines: list[Line]) -> None:
        """A row of sums; of no lines, its figures are blank."""
        dice, at = self.dice, self.at
        column = next((at[name] for name in ("name", "village", "head_name") if name in at and dice.random() < 0.2), 1)
        self.region.put(row, column, label)
        first_money = min((at[name] for name in MONEY if name in at), default=0)
        if self.style.merging and column == 1 and first_money > 2 and dice.random() < 0.4:
            self.region.merge(row, 1, row, dice.randrange(2, min(first_money, 4)))
        elif lines and dice.random() < 0.3 and at["id_no"] != column:
            self.region.put(row, at["id_no"], f"{len(lines)}人")
        stated = None
        if lines and self.style.money:
            sums = {name: _total(lines, name) for name in ("cash", "goods")}
            stated = sums["amount"] = sums["cash"] + sums["goods"]
            for name in self.style.money:
                value = sums[name] / (1_000_000 if self.style.unit == "万元" else 100)
                self.region.put(row, at[name], int(value) if value.is_integer() else value)
        self.region.sums.append(Sum(row, column, stated))


def _total(lines: list[Line], name: str) -> int:
    return sum(fen for line in lines if isinstance(fen := line.fields.get(name, 0), int))
