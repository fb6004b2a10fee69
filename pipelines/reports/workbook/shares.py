"""Every share of every payer with the fraction it was rounded from: area × line × component × payer. Money in fen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipelines.reports.workbook.facts import Facts, Row
from pipelines.words import Words

CELL = ("area_code", "standard_id", "component")
UP: Words = ("余数较大，进一分", "Larger remainder: a fen up")
UP_TIED: Words = ("余数相同，次序在先，进一分", "Remainders equal, earlier in order: a fen up")
DOWN: Words = ("余数较小，舍去", "Smaller remainder: dropped")
DOWN_TIED: Words = ("余数相同，次序在后，舍去", "Remainders equal, later in order: dropped")
EVEN: Words = ("", "")
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Part:
    """What one payer bears of one area × line × component: from a fund of upper-level money, or by its share."""

    area: Row
    line: Row
    component: Words
    kind: str
    payer_no: int  # place among the payers, from 1
    fund: Row | None  # of `out_upper_fund`; None: by share
    base_fen: int  # what is split
    num: int  # this payer's part of it: a share, or what the fund uses of what its lines come to
    den: int  # the same for all that it is split among
    fen: int
    why: Words = EVEN

    @property
    def floor_fen(self) -> int:
        return self.base_fen * self.num // self.den

    @property
    def remainder(self) -> int:
        """So many `den` parts of a fen."""
        return self.base_fen * self.num % self.den

    @property
    def odd_fen(self) -> int:
        return self.fen - self.floor_fen


def parts_of(facts: Facts) -> list[Part]:
    """Areas, lines, components and payers in the order of the plan; upper-level money before the shares."""
    tables = facts.tables
    components = {
        (row["standard_id"], row["component"]): (row["name_zh"], row["name_en"])
        for row in tables["plan_component"].to_dicts()
    }
    cells = {_key(row): row for row in tables["out_allocation"].to_dicts() if row["amount_fen"] is not None}
    first = {_key(row): row for row in tables["out_upper_share"].to_dicts()}
    paid = {(*_key(row), row["payer"]): row["amount_fen"] for row in tables["out_funding"].to_dicts()}
    payers: dict[str, list[Row]] = {}
    for row in tables["plan_payer"].sort("payer_no").to_dicts():
        payers.setdefault(row["standard_id"], []).append(row)
    number = {payer["payer"]: no for no, payer in enumerate(facts.payers, 1)}
    funds = {row["fund_no"]: row for row in tables["out_upper_fund"].to_dicts()}
    whole = {no: sum(cells[key]["amount_fen"] for key, row in first.items() if row["fund_no"] == no) for no in funds}
    of_area: dict[str, list[Key]] = {}
    for key in cells:
        of_area.setdefault(key[0], []).append(key)
    order = {line["standard_id"]: (place, line) for place, line in enumerate(facts.lines)}
    told: list[list[Part]] = []
    for area in facts.areas:
        for key in sorted(of_area.get(area["area_code"], []), key=lambda key: (order[key[1]][0], key[2])):
            cell, upper = cells[key], first.get(key)
            about = (area, order[key[1]][1], components.get(key[1:], ("现金", "Cash")), cell["kind"])
            rest = cell["amount_fen"] - (upper["amount_fen"] if upper else 0)
            mine = []
            if upper:
                fund = funds[upper["fund_no"]]
                given = (cell["amount_fen"], fund["used_fen"], whole[upper["fund_no"]], upper["amount_fen"])
                mine.append(Part(*about, number[upper["payer"]], fund, *given))
            for payer in payers[key[1]]:
                if payer["share_num"]:
                    used = upper["amount_fen"] if upper and upper["payer"] == payer["payer"] else 0
                    fen = paid[*key, payer["payer"]] - used
                    split = (rest, payer["share_num"], payer["share_den"], fen)
                    mine.append(Part(*about, number[payer["payer"]], None, *split))
            told.append(mine)
    return list(_explained(told))


def _key(row: Row) -> Key:
    return tuple(row[name] for name in CELL)


def _explained(told: list[list[Part]]) -> Iterator[Part]:
    """The parts with the reason of each odd fen: shares compete within their cell, those of a fund with one another."""
    rivals: dict[Any, list[Part]] = {}
    for at, mine in enumerate(told):
        for part in mine:
            rivals.setdefault(part.fund["fund_no"] if part.fund else ("cell", at), []).append(part)
    raised = {group: {part.remainder for part in parts if part.odd_fen} for group, parts in rivals.items()}
    dropped = {group: {part.remainder for part in parts if not part.odd_fen} for group, parts in rivals.items()}
    for at, mine in enumerate(told):
        for part in mine:
            group = part.fund["fund_no"] if part.fund else ("cell", at)
            if part.odd_fen:
                why = UP_TIED if part.remainder in dropped[group] else UP
            else:
                why = EVEN if not part.remainder else DOWN_TIED if part.remainder in raised[group] else DOWN
            yield Part(**{**vars(part), "why": why})
