"""Disturbances that the plan's own rules settle, and of amounts and totals as the towns typed them."""

from __future__ import annotations

from datetime import date

from tests.builders import identity_no
from tests.disturb_steps import Step, at, relisted, tab, untouched
from tests.disturbed_world import LINES, RATES, VILLAGES, A, B, C, D, World, roster, somebody

TOO_YOUNG, EIGHTY = date(1943, 1, 23), date(1943, 1, 22)  # the ages count on 2023-01-22


# --- who is entitled -------------------------------------------------------------------------------------------------


def too_young_instead(w: World) -> list[Step]:
    fen = RATES["elder"]
    w.people(D, "elder")[0] = somebody(710, VILLAGES[0], "elder", TOO_YOUNG)
    return at(D, "elder", ineligible=(1, -fen), computed=(-1, -fen), short_of_plan=(1, fen))


def too_young_besides(w: World) -> list[Step]:
    fen = RATES["elder"]
    w.people(A, "elder").append(somebody(711, VILLAGES[2], "elder", TOO_YOUNG))
    return at(A, "elder", claimed=(1, fen), ineligible=(1, -fen))


def eighty_on_the_day(w: World) -> list[Step]:
    w.people(C, "elder")[0] = somebody(712, VILLAGES[0], "elder", EIGHTY)
    return untouched((C, "elder"))


def age_raised_in_plan(w: World) -> list[Step]:
    w.standard("elder")["for"]["min_age"] = 90
    steps = []
    for area in (A, B, C, D):
        young = sum(_born(p.id_no) > date(1933, 1, 22) for p in w.people(area, "elder"))
        fen = young * RATES["elder"]
        steps += at(area, "elder", ineligible=(young, -fen), computed=(-young, -fen), short_of_plan=(young, fen))
    return steps


def _born(id_no: str) -> date:
    return date(int(id_no[6:10]), int(id_no[10:12]), int(id_no[12:14]))


def over_quota(w: World) -> list[Step]:
    fen = RATES["hero"]
    w.people(B, "hero").append(somebody(713, VILLAGES[2], "hero"))
    return at(B, "hero", claimed=(1, fen), over_quota=(1, -fen))


def quota_raised_in_plan(w: World) -> list[Step]:
    fen = RATES["hero"]
    w.plan["quotas"][0]["each_area"] = 3
    w.people(D, "hero").append(somebody(714, VILLAGES[2], "hero"))
    others = untouched((A, "hero"), (B, "hero"), (C, "hero"))
    return others + at(D, "hero", claimed=(1, fen), computed=(1, fen), above_plan=(-1, -fen))


def stacked_in_one_town(w: World) -> list[Step]:
    """Of dibao and tekun the one worth more stays."""
    low, high = RATES["dibao"], RATES["tekun"]
    w.people(B, "tekun").append(w.people(B, "dibao")[0]._replace(cash=high))
    return at(B, "dibao", excluded=(1, -low), computed=(-1, -low), short_of_plan=(1, low)) + at(
        B, "tekun", claimed=(1, high), computed=(1, high), above_plan=(-1, -high)
    )


def stacked_across_towns(w: World) -> list[Step]:
    low = RATES["dibao"]
    w.people(A, "dibao").append(w.people(C, "tekun")[0]._replace(cash=low, village=VILLAGES[2]))
    return untouched((C, "tekun")) + at(A, "dibao", claimed=(1, low), excluded=(1, -low))


def stacking_allowed_in_plan(w: World) -> list[Step]:
    """The plan now lets dibao and tekun stand together; the stated figures know nothing of the person added."""
    high = RATES["tekun"]
    w.plan["stacking"]["together"].append({"standards": ["dibao", "tekun"], "clause": "§3"})
    w.people(A, "tekun").append(w.people(A, "dibao")[0]._replace(cash=high))
    everybody = untouched(*((area, line) for area in (A, B, C, D) for line in ("dibao", "tekun")))
    return everybody + at(A, "tekun", claimed=(1, high), computed=(1, high), above_plan=(-1, -high))


def highest_wins_in_plan(w: World) -> list[Step]:
    """Then a person under two lines is no mistake: the lower is outranked."""
    low, high = RATES["dibao"], RATES["tekun"]
    w.plan["stacking"]["otherwise"] = "highest"
    w.people(D, "tekun").append(w.people(D, "dibao")[0]._replace(cash=high))
    everybody = untouched(*((area, line) for area in (A, B, C, D) for line in ("dibao", "tekun")))
    return [
        *everybody,
        *at(D, "dibao", outranked=(1, -low), computed=(-1, -low), short_of_plan=(1, low)),
        *at(D, "tekun", claimed=(1, high), computed=(1, high), above_plan=(-1, -high)),
    ]


def under_two_numbers(w: World) -> list[Step]:
    """One person under two numbers, and nobody has decided: both are paid."""
    fen = RATES["disabled"]
    _under_another_number(w, A, "disabled")
    return at(A, "disabled", claimed=(1, fen), computed=(1, fen), above_plan=(-1, -fen))


def dropped_by_decision(w: World) -> list[Step]:
    fen = RATES["disabled"]
    index = _under_another_number(w, D, "disabled")
    w.dropped.append((roster(D)[0], "残疾人员", index))
    return at(D, "disabled", claimed=(1, fen), decided=(1, -fen))


def _under_another_number(w: World, area: str, line: str) -> int:
    people = w.people(area, line)
    birth = _born(people[-1].id_no)
    number = int(people[-1].id_no[2:6]) * 1000 + int(people[-1].id_no[14:17])
    people.append(people[-1]._replace(id_no=identity_no(number + 1, birth)))
    return len(people) - 1


# --- amounts and totals as typed -------------------------------------------------------------------------------------


def amounts_listed_higher(w: World) -> list[Step]:
    people, more = w.people(C, "disabled"), 8000 - RATES["disabled"]
    people[:2] = [p._replace(cash=8000) for p in people[:2]]
    return at(C, "disabled", claimed=(0, 2 * more), amount_differs=(2, -2 * more))


def goods_listed_lower(w: World) -> list[Step]:
    people = w.people(D, "elder")
    people[1] = people[1]._replace(goods=8000)
    return at(D, "elder", claimed=(0, -2000), amount_differs=(1, 2000))


def no_amounts_listed(w: World) -> list[Step]:
    """A sheet that lists people and no amounts claims what the plan gives."""
    w.sheet(B, "tekun").amounts = False
    return untouched((B, "tekun"))


def total_typed_wrong(w: World) -> list[Step]:
    w.sheet(A, "dibao").total_off = 12345
    return at(A, "dibao", claimed=(0, 12345), sheet_total=(1, -12345))


def total_a_fen_short(w: World) -> list[Step]:
    w.sheet(C, "family").total_off = -1
    return at(C, "family", claimed=(0, -1), sheet_total=(1, 1))


def subtotal_in_total(w: World) -> list[Step]:
    fen = sum(RATES["dibao"] for p in w.people(C, "dibao") if p.village == VILLAGES[0])
    w.sheet(C, "dibao").total_off = fen
    return at(C, "dibao", claimed=(0, fen), subtotal_in_total=(1, -fen))


def total_missing(w: World) -> list[Step]:
    fen = RATES["dibao"] * len(w.people(D, "dibao"))
    w.sheet(D, "dibao").total = False
    return at(D, "dibao", claimed=(0, -fen), sheet_total_missing=(1, fen))


def tables_one_below_the_other(w: World) -> list[Step]:
    """Two tables on a tab are two lists, each with its own total."""
    return _below(w, A)


def total_of_the_lower_table_wrong(w: World) -> list[Step]:
    w.sheet(C, "hero").total_off = 700
    return _below(w, C) + at(C, "hero", f"{tab(C, 'disabled')} ▸ #2", claimed=(0, 700), sheet_total=(1, -700))


def _below(w: World, area: str) -> list[Step]:
    upper, lower = w.sheet(area, "disabled"), w.rosters[roster(area)].pop(LINES["hero"])
    upper.below = lower
    both = tab(area, "disabled")
    return relisted(area, "disabled", upper.people, f"{both} ▸ #1") + relisted(
        area, "hero", lower.people, f"{both} ▸ #2"
    )


def total_of_two_lines_wrong(w: World) -> list[Step]:
    """Heroes on the sheet of the disabled, told by a column: its total is of a section, and of no one line."""
    heroes = w.rosters[roster(D)].pop(LINES["hero"]).people
    sheet = w.sheet(D, "disabled")
    sheet.people += [p._replace(category=LINES["hero"]) for p in heroes]
    sheet.total_off = 800
    both = tab(D, "disabled")
    wrong = at(D, "other", both, claimed=(0, 800), sheet_total=(1, -800))
    return untouched((D, "disabled")) + relisted(D, "hero", heroes, both) + wrong
