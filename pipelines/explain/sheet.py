"""The reason sheet, as text for a terminal and as a page to print. Both languages; the identity number stays masked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader

from pipelines.explain import Explained
from pipelines.money import yuan
from pipelines.words import PAID, Words

VERDICT = {
    "awarded": ("✔ 核定", "✔ awarded"),
    "decided": ("✘ 按决定不发", "✘ dropped by decision"),
    "ineligible": ("✘ 不符合条件", "✘ condition not met"),
    "in_household": ("– 同户已列", "– the household is listed before"),
    "duplicate": ("✘ 重复列报", "✘ listed again"),
    "excluded": ("✘ 不可并存", "✘ excluded by another standard"),
    "outranked": ("– 就高未采用", "– outranked by a higher standard"),
    "over_quota": ("✘ 超出名额", "✘ beyond the places"),
    "category": ("· 类别不符", "· another category"),
    "flag": ("· 条件不符", "· condition not met"),
}


def as_text(told: Explained, lang: str) -> str:
    """One block a standard that concerned the person, the others in one line each; then what was paid."""
    at = 0 if lang == "zh" else 1
    total = sum(r.amount_fen for r in told.reasons if r.verdict == "awarded")
    lines = [f"{told.who}: {yuan(total)}", ""]
    for reason in told.reasons:
        name = reason.standard["name_zh" if at == 0 else "name_en"]
        amount = yuan(reason.amount_fen) if reason.place else ""
        lines.append(f"{VERDICT[reason.verdict][at]}  {name}  {amount}  ({reason.because})")
        if reason.place:
            lines.append(f"    {reason.area or ''} {reason.place}")
        if reason.outranked_by:
            lines.append(f"    ← {reason.outranked_by}")
        for part in reason.components:
            named = part["name_zh" if at == 0 else "name_en"]
            worth = "—" if part["amount_fen"] is None else yuan(part["amount_fen"])
            many = f" {part['quantity']} {part['unit']}" if part["kind"] == "goods" else ""
            lines.append(f"    {named}{many}: {worth}")
        for payer in reason.payers:
            named = payer["name_zh" if at == 0 else "name_en"]
            lines.append(f"    {named} {_borne(payer)[at]}")
    return "\n".join(lines + [_paid(row)[at] for row in told.payments])


def _paid(row: dict[str, Any]) -> Words:
    """What became of the cash due to one payee in one area, and the line that says so."""
    due, paid, back = (yuan(row[f"{name}_fen"]) for name in ("due", "paid", "recovered"))
    why = f"（{row['reason']}）" if row["reason"] else "", f" ({row['reason']})" if row["reason"] else ""
    where = f"  {row['place']}" if row["place"] else ""
    zh, en = PAID[row["verdict"]]
    again = (f"，追回 {back}", f", recovered {back}") if row["recovered_fen"] else ("", "")
    return (
        f"发放：{row['name_zh'] or ''} 应发现金 {due}，实发 {paid}{again[0]}：{zh}{why[0]}{where}",
        f"Payment: {row['name_en'] or ''} cash due {due}, paid {paid}{again[1]}: {en}{why[1]}{where}",
    )


def _borne(payer: dict[str, Any]) -> Words:
    """What a payer bears of the award; not in money where upper-level money comes before the shares."""
    if payer["amount_fen"] is not None:
        return (f"{payer['share']}: {yuan(payer['amount_fen'])}",) * 2
    zh, en = f"承担上级资金用后余额的 {payer['share']}", f"{payer['share']} of what upper-level money leaves"
    if payer["first_fen"] is not None:
        most = yuan(payer["first_fen"])
        first = f"该项先用上级资金，至多 {most} 元", f"pays first for the whole standard, up to {most}"
        return first if payer["share_num"] == 0 else (f"{first[0]}；{zh}", f"{first[1]}; {en}")
    return zh, en


def write_page(told: Explained, plan: str, year: int, path: Path) -> None:
    """A self-contained page, to print and file."""
    pages = Environment(loader=PackageLoader("pipelines.explain", "."), autoescape=True)
    total = sum(r.amount_fen for r in told.reasons if r.verdict == "awarded")
    words = {"verdict": VERDICT, "borne": _borne, "paid": [_paid(row) for row in told.payments]}
    text = pages.get_template("reason.html.j2").render(
        who=told.who, reasons=told.reasons, plan=plan, year=year, total=yuan(total), yuan=yuan, **words
    )
    path.write_text(text, "utf-8")
