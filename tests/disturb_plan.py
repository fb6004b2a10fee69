"""Disturbances of the plan's rates and of the figures it states."""

from __future__ import annotations

from tests.disturb_steps import Step, at, gone, untouched
from tests.disturbed_world import AREAS, AWARDS, GIFT, RATES, SECTION, A, B, C, D, World, yuan


def _count(area: str, line: str) -> int:
    return AWARDS[line][AREAS.index(area)]


# --- rates -----------------------------------------------------------------------------------------------------------


def rate_changed_in_plan(w: World) -> list[Step]:
    """The towns list and the plan states what was given before."""
    w.standard("tekun")["give"][0]["cash"] = yuan(RATES["tekun"] + 1000)
    return _dearer("tekun", 1000)


def goods_dearer_in_plan(w: World) -> list[Step]:
    w.standard("elder")["give"][0]["goods"]["gift"] = yuan(GIFT + 2000)
    return _dearer("elder", 2000)


def _dearer(line: str, more: int) -> list[Step]:
    steps = []
    for area in AREAS:
        count = _count(area, line)
        fen = count * more
        steps += at(area, line, amount_differs=(count, fen), computed=(0, fen), rate_differs=(None, -fen))
    return steps


def rate_changed_and_stated(w: World) -> list[Step]:
    """Plan and stated figures agree on a new rate; the towns list the old one."""
    w.standard("hero")["give"][0]["cash"] = yuan(RATES["hero"] - 5000)
    return _restate(w, "hero", -5000, "amount_differs", "computed")


def rate_stated_otherwise(w: World) -> list[Step]:
    return _restate(w, "disabled", -1000, "rate_differs")


def _restate(w: World, line: str, more: int, *causes: str) -> list[Step]:
    steps = []
    for area in AREAS:
        count = _count(area, line)
        w.state("area_line", f"{area}/{line}", 0, count * more)
        for level, node in (("line", line), ("section", SECTION[line]), ("total", "")):
            w.state(level, node, 0, count * more)
        rows = {"computed": 0, "amount_differs": count, "rate_differs": None}
        changes = {cause: (rows[cause], count * more) for cause in causes}
        steps += at(area, line, **changes)
    return steps


def rate_stated_otherwise_for_one_town(w: World) -> list[Step]:
    """The line's own figure is the old one, so its towns no longer add up to it."""
    more = _count(C, "dibao") * 1000
    w.state("area_line", f"{C}/dibao", 0, more)
    return at(C, "dibao", rate_differs=(None, more)) + at(None, "dibao", plan_arithmetic=(None, -more))


# --- stated figures --------------------------------------------------------------------------------------------------


def place_stated_more(w: World) -> list[Step]:
    fen = RATES["hero"]
    w.state("area_line", f"{A}/hero", 1, fen)
    return at(A, "hero", short_of_plan=(1, fen)) + at(None, "hero", plan_arithmetic=(None, -fen))


def places_moved_between_towns(w: World) -> list[Step]:
    fen = 2 * RATES["family"]
    w.state("area_line", f"{A}/family", 2, fen)
    w.state("area_line", f"{B}/family", -2, -fen)
    return at(A, "family", short_of_plan=(2, fen)) + at(B, "family", above_plan=(-2, -fen))


def line_stated_unlike_its_towns(w: World) -> list[Step]:
    """The section's figure stays, so it is unlike its lines by as much the other way."""
    w.state("line", "family", 0, 77700)
    return at(None, "family", plan_arithmetic=(None, 77700)) + at(None, "other", plan_arithmetic=(None, -77700))


def section_stated_unlike_its_lines(w: World) -> list[Step]:
    w.state("section", "other", 0, 100000)
    return at(None, "other", plan_arithmetic=(None, 100000)) + at(None, None, plan_arithmetic=(None, -100000))


def total_stated_a_fen_more(w: World) -> list[Step]:
    w.state("total", "", 0, 1)
    return at(None, None, plan_arithmetic=(None, 1))


def amount_without_count(w: World) -> list[Step]:
    """What is stated comes to what was computed: nothing is to be explained."""
    w.stated["area_line", f"{D}/dibao"] = (None, w.stated["area_line", f"{D}/dibao"][1])
    return untouched((D, "dibao"))


def amount_without_count_and_a_person_fewer(w: World) -> list[Step]:
    """What is lacking comes to exactly one place."""
    w.stated["area_line", f"{B}/elder"] = (None, w.stated["area_line", f"{B}/elder"][1])
    return gone(B, "elder", [w.people(B, "elder").pop()], "short_of_plan")


def count_without_amount(w: World) -> list[Step]:
    """So many as were awarded: nothing is to be explained, and the town's total is not stated."""
    w.stated["area_line", f"{D}/hero"] = (_count(D, "hero"), None)
    return untouched((D, "hero"))


def line_without_count(w: World) -> list[Step]:
    w.stated["line", "tekun"] = (None, w.stated["line", "tekun"][1])
    return []


def count_stated_wrong(w: World) -> list[Step]:
    """A place more is stated, and the amount is as before: a place is lacking, and the places are at another rate."""
    w.state("area_line", f"{C}/disabled", 1, 0)
    fen = RATES["disabled"]
    return at(C, "disabled", short_of_plan=(1, fen), rate_differs=(None, -fen))


def places_and_rate_stated_otherwise(w: World) -> list[Step]:
    """Three places at 400.55 instead of four at 300.55."""
    count, fen = _count(B, "family"), RATES["family"]
    w.stated["area_line", f"{B}/family"] = (count - 1, (count - 1) * (fen + 10000))
    more = (count - 1) * 10000
    return at(B, "family", above_plan=(-1, -fen), rate_differs=(None, more)) + at(
        None, "family", plan_arithmetic=(None, fen - more)
    )


def cell_not_stated(w: World) -> list[Step]:
    """The table passes over a town's line; the line's own figure has it."""
    count, fen = w.stated.pop(("area_line", f"{A}/elder"))
    assert count is not None and fen is not None
    return at(A, "elder", above_plan=(-count, -fen)) + at(None, "elder", plan_arithmetic=(None, fen))


# --- payers ----------------------------------------------------------------------------------------------------------


def payers_stated_otherwise(w: World) -> list[Step]:
    """A hundred yuan of the city's are stated for the county."""
    w.payers_off["city"] -= 10000
    w.payers_off["county"] += 10000
    return []


def one_payer_stated_a_fen_more(w: World) -> list[Step]:
    w.payers_off["city"] += 1
    return []


def shares_changed_in_plan(w: World) -> list[Step]:
    """The payers' figures are those of the old shares."""
    for payer, share in zip(w.plan["payers"], ("2/5", "3/5"), strict=False):
        payer["share"] = share
    return []
