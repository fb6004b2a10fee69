"""Households as `sample.yaml` describes them, and the places they live and work in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from pipelines import identity
from pipelines.plan.model import Area
from pipelines.sample.names import COMMUNITIES, VILLAGES
from pipelines.sample.people import SELF, Household, Maker, Person
from pipelines.sample.recipe import Kind, Member

MEN = ("夫", "子", "儿子", "孙", "孙子", "父", "兄", "弟", "祖父", "女婿", "外孙")
WOMEN = ("妻", "女", "女儿", "孙女", "母", "姐", "妹", "祖母", "儿媳", "外孙女")
PARENTS = ("父", "母", "父母", "祖父", "祖母")
CHILDREN = ("子", "儿子", "女", "女儿", "子女", "孙", "孙子", "孙女")
SPOUSES = ("配偶", "夫", "妻")
FATHERS_NAME = ("父", "祖父", "兄", "弟", "姐", "妹")  # with the head's surname whatever the head's sex
GENERATION = 20  # years at least between a head and parents or children, where the ages asked for allow it
APART = 5  # years at most between husband and wife, likewise

# What an area's roster is divided into, by the kind of area; of any other kind: villages.
DIVISIONS = {"subdistrict": "社区", "former_office": "社区", "regiment": "连"}
UNDIVIDED = ("village", "community")  # the roster's village column says the area itself
TOO_LARGE = ("county", "district", "city")  # no such column
WORKS = ("纺织厂", "机械厂", "化肥厂", "食品厂", "水泥厂", "丝绸厂", "造纸厂", "电机厂", "陶瓷厂", "五金厂")


@dataclass
class Family:
    """Makes households of one kind; ages hold on every reference day of `days` as far as their ranges allow."""

    maker: Maker
    rng: Random
    days: list[date]

    def household(self, kind: Kind, village: str) -> Household:
        relations = [member.relation for member in kind.members]
        spouse = "男" if "妻" in relations else "女" if "夫" in relations else ""
        head = self._born(kind.members[0], kind.members[0].sex or spouse or self._sex())
        others = [self._relative(member, head) for member in kind.members[1:]]
        return Household(village, ((head, SELF), *others))

    def _relative(self, member: Member, head: Person) -> tuple[Person, str]:
        low, high = member.age
        age = identity.age_on(head.birth, self.days[0])
        relation = member.relation or _likely(low, high, age)
        if relation in PARENTS:
            low = min(high, max(low, age + GENERATION))
        if relation in CHILDREN:
            high = max(low, min(high, age - GENERATION))
        if relation in SPOUSES and low <= age + APART and high >= age - APART:
            low, high = max(low, age - APART), min(high, age + APART)
        other = "女" if head.sex == "男" else "男"
        told = "男" if relation in MEN else "女" if relation in WOMEN else other if relation == "配偶" else ""
        named = relation in FATHERS_NAME or (relation in CHILDREN and head.sex == "男")
        surname = head.name[: 2 if head.name[:2] in identity.COMPOUND_SURNAMES else 1]
        family = surname if named and "·" not in head.name else None
        person = self._born(member.model_copy(update={"age": (low, high)}), member.sex or told or self._sex(), family)
        return person, relation

    def _sex(self) -> str:
        return self.rng.choice("男女")

    def _born(self, member: Member, sex: str, family: str | None = None) -> Person:
        if member.birth:
            return self.maker.born(self.rng, member.birth, sex, family)
        low, high = member.age
        age = self.rng.randint(low, max(low, high - (self.days[-1].year - self.days[0].year)))
        return self.maker.person(self.rng, age, self.days[0], sex, family)


def _likely(low: int, high: int, age: int) -> str:
    """What somebody of about that age is to a head of that age."""
    middle = (low + high) // 2
    return "子女" if middle < age - 15 else "父母" if middle > age + 15 else "配偶"


def place_names(area: Area, seed: int) -> list[str]:
    """What stands in the village column of an area's rosters; the same every year."""
    if area.kind in UNDIVIDED:
        return [area.name_zh]
    if area.kind in TOO_LARGE:
        return [""]
    rng = Random(f"{seed} {area.code} places")
    division = DIVISIONS.get(area.kind, "村")
    if division == "连":
        return [f"{n}连" for n in sorted(rng.sample(range(1, 13), 4))]
    return [f"{name}{division}" for name in rng.sample(COMMUNITIES if division == "社区" else VILLAGES, 5)]


def group_name(area: Area, seed: int, number: int) -> str:
    """The area's enterprise of that number, from 1 to 20; the same every year and for every kind of household."""
    rng = Random(f"{seed} {area.code} groups")
    places, works = rng.sample(VILLAGES, 20), rng.sample(WORKS * 2, 20)
    return f"{area.name_zh}{places[number - 1]}{works[number - 1]}"
