"""Changes applied to the plan's tables of a world, row by row, as if the plan file had been edited."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import lcm
from typing import Any

from pipelines.frames import frame
from pipelines.plan.mistakes import Said, did_you_mean
from pipelines.what_if.changes import Change, PayerAdded, QuotaChange, SharesChange, StandardChange, refused
from pipelines.world import Tables

Row = dict[str, Any]
Rules = dict[str, list[Row]]
CHANGED = ("plan_standard", "plan_component", "plan_payer", "plan_quota")
SCOPES = {"each_area": "area", "each_group": "group", "groups_each_area": "groups", "exactly": "plan"}
CLAUSE = "what if"


def applied(world: Tables, changes: Iterable[Change]) -> Tables:
    """The world under changed rules. Raises Problem (exit code 2) naming what is nearest to an unknown name."""
    rules: Rules = {name: world[name].to_dicts() for name in CHANGED}
    payers: dict[str, Row] = {}
    for row in sorted(rules["plan_payer"], key=lambda row: -row["payer_no"]):
        payers[row["payer"]] = row  # as its first clause has it
    funds = {row["standard_id"]: row["payer"] for row in world["plan_upper_fund"].to_dicts()}
    for change in changes:
        match change:
            case StandardChange():
                _standard(rules, change)
            case SharesChange():
                _shares(rules, payers, funds, change)
            case QuotaChange():
                _quota(rules, change)
            case PayerAdded():
                _payer(payers, change)
    return world | {name: frame(name, rows) for name, rows in rules.items()}


def _standard(rules: Rules, change: StandardChange) -> None:
    standard = _known(rules, change.standard)
    given = change.model_fields_set
    for limit in given & {"min_age", "max_age"}:
        if standard["per"] == "lump":
            raise refused(
                Said(f"`{change.standard}` 是定额，不分年龄", f"`{change.standard}` is a lump sum, of no age")
            )
        standard[limit] = getattr(change, limit)
    if None not in (least := standard["min_age"], most := standard["max_age"]) and least > most:
        raise refused(Said(
            f"`{change.standard}` 的最小年龄 {least} 大于最大年龄 {most}，无人符合",
            f"`{change.standard}` would be from {least} to {most} years of age: nobody is",
        ))  # fmt: skip
    if change.cash is not None:
        _give(rules, standard, "cash", change.cash)
    for item, value in change.goods.items():
        _give(rules, standard, item, value)


def _give(rules: Rules, standard: Row, component: str, value_fen: int) -> None:
    """The component at this value; one that the standard does not give yet is given once."""
    components = rules["plan_component"]
    own = [row for row in components if row["standard_id"] == standard["standard_id"]]
    goods = {row["component"]: row for row in components if row["kind"] == "goods"}
    cash = {"component": "cash", "kind": "cash", "name_zh": "现金", "name_en": "Cash", "unit": "元", "quantity": 0}
    if mine := next((row for row in own if row["component"] == component), None):
        mine["value_fen"] = value_fen
        return
    if component != "cash" and component not in goods:
        raise refused(_unknown(component, ("物资", "goods"), [*goods, "cash"]))
    once = component != "cash" and any(row["once_per_household"] for row in own)
    like = cash if component == "cash" else goods[component]
    about = {"standard_id": standard["standard_id"], "clause": standard["clause"], "once_per_household": once}
    components.append(like | about | {"value_fen": value_fen})


def _shares(rules: Rules, payers: dict[str, Row], funds: dict[str, str], change: SharesChange) -> None:
    """`funds`: standard → who pays first, from upper-level money; it stays a payer of the standard, without a share."""
    for payer in change.shares:
        if payer not in payers:
            said = _unknown(payer, ("出资方", "payers"), payers)
            zh, en = "方案之外的出资方须先命名（--payer）", "A payer new to the plan must be named first (--payer)"
            raise refused(Said(f"{said.zh} {zh}", f"{said.en} {en}"))
    wanted = [row["standard_id"] for row in rules["plan_standard"]] if change.standards == "*" else change.standards
    common = lcm(*(share.denominator for share in change.shares.values()))
    for standard in wanted:
        _known(rules, standard)
        rules["plan_payer"] = [row for row in rules["plan_payer"] if row["standard_id"] != standard]
        first = {funds[standard]: Fraction(0)} if standard in funds else {}
        for payer, share in (first | change.shares).items():
            part = {"share_num": share.numerator * (common // share.denominator), "share_den": common}
            rules["plan_payer"].append(payers[payer] | part | {"standard_id": standard, "clause": CLAUSE})


def _quota(rules: Rules, change: QuotaChange) -> None:
    _known(rules, change.quota)
    quotas = rules["plan_quota"]
    clause = next((row["clause"] for row in quotas if row["standard_id"] == change.quota), CLAUSE)
    for limit in change.model_fields_set & SCOPES.keys():
        key = {"standard_id": change.quota, "scope": SCOPES[limit]}
        quotas[:] = [row for row in quotas if key.items() - row.items()]
        if (places := getattr(change, limit)) is not None:
            quotas.append(key | {"places": places, "clause": clause})


def _payer(payers: dict[str, Row], change: PayerAdded) -> None:
    if change.payer in payers:
        raise refused(Said(f"已有出资方 `{change.payer}`", f"there is a payer `{change.payer}` already"))
    number = 1 + max((row["payer_no"] for row in payers.values()), default=0)
    names = {"name_zh": change.name.zh, "name_en": change.name.en}
    payers[change.payer] = {"payer": change.payer, "payer_no": number, "stated": True, **names}


def _known(rules: Rules, standard: str) -> Row:
    rows = {row["standard_id"]: row for row in sorted(rules["plan_standard"], key=lambda row: row["line_no"])}
    if standard not in rows:
        raise refused(_unknown(standard, ("标准", "standards of that year"), rows))
    return rows[standard]


def _unknown(word: str, kind: tuple[str, str], known: Iterable[str]) -> Said:
    names = list(known)
    hint = did_you_mean(word, names)
    if not hint.zh:
        hint = Said(f"；现有 {'、'.join(names)}", f"; there are {', '.join(names)}")
    return Said(f"方案的{kind[0]}中没有 `{word}`{hint.zh}", f"`{word}` is not among the {kind[1]} of the plan{hint.en}")
