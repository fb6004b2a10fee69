"""A county of invented people whose rosters hold duplicates of twelve kinds, and the answer key.

Written from how rosters go wrong, not from how they are searched. Everybody is listed once, in the town they live in;
then some are listed again, in one of the twelve ways of `KINDS`. Around them live the people who only look alike:
twins, fathers and sons of one name, couples on one account, namesakes born on one day, families on one telephone,
villages that give the clerk's telephone for everybody. Numbers are also missing or mistyped without any duplicate.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

import polars as pl

from pipelines.duplicates import LISTING
from pipelines.identity import COMPOUND_SURNAMES, birth_date, check_digit, sex
from pipelines.sample.names import VILLAGES, full_name, given

EXACT = ("again", "dressed", "fifteen", "base")
NEAR = ("digit", "swap", "ending", "cut", "variant", "homophone", "birth_village", "shared")
KINDS = EXACT + NEAR
LOOKALIKES = ("twins", "father_and_son", "couple", "namesakes")
TOWNS = 25
Place = tuple[str, str, int]
AREAS = ("990681",) * 6 + ("990682", "990683", "990602", "990611", "991324", "993401")  # where first registered

# Characters a typist takes for one another, by hand.
TRADITIONAL = dict(
    zip(
        "国华兰凤张刘陈杨赵孙马罗郑谢韩邓冯苏卢钟谭陆贾邹龙贺顾龚万钱汤乔庆荣贵财宝远长发东丽红艳爱军云银齐卫伟强峰昇",
        "國華蘭鳳張劉陳楊趙孫馬羅鄭謝韓鄧馮蘇盧鐘譚陸賈鄒龍賀顧龔萬錢湯喬慶榮貴財寶遠長發東麗紅艷愛軍雲銀齊衛偉強峯升",
        strict=True,
    )
)
SAME_SOUND = (
    "伟玮炜卫", "军君均钧", "英瑛莹", "芳方", "兰岚", "华桦", "国帼", "明铭鸣", "志智治", "建健剑", "丽莉俐立",
    "红宏洪虹鸿", "玲灵铃", "秀绣", "珍真贞", "梅媚", "琴芹勤", "永勇咏", "金锦晋", "玉钰裕", "文雯", "清青卿",
    "林琳霖", "平萍苹", "春椿", "生升胜", "祥翔", "福富", "贵桂", "才财材", "忠中仲", "义艺谊", "新欣馨心",
    "兴星", "敏闽", "静靖婧", "娟鹃", "霞遐", "燕艳雁", "辉晖慧惠", "涛韬", "磊蕾", "飞菲斐", "浩皓昊豪",
    "宇雨羽语玉", "子紫", "涵晗函", "轩萱", "佳嘉家", "梓紫子", "怡宜一依奕", "彤桐", "嘉佳", "美镁", "月悦",
    "云芸", "凤奉", "山珊", "维唯", "晓小", "东冬", "波博", "斌彬滨", "付傅", "肖萧", "于余俞", "许徐", "蒋江",
    "严阎", "魏卫",
)  # fmt: skip


@dataclass(frozen=True)
class Person:
    """Somebody as they are, and `who` they are."""

    who: int
    name: str
    number: str
    town: int
    village: str
    account: str
    phone: str


@dataclass(frozen=True)
class Row:
    """Somebody as listed. Places are given when all rows are there and shuffled."""

    who: int
    origin: str
    town: int
    village: str | None
    list: str
    name: str
    id_no: str | None
    sex: str | None
    stated_birth: str | None
    account: str | None
    phone: str | None


@dataclass
class World:
    """Listings, who stands at each place, and the answer key: (kind, place of the copy, place of the original)."""

    people: pl.DataFrame
    base: pl.DataFrame
    who: dict[Place, int]
    planted: list[tuple[str, Place, Place]]
    alike: dict[str, int]  # how many of each
    related: dict[frozenset[int], str]  # the two who look alike, and how

    def people_at(self, one: Place, other: Place) -> frozenset[int]:
        return frozenset((self.who[one], self.who[other]))


@dataclass
class Maker:
    rng: Random
    persons: list[Person] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    alike: dict[str, int] = field(default_factory=lambda: dict.fromkeys(LOOKALIKES, 0))
    related: dict[frozenset[int], str] = field(default_factory=dict)

    def relate(self, kind: str, one: Person, other: Person) -> None:
        self.alike[kind] += 1
        self.related[frozenset((one.who, other.who))] = kind

    def number(self, born: date, gender: str, area: str | None = None, near: int | None = None) -> str:
        while True:
            sequence = self.rng.randrange(0, 499) * 2 if near is None else near + 2 * self.rng.randrange(1, 4)
            first17 = (
                f"{area or self.rng.choice(AREAS)}{born:%Y%m%d}{min(sequence, 996) // 2 * 2 + (gender == '男'):03d}"
            )
            if first17 not in self.used:
                self.used.add(first17)
                return first17 + check_digit(first17)
            near = None

    def add(self, name: str, number: str, home: Person | None, place: tuple[int, str], *, own: float = 1) -> Person:
        """One more person; `own` is how likely they have a telephone and an account to themselves."""
        alone = home is None or self.rng.random() < own
        shared = home is None or self.rng.random() < own
        person = Person(
            len(self.persons), name, number, *place,
            f"6299{self.rng.randrange(10**15):015d}" if shared or not home else home.account,
            f"19{self.rng.randrange(10**9):09d}" if alone or not home else home.phone,
        )  # fmt: skip
        self.persons.append(person)
        return person

    def household(self, town: int, village: str) -> None:
        rng = self.rng
        born = date(rng.choice((1935, 1945, 1950, 1955, 1960, 1965, 1970, 1980)) + rng.randrange(8), 1, 1)
        born += timedelta(days=rng.randrange(365))
        gender = rng.choice("男女")
        area = rng.choice(AREAS)
        head = self.add(full_name(rng, gender, born.year), self.number(born, gender, area), None, (town, village))
        family = head.name[: 2 if head.name[:2] in COMPOUND_SURNAMES else 1]
        if rng.random() < 0.45:
            married = born + timedelta(days=rng.randrange(-1800, 1800))
            other = "女" if gender == "男" else "男"
            spouse = self.number(married, other)
            self.relate(
                "couple", head, self.add(full_name(rng, other, married.year), spouse, head, (town, village), own=0.5)
            )
        for _ in range(rng.choice((0, 0, 0, 1, 1, 2))):
            child = born + timedelta(days=rng.randrange(21 * 365, 33 * 365))
            self.child(head, family, child, area, gender)

    def child(self, head: Person, family: str, born: date, area: str, head_gender: str) -> None:
        rng, gender = self.rng, self.rng.choice("男女")
        name = full_name(rng, gender, born.year, family)
        named_after = gender == head_gender and rng.random() < 0.01 and "·" not in head.name
        first = self.number(born, gender, area)
        child = self.add(head.name if named_after else name, first, head, (head.town, head.village), own=0.4)
        if named_after:
            self.relate("father_and_son", head, child)
        if rng.random() < 0.03:
            other = rng.choice("男女")
            second = name[:-1] + rng.choice(given(rng, other, born.year)[-1:]) if rng.random() < 0.7 else ""
            while second in ("", name) or sounds_like(second, name):
                second = family + given(rng, other, born.year)
            twin = self.number(born, other, area, int(first[14:17]))
            self.relate("twins", child, self.add(second, twin, head, (head.town, head.village), own=0.4))


def sounds_like(one: str, other: str) -> bool:
    """Parents do not give twins names that sound the same."""
    return len(one) == len(other) and all(
        a == b or any(a in group and b in group for group in SAME_SOUND) for a, b in zip(one, other, strict=True)
    )


def county(size: int, seed: int) -> Maker:
    rng = Random(f"county {seed}")
    maker = Maker(rng)
    places = [rng.sample(VILLAGES, rng.randrange(8, 17)) for _ in range(TOWNS)]
    while len(maker.persons) < size:
        town = rng.randrange(TOWNS)
        maker.household(town, rng.choice(places[town]))
        if rng.random() < 0.004:  # a namesake of somebody, born on the same day, in another village
            twin = rng.choice(maker.persons)
            gender = sex(twin.number)
            away = rng.randrange(TOWNS)
            village = rng.choice([v for v in places[away] if v != twin.village])
            number = maker.number(birth_date(twin.number), gender)
            maker.relate("namesakes", twin, maker.add(twin.name, number, None, (away, village)))
    return maker


@dataclass
class Clerk:
    """Writes people into rosters, with a clerk's faults."""

    rng: Random
    people: list[Person]
    places: list[list[str]]

    def plain(self, person: Person, origin: str = "") -> Row:
        rng = self.rng
        clerk = sum(map(ord, person.village), person.town) % 20 == 0 and rng.random() < 0.3
        return Row(
            person.who, origin, person.town, person.village + "村" if rng.random() < 0.97 else None,
            rng.choice(("general", "rural", "urban")), person.name, person.number,
            sex(person.number) if rng.random() < 0.6 else None,
            f"{birth_date(person.number)}"[: 10 if rng.random() < 0.8 else 7] if rng.random() < 0.5 else None,
            person.account if rng.random() < 0.8 else None,
            (f"1990000{person.town:04d}" if clerk else person.phone) if rng.random() < 0.7 else None,
        )  # fmt: skip

    def faulty(self, row: Row) -> Row:
        """Faults that have nothing to do with duplicates."""
        chance = self.rng.random()
        number = row.id_no or ""
        if chance < 0.01:
            return replace(row, id_no=self.typo(number))
        if chance < 0.02:
            return replace(row, id_no=None)
        if chance < 0.025:
            return replace(row, name="".join(TRADITIONAL.get(c, c) for c in row.name))
        if chance < 0.03:
            return replace(row, name=row.name[:1] + self.rng.choice(("　", " ")) + row.name[1:])
        return row

    def typo(self, number: str) -> str:
        at = self.rng.randrange(18 if number[17] != "X" else 17)
        eye = {"0": "86", "1": "7", "2": "7", "3": "8", "4": "9", "5": "6", "6": "50", "7": "12", "8": "03", "9": "4"}
        digit = self.rng.choice(eye[number[at]] if self.rng.random() < 0.6 else "0123456789".replace(number[at], ""))
        return number[:at] + digit + number[at + 1 :]

    def swapped(self, number: str) -> str:
        at = self.rng.choice([n for n in range(16) if number[n] != number[n + 1]])
        return number[:at] + number[at + 1] + number[at] + number[at + 2 :]

    def elsewhere(self, row: Row, same: float) -> Row:
        """The same person in another village or town, with the chance 1 − `same`."""
        if self.rng.random() < same:
            return row
        town = row.town if self.rng.random() < 0.5 else self.rng.randrange(TOWNS)
        return replace(row, town=town, village=self.rng.choice(self.places[town]) + "村")

    def copy(self, kind: str, person: Person) -> Row | None:
        """Another row for somebody, of the kind; None when they cannot have one (no X, no such character)."""
        return getattr(self, f"_{kind}")(person, self.plain(person))  # type: ignore[no-any-return]

    def _again(self, _: Person, row: Row) -> Row:
        return self.elsewhere(row, 0.5)

    def _dressed(self, person: Person, row: Row) -> Row:
        wide = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
        ways: list[Callable[[str], str]] = [
            lambda n: n.translate(wide), lambda n: "'" + n, lambda n: f"{n[:6]} {n[6:14]} {n[14:]}",
            lambda n: n.lower(), lambda n: n + "\t", lambda n: "\u200b" + n, lambda n: f"{n[:6]}-{n[6:14]}-{n[14:]}",
            lambda n: n.replace("X", "×"), lambda n: "\u3000" + n.replace("X", "ｘ"), lambda n: n.replace("0", "O"),
        ]  # fmt: skip
        return self.elsewhere(replace(row, id_no=self.rng.choice(ways)(person.number)), 0.5)

    def _fifteen(self, person: Person, row: Row) -> Row | None:
        if person.number[6:8] != "19" or person.number[14:17] in ("996", "997", "998"):
            return None
        return self.elsewhere(replace(row, id_no=person.number[:6] + person.number[8:17]), 0.5)

    def _base(self, person: Person, _: Row) -> Row:
        return self.plain(person, self.rng.choice(("deceased", "upper")))

    def _digit(self, person: Person, row: Row) -> Row:
        number = self.typo(person.number)
        if self.rng.random() < 0.15:
            number = number[:17] + check_digit(number[:17])
        return self.elsewhere(self.misread(replace(row, id_no=number)), 0.7) if number != person.number else row

    def _swap(self, person: Person, row: Row) -> Row:
        number = self.swapped(person.number)
        if self.rng.random() < 0.1:
            number = number[:17] + check_digit(number[:17])
        return self.elsewhere(self.misread(replace(row, id_no=number)), 0.7)

    def misread(self, row: Row) -> Row:
        """Now and then the same hand gets the name wrong too: a character of another shape and sound."""
        wrong = row.name[:-1] + self.rng.choice("围己曰未土夭干亳睛冼") if len(row.name) > 2 else row.name
        return replace(row, name=wrong) if self.rng.random() < 0.04 else row

    def _ending(self, person: Person, row: Row) -> Row:
        ending = self.rng.choice([e for e in ("16", "26", "36") if e[0] != person.number[16]])
        return self.elsewhere(replace(row, id_no=person.number[:16] + ending), 0.2)

    def _cut(self, person: Person, row: Row) -> Row | None:
        return None if person.number[15:] == "000" else replace(row, id_no=person.number[:15] + "000")

    def _variant(self, person: Person, row: Row) -> Row | None:
        name = "".join(TRADITIONAL.get(c, c) for c in person.name)
        return None if name == person.name else self._without_number(person, replace(row, name=name))

    def _homophone(self, person: Person, row: Row) -> Row | None:
        at = self.rng.randrange(len(person.name))
        others = [c for group in SAME_SOUND if person.name[at] in group for c in group if c != person.name[at]]
        if not others:
            return None
        name = person.name[:at] + self.rng.choice(others) + person.name[at + 1 :]
        return self._without_number(person, replace(row, name=name))

    def _without_number(self, person: Person, row: Row) -> Row:
        """A typing fault in the number too, or no number but birth and village; with one number it would be exact."""
        if self.rng.random() < 0.5:
            return replace(row, id_no=self.typo(person.number))
        return self._named(person, row, None)

    def _named(self, person: Person, row: Row, number: str | None) -> Row:
        birth = f"{birth_date(person.number)}"
        return replace(row, id_no=number, stated_birth=birth, village=person.village + "村", town=person.town)

    def _birth_village(self, person: Person, row: Row) -> Row:
        if self.rng.random() < 0.6:
            return self._named(person, row, self.rng.choice((None, "", "无", "1.10105E+17")))
        area = self.rng.choice([a for a in AREAS if a != person.number[:6]])
        first17 = f"{area}{person.number[6:14]}{self.rng.randrange(1000):03d}"  # a second registration
        return self._named(person, row, first17 + check_digit(first17))

    def _shared(self, person: Person, row: Row) -> Row:
        number: str | None = person.number
        if self.rng.random() < 0.5:
            number = None
        else:
            for _ in range(self.rng.choice((2, 2, 3))):
                number = self.typo(number or "")
        on_account = self.rng.random() < 0.5
        return replace(
            self.elsewhere(row, 0.7), id_no=number, stated_birth=None,
            account=person.account if on_account else None, phone=None if on_account else person.phone,
        )  # fmt: skip


def world(size: int, seed: int, share: float = 0.03, renewed: float = 0.5) -> World:
    """`size` people, `share` of them listed again, evenly over the kinds; `renewed` of them on last year's list."""
    maker = county(size, seed)
    rng = Random(f"rosters {seed}")
    places = [sorted({p.village for p in maker.persons if p.town == town}) for town in range(TOWNS)]
    clerk = Clerk(rng, maker.persons, places)
    wanted = {kind: round(size * share / len(KINDS)) for kind in KINDS}
    chosen: list[tuple[str, Person, Row]] = []
    pool = rng.sample(maker.persons, len(maker.persons))
    for person in pool:
        kind = rng.choice([k for k, n in wanted.items() if n] or [""])
        if not kind:
            break
        row = clerk.copy(kind, person)
        if row and (row.id_no != person.number or kind in EXACT):
            wanted[kind] -= 1
            chosen.append((kind, person, row))
    copied = {person.who for _, person, _ in chosen}
    rows = [clerk.plain(p) if p.who in copied else clerk.faulty(clerk.plain(p)) for p in maker.persons]
    originals = {row.who: row for row in rows}
    for kind, person, _ in chosen:  # what the two share must stand in both
        if kind == "shared":
            rows[person.who] = originals[person.who] = replace(
                rows[person.who], account=person.account, phone=person.phone
            )
        elif kind in ("birth_village", "variant", "homophone"):
            rows[person.who] = originals[person.who] = replace(rows[person.who], village=person.village + "村")
    rows += [row for _, _, row in chosen]
    rows += [clerk.plain(p, "last_year") for p in maker.persons if rng.random() < renewed]
    return _placed(rows, [(kind, row, originals[person.who]) for kind, person, row in chosen], maker, rng)


def _placed(rows: list[Row], chosen: list[tuple[str, Row, Row]], maker: Maker, rng: Random) -> World:
    order = rng.sample(range(len(rows)), len(rows))
    counts: dict[tuple[str, str], int] = {}
    place: dict[int, Place] = {}
    for index in order:
        row = rows[index]
        sheet = (f"{row.origin}{row.town:02d}.xlsx", row.list)
        counts[sheet] = counts.get(sheet, 4) + 1
        place[id(row)] = (*sheet, counts[sheet])
    frame = pl.DataFrame(
        [
            {
                "origin": row.origin, "renews": row.origin == "last_year",
                **dict(zip(("file", "sheet", "row_no"), place[id(row)], strict=True)),
                "area_code": f"9906810{row.town:02d}",
                **{name: value for name, value in vars(row).items() if name in LISTING and name != "origin"},
            }
            for row in rows
        ],
        schema=LISTING,
    )  # fmt: skip
    return World(
        frame.filter(pl.col("origin") == ""),
        frame.filter(pl.col("origin") != ""),
        {place[id(row)]: row.who for row in rows},
        [(kind, place[id(copy)], place[id(original)]) for kind, copy, original in chosen],
        maker.alike,
        maker.related,
    )
