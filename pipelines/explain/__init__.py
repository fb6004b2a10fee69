"""Why this amount? Every standard tried for a person, a household or one listing, and what came of it.

The answer is read from the finished ledger (`core_award.because` and what it was joined from); nothing is worked out
anew. Identity numbers go in to ask and come out masked.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pipelines.identity import mask_id, normalise
from pipelines.ledger import Ledger
from pipelines.money import share
from pipelines.problems import Problem

SQL = Path(__file__).parent
Kind = Literal["person", "household", "award"]


@dataclass(frozen=True)
class Reason:
    """One standard as it was tried: the verdict, why, what it gave and who pays. Money in fen."""

    standard: dict[str, Any]  # standard_id, name_zh, name_en, clause, per
    verdict: str  # as `core_award.status`, or category | flag: what the row does not have
    because: str
    outranked_by: str | None
    place: str | None
    area: str | None
    amount_fen: int
    components: list[dict[str, Any]]  # component, name_zh, name_en, quantity, unit, amount_fen
    payers: list[dict[str, Any]]
    """payer, name_zh, name_en, share, first_fen, amount_fen: null where `first_fen` of upper-level money is used before
    the shares, which is settled by area and standard, not person by person."""


class Explained(NamedTuple):
    """Who is meant (masked), the reasons in line order, awarded ones first, and what became of the cash due.

    `payments`: a row a payee × area (`core_paid`, fen); none while no paid file has come back.
    """

    who: str
    reasons: list[Reason]
    payments: list[dict[str, Any]]


def explain(ledger: Ledger, kind: Kind, key: str) -> Explained:
    """A reason for every standard of the plan.

    `key`: an identity number of a person or of a household's head; for an award `file ▸ sheet ▸ row` as the findings
    write it. Raises Problem when the ledger knows no such person or listing.
    """
    wanted = key.strip() if kind == "award" else normalise(key)
    rows = ledger.query((SQL / f"{kind}.sql").read_text("utf-8"), wanted)
    who = wanted if kind == "award" else mask_id(wanted)
    if rows.is_empty():
        raise Problem(
            "nobody_found",
            f"账本里没有 {who}；请核对号码或位置（文件 ▸ 工作表 ▸ 行）",
            f"the ledger knows no {who}; check the number or the place (file ▸ sheet ▸ row)",
            2,
        )
    places = rows["rows"][0].to_list()
    tried = ledger.query((SQL / "tried.sql").read_text("utf-8"), places, places)
    paid = ledger.query((SQL / "paid.sql").read_text("utf-8"), places)
    return Explained(who, [_reason(ledger, row) for row in tried.to_dicts()], paid.to_dicts())


def _reason(ledger: Ledger, row: dict[str, Any]) -> Reason:
    place = (row["standard_id"], row["file"], row["sheet"], row["row_no"])
    given = ledger.query((SQL / "components.sql").read_text("utf-8"), *place).to_dicts() if row["file"] else []
    total = row["amount_fen"] if row["verdict"] == "awarded" else 0
    payers = ledger.query((SQL / "payers.sql").read_text("utf-8"), row["standard_id"]).to_dicts() if total else []
    parts: list[int | None] = [None] * len(payers)
    if payers and all(payer["first_fen"] is None for payer in payers):
        parts = [*share(total, [payer["share_num"] for payer in payers])]
    payers = [payer | {"amount_fen": fen} for payer, fen in zip(payers, parts, strict=True)]
    return Reason(
        standard={name: row[name] for name in ("standard_id", "name_zh", "name_en", "clause", "per")},
        verdict=row["verdict"],
        because=row["because"],
        outranked_by=row["outranked_by"],
        place=row["place"],
        area=row["area_zh"],
        amount_fen=row["amount_fen"] or 0,
        components=given,
        payers=payers,
    )
