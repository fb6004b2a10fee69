"""Who is on which list of which area in a year: mostly last year's people, some gone, some new, a few moved."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import ceil
from random import Random

from pipelines.plan.model import Area, Plan
from pipelines.plan.rules import Standard
from pipelines.sample.names import COMMUNITIES, VILLAGES
from pipelines.sample.people import PROFILES, SELF, Household, Maker, Person, Profile

Roster = dict[tuple[str, str], list[Household]]
"""(area code, standard id) → the households listed there"""

LEAVE = 8  # of a hundred households, from one year to the next
MOVE = 4  # of a hundred new households, how many come from another list or area
SHARED = 65  # of a hundred on a line that may combine with an earlier one, how many stand in both


def rosters(plan: Plan, year: int, seed: int, scale: float, maker: Maker) -> Roster:
    """The people of `year`, reached through every earlier year of the plan, so that each year knows its past."""
    roster: Roster = {}
    for each in sorted(y for y in plan.years if y <= year):
        roster = _Year(plan, each, seed, Fraction(str(scale)), maker, roster).roster()
    return roster


def profile_of(standard: Standard) -> Profile:
    return PROFILES.get(standard.for_.category or "", Profile())


def people_in(households: list[Household]) -> int:
    return sum(len(household.members) for household in households)


@dataclass
class _Year:
    """One year in the making. Every place draws from a generator of its own, so places do not disturb each other."""

    plan: Plan
    year: int
    seed: int
    scale: Fraction
    maker: Maker
    before: Roster
    after: Roster = field(default_factory=dict)
    movers: list[tuple[tuple[str, str], Household]] = field(default_factory=list)

    @property
    def day(self) -> date:
        return self.plan.years[self.year].reference_day

    def roster(self) -> Roster:
        count = self._counts()
        first = self.plan.lists[0].id
        lines = sorted(self.plan.standards, key=lambda s: s.line)
        general = [s for s in lines if self.plan.list_of(s) == first]
        for area in self.plan.areas:
            for standard in general:
                self._stay((area.code, standard.id), count.get((area.code, standard.id), 0), profile_of(standard))
        listed = {m.id_no for households in self.after.values() for h in households for m, _ in h.members}
        self.movers = [mover for mover in self.movers if mover[1].head.id_no not in listed]
        for area in self.plan.areas:
            for standard in general:
                self._share(area, standard, count.get((area.code, standard.id), 0))
                self._fill(area, standard, count.get((area.code, standard.id), 0))
            for standard in lines:
                if standard not in general:
                    self._pick(area, standard, count.get((area.code, standard.id), 0))
        return self.after

    def _counts(self) -> dict[tuple[str, str], int]:
        limited = {standard for quota in self.plan.quotas for standard in quota.standards}
        return {
            (f.area_code, f.standard): f.count if f.standard in limited else ceil(f.count * self.scale)
            for f in self.plan.area_figures[self.year]
            if f.standard and f.count is not None
        }

    def _rng(self, purpose: str, key: tuple[str, str]) -> Random:
        return Random(f"{self.seed} {self.year} {purpose} {key[0]} {key[1]}")

    def _stay(self, key: tuple[str, str], most: int, profile: Profile) -> None:
        """Keep last year's households, at most `most` people; those on their own who leave may move."""
        rng = self._rng("stay", key)
        stay: list[Household] = []
        left: list[Household] = []
        for household in self.before.get(key, []):
            grown_up = profile.oldest < 18 and not profile.suits(household.head, self.day)
            (left if grown_up or rng.randrange(100) < LEAVE else stay).append(household)
        rng.shuffle(stay)
        excess = people_in(stay) - most
        while excess > 0:
            left.append(stay.pop())
            excess -= len(left[-1].members)
        self.after[key] = stay
        self.movers += [(key, household) for household in left if len(household.members) == 1]

    def _share(self, area: Area, standard: Standard, target: int) -> None:
        """Fill some places of a line that may combine with an earlier one with people of that line."""
        key = (area.code, standard.id)
        rng, mine, profile = self._rng("share", key), self.after[key], profile_of(standard)
        taken = {household.head.id_no for household in mine}
        line = {s.id: s.line for s in self.plan.standards}
        pairs = [pair.standards for pair in self.plan.stacking.together if standard.id in pair.standards]
        for partner in (other for pair in pairs for other in pair if line[other] < standard.line):
            pool = self.after.get((area.code, partner), [])
            fit = [h for h in pool if profile.suits(h.head, self.day) and h.head.id_no not in taken]
            places = max(0, (target - people_in(mine)) * SHARED // 100)
            mine += [alone(h.head, h.village) for h in rng.sample(fit, min(len(fit), places))]

    def _fill(self, area: Area, standard: Standard, target: int) -> None:
        """Fill the places still open with new people, and with some who left another line or area."""
        key = (area.code, standard.id)
        rng, mine, profile = self._rng("new", key), self.after[key], profile_of(standard)
        places = villages(area, self.seed, profile.place)
        missing = target - people_in(mine)
        while missing > 0:
            village = places[min(rng.randrange(len(places)), rng.randrange(len(places)))]  # some are larger
            moved = self._mover(rng, key, profile) if rng.randrange(100) < MOVE else None
            mine.append(
                alone(moved, village) if moved else self.maker.household(rng, profile, self.day, village, missing)
            )
            missing -= len(mine[-1].members)

    def _mover(self, rng: Random, key: tuple[str, str], profile: Profile) -> Person | None:
        """Somebody who left another line of this area, or this line in another area."""
        if not self.movers:
            return None
        at = rng.randrange(len(self.movers))
        (code, line), household = self.movers[at]
        if (code == key[0]) == (line == key[1]) or not profile.suits(household.head, self.day):
            return None
        self.movers[at] = self.movers[-1]
        self.movers.pop()
        return household.head

    def _pick(self, area: Area, standard: Standard, target: int) -> None:
        """Choose among the same category's general line; if it can be, not last year's nor anyone on another line."""
        key = (area.code, standard.id)
        category = standard.for_.category
        sources = [s.id for s in self.plan.standards if s.for_.category == category and s.id != standard.id]
        elsewhere = {last.head.id_no for last in self.before.get(key, [])} | {
            household.head.id_no
            for other in self.plan.standards if other.id not in sources
            for household in self.after.get((area.code, other.id), [])
        }  # fmt: skip
        pool = [h for source in sources for h in self.after.get((area.code, source), [])]
        free = [h for h in pool if h.head.id_no not in elsewhere]
        rng = self._rng("pick", key)
        chosen = rng.sample(free, min(len(free), target))
        rest = [h for h in pool if h not in chosen] if len(chosen) < target else []
        chosen += rng.sample(rest, min(len(rest), target - len(chosen)))
        self.after[key] = [alone(h.head, h.village) for h in chosen]


def villages(area: Area, seed: int, place: str) -> list[str]:
    """The villages or communities of an area, the same every year."""
    rng = Random(f"{seed} {area.code} {place}")
    if place == "community":
        return [f"{name}社区" for name in rng.sample(COMMUNITIES, 6 if area.kind == "former_office" else 3)]
    return [f"{name}村" for name in rng.sample(VILLAGES, rng.randrange(8, 17))]


def alone(person: Person, village: str) -> Household:
    return Household(village, ((person, SELF),))
