"""Invented people and households. Every identity number starts with 99, so it can be nobody's."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from pipelines import identity
from pipelines.sample.names import full_name, surname

CODES = ("990681",) * 8 + ("990681", "990682", "990602", "991324", "993401")
FAMILY_SIZES = (1,) * 50 + (2,) * 27 + (3,) * 14 + (4,) * 6 + (5,) * 3  # of a hundred registered households
SELF = "本人"


@dataclass(frozen=True)
class Person:
    name: str
    id_no: str
    account: str
    phone: str

    @property
    def birth(self) -> date:
        return identity.birth_date(self.id_no)

    @property
    def sex(self) -> str:
        return identity.sex(self.id_no)


@dataclass(frozen=True)
class Household:
    """People registered together; the first member is the head. Someone on their own is a household of one."""

    village: str
    members: tuple[tuple[Person, str], ...]  # (person, relation to the head)

    @property
    def head(self) -> Person:
        return self.members[0][0]


@dataclass(frozen=True)
class Profile:
    """Who is typically in a category: completed years, share of men in percent, and where they live."""

    youngest: int = 35
    usual: int = 62
    oldest: int = 88
    men: int = 50
    families: bool = False
    place: str = "village"  # village | community

    def suits(self, person: Person, day: date) -> bool:
        return self.youngest <= identity.age_on(person.birth, day) <= self.oldest


PROFILES = {
    "key_entitled": Profile(55, 74, 95, 80),
    "urban_dibao": Profile(30, 52, 86, 52, families=True, place="community"),
    "rural_dibao": Profile(32, 63, 90, 52, families=True),
    "rural_wubao": Profile(60, 73, 96, 85),
    "orphan": Profile(2, 13, 17, 55),
    "retired_40": Profile(77, 83, 95, 70),
    "one_off": Profile(70, 80, 94, 65),
    "disabled_soldier": Profile(50, 72, 97, 96),
    "centenarian": Profile(100, 100, 107, 25),
    "care_home_wubao": Profile(62, 76, 97, 80),
}  # by category id; any other category: `Profile()`


def luhn_digit(digits: str) -> str:
    doubled = (int(d) * 2 if i % 2 == 0 else int(d) for i, d in enumerate(reversed(digits)))
    return str(-sum(d - 9 if d > 9 else d for d in doubled) % 10)


@dataclass
class Maker:
    """Makes people; no two with the same identity number."""

    used: set[str] = field(default_factory=set)

    def person(self, rng: Random, age: int, day: date, sex: str, family: str | None = None) -> Person:
        """Somebody of `age` completed years on `day`."""
        birth = date(day.year - age, day.month, min(day.day, 28)) - timedelta(days=rng.randrange(365))
        return self.born(rng, birth, sex, family)

    def born(self, rng: Random, birth: date, sex: str, family: str | None = None) -> Person:
        while True:
            sequence = rng.randrange(1, 999) // 2 * 2 + (sex == "男")
            first17 = f"{rng.choice(CODES)}{birth:%Y%m%d}{sequence:03d}"
            if first17 not in self.used:
                break
        self.used.add(first17)
        card = f"6299990681{rng.randrange(10**8):08d}"  # an issuer that does not exist
        phone = f"1990000{rng.randrange(10**4):04d}" if rng.randrange(10) < 7 else ""
        name = full_name(rng, sex, birth.year, family)
        return Person(name, first17 + identity.check_digit(first17), card + luhn_digit(card), phone)

    def household(self, rng: Random, profile: Profile, day: date, village: str, most: int) -> Household:
        """A household of at most `most` people whose head fits the profile."""
        age = int(rng.triangular(profile.youngest, profile.oldest + 1, profile.usual))
        sex = "男" if rng.randrange(100) < profile.men else "女"
        size = min(rng.choice(FAMILY_SIZES), most) if profile.families else 1
        head = self.person(rng, min(age, profile.oldest), day, sex)
        members = [(head, SELF)]
        family = head.name[: 2 if head.name[:2] in identity.COMPOUND_SURNAMES else 1]
        if "·" in head.name:
            family = surname(rng)
        children = family if sex == "男" else surname(rng)
        if size > 1 and rng.randrange(10) < 7:
            other = "女" if sex == "男" else "男"
            members.append((self.person(rng, max(22, age + rng.randrange(-5, 5)), day, other), "配偶"))
        while len(members) < size:
            gender = rng.choice("男女")
            if age > 66 and rng.randrange(2):
                members.append(
                    (self._child(rng, age - 52, day, gender, children), "孙子" if gender == "男" else "孙女")
                )
            else:
                members.append((self._child(rng, age - 26, day, gender, children), "子" if gender == "男" else "女"))
        return Household(village, tuple(members))

    def _child(self, rng: Random, age: int, day: date, sex: str, family: str) -> Person:
        return self.person(rng, max(1, age + rng.randrange(-4, 5)), day, sex, family)
