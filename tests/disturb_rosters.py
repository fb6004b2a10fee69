"""Disturbances of the rosters. Each changes the world and says, by arithmetic on it, what the bridge must then show.

How a change is said: `tests.disturb_steps`.
"""

from __future__ import annotations

from tests.disturb_steps import Step, at, awards, gone, untouched
from tests.disturbed_world import (
    LINES,
    RATES,
    VILLAGES,
    A,
    B,
    C,
    D,
    Person,
    Sheet,
    World,
    household,
    roster,
    somebody,
    words,
)

# --- files, sheets, villages -----------------------------------------------------------------------------------------


def town_dropped(w: World) -> list[Step]:
    sheets = w.rosters.pop(roster(D))
    return [s for line in LINES for s in gone(D, line, sheets[LINES[line]].people, "missing_area")]


def file_unreadable(w: World) -> list[Step]:
    w.damaged[roster(C)[0]] = b"%PDF-1.7 a scan"
    return [s for line in LINES for s in gone(C, line, w.people(C, line), "missing_area")]


def sheet_dropped(w: World) -> list[Step]:
    sheet = w.rosters[roster(B)].pop(LINES["hero"])
    return gone(B, "hero", sheet.people, "short_of_plan")


def header_missing(w: World) -> list[Step]:
    """A sheet whose columns have no heads is not read."""
    w.sheet(C, "hero").header = False
    return gone(C, "hero", w.people(C, "hero"), "short_of_plan")


def town_unknown(w: World) -> list[Step]:
    """Rows of a town that the plan does not have are refused; their line is known."""
    w.rosters["6 西山镇.xlsx", "西山镇"] = {LINES["tekun"]: Sheet(LINES["tekun"], people := _strangers())}
    count, fen = len(people), len(people) * RATES["tekun"]
    sheet = f"6 西山镇.xlsx ▸ {LINES['tekun']}"
    return at(None, "tekun", sheet, claimed=(count, fen), refused=(count, -fen), computed=(0, 0))


def _strangers() -> list[Person]:
    return [somebody(n, VILLAGES[0], "tekun") for n in (730, 731)]


def village_dropped(w: World) -> list[Step]:
    return _without_village(w, A, "dibao", VILLAGES[1])


def village_dropped_from_all_sheets(w: World) -> list[Step]:
    return [s for line in LINES if line != "hero" for s in _without_village(w, C, line, VILLAGES[2])]


def _without_village(w: World, area: str, line: str, village: str) -> list[Step]:
    sheet = w.sheet(area, line)
    left = [p for p in sheet.people if p.village == village]
    sheet.people = [p for p in sheet.people if p.village != village]
    return gone(area, line, left, "short_of_plan")


def sheet_doubled(w: World) -> list[Step]:
    people = w.people(B, "disabled")
    w.rosters[roster(B)]["残疾人员 (2)"] = w.sheet(B, "disabled")
    fen = len(people) * RATES["disabled"]
    again = f"{roster(B)[0]} ▸ 残疾人员 (2)"
    return at(B, "disabled", again, claimed=(len(people), fen), duplicate=(len(people), -fen), computed=(0, 0))


def file_sent_twice(w: World) -> list[Step]:
    """Of a household listed again its head's row is the duplicate; it claims for all."""
    w.rosters["5 补报.xlsx", A] = w.rosters[roster(A)]
    steps = []
    for line in LINES:
        people = w.people(A, line)
        count = awards(line, people)
        fen = count * RATES[line]
        again = f"5 补报.xlsx ▸ {LINES[line]}"
        steps += at(A, line, again, claimed=(len(people), fen), duplicate=(count, -fen), computed=(0, 0))
    return steps


# --- people ----------------------------------------------------------------------------------------------------------


def person_left(w: World) -> list[Step]:
    return gone(B, "tekun", [w.people(B, "tekun").pop()], "short_of_plan")


def person_left_and_total_stood(w: World) -> list[Step]:
    fen = RATES["tekun"]
    w.people(D, "tekun").pop()
    w.sheet(D, "tekun").total_off = fen
    return at(
        D, "tekun", claimed=(-1, 0), sheet_total=(1, -fen), computed=(-1, -fen), short_of_plan=(1, fen)
    )  # fmt: skip


def people_added_to_village(w: World) -> list[Step]:
    fen = 3 * RATES["dibao"]
    w.people(C, "dibao").extend(somebody(n, VILLAGES[2], "dibao") for n in (700, 701, 702))
    return at(C, "dibao", claimed=(3, fen), computed=(3, fen), above_plan=(-3, -fen))


def household_added(w: World) -> list[Step]:
    fen = RATES["family"]
    w.people(D, "family").extend(household(705, VILLAGES[2], 4, 4))
    return at(D, "family", claimed=(4, fen), computed=(1, fen), above_plan=(-1, -fen))


def person_in_two_towns(w: World) -> list[Step]:
    fen = RATES["dibao"]
    w.people(D, "dibao").append(w.people(A, "dibao")[0]._replace(village=VILLAGES[2]))
    return untouched((A, "dibao")) + at(D, "dibao", claimed=(1, fen), duplicate=(1, -fen))


def person_twice_in_sheet(w: World) -> list[Step]:
    fen = RATES["elder"]
    w.people(B, "elder").append(w.people(B, "elder")[0])
    return at(B, "elder", claimed=(1, fen), duplicate=(1, -fen))


def household_twice(w: World) -> list[Step]:
    fen = RATES["family"]
    people = w.people(C, "family")
    first = [p._replace(serial=9) for p in people if p.head == people[0].head]
    people += first
    return at(C, "family", claimed=(len(first), fen), duplicate=(1, -fen))


def household_again_by_a_member(w: World) -> list[Step]:
    """Another member claims once more under the head's number: the household has been counted."""
    fen = RATES["family"]
    people = w.people(A, "family")
    people.append(people[1]._replace(serial=9, cash=fen))
    return at(A, "family", claimed=(1, fen), in_household=(1, -fen))


def moved_between_lines(w: World) -> list[Step]:
    """Two of dibao change places with one of tekun, each with what the other line gives."""
    poor, alone = w.people(B, "dibao"), w.people(B, "tekun")
    two, one = [poor.pop(), poor.pop()], alone.pop()
    alone += [p._replace(cash=RATES["tekun"]) for p in two]
    poor.append(one._replace(cash=RATES["dibao"], village=VILLAGES[2]))
    low, high = RATES["dibao"], RATES["tekun"]
    return at(B, "dibao", claimed=(-1, -low), computed=(-1, -low), short_of_plan=(1, low)) + at(
        B, "tekun", claimed=(1, high), computed=(1, high), above_plan=(-1, -high)
    )


def categories_swapped(w: World) -> list[Step]:
    """The dibao sheet is headed tekun and the other way round; the amounts are as they were."""
    sheets, names = w.rosters[roster(D)], (LINES["dibao"], LINES["tekun"])
    low, high = RATES["dibao"], RATES["tekun"]
    poor, alone = len(w.people(D, "dibao")), len(w.people(D, "tekun"))
    sheets[names[0]], sheets[names[1]] = sheets[names[1]], sheets[names[0]]
    for name in names:
        sheets[name].category = name
    more, fen = poor - alone, poor * low - alone * high
    return at(
        D, "dibao", claimed=(-more, -fen), amount_differs=(alone, alone * (low - high)), computed=(-more, -more * low),
        short_of_plan=(more, more * low),
    ) + at(
        D, "tekun", claimed=(more, fen), amount_differs=(poor, poor * (high - low)), computed=(more, more * high),
        above_plan=(-more, -more * high),
    )  # fmt: skip


def category_unknown(w: World) -> list[Step]:
    """Rows of no known category belong to no line: they stand with their town and in the total."""
    sheet = w.rosters[roster(A)].pop(LINES["tekun"])
    sheet.category = "临时救助"
    w.rosters[roster(A)][sheet.category] = sheet
    count = len(sheet.people)
    fen = count * RATES["tekun"]
    refused = at(A, None, f"{roster(A)[0]} ▸ 临时救助", claimed=(count, fen), refused=(count, -fen), computed=(0, 0))
    return gone(A, "tekun", sheet.people, "short_of_plan") + refused


def category_without_standard(w: World) -> list[Step]:
    """The plan knows the category and gives it nothing."""
    w.plan["categories"].append({"id": "temporary", "name": words("临时困难")})
    people = [somebody(n, VILLAGES[0], "dibao") for n in (720, 721)]
    w.rosters[roster(B)]["临时困难"] = Sheet("临时困难", people)
    fen = 2 * RATES["dibao"]
    return at(B, None, f"{roster(B)[0]} ▸ 临时困难", claimed=(2, fen), no_standard=(2, -fen), computed=(0, 0))


# --- refused ---------------------------------------------------------------------------------------------------------


def number_wrong(w: World) -> list[Step]:
    return _refused(w, C, "tekun", -1)


def number_missing(w: World) -> list[Step]:
    return _refused(w, B, "dibao", 0, id_no="")


def member_number_wrong(w: World) -> list[Step]:
    """The household is paid by its head; the member's row claimed nothing."""
    _spoil(w.people(D, "family"), 1)
    return at(D, "family", refused=(1, 0))


def amount_unreadable(w: World) -> list[Step]:
    """It claims nothing, and the clerk's total leaves it out too."""
    fen = RATES["disabled"]
    w.people(A, "disabled")[0] = w.people(A, "disabled")[0]._replace(cash="若干")
    return at(A, "disabled", claimed=(0, -fen), refused=(1, 0), computed=(-1, -fen), short_of_plan=(1, fen))


def _refused(w: World, area: str, line: str, index: int, id_no: str | None = None) -> list[Step]:
    _spoil(w.people(area, line), index, id_no)
    fen = RATES[line]
    return at(area, line, refused=(1, -fen), computed=(-1, -fen), short_of_plan=(1, fen))


def _spoil(people: list[Person], index: int, id_no: str | None = None) -> None:
    old = people[index].id_no
    other = "1" if old[-1] != "1" else "2"
    people[index] = people[index]._replace(id_no=old[:-1] + other if id_no is None else id_no)
