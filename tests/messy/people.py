"""People of nobody: names, numbers that begin with 99, families."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from stdnum.iso7064 import mod_11_2

from tests.messy import words


@dataclass(frozen=True)
class Person:
    name: str
    sex: str
    born: date
    id_no: str
    relation: str = ""


@dataclass
class People:
    """Gives out people, each once."""

    dice: random.Random
    given: set[str] = field(default_factory=set)

    def family(self, size: int) -> list[Person]:
        return [self.one("户主"), *(self.one(self.dice.choice(words.RELATIONS)) for _ in range(size - 1))]

    def one(self, relation: str = "") -> Person:
        dice = self.dice
        while True:
            born = date(1931, 1, 1) + timedelta(days=dice.randrange(93 * 365))
            first17 = f"99{dice.randrange(100, 9999):04d}{born:%Y%m%d}{dice.randrange(1, 995):03d}"
            if first17 not in self.given:
                break
        self.given.add(first17)
        sex = "男" if int(first17[16]) % 2 else "女"
        return Person(self._name(), sex, born, first17 + mod_11_2.calc_check_digit(first17), relation)

    def _name(self) -> str:
        dice = self.dice
        chance = dice.random()
        if chance < 0.04:
            return "·".join(dice.choice(words.MINORITY))
        surname = dice.choice(words.COMPOUND) if chance < 0.07 else dice.choice(words.SURNAMES)
        given = "".join(dice.choice(words.GIVEN) for _ in range(dice.choice((1, 2, 2, 2))))
        return surname + (dice.choice(words.RARE) if chance > 0.98 else given)


def account(dice: random.Random) -> str:
    """A card number of nobody, with a right last digit."""
    first = "6200000" + "".join(str(dice.randrange(10)) for _ in range(dice.choice((8, 11))))
    doubled = [int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(first))]
    return first + str(-sum(value // 10 + value % 10 for value in doubled) % 10)
